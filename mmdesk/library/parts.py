"""The parts of one open library: started in order, stopped in reverse, made anew when asked.

What may be asked of them is in `library`.
"""

import os
import threading
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self

from mmdesk.catalogue import Catalogue
from mmdesk.core import events, logs
from mmdesk.core.errors import LibraryUnusable
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.indexing.ownership import Ownership, is_lost
from mmdesk.indexing.service import IndexingService
from mmdesk.library import caches
from mmdesk.library.browsing import Browsing
from mmdesk.library.clips import Clips
from mmdesk.library.exporting import Exporting
from mmdesk.library.marking import Marking
from mmdesk.library.reach import Reach
from mmdesk.library.trash import Trash
from mmdesk.media.images import PictureLimits
from mmdesk.media.peaks import WaveformCache
from mmdesk.media.thumbnails import FrameCache, ThumbnailCache
from mmdesk.media.workers import Workers
from mmdesk.models.in_use import ModelsInUse
from mmdesk.models.looks import LOOKS_SPACE
from mmdesk.models.timbre import TIMBRE_SPACE
from mmdesk.search.engine import Engine
from mmdesk.search.examples import Examples
from mmdesk.search.neighbours import Neighbours

if TYPE_CHECKING:
    from mmdesk.indexing.indexer import Indexer

WINDOW_WORKERS = 2
"""Processes for who waits in front of the screen: they never stand in indexing's queue."""


class Parts:
    """What one library is made of, open until `close`; with `indexing`, its one writer, too.

    Raises LibraryUnusable when the folder cannot be used, and LibraryBusy when it is opened for
    indexing while another process has it so.
    """

    def __init__(
        self, folder: Path, *, indexing: bool = False, emit: events.Listener = lambda _: None
    ) -> None:
        self.folder = folder
        self._paths = LibraryPaths.under(folder)
        self._emit = emit
        self._changing = threading.RLock()
        self.absent = False
        """Whether there is no library in the folder yet; nothing is made by looking."""
        with ExitStack() as opening:
            self._open_folder(opening, indexing=indexing)
            if indexing:
                opening.enter_context(Ownership(caches.places(self._paths), emit))
                caches.move(self._paths, self.settings.cache_folder, emit)
            self._paths = caches.places(self._paths)
            if not indexing:
                self._look_for_catalogue(opening)
            self._open_parts(opening)
            self._service = self._make_service(opening) if indexing else None
            self._closing = opening.pop_all()

    def _open_folder(self, opening: ExitStack, *, indexing: bool) -> None:
        try:
            if self.folder.is_file():
                raise LibraryUnusable(
                    f"The library's folder {self.folder} cannot be used: it is a file. "
                    "Choose a folder with --library."
                )
            if indexing:
                self.folder.mkdir(parents=True, exist_ok=True)
            opening.callback(logs.to_file(self._paths.log).close)
        except OSError as error:
            raise LibraryUnusable(
                f"The library's folder {self._paths.folder} cannot be used ({error.strerror}). "
                "Allow writing there, or choose another one with --library."
            ) from error
        self.settings = Settings.load(self._paths.settings)

    def _look_for_catalogue(self, opening: ExitStack) -> None:
        """Who only looks makes no library: where there is none, there is an empty one to look at.

        Raises LibraryUnusable where there was one.
        """
        paths = self._paths
        if is_lost(paths):
            raise LibraryUnusable(
                f"The catalogue {paths.catalogue} is missing or empty, though what was made from "
                "it is there. Put it back if you have it; else `mmdesk index FOLDER` builds a new "
                "one."
            )
        self.absent = not paths.catalogue.exists()
        if self.absent:
            place = opening.enter_context(TemporaryDirectory(prefix="mmdesk-"))
            empty = LibraryPaths.under(Path(place))
            self._paths = replace(
                paths, catalogue=empty.catalogue, vectors=empty.vectors, thumbnails=empty.thumbnails
            )

    def _open_parts(self, opening: ExitStack) -> None:
        self._catalogue = Catalogue(self._paths.catalogue)
        opening.callback(self._catalogue.close)
        self._limits = PictureLimits(self.settings.decode_megapixels)
        self._workers = self._decoders(os.cpu_count() or 1)
        opening.callback(self._workers.stop)
        self._for_window = self._decoders(WINDOW_WORKERS)
        opening.callback(self._for_window.stop)
        self._open_search(opening)
        self._open_caches(opening)
        self._open_browsing(opening)
        self.exporting = Exporting(self._decoders(WINDOW_WORKERS), self._limits)
        opening.callback(self.exporting.close)
        self.marking = Marking(self._catalogue, self._emit)
        self.trash = Trash(self._meant, Clips(self._catalogue).going_with)

    def _decoders(self, count: int) -> Workers:
        return Workers(count, self.settings.decode_seconds, self.settings.decode_megabytes)

    def _open_search(self, opening: ExitStack) -> None:
        settings, paths = self.settings, self._paths
        self._models = ModelsInUse(settings, paths.models, self._emit)
        opening.callback(self._models.stop)
        self._neighbours = Neighbours(self._catalogue, paths.vectors, settings)
        opening.callback(self._neighbours.close)
        self._examples = Examples(self._catalogue, self._for_window, self._limits)
        self._reach = Reach(self._catalogue)
        self._engine = Engine(
            self._catalogue,
            self._neighbours,
            self._examples,
            self._models.urgent,
            self._reach.places,
        )

    def _open_caches(self, opening: ExitStack) -> None:
        folder, library = self._paths.thumbnails, self._catalogue.id
        self._thumbnails = ThumbnailCache(folder, library)
        opening.callback(self._thumbnails.close)
        self._waveforms = WaveformCache(folder, library)
        opening.callback(self._waveforms.close)
        self._frames = FrameCache(folder, library)
        opening.callback(self._frames.close)

    def _open_browsing(self, opening: ExitStack) -> None:
        self.browsing = Browsing(
            self._catalogue,
            self._thumbnails,
            self._waveforms,
            self._frames,
            self._for_window,
            self._limits,
            self._remake,
        )
        opening.callback(self.browsing.close)

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
        from mmdesk.library.work import Work

        self._for_indexing.close()
        return Work(
            self._catalogue,
            self._workers,
            self._models,
            self._thumbnails,
            self._waveforms,
            self._frames,
            self._limits,
            self.settings,
            self._paths,
            self._emit,
        ).indexer(self._for_indexing)

    def _meant(self, files: Iterable[Path], *, gone: bool) -> None:
        if self._service:
            self._service.mean(files, gone=gone)

    def _remake(self, item: int) -> None:
        if self._service:
            self._service.remake_thumbnail(item)

    def _tend(self) -> bool:
        spaces = [LOOKS_SPACE, TIMBRE_SPACE, *self._models.spaces()]
        more = [self._neighbours.tend(space) for space in spaces]
        return any(more) or self._neighbours.tidy(spaces)

    def _ease(self, gently: bool) -> None:
        self._workers.gently(gently)
        self._models.gently(gently)

    def _interrupt(self) -> None:
        self._models.stop()
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
