"""Stands in for a stage whose model is not there, and says so when something would need it."""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Kind, Stage
from mmdesk.core.errors import Bug, ModelUnavailable
from mmdesk.indexing.decoding import Decoding


class Absent:
    """Does no jobs; tells once, of items of its kinds, why and how to get the model."""

    def __init__(
        self,
        catalogue: Catalogue,
        stage: Stage,
        kinds: Collection[Kind],
        reason: ModelUnavailable,
        emit: Callable[[events.Event], None],
    ) -> None:
        self._catalogue, self._kinds, self._reason, self._emit = catalogue, kinds, reason, emit
        self._told = False
        self.stage = stage
        self.decoding: Decoding[None] = Decoding(catalogue, stage, _never)

    def plan(self) -> None:
        """Say that the model is missing, if there is any item that needs it."""
        counts = self._catalogue.items.counts()
        if any(counts[kind] for kind in self._kinds):
            self._tell()

    def plan_for(self, items: Sequence[int]) -> None:
        """Say that the model is missing, if any of these needs it."""
        if self._told:
            return
        kinds = self._catalogue.items.kinds(items)
        if any(kind in self._kinds for kind in kinds.values()):
            self._tell()

    def step(self, *, gently: bool) -> None:
        """Nothing."""

    def _tell(self) -> None:
        self._told = True
        self._emit(events.Notice(events.Topic.MODEL_MISSING, str(self._reason)))


def _never(_: Place) -> "Future[None]":
    raise Bug("A file was given to a stage that has no model.")
