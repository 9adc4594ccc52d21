"""The strip at the bottom: what is being done, pausing, gently, failures, folders."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from helpers.libraries import House
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from mmdesk.core import events
from mmdesk.core.entities import RootState, Stage
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.indexing.failures_dialog import FailuresDialog
from mmdesk.gui.indexing.indexing_panel import IndexingPanel
from mmdesk.gui.indexing.indexing_work import Doing
from mmdesk.gui.tasks import Tasks
from mmdesk.library import Library


@pytest.fixture
def bridge(qapp) -> Bridge:
    return Bridge()


@pytest.fixture
def house(tmp_path) -> House:
    house = House(tmp_path / "library", tmp_path / "Pictures")
    house.set(model="nobody/nothing")
    return house


@pytest.fixture
def library(house, bridge):
    with Library(house.library, indexing=True, emit=bridge.tell) as library:
        yield library


@pytest.fixture
def on_mains(monkeypatch) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: None, raising=False)


@pytest.fixture
def panel(qtbot, library, bridge, tasks, on_mains) -> Iterator[IndexingPanel]:
    panel = IndexingPanel(library, bridge, tasks)
    qtbot.addWidget(panel)
    panel.resize(1000, 40)
    panel.show()
    yield panel
    bridge.blockSignals(True)  # what is told while the library closes has no tasks to go to


def click(qtbot, button) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def says(panel: IndexingPanel) -> str:
    return f"{panel._title.text()} {panel._facts.text()}"


def told(qtbot, panel: IndexingPanel, bridge: Bridge, *some: events.Event) -> str:
    for event in some:
        with qtbot.waitSignal(bridge.told):
            bridge.tell(event)
    return says(panel)


def agree() -> None:
    """Press the first button of the question that opens next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.buttons()[0].click()

    QTimer.singleShot(200, press)


def test_a_real_run_ends_up_to_date(qtbot, house, library, panel):
    house.photo_set("a.jpg", "b.jpg")
    library.add_root(house.photos)
    library.watch()
    qtbot.waitUntil(lambda: panel.work.doing is Doing.IDLE, timeout=20_000)
    assert says(panel).strip() == "Up to date"
    assert panel.bar.isHidden()


def test_without_a_folder_nothing_is_up_to_date(qtbot, panel, bridge):
    told(qtbot, panel, bridge, events.Idle())
    qtbot.waitUntil(lambda: says(panel).strip() == "No folder is indexed yet")
    assert not panel.looking


def test_it_tells_while_it_is_at_work_on_folders(qtbot, house, library, panel):
    changes = []
    panel.looking_changed.connect(changes.append)
    house.photo_set("a.jpg")
    library.add_root(house.photos)
    library.watch()
    qtbot.waitUntil(lambda: changes[-1:] == [False], timeout=20_000)
    assert changes[0]


def test_it_says_what_it_is_doing_and_how_far(qtbot, panel, bridge, library):
    library.change(model="ViT-B-32/laion2b_s34b_b79k")
    assert "Getting ready" in says(panel)
    assert "Looking through Pictures" in told(
        qtbot, panel, bridge, events.Scanning(Path("/home/ana/Pictures"))
    )
    reading = told(qtbot, panel, bridge, events.Progress(Stage.READ, 30, 70))
    assert "Reading files" in reading
    assert "30 of 100" in reading
    assert panel.bar.value() == 300
    loading = events.ModelLoading("ViT-B-32/laion2b_s34b_b79k")
    assert "Loading the model ViT-B-32" in told(qtbot, panel, bridge, loading)
    progress = [events.Progress(Stage.READ, 100, 0), events.Progress(Stage.DESCRIBE, 5, 95)]
    assert "Describing pictures with ViT-B-32" in told(qtbot, panel, bridge, *progress)
    assert "Describing" not in told(qtbot, panel, bridge, events.Idle())


def test_why_indexing_ended_stands_there(qtbot, panel, bridge):
    assert "has stopped" in told(qtbot, panel, bridge, events.IndexingFailed("The disk is full."))
    assert panel._why.isVisible()
    assert panel._why.text() == "The disk is full."
    assert not panel.pause.isEnabled()


def test_pause_and_resume(qtbot, panel, library):
    panel.work.note(events.Progress(Stage.READ, 464, 336), 0.0)
    click(qtbot, panel.pause)
    assert "Paused" in says(panel)
    assert "464 of 800" in says(panel)
    assert "Resume" in panel.pause.accessibleName()
    qtbot.waitUntil(lambda: library.indexing.paused)
    click(qtbot, panel.pause)
    qtbot.waitUntil(lambda: not library.indexing.paused)
    assert "Paused" not in says(panel)


def test_a_window_made_anew_knows_that_indexing_is_paused(qtbot, panel, library, bridge, tasks):
    library.indexing.pause()
    again = IndexingPanel(library, bridge, tasks)
    qtbot.addWidget(again)
    assert "Paused" in says(again)


def test_gently_is_kept(qtbot, panel, library):
    click(qtbot, panel.gently)
    qtbot.waitUntil(lambda: library.settings.gently)
    click(qtbot, panel.gently)
    qtbot.waitUntil(lambda: not library.settings.gently)


def test_what_is_not_described_yet_is_told_and_taken_back(qtbot, house, panel, library):
    from mmdesk.core.reports import Status

    heard = []
    panel.undescribed_changed.connect(heard.append)
    for missing in (12, 12, 0):
        panel._count(Status({"photo": 100}, {}, {}, (), 0, missing))
    assert heard == ["12 % not described yet", ""]


def test_failures_are_counted_shown_and_tried_again(qtbot, house, panel, bridge, library):
    house.photos.mkdir()
    bad = house.photos / "bad.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0 this is no picture" * 50)
    library.index([house.photos])
    panel.refresh()
    qtbot.waitUntil(panel.failures.isVisible)
    assert "1 file" in panel.failures.text()
    click(qtbot, panel.failures)
    dialog = next(each for each in panel.findChildren(FailuresDialog) if each.isVisible())
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dialog.model.index(0, 0).data() == "bad.jpg"
    assert dialog.model.index(0, 2).data()
    with qtbot.waitSignal(panel.reveal_wanted) as wanted:
        click(qtbot, dialog.reveal)
    assert wanted.args == [bad]
    with qtbot.waitSignal(dialog.retried):
        click(qtbot, dialog.retry)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dialog._says.text().startswith("1 file")
    assert dialog.retry.isEnabled()
    dialog.close()


def test_folders_are_listed_and_removed_after_a_yes(qtbot, house, panel, library):
    house.photo("a.jpg")
    root = library.add_root(house.photos)
    click(qtbot, panel.expand)
    qtbot.waitUntil(lambda: len(panel.roots.rows) == 1)
    assert str(root.path) in panel.roots.rows[0].accessibleName()
    agree()
    click(qtbot, panel.roots.rows[0].remove)
    qtbot.waitUntil(lambda: not panel.roots.rows)
    assert library.roots() == []
    assert (house.photos / "a.jpg").exists()


def test_after_a_failure_it_can_be_tried_again(qtbot, house, panel, library):
    house.photo("a.jpg")
    library.add_root(house.photos)
    (house.library / "vectors").write_text("in the way")
    assert not panel.again.isVisible()
    library.watch()
    qtbot.waitUntil(panel.again.isVisible, timeout=60_000)
    assert "has stopped" in says(panel)
    (house.library / "vectors").unlink()
    click(qtbot, panel.again)
    assert "Getting ready" in says(panel)
    assert not panel.again.isVisible()
    qtbot.waitUntil(lambda: "Up to date" in says(panel), timeout=60_000)
    assert library.browsing.items_at([house.photos / "a.jpg"])


def test_a_folder_whose_files_are_gone_asks(qtbot, house, panel, library):
    photos = house.photo_set(*(f"{number}.jpg" for number in range(12)))
    library.index([house.photos])
    for photo in photos:
        photo.unlink()
    library.indexing.rescan()
    library.indexing.wait_until_idle()
    click(qtbot, panel.expand)
    qtbot.waitUntil(lambda: len(panel.roots.rows) == 1)
    row = panel.roots.rows[0]
    assert row.root.state is RootState.ASKS
    assert "gone" in row.accessibleName()
    agree()
    click(qtbot, row.forget)
    qtbot.waitUntil(lambda: library.roots()[0].state is RootState.ONLINE, timeout=20_000)


def test_a_library_that_another_mmdesk_indexes_says_so(qtbot, house, library, bridge):
    with house.open(indexing=False) as searched:
        tasks = Tasks()
        panel = IndexingPanel(searched, bridge, tasks)
        qtbot.addWidget(panel)
        panel.show()
        assert "Another mmdesk" in says(panel)
        assert not panel.pause.isVisible()
        click(qtbot, panel.expand)
        assert not panel.roots.add.isEnabled()
        tasks.stop()
