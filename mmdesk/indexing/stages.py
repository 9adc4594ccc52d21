"""The stages after the first pass: looking through videos, and those that need a model, in order.

Each does its jobs, or is given up with a reason: a model that fails ends its own stage until the
next start (or a retry); the others go on. Videos are decoded while models are at work on what was
decoded before, so that neither waits for all of the other.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.core.errors import ModelFailed
from mmdesk.indexing.decoding import Decoding
from mmdesk.indexing.watching import Watching

WAITING = {
    Stage.DESCRIBE: "Descriptions have to wait",
    Stage.HEAR: "Sounds have to wait until they are heard",
    Stage.TRANSCRIBE: "Speech has to wait until it is written down",
    Stage.UNDERSTAND: "Speech has to wait until it is understood",
}
"""What it means that a stage was given up."""

WAIT_SECONDS = 0.5
"""How long a piece of a video is waited for at most, while there is nothing else to do."""

log = logging.getLogger(__name__)


class ModelStage(Protocol):
    """One stage's work with one model; that of looking through videos has the same form."""

    stage: Stage
    decoding: "Decoding[Any]"

    def plan(self) -> None:
        """Give jobs to all items that lack what this makes."""

    def plan_for(self, items: Sequence[int]) -> None:
        """Give jobs to those of `items`, with which an earlier stage is done, that lack it."""

    def step(self, *, gently: bool) -> list[int] | None:
        """Do a little; the items that are done (or failed), None when there is nothing to do.

        Raises ModelFailed when the model cannot be used at all.
        """


class Stages:
    """Videos are looked through beside the stages that have a model, most urgent first."""

    def __init__(
        self,
        watching: Watching,
        stages: Sequence[ModelStage],
        emit: Callable[[events.Event], None],
    ) -> None:
        self._watching, self._stages, self._emit = watching, list(stages), emit
        self._watched = False
        """Whether the last step was one of looking through videos."""
        self.failures: dict[Stage, str] = {}
        """Why items have to wait, for each stage whose model was given up."""

    @property
    def decodings(self) -> "list[Decoding[Any]]":
        """What is in flight, of every stage."""
        return [self._watching.decoding, *(each.decoding for each in self._stages)]

    def plan(self) -> None:
        """Find the jobs that there should be."""
        for each in (self._watching, *self._stages):
            each.plan()

    def remake(self, items: Iterable[int]) -> None:
        """Give jobs to those of the items that are videos and whose frames or waveform are lost."""
        self._watching.remake(items)

    def plan_for(self, items: Sequence[int], after: Stage = Stage.READ) -> None:
        """Give these items, with which a stage is done, the jobs of the later ones."""
        order = list(Stage)
        for each in (self._watching, *self._stages):
            if items and order.index(each.stage) > order.index(after):
                each.plan_for(items)

    def step(self, *, gently: bool) -> tuple[Stage, list[int]] | None:
        """Some work that there is, and with which items it is done.

        Videos have every other turn at most; their decoding is waited for only when there is
        nothing else to do.
        """
        turns = (
            (self._use_models, self._watch) if self._watched else (self._watch, self._use_models)
        )
        for turn in turns:
            worked = turn(gently=gently)
            if worked is not None:
                self._watched = turn == self._watch
                return worked
        if not self._watching.decoding.busy:
            return None
        self._watching.decoding.wait(WAIT_SECONDS)
        return Stage.WATCH, []

    def _watch(self, *, gently: bool) -> tuple[Stage, list[int]] | None:
        """Store what was decoded of a video, if any was by now."""
        done = self._watching.step(gently=gently)
        grown = self._watching.grown()
        self.plan_for(grown, Stage.WATCH)
        return (Stage.WATCH, done or []) if grown else None

    def _use_models(self, *, gently: bool) -> tuple[Stage, list[int]] | None:
        """Some work of the first stage that has any."""
        for each in list(self._stages):
            try:
                done = each.step(gently=gently)
            except ModelFailed as error:
                self._give_up(each, error)
                continue
            if done is not None:
                self.plan_for(done, each.stage)
                return each.stage, done
        return None

    def _give_up(self, stage: ModelStage, error: ModelFailed) -> None:
        """To be called in the error's handler."""
        self._stages.remove(stage)
        stage.decoding.drop()
        log.exception("the model of stage %s is given up until the next start", stage.stage)
        reason = f"{WAITING[stage.stage]}: {error}"
        self.failures[stage.stage] = reason
        self._emit(events.Notice(events.Topic.MODEL_FAILED, reason, str(error)))
