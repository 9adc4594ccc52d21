"""Whole runs of indexing, played through without a clock or a window."""

from pathlib import Path

import pytest

from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.gui.indexing.indexing_work import Doing, Work


def read(done: int, waiting: int) -> events.Progress:
    return events.Progress(Stage.READ, done, waiting)


def described(done: int, waiting: int) -> events.Progress:
    return events.Progress(Stage.DESCRIBE, done, waiting)


def played(*told: events.Event) -> Work:
    work = Work()
    for second, event in enumerate(told):
        work.note(event, float(second))
    return work


def test_a_run_goes_from_scanning_over_reading_and_loading_to_describing():
    work, states = Work(), []
    run = [
        events.Scanning(Path("/photos")),
        read(0, 10),
        described(0, 0),
        read(10, 0),
        described(0, 10),
        events.ModelLoading("ViT-B-32/x"),
        described(0, 10),
        described(4, 6),
        events.Idle(),
    ]
    for second, event in enumerate(run):
        work.note(event, float(second))
        if not states or states[-1] is not work.doing:
            states.append(work.doing)
    assert states == [
        Doing.SCANNING,
        Doing.READING,
        Doing.DESCRIBING,
        Doing.LOADING,
        Doing.DESCRIBING,
        Doing.IDLE,
    ]


def test_how_far_how_fast_and_how_long():
    work = played(*(read(10 * second, 100 - 10 * second) for second in range(9)))
    assert (work.done, work.total) == (80, 100)
    assert work.rate == pytest.approx(10)
    assert work.seconds_left == pytest.approx(2)


def test_what_was_done_before_the_last_rest_is_not_counted_again():
    work = played(read(1000, 0), events.Idle(), read(1001, 4))
    assert (work.done, work.total) == (1, 5)


def test_work_that_begins_anew_counts_from_nothing():
    work = played(read(1000, 0), events.Idle(), read(2, 8))
    assert (work.done, work.total) == (2, 10)


def test_a_search_that_loads_the_model_is_no_work():
    assert played(events.Idle(), events.ModelLoading("ViT-B-32/x")).doing is Doing.IDLE


def test_why_indexing_ended_is_kept():
    work = played(read(1, 5), events.IndexingFailed("The disk is full."))
    assert (work.doing, work.message, work.total) == (Doing.FAILED, "The disk is full.", 0)


def test_new_files_while_describing_are_read_first():
    assert played(described(5, 50), read(0, 3)).doing is Doing.READING
