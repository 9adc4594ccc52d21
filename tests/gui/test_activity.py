from pathlib import Path

from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.gui.sidebar.activity import MOST, Activity


def test_items_that_change_while_files_are_indexed_count_once():
    activity = Activity()
    activity.hear(events.Progress(Stage.READ, 1, 9))
    activity.changed(frozenset({1, 2}))
    assert activity.taken() == {1, 2}
    assert activity.taken() == frozenset()


def test_work_goes_on_while_any_stage_has_some():
    activity = Activity()
    activity.hear(events.Progress(Stage.READ, 1, 9))
    activity.hear(events.Progress(Stage.DESCRIBE, 0, 0))
    assert activity.working
    activity.hear(events.Progress(Stage.READ, 10, 0))
    assert not activity.working


def test_what_a_person_marks_is_no_indexing():
    activity = Activity()
    activity.changed(frozenset({1}))
    assert activity.taken() == frozenset()


def test_a_great_many_items_are_not_all_kept():
    activity = Activity()
    activity.hear(events.Progress(Stage.READ, 1, 9))
    activity.changed(frozenset(range(10 * MOST)))
    activity.changed(frozenset(range(10 * MOST, 20 * MOST)))
    assert len(activity.taken()) == MOST


def test_a_look_through_a_folder_lasts_until_something_else_is_told():
    activity = Activity()
    for ends in (events.Idle(), events.Progress(Stage.READ, 0, 5), events.IndexingFailed("x")):
        activity.hear(events.Scanning(Path("/a")))
        assert activity.scanning == {Path("/a")}
        activity.hear(ends)
        assert not activity.scanning
