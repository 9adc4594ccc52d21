import pytest
from helpers.catalogues import a_sound, an_item

from mmdesk.core.entities import Filters, Part, Space, Span

SPACE = Space("test/1", "test", 1)
FIRST, SECOND, THIRD = Span(0, 10), Span(7.5, 17.5), Span(15, 23.4)


@pytest.fixture
def sound(catalogue, root) -> int:
    return a_sound(catalogue, root, "rain.wav")


def test_a_sound_has_its_windows_beside_the_whole_of_it(catalogue, sound):
    windows = catalogue.segments.set_windows(sound, [SECOND, FIRST])
    assert list(windows) == [FIRST, SECOND]
    assert catalogue.segments.windows(sound) == windows
    whole = catalogue.items.whole_segments([sound])[sound]
    assert whole not in windows.values()
    assert catalogue.segments.of_item(sound, Part.WHOLE) == {}


def test_windows_that_stay_keep_what_is_theirs(catalogue, sound):
    space = catalogue.embeddings.add_space(SPACE)
    before = catalogue.segments.set_windows(sound, [FIRST, SECOND])
    catalogue.embeddings.put(space, [(segment, b"\0\0") for segment in before.values()])
    after = catalogue.segments.set_windows(sound, [FIRST, THIRD])
    assert after[FIRST] == before[FIRST]
    assert after[THIRD] not in before.values()
    assert list(catalogue.embeddings.of(space, [*before.values(), *after.values()])) == [
        before[FIRST]
    ]


def test_a_window_that_goes_is_told_in_the_log_of_changes(catalogue, sound):
    space = catalogue.embeddings.add_space(SPACE)
    windows = catalogue.segments.set_windows(sound, [FIRST, SECOND])
    catalogue.embeddings.put(space, [(segment, b"\0\0") for segment in windows.values()])
    known = catalogue.embeddings.last_change(space)
    catalogue.segments.set_windows(sound, [FIRST])
    changes = catalogue.embeddings.changes(space, known)
    assert [(each.segment, each.vector) for each in changes] == [(windows[SECOND], None)]


def test_windows_without_a_vector_come_in_order(catalogue, sound):
    space = catalogue.embeddings.add_space(SPACE)
    windows = catalogue.segments.set_windows(sound, [THIRD, FIRST, SECOND])
    catalogue.embeddings.put(space, [(windows[SECOND], b"\0\0")])
    lacking = [windows[FIRST], windows[THIRD]]
    assert catalogue.embeddings.lacking(sound, Part.WINDOW, space) == lacking
    assert catalogue.embeddings.lacking(sound, Part.PASSAGE, space) == []


def test_ten_hours_of_windows_are_set_and_set_again(catalogue, sound):
    spans = [Span(7.5 * n, 7.5 * n + 10) for n in range(4800)]
    windows = catalogue.segments.set_windows(sound, spans)
    assert list(windows) == spans
    assert catalogue.segments.set_windows(sound, spans) == windows


def test_the_segments_of_items_that_pass_are_all_their_parts(catalogue, root, sound):
    windows = catalogue.segments.set_windows(sound, [FIRST, SECOND])
    photo = an_item(catalogue, root, "b.jpg")
    whole = catalogue.items.whole_segments([sound, photo])
    found = catalogue.items.segments_passing(Filters())
    assert found.tolist() == sorted([*whole.values(), *windows.values()])
    assert catalogue.items.of_segments([windows[SECOND], whole[photo]]) == {
        windows[SECOND]: (sound, 7.5, 17.5),
        whole[photo]: (photo, None, None),
    }


def test_the_segments_with_times_of_several_items_come_by_number(catalogue, root, sound):
    other = a_sound(catalogue, root, "wind.wav")
    late = catalogue.segments.set_windows(other, [SECOND])
    early = catalogue.segments.set_windows(sound, [FIRST])
    assert catalogue.segments.of_items([sound, other]) == [
        (late[SECOND], other, 7.5, 17.5),
        (early[FIRST], sound, 0.0, 10.0),
    ]
    assert catalogue.segments.of_items([]) == []
