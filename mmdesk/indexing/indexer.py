"""One step of indexing after the other, without a thread: what `service` runs in the background.

Each step is short (tens of milliseconds to a batch of the model), so that whoever runs the steps
can pause, stop or slip something in between.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import within
from mmdesk.core import events
from mmdesk.core.entities import Root, RootState, Stage
from mmdesk.core.paths import to_path
from mmdesk.indexing import plan as planning
from mmdesk.indexing import volumes
from mmdesk.indexing.decoding import Decoding
from mmdesk.indexing.intake import Intake
from mmdesk.indexing.losses import Losses
from mmdesk.indexing.own import Own, place_below
from mmdesk.indexing.plan import Loss
from mmdesk.indexing.reading import WINDOW as READING_WINDOW
from mmdesk.indexing.reading import Reading
from mmdesk.indexing.scan import Seen, scan
from mmdesk.indexing.scopes import Scope, scopes
from mmdesk.indexing.stages import Stages
from mmdesk.indexing.unsettled import PATIENCE_SECONDS, Unsettled
from mmdesk.media import formats

PROGRESS_SECONDS = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Missing:
    """Files of a scope were gone while others were being written: perhaps they only moved."""

    loss: Loss
    until: float


class Indexer:
    """Looks at scopes, takes in what it finds, and does jobs, a step at a time."""

    def __init__(
        self,
        catalogue: Catalogue,
        reading: Reading,
        stages: Stages,
        settle_seconds: float,
        own: Own,
        emit: Callable[[events.Event], None],
    ) -> None:
        self._catalogue, self._reading, self._stages = catalogue, reading, stages
        self.own, self._emit = own, emit
        self._intakes: list[Intake] = []
        self._taken_in: list[Intake] = []
        self._missing: dict[Scope, _Missing] = {}
        self._looked_for: set[int] = set()
        self._losses = Losses()
        self._told = 0.0
        self._done = dict.fromkeys(Stage, 0)
        self.unsettled = Unsettled(settle_seconds)
        self._forbidden: dict[int, set[Path]] = {}
        self.worked: set[int] = set()
        """Items that had work done on them since this was made."""
        self.meant: set[Path] = set()
        """Files that the user took away through mmdesk."""
        self.gently = False
        self.go_on: Callable[[], None] = lambda: None
        """Called in the midst of long looks; ends them by raising."""

    def prepare(self) -> None:
        """Find the jobs that the catalogue should hold; once, before the first step."""
        self._forget_own()
        self._reading.plan()
        self._stages.plan()

    def _forget_own(self) -> None:
        """What an earlier version took in of the library's own is no loss to ask about."""
        files = self._catalogue.files
        for root in self._catalogue.roots.all():
            own = self.own.below(root.path)
            known = files.known(root) if own else {}
            if ours := [file for path, file in known.items() if own.holds(path)]:
                items = {file.item for file in ours if file.item}
                with self._catalogue.writing():
                    files.forget([file.id for file in ours])
                    self._catalogue.texts.refresh(items)
                self._emit(events.ItemsChanged(tuple(items)))

    def remake_thumbnails(self, items: set[int]) -> None:
        """Give jobs to those of the items whose thumbnails, frames or waveforms are lost."""
        self._reading.remake(items)
        self._stages.remake(items)

    def look(self, scope: Scope, loss: Loss, *, patient: bool = True) -> None:
        """Scan a scope and plan for what is found; an absent volume is noted instead.

        `loss` says when forgetting needs a yes first, `patient` whether files that are gone
        may turn up elsewhere once those that are being written are still.
        """
        root, files = self._catalogue.roots.at(scope.root.path), self._catalogue.files
        if root is None:
            return  # removed since somebody asked for this look
        scope = replace(scope, root=root)
        if root.state is RootState.ASKS and not scope.whole:
            scope, loss = Scope(root), Loss.FOUND  # the question is about the whole root
        left_out = self._left_out(root)
        if any(within(scope.path, place, deep=True) for place in left_out):
            return
        if not volumes.present(root, files.some(root)):
            self._note_absent(root)
            return
        if scope.whole:
            self._emit(events.Scanning(root.path))
        away = self._away(scope, loss)
        seen = self._scanned(scope, left_out)
        away |= self._away(scope, loss)  # a drive may go or come back while it is looked through
        if new := seen.mounts - files.mounts(root):
            files.set_mounted(root, new, mounted=True)
        self._tell_forbidden(scope, {root.path / to_path(path) for path in seen.forbidden})
        found = planning.plan(
            seen.files,
            files.known(root, scope.path, deep=scope.deep),
            unreadable=seen.unreadable | away,
            reader=formats.reader_version(),
            recent=self.unsettled.recent(),
        )
        for earlier in (*self._intakes, *self._taken_in):
            earlier.came_back(root, seen.files)
        self.unsettled.add(root, found.unsettled)
        if root.state is RootState.OFFLINE:
            self._set_state(root, RootState.ONLINE)
        self._intakes.append(
            Intake(self._catalogue, scope, found, self._emit, loss, patient, self.meant)
        )

    def _left_out(self, root: Root) -> set[bytes]:
        """The folders below a root that are roots themselves, or the library's own."""
        others = (other for other in self._catalogue.roots.all() if other.id != root.id)
        inner = {place_below(root.path, other.path) for other in others}
        return set(filter(None, inner)) | self.own.below(root.path).folders

    def _scanned(self, scope: Scope, left_out: set[bytes]) -> Seen:
        root = scope.root.path
        folders = [root / to_path(path) for path in left_out]
        seen = scan(root, scope.path, deep=scope.deep, leave_out=folders, go_on=self.go_on)
        own = self.own.below(root)
        seen.files = {path: each for path, each in seen.files.items() if not own.holds(path)}
        return seen

    def _away(self, scope: Scope, loss: Loss) -> set[bytes]:
        """The folders of the scope's root whose volumes are absent; the user may give them up."""
        root, files = scope.root, self._catalogue.files
        away, known = volumes.absent(root, files.mounts(root)), files.away(root)
        if away and loss is Loss.MEANT:
            files.set_mounted(root, away, mounted=False)
            away = set()
        if away != known:
            files.set_away(root, away)
            self._emit(events.RootsChanged())
        for path in sorted(away - known):
            self._emit(
                events.Notice(
                    events.Topic.DRIVE_ABSENT,
                    f"Nothing is mounted at {root.path / to_path(path)}. Its items stay, marked "
                    "offline, until you say that they may be forgotten: "
                    f"`mmdesk index --forget {root.path}`.",
                    str(root.path / to_path(path)),
                )
            )
        return away

    def _tell_forbidden(self, scope: Scope, folders: set[Path]) -> None:
        """Tell of the folders of a scope that may not be read, once while that is so."""
        known = self._forbidden.setdefault(scope.root.id, set())
        for folder in sorted(folders - known):
            text = f"{folder} cannot be read (permission denied); what is in it is left as it was."
            self._emit(events.Notice(events.Topic.FOLDER_UNREADABLE, text, str(folder)))
        if scope.whole:
            known.clear()
        known |= folders

    def forbidden(self) -> list[Path]:
        """The folders that may not be read, as of the last looks."""
        return sorted(folder for folders in self._forbidden.values() for folder in folders)

    def _note_absent(self, root: Root) -> None:
        if root.state is not RootState.OFFLINE:
            self._set_state(root, RootState.OFFLINE)
            self._emit(volumes.absence(root))

    def _set_state(self, root: Root, state: RootState) -> None:
        if self._catalogue.roots.set_state(root, state):
            self._emit(events.RootsChanged())

    def step(self) -> bool:
        """Do some of the most urgent work; False when there is none."""
        if self._intakes:
            self._take_in()
            self._read(seconds=0)
        elif self._taken_in:
            self._finish()
        elif self._look_for_missing():
            return True
        elif not (self._read(seconds=0.2) or self._reading.decoding.busy or self._use_stages()):
            return self._look_for_vanished() or self._reading.check_caches()
        self._tell_progress()
        return True

    def _take_in(self) -> None:
        intake = self._intakes[0]
        if not intake.step():
            self._taken_in.append(self._intakes.pop(0))
        self._start_over(intake.touched)

    def _start_over(self, items: set[int]) -> None:
        self._looked_for -= items
        for decoding in self._decodings():
            decoding.start_over(items)

    def _decodings(self) -> "list[Decoding[Any]]":
        return [self._reading.decoding, *self._stages.decodings]

    def _finish(self) -> None:
        """Forget what is gone, now that all that was found has been taken in."""
        taken_in, self._taken_in = self._taken_in, []
        together: dict[tuple[int, Loss], Intake] = {}
        for intake in sorted(taken_in, key=lambda intake: not intake.scope.whole):
            if intake.plan.gone and intake.patient and self.unsettled.worth_waiting():
                missing = _Missing(intake.loss, time.monotonic() + PATIENCE_SECONDS)
                self._missing.setdefault(intake.scope, missing)
            elif (
                first := together.setdefault((intake.root.id, intake.loss), intake)
            ) is not intake:
                first.join(intake)
        for intake in together.values():
            intake.finish(self._losses)
            self._start_over(intake.touched)

    def _look_for_missing(self) -> bool:
        """Look again where files were missing, once there is nowhere left to turn up."""
        now, waiting = time.monotonic(), self.unsettled.worth_waiting()
        due = [scope for scope, each in self._missing.items() if not waiting or each.until < now]
        for scope in due:
            self.look(scope, self._missing.pop(scope).loss, patient=False)
        return bool(due)

    def _read(self, seconds: float) -> bool:
        done = self._reading.step(1 if self.gently else READING_WINDOW, seconds)
        self._count(Stage.READ, done)
        self._stages.plan_for(done)
        return bool(done)

    def _use_stages(self) -> bool:
        worked = self._stages.step(gently=self.gently)
        if worked:
            self._count(*worked)
        return worked is not None

    @property
    def model_failures(self) -> dict[Stage, str]:
        """Why items have to wait, for each stage whose model was given up."""
        return self._stages.failures

    def _count(self, stage: Stage, items: list[int]) -> None:
        self.worked.update(items)
        self._done[stage] += len(items)

    def _look_for_vanished(self) -> bool:
        """Look through the roots whose files have gone between their scan and their turn."""
        vanished = {item for decoding in self._decodings() for item in decoding.vanished}
        places = self._catalogue.files.places(vanished - self._looked_for).values()
        self._looked_for |= vanished
        paths = [place.path for some in places for place in some]
        again = {scope.root for scope in scopes(paths, self._catalogue.roots.all())}
        for root in again:
            self.look(Scope(root), Loss.FOUND)
        return bool(again)

    def _tell_progress(self) -> None:
        now = time.monotonic()
        if now - self._told < PROGRESS_SECONDS:
            return
        self._told = now
        for stage in Stage:
            waiting = self._catalogue.jobs.waiting(stage)
            self._emit(events.Progress(stage, self._done[stage], waiting))

    def drop(self) -> None:
        """Let go of what is in flight; everything not yet stored still has its job."""
        for decoding in self._decodings():
            decoding.drop()
