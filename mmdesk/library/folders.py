"""The folders below a root as a tree, each with how many items lie at or below it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mmdesk.catalogue.names import natural_keys
from mmdesk.core.entities import Root
from mmdesk.core.listings import Folder


@dataclass(slots=True)
class _Node:
    """A folder while the tree grows."""

    items: tuple[int, ...] = ()
    below: "dict[str, _Node]" = field(default_factory=dict)


def tree(root: Root, held: Mapping[Path, Iterable[int]]) -> Folder:
    """The root's folder; `held` has the items that lie directly in each folder below it.

    An item that lies twice below a folder counts once there.
    """
    top = _Node()
    for path, items in held.items():
        node = top
        for name in path.parts:
            node = node.below.setdefault(name, _Node())
        node.items = tuple(items)
    return _grown(root, root.path, top)[0]


def _grown(root: Root, path: Path, node: _Node) -> tuple[Folder, set[int]]:
    names = list(node.below)
    keys = dict(zip(names, natural_keys(names), strict=True))
    grown = [
        _grown(root, path / name, node.below[name]) for name in sorted(names, key=keys.__getitem__)
    ]
    items = set(node.items).union(*(below for _, below in grown))
    return Folder(path, len(items), root, tuple(folder for folder, _ in grown)), items
