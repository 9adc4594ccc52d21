"""Catalogues for tests, with items put in as indexing would."""

from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import FoundFile
from mmdesk.core.entities import Facts, FileState, Identity, Kind, Root

NOON = 1_700_000_000 * 10**9


def a_root(catalogue: Catalogue, path: Path) -> Root:
    return catalogue.roots.add(path, Path("/"))


def an_item(
    catalogue: Catalogue,
    root: Root,
    path: str,
    facts: Facts | None = None,
    content: bytes | Identity | None = None,
    modified: int = NOON,
) -> int:
    """An item at `path` below the root; the same `content` (default: the path) is the same item."""
    same = content or path.encode()
    identity = same if isinstance(same, Identity) else Identity(10, same)
    with catalogue.writing():
        item = catalogue.items.find(identity)
        if item is None:
            item = catalogue.items.add(identity, Kind.PHOTO, modified)
        if facts:
            catalogue.items.set_facts(item, facts)
        state = FileState(10, modified, modified)
        catalogue.files.record(root, path.encode(), FoundFile(state, "1", item))
        catalogue.texts.refresh([item])
    return item
