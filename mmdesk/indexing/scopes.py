"""Where to look again: places below roots, each looked at once however many events named it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.entities import Root
from mmdesk.core.paths import below
from mmdesk.indexing.scan import SIDECAR


@dataclass(frozen=True, slots=True)
class Scope:
    """A place below a root: `path` is relative, with "/" between names; empty for the whole."""

    root: Root
    path: bytes = b""
    deep: bool = True
    """Off: only what lies directly in it."""

    @property
    def whole(self) -> bool:
        """Whether it holds everything below its root."""
        return self.deep and not self.path


def scopes(paths: Iterable[Path], roots: Iterable[Root]) -> list[Scope]:
    """The fewest scopes that hold all paths; paths outside every root are left out.

    A path below two roots, one inside the other, belongs to the inner one.
    """
    inner_first = sorted(roots, key=lambda root: len(root.path.parts), reverse=True)
    found: dict[tuple[int, bytes, bool], Scope] = {}
    for path in paths:
        root = next((root for root in inner_first if path.is_relative_to(root.path)), None)
        if root is not None:
            scope = _scope(root, path)
            found[root.id, scope.path, scope.deep] = scope
    return [scope for scope in found.values() if not _covered(scope, found)]


def _scope(root: Root, path: Path) -> Scope:
    sidecar = path.suffix.lower() == SIDECAR
    return Scope(root, below(root.path, path.parent if sidecar else path), deep=not sidecar)


def _covered(scope: Scope, found: dict[tuple[int, bytes, bool], Scope]) -> bool:
    names = scope.path.split(b"/") if scope.path else []
    above = {b"/".join(names[:count]) for count in range(len(names) + (not scope.deep))}
    return any((scope.root.id, place, True) in found for place in above)
