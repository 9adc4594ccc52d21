"""One library, open: what windows and commands may ask of it, passed on to its parts.

One process at a time opens it for indexing; any number may search it meanwhile.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from mmdesk.core import events
from mmdesk.core.entities import Answer, Kind, Moments, Query, Root
from mmdesk.core.errors import (
    EnvironmentFailed,
    FileUnreadable,
    MmdeskError,
    ModelUnavailable,
    WrongRequest,
)
from mmdesk.core.listings import Failure, Transcript
from mmdesk.core.paths import absolute
from mmdesk.core.reports import IndexReport, Status
from mmdesk.core.settings import Settings
from mmdesk.indexing import volumes
from mmdesk.indexing.own import Own
from mmdesk.indexing.report import report, so_far
from mmdesk.indexing.service import IndexingService
from mmdesk.library import listening, standing
from mmdesk.library.file_watch import FileWatch
from mmdesk.library.moments import looked_through, moments_of
from mmdesk.library.parts import Parts
from mmdesk.models import registry, weights
from mmdesk.models.base import ModelDescription
from mmdesk.models.in_use import SETTINGS
from mmdesk.models.registry import Purpose
from mmdesk.search import explain
from mmdesk.search import query as queries

logger = logging.getLogger(__name__)

MODEL_SETTINGS = frozenset({*SETTINGS.values(), "device", "model_idle_minutes"})
"""Changing one of them takes a new model process."""


class Library(Parts):
    """One library, open. To be used in a `with` block, or closed by its owner.

    Raises LibraryUnusable when the folder cannot be used, and LibraryBusy when it is opened for
    indexing while another process has it so.
    """

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
        return self._reach.roots()

    def add_root(self, folder: Path) -> Root:
        """Keep a folder indexed from now on, once, whatever links lead to it.

        Raises WrongRequest when it is no folder, or the library's own.
        """
        path = standing.keepable(self._catalogue, folder, Own(self._paths))
        kept = standing.root_of(self._catalogue, path)
        root = kept or self._catalogue.roots.add(path, volumes.mount_of(path))
        self._emit(events.RootsChanged())
        return root

    def remove_root(self, folder: Path) -> Root:
        """Stop keeping a folder and forget its items; the user's files stay as they are."""
        root = standing.kept(self._catalogue, folder)
        self._catalogue.roots.remove(root)
        self._emit(events.RootsChanged())
        return root

    def set_speech(self, folder: Path, on: bool) -> Root:
        """Whether what is said in a kept folder's sounds is written down; at the next indexing."""
        root = standing.kept(self._catalogue, folder)
        self._catalogue.roots.set_speech(root, on=on)
        self._emit(events.RootsChanged())
        if self._service:
            self._service.renew()
        return replace(root, speech=on)

    def transcript_of(self, path: Path) -> Transcript:
        """What is said in a file; raises EnvironmentFailed or WrongRequest with how to get it."""
        return listening.transcript_of(self._catalogue, path, self.settings, self._paths.models)

    def index(self, folders: Sequence[Path], *, forget: bool = False) -> IndexReport:
        """Add folders as roots and work until everything is indexed.

        `forget` is the user's yes to forgetting files that are gone.
        """
        began = time.monotonic()
        own = Own(self._paths)
        paths = [standing.keepable(self._catalogue, folder, own) for folder in folders]
        roots = list(dict.fromkeys(self._kept(path, paths) for path in paths))
        for notice in standing.still_away(self._catalogue, roots):
            self._emit(notice)
        before, held = set(self.indexing.worked), self._held(roots)
        told = frozenset(each.path for each in self.failures() if each.partly)
        self.indexing.rescan([root.path for root in roots], forget=forget)
        self.indexing.start(watch=False)
        self.indexing.wait_until_idle()
        worked = self.indexing.worked - before
        wanting = tuple(self._wanting())
        left = self.indexing.unfinished, self.indexing.forbidden
        found = report(self._catalogue, roots, worked, *left, time.monotonic() - began)
        models = self.settings.models
        given_up = [(Path(models[s]), why) for s, why in self.indexing.model_failures.items()]
        failed = (*found.failed, *wanting, *given_up)
        return replace(found, failed=failed, forgotten=self._forgotten(held, roots), told=told)

    def _held(self, roots: Sequence[Root]) -> dict[int, int]:
        """The item of every file below some roots, by the file's number."""
        files = self._catalogue.files
        return {file: item for root in roots for file, item in files.held(root).items()}

    def _forgotten(self, before: dict[int, int], roots: Sequence[Root]) -> int:
        """How many items lost their last file since then; one that changed keeps its file."""
        gone = before.keys() - self._held(roots).keys()
        items = {before[file] for file in gone}
        return len(items - self._catalogue.files.places(items).keys())

    def _kept(self, path: Path, given: Sequence[Path]) -> Root:
        """The root that a folder belongs to: its own, or the one that it is a part of."""
        kept = standing.root_of(self._catalogue, path)
        around = kept.path if kept else standing.around(self._catalogue, path, given)
        if around is None:
            return self.add_root(path)
        if path != around:
            link = f"leads to {around}, which" if kept else f"is part of {around}: all of that"
            text = f"{path} {link} is kept indexed, once."
            self._emit(events.Notice(events.Topic.FOLDER_WITHIN, text, str(path)))
        return kept or self._kept(around, given)

    def _wanting(self) -> Iterator[tuple[Path, str]]:
        """Models in use that are broken or whose folders are gone; not those never got."""
        for purpose in (Purpose.PICTURES, Purpose.SOUNDS):
            name: str = getattr(self.settings, SETTINGS[purpose])
            used = next(model for model in self.models(purpose) if model.name == name)
            if used.state not in {registry.ModelState.ABSENT, registry.ModelState.PARTIAL}:
                try:
                    self._models.get(purpose)
                except ModelUnavailable as error:
                    yield Path(name), str(error)

    def so_far(self, folders: Sequence[Path]) -> IndexReport:
        """What became of folders until an error ended indexing them."""
        kept = (standing.root_of(self._catalogue, absolute(folder)) for folder in folders)
        roots = [root for root in kept if root is not None]
        return so_far(self._catalogue, roots, self.indexing.worked)

    def watch(self) -> None:
        """Look through all roots and keep them current until the library is closed.

        Settings that another process changes count, too.
        """
        self.indexing.rescan()
        self.indexing.start(watch=True)
        self._closing.callback(FileWatch(self._paths.settings, self._take_up).stop)

    def _take_up(self) -> None:
        """Let the settings count that somebody else wrote."""
        with self._changing:
            try:
                self._apply(Settings.load(self._paths.settings))
            except MmdeskError as error:
                text = f"{error} Those from before count until then."
                self._emit(events.Notice(events.Topic.SETTINGS_UNUSABLE, text, str(error)))

    def query(
        self,
        text: str,
        examples: Sequence[Path] = (),
        folders: Sequence[Path] = (),
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        kinds: Sequence[Kind] = (),
    ) -> Query:
        """What `text` (forms may be typed in it) and the rest ask for, to be given to `search`.

        Raises WrongRequest for a filter or date that cannot be understood.
        """
        asked = queries.narrowed(
            queries.parse(queries.typed(text), limit=limit), folders, since, until
        )
        if kinds:
            asked = replace(asked, filters=replace(asked.filters, kinds=frozenset(kinds)))
        if asked.filters.folders:
            asked = queries.as_indexed(asked, [root.path for root in self._catalogue.roots.all()])
        liked = (*map(absolute, asked.examples), *examples)
        return replace(asked, examples=liked, without=tuple(map(absolute, asked.without)))

    def text_of(self, query: Query) -> str:
        """The text that `query` reads as this query, its examples included; not its limit."""
        return queries.show(query)

    def warm(self) -> None:
        """Load the models now that a search would need, so that none has to wait for them.

        Why one cannot be loaded is told to the search that needs it.
        """
        for purpose in self._engine.models_needed():
            try:
                self._models.get(purpose).describe()
            except (EnvironmentFailed, WrongRequest) as error:
                logger.info("The model is not loaded ahead of a search: %s", error)

    def search(self, query: Query, *, wait: bool = True) -> Answer:
        """The hits for a query; from any thread. Without `wait`, no model is loaded for it.

        Raises WrongRequest for an example that does not exist or is no picture, sound or video,
        FileUnreadable for one that cannot be read.
        """
        try:
            answer = self._engine.search(query, wait=wait)
        except FileUnreadable as error:
            raise explain.unusable(query, self._examples, error) from error
        answer = explain.unreadable(answer, self._catalogue)
        return explain.nothing_found(answer, query, self._catalogue)

    def moments(self, path: Path, query: Query) -> Moments:
        """Where in a video of the library a query is answered, the best first.

        Raises FileUnreadable or WrongRequest with the reason why none can be told.
        """
        try:
            return moments_of(self._catalogue, self._engine, path, query)
        except FileUnreadable as error:
            raise explain.unusable(query, self._examples, error) from error

    def looked_through(self, path: Path) -> bool:
        """Whether all moments of a video are known; while it is looked through, some are."""
        return looked_through(self._catalogue, path)

    def status(self) -> Status:
        """How much there is and what is still to do."""
        items, spaces = self._catalogue.items.counts(), self._catalogue.embeddings.counts()
        try:
            space = self._models.get(Purpose.PICTURES).space
            embeddings = self._catalogue.embeddings
            undescribed = embeddings.undescribed(embeddings.space_id(space))
        except ModelUnavailable:
            undescribed = None
        failures = self.failures()
        return Status(
            items=items,
            spaces=spaces,
            jobs=self._catalogue.jobs.counts(),
            roots=tuple(self.roots()),
            failed=sum(not each.partly for each in failures),
            undescribed=undescribed,
            partly=sum(each.partly for each in failures),
        )

    def models(self, purpose: Purpose = Purpose.PICTURES) -> list[registry.ListedModel]:
        """The models for a purpose that are known, downloaded or in use, and their state."""
        used: str = getattr(self.settings, SETTINGS[purpose])
        return registry.listing(self._paths.models, used, purpose)

    def purpose_of(self, model: str) -> Purpose:
        """What a model is for: by its known name, or by the files of its folder."""
        return registry.purpose_of(model, self._paths.models)

    def get_model(self, model: str, progress: Callable[[weights.Download], None]) -> Path:
        """Download a model; raises DownloadFailed with what to do."""
        folder = weights.fetch(model, self._paths.models, progress)
        if self._service:
            self._service.renew()  # the model in use may be this one, and was missing so far
        return folder

    def use_model(self, model: str) -> str:
        """Use this model from now on for what it is made for; its name."""
        purpose = self.purpose_of(model)
        chosen = registry.find_whole(model, self._paths.models, purpose)
        self.change(**{SETTINGS[purpose]: chosen.reference})
        return chosen.name

    def change(self, **values: object) -> None:
        """Change settings; they are kept, and count at once.

        Only limits of decoding, and how vectors are indexed, wait for the next start. Raises
        WrongRequest for a setting that does not exist or cannot be so.
        """
        with self._changing:
            settings = self.settings.changed(**values)
            settings.save(self._paths.settings)
            self._apply(settings)

    def _apply(self, settings: Settings) -> None:
        before, now = asdict(self.settings), asdict(settings)
        changed = {name for name in now if now[name] != before[name]}
        self.settings = settings
        if changed & MODEL_SETTINGS:
            self._models.change(settings)
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
        return [each for root in self._catalogue.roots.all() for each in files.failed(root)]

    def retry(self) -> None:
        """Try everything again that failed, with the model too, should it have been given up."""
        indexing = self.indexing
        with self._catalogue.writing():
            self._catalogue.jobs.retry_all()
            self._catalogue.files.look_again()
        indexing.renew()

    def describe_model(self, purpose: Purpose = Purpose.PICTURES) -> ModelDescription:
        """Load the model in use and say how it runs; raises ModelUnavailable or ModelFailed."""
        return self._models.get(purpose).describe()

    def check(self) -> str | None:
        """What is wrong with the catalogue; None when all is well."""
        return self._catalogue.check()
