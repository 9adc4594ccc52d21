"""What a library keeps for itself, its folder and its caches: no scan takes it in.

They may lie below a root. Where the library's folder is a root itself, only what the library put
there is its own. A new file in the library's folder stands in `_FILES`.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from mmdesk.catalogue.files import within
from mmdesk.core.paths import LibraryPaths, below, real

_FILES = re.compile(
    r"(catalogue(\.damaged-[\d-]+)?\.sqlite|settings\.json|writer\.lock|mmdesk\.log|caches\.path"
    r"|prepared\.tmp|window\.ini)([.-].*)?"
)
"""With what lies beside them for a while, such as a journal or a file that takes their place."""


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What of a root is the library's own; paths are relative to the root."""

    folders: frozenset[bytes]
    is_library: bool
    """The root is the library's folder."""

    def __bool__(self) -> bool:
        return self.is_library or bool(self.folders)

    def holds(self, path: bytes) -> bool:
        """Whether what lies at the path is the library's own."""
        if self.is_library and _FILES.fullmatch(os.fsdecode(path)):
            return True
        return any(within(path, folder, deep=True) for folder in self.folders)


@dataclass(frozen=True, slots=True)
class Own:
    """What one library keeps for itself, at `paths`."""

    paths: LibraryPaths

    def below(self, root: Path) -> OwnPart:
        """What of it lies below a root."""
        inside = LibraryPaths.under(self.paths.folder)
        is_library = place_below(root, inside.folder) == b""
        parts = [inside.vectors, inside.thumbnails, inside.models] if is_library else []
        places = [place_below(root, place) for place in (inside.folder, self._caches, *parts)]
        return OwnPart(frozenset(filter(None, places)), is_library)

    def encloses(self, folder: Path) -> bool:
        """Whether a folder lies inside the library's folder, or in its caches."""
        return bool(place_below(self.paths.folder, folder)) or (
            self._caches != self.paths.folder and place_below(self._caches, folder) is not None
        )

    @property
    def _caches(self) -> Path:
        return self.paths.thumbnails.parent


def place_below(root: Path, place: Path) -> bytes | None:
    """Where a place lies below a root, whatever links lead to both; None where it does not."""
    above, inside = real(root), real(place)
    return below(above, inside) if inside.is_relative_to(above) else None
