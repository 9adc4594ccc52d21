"""Events of the house, merged on their way into the GUI thread."""

import threading
from pathlib import Path

from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.gui.bridge import Bridge


def test_a_storm_of_progress_arrives_as_its_last_word(qtbot) -> None:
    bridge, told = Bridge(), list[events.Event]()
    bridge.told.connect(told.append)
    for done in range(5000):
        bridge.tell(events.Progress(Stage.READ, done, 5000 - done))
    bridge.tell(events.Progress(Stage.DESCRIBE, 1, 2))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [events.Progress(Stage.READ, 4999, 1), events.Progress(Stage.DESCRIBE, 1, 2)]


def test_changed_items_arrive_together(qtbot) -> None:
    bridge, came = Bridge(), list[frozenset[int]]()
    bridge.items_changed.connect(came.append)
    bridge.tell(events.ItemsChanged((1, 2)))
    bridge.tell(events.ItemsChanged((2, 3)))
    qtbot.waitUntil(lambda: came != [])
    assert came == [frozenset({1, 2, 3})]


def test_no_failure_is_merged_away(qtbot) -> None:
    bridge, told = Bridge(), list[events.Event]()
    bridge.told.connect(told.append)
    failures = [events.FileFailed(Path(f"{number}.jpg"), "It is empty.") for number in range(30)]
    for failure in failures:
        bridge.tell(failure)
    qtbot.waitUntil(lambda: len(told) == 30)
    assert told == failures


def test_it_is_told_from_any_thread_and_heard_in_the_gui_thread(qtbot) -> None:
    bridge, heard_in = Bridge(), list[threading.Thread]()
    bridge.told.connect(lambda _: heard_in.append(threading.current_thread()))
    teller = threading.Thread(target=bridge.tell, args=(events.Idle(),))
    teller.start()
    teller.join()
    qtbot.waitUntil(lambda: heard_in != [])
    assert heard_in == [threading.main_thread()]


def test_events_that_come_later_are_delivered_too(qtbot) -> None:
    bridge, told = Bridge(), list[events.Event]()
    bridge.told.connect(told.append)
    bridge.tell(events.Idle())
    qtbot.waitUntil(lambda: len(told) == 1)
    bridge.tell(events.Notice(events.Topic.ROOT_ABSENT, "A drive went away."))
    qtbot.waitUntil(lambda: len(told) == 2)
