"""One window for each library."""

from mmdesk.gui.single import Single


def test_a_second_start_raises_the_first_window(qtbot, tmp_path) -> None:
    first = Single(tmp_path)
    assert not first.raise_other()
    with qtbot.waitSignal(first.raised):
        assert Single(tmp_path).raise_other()
    first.close()


def test_another_library_has_a_window_of_its_own(qtbot, tmp_path) -> None:
    first, other = Single(tmp_path), Single(tmp_path / "other")
    assert not first.raise_other()
    assert not other.raise_other()
    first.close()
    other.close()


def test_a_start_after_the_first_has_ended_shows_a_window(qtbot, tmp_path) -> None:
    first = Single(tmp_path)
    assert not first.raise_other()
    first.close()
    second = Single(tmp_path)
    assert not second.raise_other()
    second.close()
