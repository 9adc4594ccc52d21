"""Takes what one scan found into the catalogue, a few files at a time, newest first.

A file whose content is known already, wherever it lay before, becomes another path of the same
item and costs no new work. The gone ones are forgotten in the end, when the new files of every
root are taken in, so that a move is never seen as a loss.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import FoundFile, KnownFile
from mmdesk.core import events
from mmdesk.core.entities import FileState, Root, RootState, Stage
from mmdesk.core.errors import EnvironmentFailed, FileUnreadable
from mmdesk.core.paths import printable, to_path
from mmdesk.indexing import plan as planning
from mmdesk.indexing.decoding import OUR_MISTAKE
from mmdesk.indexing.losses import Losses
from mmdesk.indexing.scopes import Scope
from mmdesk.indexing.volumes import exists
from mmdesk.media import formats

CHUNK = 16
"""Files identified in one go; about 25 ms, and one transaction."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Intake:
    """A scope's plan, carried out by calling `step` until it gives False, and then `finish`.

    `loss` says when forgetting needs a yes first, `patient` whether it may wait.
    """

    catalogue: Catalogue
    scope: Scope
    plan: planning.Plan
    emit: Callable[[events.Event], None]
    loss: planning.Loss
    patient: bool
    meant: set[Path] = field(default_factory=set)
    """Files that the user took away through mmdesk: nobody need ask about them."""
    touched: set[int] = field(default_factory=set)
    """The items whose files are others by the last call."""
    _moved: set[int] = field(default_factory=set)
    """The items whose files are others by any call."""
    _left: list[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._left = sorted(self.plan.identify, key=lambda path: self.plan.identify[path].modified)

    @property
    def root(self) -> Root:
        """The root that all of this is about."""
        return self.scope.root

    def step(self) -> bool:
        """Take in some files; False when nothing is left."""
        self.touched = set()
        if not self._left:
            return False
        chunk = [self._left.pop() for _ in range(min(CHUNK, len(self._left)))]
        found = {path: self._identified(path, self.plan.identify[path]) for path in chunk}
        self.touched = self._recorded({path: each for path, each in found.items() if each})
        self._moved |= self.touched
        self.emit(events.ItemsChanged(tuple(self.touched)))
        return True

    def _identified(self, path: bytes, state: FileState) -> "formats.Identified | FoundFile | None":
        """What the file is; None when it went away: what is known of it stays for the next scan."""
        full = self._full(path)
        try:
            identified = formats.identify(full)
        except FileUnreadable as error:
            if not exists(full):
                return None
            problem = self._problem(full, state, str(error))
            unopened = isinstance(error.__cause__, OSError)  # its content may be what it was
            item = self.catalogue.files.item(self.root, path) if unopened else None
            return replace(problem, item=item)
        except Exception:  # noqa: BLE001 - it is told, and costs this one file
            return self._mistake(path)
        if identified.problem:
            return self._problem(full, state, identified.problem)
        return identified if identified.kind else FoundFile(state, formats.reader_version())

    def _recorded(self, found: "dict[bytes, formats.Identified | FoundFile]") -> set[int]:
        """Write what was found, all at once; what cannot be written costs its file alone."""
        try:
            return self._record_all(found)
        except EnvironmentFailed:
            raise
        except Exception:  # noqa: BLE001 - it is told of the one file that is to blame
            if len(found) > 1:
                return set().union(*(self._recorded({path: found[path]}) for path in found))
            (path,) = found
            return self._record_all({path: self._mistake(path)})

    def _record_all(self, found: "dict[bytes, formats.Identified | FoundFile]") -> set[int]:
        with self.catalogue.writing():
            touched = {item for path, each in found.items() for item in self._record(path, each)}
            self.catalogue.texts.refresh(touched)
        return touched

    def _mistake(self, path: bytes) -> FoundFile:
        """Our mistake, but this file's alone: the others go on. To be called in its handler."""
        full = self._full(path)
        log.exception("taking in failed on %s", printable(full))
        return self._problem(full, self.plan.identify[path], OUR_MISTAKE)

    def _problem(self, path: Path, state: FileState, reason: str) -> FoundFile:
        self.emit(events.FileFailed(path, reason))
        return FoundFile(state, formats.reader_version(), problem=reason)

    def _record(self, path: bytes, found: "formats.Identified | FoundFile") -> set[int]:
        """Write one finding; gives the items whose files changed by it."""
        before = self.catalogue.files.item(self.root, path)
        if isinstance(found, formats.Identified):
            found = self._of_item(self.plan.identify[path], found)
        self.catalogue.files.record(self.root, path, found)
        return {item for item in (found.item, before) if item}

    def _of_item(self, state: FileState, identified: formats.Identified) -> FoundFile:
        item = self.catalogue.items.find(identified.identity)
        if item is None:
            assert identified.kind  # noqa: S101
            item = self.catalogue.items.add(identified.identity, identified.kind, state.modified)
            self.catalogue.jobs.add(Stage.READ, [item])
        elif self._has_new_sidecar(item, state):
            self.catalogue.jobs.add(Stage.READ, [item])
        self.catalogue.jobs.retry([item])
        return FoundFile(state, formats.reader_version(), item)

    def _has_new_sidecar(self, item: int, state: FileState) -> bool:
        """Whether the item's facts may be others here than at the places known before."""
        places = self.catalogue.files.places([item]).get(item, ())
        return state.sidecar not in ({place.sidecar for place in places} or {0})

    def came_back(self, root: Root, seen: Collection[bytes]) -> None:
        """A later look saw these files of a root: they are not gone after all."""
        if root.id == self.root.id:
            for path in [path for path in self.plan.gone if path in seen]:
                del self.plan.gone[path]

    def join(self, other: Self) -> None:
        """Finish what `other` would, of the same root and loss: many a little is a lot to forget.

        Both have been taken in; if one is of the whole root, it is this one.
        """
        self.plan.gone.update(other.plan.gone)
        self.plan.reread.update(other.plan.reread)
        self._moved |= other._moved

    def finish(self, losses: Losses) -> None:
        """Read changed sidecars anew, forget what is gone or ask about it, pair clips."""
        with self.catalogue.writing():
            self._reread()
            news = list(self._forget(losses))
            paired = self.catalogue.stills.pair(self._moved)
        if paired:
            self.emit(events.ItemsChanged(tuple(paired)))
        for each in news:
            self.emit(each)

    def _reread(self) -> None:
        """A sidecar changed: read the facts of its item anew."""
        known = self.catalogue.files.known(self.root) if self.plan.reread else {}
        for path, state in self.plan.reread.items():
            file = known.get(path)
            if file is None:
                continue  # forgotten since, by a look at another place
            self.catalogue.files.record(self.root, path, FoundFile(state, file.reader, file.item))
            if file.item:
                self.catalogue.jobs.add(Stage.READ, [file.item])
                self.touched.add(file.item)

    def _forget(self, losses: Losses) -> Iterator[events.Event]:
        """What is to be told of it once it is written."""
        meant = {path for path in self.plan.gone if self._full(path) in self.meant}
        yield from self._let_go([self.plan.gone[path] for path in meant])
        self.meant -= {self._full(path) for path in meant}
        gone = [file for path, file in self.plan.gone.items() if path not in meant]
        lost = self._lost(gone)
        total = len(set(self.catalogue.files.items_below(self.root)))
        if self._must_ask(len(lost), total, losses.lately(self.root)):
            if self.catalogue.roots.set_state(self.root, RootState.ASKS, len(lost)):
                yield events.RootsChanged()
            asked = question(self.root.path, len(lost), total)
            yield events.Notice(events.Topic.FILES_GONE, asked, str(self.root.path))
            return
        if self.loss is not planning.Loss.MEANT:
            losses.add(self.root, len(lost))
        if self.scope.whole and self.catalogue.roots.set_state(self.root, RootState.ONLINE):
            yield events.RootsChanged()
        yield from self._let_go(gone)

    def _let_go(self, gone: list[KnownFile]) -> Iterator[events.Event]:
        """Forget these files; their items as well, where no other file has them."""
        items = {file.item for file in gone if file.item}
        self.catalogue.files.forget([file.id for file in gone])
        self.catalogue.texts.refresh(items)
        self._moved |= items
        if items:
            yield events.ItemsChanged(tuple(items))

    def _must_ask(self, lost: int, total: int, lately: int) -> bool:
        """A question stands until the user answers it or all is back, however little is left."""
        root = self.catalogue.roots.at(self.root.path)
        asked = root is not None and root.state is RootState.ASKS
        if asked and lost and self.loss is not planning.Loss.MEANT:
            return True
        return planning.must_ask(self.loss, lost, total, lately)

    def _lost(self, gone: list[KnownFile]) -> set[int]:
        """The items that would be left without any file; clips go with their stills."""
        clips = self.catalogue.stills.clips()
        files = Counter(file.item for file in gone if file.item and file.item not in clips)
        places = self.catalogue.files.places(files)
        return {item for item in files if 0 < len(places.get(item, ())) <= files[item]}

    def _full(self, path: bytes) -> Path:
        return self.root.path / to_path(path)


def question(root: Path, gone: int, total: int) -> str:
    """What the user is asked before many items are forgotten."""
    return (
        f"{gone} of {total} items in {root} are gone. They stay in the library until you "
        f"say that they may be forgotten: `mmdesk index --forget {root}`."
    )
