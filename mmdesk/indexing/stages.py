"""The stages that need a model, in their order: each does its jobs, or is given up with a reason.

A model that fails ends its own stage until the next start (or a retry); the others go on.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.core.errors import ModelFailed
from mmdesk.indexing.decoding import Decoding

WAITING = {
    Stage.DESCRIBE: "Descriptions have to wait",
    Stage.HEAR: "Sounds have to wait until they are heard",
    Stage.TRANSCRIBE: "Speech has to wait until it is written down",
    Stage.UNDERSTAND: "Speech has to wait until it is understood",
}
"""What it means that a stage was given up."""

log = logging.getLogger(__name__)


class ModelStage(Protocol):
    """One stage's work with one model."""

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
    """The stages that have a model, most urgent first."""

    def __init__(self, stages: Sequence[ModelStage], emit: Callable[[events.Event], None]) -> None:
        self._stages, self._emit = list(stages), emit
        self.failures: dict[Stage, str] = {}
        """Why items have to wait, for each stage whose model was given up."""

    @property
    def decodings(self) -> "list[Decoding[Any]]":
        """What is in flight, of every stage."""
        return [each.decoding for each in self._stages]

    def plan(self) -> None:
        """Find the jobs that there should be."""
        for each in self._stages:
            each.plan()

    def plan_for(self, items: Sequence[int], after: Stage = Stage.READ) -> None:
        """Give these items, with which a stage is done, the jobs of the later ones."""
        order = list(Stage)
        for each in self._stages:
            if items and order.index(each.stage) > order.index(after):
                each.plan_for(items)

    def step(self, *, gently: bool) -> tuple[Stage, list[int]] | None:
        """Some work of the first stage that has any, and with which items it is done."""
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
