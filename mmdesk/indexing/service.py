"""The background indexing thread: scans when asked or told, does jobs, rests when all is done.

It is plain Python and the only writer of the catalogue. Listeners get their events from its
thread. A failure of the environment (a full disk, say) ends the thread and is raised to whoever
waits for it; what was stored is stored, and the next start goes on from there.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.catalogue import Catalogue
from mmdesk.core import events
from mmdesk.core.entities import Root, RootState, Stage
from mmdesk.core.errors import Bug, LibraryUnusable, MmdeskError, Stopped
from mmdesk.core.paths import to_path
from mmdesk.indexing import volumes
from mmdesk.indexing.plan import Loss
from mmdesk.indexing.scopes import Scope, scopes

if TYPE_CHECKING:
    from mmdesk.indexing.indexer import Indexer
    from mmdesk.indexing.watch import Watcher

RESCAN_SECONDS_UNWATCHED = 300.0
VOLUMES_SECONDS = 10.0
"""How often it is checked whether drives came or went."""

log = logging.getLogger(__name__)


class IndexingService:
    """Starts, pauses and stops indexing.

    `tend` does a little upkeep of the caches that follow the catalogue, and says whether there is
    more of it; `ease` makes the processes that do the work gentle or not; `interrupt` ends them for
    good, whatever they do. Every method may be called from any thread; `emit`, `tend` and `ease`
    are called from the indexing thread, `interrupt` from the one that stops it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        make_indexer: Callable[[], "Indexer"],
        tend: Callable[[], bool],
        ease: Callable[[bool], None],
        interrupt: Callable[[], None],
        rescan_seconds: float,
        emit: Callable[[events.Event], None],
    ) -> None:
        self._catalogue, self._make_indexer = catalogue, make_indexer
        self._tend, self._ease, self._interrupt = tend, ease, interrupt
        self._rescan_seconds, self._emit = rescan_seconds, emit
        self._wake = threading.Condition()
        self._asked: dict[Scope, Loss] = {}
        self._lost: set[int] = set()
        self._meant: set[Path] = set()
        self._paused = self._stopping = self._gently = self._renewing = False
        self._idle = threading.Event()
        self._watcher: Watcher | None = None
        self._thread = self._made_thread()
        self._scanned = self._volumes_checked = time.monotonic()
        self._error: MmdeskError | None = None
        self.worked: set[int] = set()
        """Items that had work done on them, complete once idle."""
        self.unfinished: list[Path] = []
        """Files that were being written all the time."""
        self.forbidden: list[Path] = []
        """Folders that may not be read."""
        self.model_failures: dict[Stage, str] = {}
        """Why items have to wait, for each stage whose model failed."""

    def start(self, *, watch: bool) -> None:
        """Begin, unless begun or stopped; with `watch`, keep roots current from then on."""
        with self._wake:
            if self._stopping or self._thread.is_alive():
                return
            if watch:
                self._watcher = self._made_watcher()
            self._thread.start()

    def restart(self) -> None:
        """Begin again after a failure, with a look at everything; else nothing is done."""
        if self._error is None:
            return
        self._thread.join()  # it is ending
        with self._wake:
            if self._stopping or self._thread.is_alive():
                return
            self._error, self._renewing = None, True
            self._idle.clear()
            self._watcher = self._made_watcher() if self._watcher else None
            self._thread = self._made_thread()
            self._thread.start()

    def _made_thread(self) -> threading.Thread:
        return threading.Thread(target=self._run, name="mmdesk-indexing")

    def _made_watcher(self) -> "Watcher":
        from mmdesk.indexing.watch import Watcher

        return Watcher(self._look_at, self._unwatchable)

    def mean(self, files: Iterable[Path], *, gone: bool) -> None:
        """The user takes these files away through mmdesk, or they stay after all.

        That they are gone is no loss to ask about.
        """
        if gone:
            self._meant.update(files)
        else:
            self._meant.difference_update(files)

    def rescan(self, folders: Iterable[Path] | None = None, *, forget: bool = False) -> None:
        """Look through these roots (all of them by default); `forget` is the user's yes."""
        wanted = None if folders is None else set(folders)
        roots = [r for r in self._catalogue.roots.all() if wanted is None or r.path in wanted]
        loss = Loss.MEANT if forget else Loss.FOUND
        self._ask(dict.fromkeys(map(Scope, roots), loss))

    def _look_at(self, paths: set[Path]) -> None:
        looks = scopes(paths, self._catalogue.roots.all())
        self._ask({scope: Loss.FOUND if scope.whole else Loss.SEEN for scope in looks})

    def _ask(self, looks: dict[Scope, Loss]) -> None:
        with self._wake:
            self._asked |= looks
            self._idle.clear()
            self._wake.notify()

    def remake_thumbnail(self, item: int) -> None:
        """The thumbnail of an item that was read is not there: make it again, soon."""
        with self._wake:
            self._lost.add(item)
            self._idle.clear()
            self._wake.notify()

    def _unwatchable(self, folder: Path) -> None:
        self._rescan_seconds = min(self._rescan_seconds, RESCAN_SECONDS_UNWATCHED)
        minutes = self._rescan_seconds / 60
        self._emit(
            events.Notice(
                events.Topic.UNWATCHABLE,
                f"The system cannot watch all of {folder}. mmdesk looks through it every "
                f"{minutes:.0f} minutes instead.",
                str(folder),
            )
        )

    def pause(self) -> None:
        """Finish the batch at hand and do no more until `resume`."""
        self._set(paused=True)

    def resume(self) -> None:
        """Go on after `pause`."""
        self._set(paused=False)

    @property
    def paused(self) -> bool:
        """Whether it waits for `resume`."""
        return self._paused

    def gently(self, on: bool) -> None:
        """One thread and low priority, or full speed; takes effect with the next batch."""
        self._set(gently=on)

    def rescan_every(self, seconds: float) -> None:
        """Look through all roots this often; once a look is due, the next one counts."""
        self._rescan_seconds = seconds

    def renew(self) -> None:
        """Go on with a new indexer, since what it works with (the model, say) is another one."""
        with self._wake:
            self._renewing = True
            self._idle.clear()
            self._wake.notify()

    def _set(self, *, paused: bool | None = None, gently: bool | None = None) -> None:
        with self._wake:
            self._paused = self._paused if paused is None else paused
            self._gently = self._gently if gently is None else gently
            self._wake.notify()

    def wait_until_idle(self, seconds: float | None = None) -> bool:
        """Wait until all that can be done is done; False when the time ran out first.

        Raises what ended the indexing thread, if something did.
        """
        idle = self._idle.wait(seconds)
        self.raise_failure()
        return idle

    @property
    def idle(self) -> bool:
        """Whether all that can be done is done."""
        return self._idle.is_set()

    @property
    def alive(self) -> bool:
        """Whether the indexing thread runs."""
        return self._thread.is_alive()

    def raise_failure(self) -> None:
        """Raise what ended the indexing thread, if something did."""
        if self._error:
            raise self._error

    def stop(self) -> None:
        """End the thread at once: what it is at stays to be done, and the next start does it."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._interrupt()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stopping:
                if self._renewing:
                    self._renewing = False
                    self.rescan()  # what the former indexer had in hand is found again
                self._work_until_stopped(self._make_indexer())
        except MmdeskError as error:
            self._fail(error)
        except OSError as error:
            failure = LibraryUnusable(
                f"The library's own folder cannot be written ({error.strerror or error}). "
                "Make room on its disk or allow writing there; nothing that was indexed is lost."
            )
            failure.__cause__ = error
            self._fail(failure)
        except Exception as error:  # noqa: BLE001 - it is told, and raised to whoever waits
            bug = Bug(f"Indexing ended by a mistake of ours: {error!r}")
            bug.__cause__ = error
            self._fail(bug)
        finally:
            if self._watcher:
                self._watcher.stop()
            self._idle.set()

    def _work_until_stopped(self, indexer: "Indexer") -> None:
        try:
            self._work(indexer)
        except Stopped:
            log.info("indexing was put down, to be taken up again")

    def _fail(self, error: MmdeskError) -> None:
        """Keep the error for whoever waits, and tell the others; called by its handler."""
        log.exception("indexing ended")
        self._error = error
        self._emit(events.IndexingFailed(str(error)))

    def _work(self, indexer: "Indexer") -> None:
        indexer.go_on, indexer.gently, indexer.meant = self._go_on, self._gently, self._meant
        self._ease(self._gently)
        indexer.prepare()
        self._watch(indexer)
        try:
            while not (self._stopping or self._renewing):
                self._look(indexer)
                self._keep_pace(indexer)
                if self._paused or not indexer.step():
                    self._rest(indexer)
        finally:
            self.worked = indexer.worked
            indexer.drop()

    def _go_on(self) -> None:
        if self._stopping:
            raise Stopped("The library was closed before all of it was indexed.")

    def _keep_pace(self, indexer: "Indexer") -> None:
        if indexer.gently != self._gently:
            indexer.gently = self._gently
            self._ease(self._gently)

    def _watch(self, indexer: "Indexer") -> None:
        if self._watcher:
            roots = self._catalogue.roots.all()
            there = (root.path for root in roots if root.path.is_dir())
            self._watcher.watch(there, indexer.own)

    def _look(self, indexer: "Indexer") -> None:
        """Scan what was asked for, what may be still by now, and from time to time everything."""
        now = time.monotonic()
        if now - self._scanned > self._rescan_seconds:
            self._scanned = now
            self._watch(indexer)
            self.rescan()
        if now - self._volumes_checked > VOLUMES_SECONDS:
            self._volumes_checked = now
            self._greet_volumes(indexer)
            if self._watcher:
                self._watcher.check()
        with self._wake:
            asked, self._asked = self._asked, {}
            lost, self._lost = self._lost, set()
        indexer.remake_thumbnails(lost)
        for scope, loss in asked.items():
            indexer.look(scope, loss)
        due = indexer.unsettled.take_due()
        for scope in due:
            indexer.look(scope, Loss.SEEN)
        indexer.unsettled.settled(due)

    def _greet_volumes(self, indexer: "Indexer") -> None:
        """A drive that came back is looked through at once, one that went is marked as absent."""
        changed = [scope for root in self._catalogue.roots.all() for scope in self._changed(root)]
        if changed:
            self._watch(indexer)
            self._ask(dict.fromkeys(changed, Loss.FOUND))

    def _changed(self, root: Root) -> Iterable[Scope]:
        """The root, or the drives inside it, that went or came back."""
        files = self._catalogue.files
        present = volumes.present(root, files.some(root))
        if present is (root.state is RootState.OFFLINE):
            return [Scope(root)]
        absent = volumes.absent(root, files.mounts(root)) if present else files.away(root)
        return [Scope(root, path) for path in absent ^ files.away(root)]

    def _rest(self, indexer: "Indexer") -> None:
        """Nothing to do: do upkeep, say so, and sleep until something comes up."""
        unsettled = indexer.unsettled
        if not self._paused and not self._idle.is_set() and not unsettled.worth_waiting():
            if self._tend():
                return
            self._be_idle(indexer)
        soon = unsettled.seconds_to_next()
        with self._wake:
            if not (self._asked or self._lost or self._stopping or self._renewing):
                longest = VOLUMES_SECONDS if soon is None or self._paused else soon
                self._wake.wait(min(longest, VOLUMES_SECONDS))

    def _be_idle(self, indexer: "Indexer") -> None:
        self._catalogue.items.purge(time.time())
        self.worked, self.model_failures = indexer.worked, dict(indexer.model_failures)
        self.unfinished = [
            scope.root.path / to_path(scope.path) for scope in indexer.unsettled.given_up()
        ]
        self.forbidden = indexer.forbidden()
        with self._wake:
            if not (self._asked or self._lost):
                self._idle.set()
        if self._idle.is_set():
            self._emit(events.Idle())
