"""One library, open: it starts its parts in order, stops them in reverse, and passes questions on.

One process at a time opens it for indexing; any number may search it meanwhile.
"""

import logging
import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from mmdesk.catalogue import Catalogue
from mmdesk.core import events, logs
from mmdesk.core.entities import Answer, Kind, Query, Root
from mmdesk.core.errors import (
    EnvironmentFailed,
    FileUnreadable,
    LibraryUnusable,
    ModelUnavailable,
    WrongRequest,
)
from mmdesk.core.listings import Failure
from mmdesk.core.paths import LibraryPaths, absolute
from mmdesk.core.reports import IndexReport, Status
from mmdesk.core.settings import Settings
from mmdesk.indexing import volumes
from mmdesk.indexing.ownership import Ownership
from mmdesk.indexing.report import report
from mmdesk.indexing.service import IndexingService
from mmdesk.library import caches, standing
from mmdesk.library.browsing import Browsing
from mmdesk.library.marking import Marking
from mmdesk.library.trash import Trash
from mmdesk.media.images import PictureLimits
from mmdesk.media.thumbnails import ThumbnailCache
from mmdesk.media.workers import Workers
from mmdesk.models import registry, weights
from mmdesk.models.base import ModelDescription
from mmdesk.models.in_use import ModelInUse
from mmdesk.models.looks import LOOKS_SPACE
from mmdesk.search import explain
from mmdesk.search import query as queries
from mmdesk.search.engine import Engine
from mmdesk.search.examples import Examples
from mmdesk.search.neighbours import Neighbours

if TYPE_CHECKING:
    from mmdesk.indexing.describing import Describing
    from mmdesk.indexing.indexer import Indexer

logger = logging.getLogger(__name__)

WINDOW_WORKERS = 2
"""Processes for who waits in front of the screen: they never stand in indexing's queue."""
MODEL_SETTINGS = frozenset({"model", "device", "model_idle_minutes"})
"""Changing one of them takes a new model process."""


class Library:
    """One library, open. To be used in a `with` block, or closed by its owner.

    Raises LibraryUnusable when the folder cannot be used, and LibraryBusy when it is opened for
    indexing while another process has it so.
    """

    def __init__(
        self, folder: Path, *, indexing: bool = False, emit: events.Listener = lambda _: None
    ) -> None:
        self.folder = folder
        self._paths = LibraryPaths.under(folder)
        self._emit = emit
        with ExitStack() as opening:
            self._open_folder(opening)
            if indexing:
                opening.enter_context(Ownership(self._paths, emit))
                caches.move(self._paths, self.settings.cache_folder, emit)
            self._paths = caches.places(self._paths)
            self._open_parts(opening)
            self._service = self._make_service(opening) if indexing else None
            self._closing = opening.pop_all()

    def _open_folder(self, opening: ExitStack) -> None:
        try:
            self._paths.folder.mkdir(parents=True, exist_ok=True)
            opening.callback(logs.to_file(self._paths.log).close)
        except OSError as error:
            raise LibraryUnusable(
                f"The library's folder {self._paths.folder} cannot be used ({error.strerror}). "
                "Allow writing there, or choose another one with --library."
            ) from error
        self.settings = Settings.load(self._paths.settings)

    def _open_parts(self, opening: ExitStack) -> None:
        settings, paths = self.settings, self._paths
        self._catalogue = Catalogue(paths.catalogue)
        opening.callback(self._catalogue.close)
        self._limits = PictureLimits(settings.decode_megapixels)
        self._workers = Workers(
            os.cpu_count() or 1, settings.decode_seconds, settings.decode_megabytes
        )
        opening.callback(self._workers.stop)
        self._for_window = Workers(
            WINDOW_WORKERS, settings.decode_seconds, settings.decode_megabytes
        )
        opening.callback(self._for_window.stop)
        self._model = ModelInUse(settings, paths.models, self._emit)
        opening.callback(self._model.stop)
        self._neighbours = Neighbours(self._catalogue, paths.vectors, settings)
        opening.callback(self._neighbours.close)
        self._examples = Examples(self._catalogue, self._for_window, self._limits)
        self._engine = Engine(self._catalogue, self._neighbours, self._examples, self._model.urgent)
        self._thumbnails = ThumbnailCache(paths.thumbnails, self._catalogue.id)
        opening.callback(self._thumbnails.close)
        self.browsing = Browsing(
            self._catalogue, self._thumbnails, self._for_window, self._limits, self._remake
        )
        self.marking = Marking(self._catalogue, self._emit)
        self.trash = Trash()

    def _make_service(self, opening: ExitStack) -> IndexingService:
        self._for_indexing = opening.enter_context(ExitStack())
        service = IndexingService(
            self._catalogue,
            self._make_indexer,
            self._tend,
            self._ease,
            self._interrupt,
            self.settings.rescan_minutes * 60,
            self._emit,
        )
        service.gently(self.settings.gently)
        opening.callback(service.stop)
        return service

    def _make_indexer(self) -> "Indexer":
        # Imported in the indexing thread: who opens a library to look at it does not wait for it.
        from mmdesk.indexing.indexer import Indexer
        from mmdesk.indexing.reading import Reading

        self._for_indexing.close()
        describing = self._describing()
        reading = Reading(
            self._catalogue,
            self._workers,
            self._thumbnails,
            self._limits,
            self._emit,
            describing.prepared if describing else None,
        )
        return Indexer(
            self._catalogue, reading, describing, self.settings.settle_seconds, self._emit
        )

    def _describing(self) -> "Describing | None":
        from mmdesk.indexing import prepared
        from mmdesk.indexing.describing import Describing

        try:
            model = self._model.get()
        except ModelUnavailable as error:
            self._emit(events.Notice(events.Topic.MODEL_MISSING, str(error)))
            prepared.remove(self._paths.folder)
            return None
        pixels = self._for_indexing.enter_context(
            closing(prepared.Prepared(self._paths.folder, model.preparation))
        )
        return Describing(self._catalogue, self._workers, model, self._limits, self._emit, pixels)

    def _remake(self, item: int) -> None:
        if self._service:
            self._service.remake_thumbnail(item)

    def _tend(self) -> bool:
        spaces = [LOOKS_SPACE, *self._model.spaces()]
        more = [self._neighbours.tend(space) for space in spaces]
        return any(more) or self._neighbours.tidy(spaces)

    def _ease(self, gently: bool) -> None:
        self._workers.gently(gently)
        self._model.gently(gently)

    def _interrupt(self) -> None:
        self._model.stop()
        self._workers.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop every part in reverse order; what is being indexed goes on at the next start."""
        self._closing.close()

    @property
    def indexing(self) -> IndexingService:
        """Start, pause, resume, gently; only of a library that was opened for indexing."""
        if self._service is None:
            raise WrongRequest("This library was opened for searching only.")
        return self._service

    @property
    def caches(self) -> Path:
        """The folder in which the thumbnails and vectors lie."""
        return self._paths.thumbnails.parent

    @property
    def read_only(self) -> bool:
        """Whether it was opened for searching only: another process may be indexing it."""
        return self._service is None

    def roots(self) -> list[Root]:
        """The folders that are kept indexed, as they stand now; nothing is written."""
        return standing.roots(self._catalogue)

    def add_root(self, folder: Path) -> Root:
        """Keep a folder indexed from now on; raises WrongRequest when it is no folder."""
        path = standing.keepable(self._catalogue, folder)
        root = self._catalogue.roots.add(path, volumes.mount_of(path))
        self._emit(events.RootsChanged())
        return root

    def remove_root(self, folder: Path) -> Root:
        """Stop keeping a folder and forget its items; the user's files stay as they are."""
        path = absolute(folder)
        root = self._catalogue.roots.at(path)
        if root is None:
            known = ", ".join(str(each.path) for each in self.roots()) or "none"
            raise WrongRequest(f"{path} is not kept indexed. The folders that are: {known}.")
        self._catalogue.roots.remove(root)
        self._emit(events.RootsChanged())
        return root

    def index(self, folders: Sequence[Path], *, forget: bool = False) -> IndexReport:
        """Add folders as roots and work until everything is indexed.

        `forget` is the user's yes to forgetting files that are gone.
        """
        began = time.monotonic()
        paths = [standing.keepable(self._catalogue, folder) for folder in folders]
        roots = [self.add_root(path) for path in paths]
        for notice in standing.still_away(self._catalogue, roots):
            self._emit(notice)
        before = set(self.indexing.worked)
        self.indexing.rescan([root.path for root in roots], forget=forget)
        self.indexing.start(watch=False)
        self.indexing.wait_until_idle()
        worked = self.indexing.worked - before
        left = self.indexing.unfinished, self.indexing.forbidden
        found = report(self._catalogue, roots, worked, *left, time.monotonic() - began)
        if reason := self.indexing.model_failure:
            return replace(found, failed=(*found.failed, (Path(self.settings.model), reason)))
        return found

    def watch(self) -> None:
        """Look through all roots and keep them current until the library is closed."""
        self.indexing.rescan()
        self.indexing.start(watch=True)

    def query(
        self,
        text: str,
        examples: Sequence[Path] = (),
        folders: Sequence[Path] = (),
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
    ) -> Query:
        """What `text` (forms may be typed in it) and the rest ask for, to be given to `search`.

        Raises WrongRequest for a filter or date that cannot be understood.
        """
        asked = queries.narrowed(queries.parse(text, limit=limit), folders, since, until)
        if asked.filters.folders:
            asked = queries.as_indexed(asked, [root.path for root in self._catalogue.roots.all()])
        liked = (*map(absolute, asked.examples), *examples)
        return replace(asked, examples=liked, without=tuple(map(absolute, asked.without)))

    def text_of(self, query: Query) -> str:
        """The text that `query` reads as this query, its examples included; not its limit."""
        return queries.show(query)

    def warm(self) -> None:
        """Load the model now where a search would need it, so that none has to wait for it.

        Why it cannot be loaded is told to the search that needs it.
        """
        try:
            if self._engine.uses_model():
                self._model.get().describe()
        except (EnvironmentFailed, WrongRequest) as error:
            logger.info("The model is not loaded ahead of a search: %s", error)

    def search(self, query: Query, *, wait: bool = True) -> Answer:
        """The hits for a query; from any thread. Without `wait`, no model is loaded for it.

        Raises WrongRequest for an example that does not exist, FileUnreadable for one that is no
        picture.
        """
        try:
            answer = self._engine.search(query, wait=wait)
        except FileUnreadable as error:
            raise explain.unusable(query, self._examples, error) from error
        return explain.nothing_found(answer, query, self._catalogue)

    def status(self) -> Status:
        """How much there is and what is still to do."""
        items, spaces = self._catalogue.items.counts(), self._catalogue.embeddings.counts()
        try:
            described = spaces.get(self._model.get().space.name, 0)
            undescribed = max(items[Kind.PHOTO] - described - self._catalogue.jobs.failing(), 0)
        except ModelUnavailable:
            undescribed = None
        return Status(
            items=items,
            spaces=spaces,
            jobs=self._catalogue.jobs.counts(),
            roots=tuple(self.roots()),
            failed=len(self.failures()),
            undescribed=undescribed,
        )

    def models(self) -> list[registry.ListedModel]:
        """The models that are known by name, downloaded or in use, and their state."""
        return registry.listing(self._paths.models, self.settings.model)

    def get_model(self, model: str, progress: Callable[[weights.Download], None]) -> Path:
        """Download a model; raises DownloadFailed with what to do."""
        folder = weights.fetch(model, self._paths.models, progress)
        if self._service:
            self._service.renew()  # the model in use may be this one, and was missing so far
        return folder

    def use_model(self, model: str) -> str:
        """Describe and search with this model from now on; its name."""
        chosen = registry.find_whole(model, self._paths.models)
        self.change(model=chosen.reference)
        return chosen.name

    def change(self, **values: object) -> None:
        """Change settings; they are kept, and count at once.

        Only limits of decoding, and how vectors are indexed, wait for the next start. Raises
        WrongRequest for a setting that does not exist or cannot be so.
        """
        settings = self.settings.changed(**values)
        settings.save(self._paths.settings)
        changed = {
            name for name in values if getattr(settings, name) != getattr(self.settings, name)
        }
        self.settings = settings
        if changed & MODEL_SETTINGS:
            self._model.change(settings)
        if self._service:
            self._tell_service(self._service, changed)

    def _tell_service(self, service: IndexingService, changed: set[str]) -> None:
        if "gently" in changed:
            service.gently(self.settings.gently)
        if "rescan_minutes" in changed:
            service.rescan_every(self.settings.rescan_minutes * 60)
        if changed & (MODEL_SETTINGS | {"settle_seconds"}):
            service.renew()

    def failures(self) -> list[Failure]:
        """The files that could not be indexed, or not wholly, and why."""
        files = self._catalogue.files
        return [
            Failure(*each) for root in self._catalogue.roots.all() for each in files.failed(root)
        ]

    def retry(self) -> None:
        """Try everything again that failed, with the model too, should it have been given up."""
        indexing = self.indexing
        with self._catalogue.writing():
            self._catalogue.jobs.retry_all()
            self._catalogue.files.look_again()
        indexing.renew()

    def describe_model(self) -> ModelDescription:
        """Load the model in use and say how it runs; raises ModelUnavailable or ModelFailed."""
        return self._model.get().describe()

    def check(self) -> str | None:
        """What is wrong with the catalogue; None when all is well."""
        return self._catalogue.check()
