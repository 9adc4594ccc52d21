import io
from pathlib import Path

import pytest
from rich.console import Console

from mmdesk.cli import progress as bars
from mmdesk.cli.progress import LABELS, IndexingProgress, Waiting
from mmdesk.core import events
from mmdesk.core.entities import Stage


@pytest.fixture
def progress():
    return IndexingProgress()


def drawn(progress):
    page = Console(file=io.StringIO(), width=100)
    page.print(progress._progress.get_renderable())
    return page.file.getvalue()


def test_a_bar_says_how_far_a_stage_is(progress):
    progress(events.Progress(Stage.READ, done=3, waiting=4))
    assert "Reading files" in drawn(progress)
    assert "3/7" in drawn(progress)
    assert "Describing" not in drawn(progress)


@pytest.mark.parametrize("moving", [events.Progress(Stage.READ, 1, 1), events.Idle()])
def test_what_everything_waits_for_is_said_until_something_moves(progress, moving):
    progress(events.Scanning(Path("/photos [old]")))
    assert "Looking through /photos [old]" in drawn(progress)
    progress(events.ModelLoading("ViT-B-32"))
    assert "Loading the model ViT-B-32" in drawn(progress)
    assert "Looking" not in drawn(progress)
    progress(moving)
    assert "Loading" not in drawn(progress)


def test_every_stage_has_a_bar(progress):
    for stage in Stage:
        progress(events.Progress(stage, 1, 1))
        assert LABELS[stage] in drawn(progress)


@pytest.mark.parametrize("terminal", [True, False])
def test_a_search_says_on_a_terminal_that_the_model_is_being_loaded(monkeypatch, terminal):
    page = Console(file=io.StringIO(), force_terminal=terminal, width=80)
    monkeypatch.setattr(bars, "err", page)
    waiting = Waiting()
    waiting(events.Idle())
    assert page.file.getvalue() == ""
    waiting(events.ModelLoading("ViT-B-32"))
    waiting.stop()
    assert ("Loading the model ViT-B-32" in page.file.getvalue()) is terminal
