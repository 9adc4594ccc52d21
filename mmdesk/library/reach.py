"""What can be reached at this moment: roots, and drives inside them, looked for on the disk.

Only they are looked for, never single files, and nothing here writes to the catalogue. A drive that
does not answer holds nobody up: what a scan noted counts until it does.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core.entities import Root, RootState
from mmdesk.core.paths import to_path
from mmdesk.indexing import volumes

PATIENCE_SECONDS = 1.0
"""How long a drive may take to answer; one that sleeps takes longer, and is asked once only."""


class Reach:
    """Corrects what scans noted about one library's roots; any thread may ask."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._looks: dict[int, _Look] = {}
        self._starting = threading.Lock()

    def roots(self) -> list[Root]:
        """Every root as it stands now."""
        roots = self._catalogue.roots.all()
        away = self._away(roots)
        return [_corrected(root, away[root.id]) if root.id in away else root for root in roots]

    def places(self, found: dict[int, list[Place]]) -> dict[int, list[Place]]:
        """The places of items with what can be reached now as online, in the same order."""
        meant = {place.root for places in found.values() for place in places}
        away = self._away(root for root in self._catalogue.roots.all() if root.id in meant)
        return {
            item: [_placed(place, away.get(place.root)) for place in places]
            for item, places in found.items()
        }

    def _away(self, roots: Iterable[Root]) -> dict[int, frozenset[Path]]:
        """The folders that are away, the root's own if all is; for each root that answers."""
        looks = {root.id: self._look(root) for root in roots}
        return {root: away for root, look in looks.items() if (away := look.answer()) is not None}

    def _look(self, root: Root) -> "_Look":
        with self._starting:
            under_way = self._looks.get(root.id)
            if under_way is not None and under_way.is_alive():
                return under_way
            files = self._catalogue.files
            look = self._looks[root.id] = _Look(root, files.some(root), files.mounts(root))
            look.start()
            return look


class _Look(threading.Thread):
    """One look for a root and the drives inside it; a daemon, since it may never come back."""

    def __init__(self, root: Root, known: list[Path], mounts: set[bytes]) -> None:
        super().__init__(name="mmdesk-reach", daemon=True)
        self._root, self._known, self._mounts = root, known, mounts
        self._until = time.monotonic() + PATIENCE_SECONDS
        self._away: frozenset[Path] | None = None

    def run(self) -> None:
        if volumes.present(self._root, self._known):
            absent = volumes.absent(self._root, self._mounts)
            self._away = frozenset(self._root.path / to_path(path) for path in absent)
        else:
            self._away = frozenset({self._root.path})

    def answer(self) -> frozenset[Path] | None:
        """The folders that are away; None when there was no answer in time."""
        self.join(max(self._until - time.monotonic(), 0))
        return self._away


def _corrected(root: Root, away: frozenset[Path]) -> Root:
    if root.path in away:
        return replace(root, state=RootState.OFFLINE, gone=0)
    return replace(root, state=RootState.ONLINE) if root.state is RootState.OFFLINE else root


def _placed(place: Place, away: frozenset[Path] | None) -> Place:
    if away is None:
        return place
    online = not any(place.path.is_relative_to(folder) for folder in away)
    return place if online is place.online else replace(place, online=online)
