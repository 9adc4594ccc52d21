"""Catalogues for tests, with items put in as indexing would."""

from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import FoundFile
from mmdesk.catalogue.watched import Stretch
from mmdesk.core.entities import (
    Facts,
    FileState,
    Identity,
    Kind,
    Passage,
    Phrase,
    Root,
    Span,
)

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
    kind: Kind = Kind.PHOTO,
) -> int:
    """An item at `path` below the root; the same `content` (default: the path) is the same item."""
    same = content or path.encode()
    identity = same if isinstance(same, Identity) else Identity(10, same)
    with catalogue.writing():
        item = catalogue.items.find(identity)
        if item is None:
            item = catalogue.items.add(identity, kind, modified)
        if facts:
            catalogue.items.set_facts(item, facts)
        state = FileState(10, modified, modified)
        catalogue.files.record(root, path.encode(), FoundFile(state, "1", item))
        catalogue.texts.refresh([item])
    return item


def a_sound(
    catalogue: Catalogue,
    root: Root,
    path: str,
    facts: Facts | None = None,
    windows: int = 0,
    modified: int = NOON,
) -> int:
    """A sound that was read: a minute of it, or what `facts` say, with so many windows."""
    item = an_item(catalogue, root, path, facts or Facts(duration=60.0), None, modified, Kind.SOUND)
    catalogue.segments.set_windows(item, [Span(7.5 * n, 7.5 * n + 10) for n in range(windows)])
    return item


def a_video(
    catalogue: Catalogue,
    root: Root,
    path: str,
    shots: int = 0,
    windows: int = 0,
    facts: Facts | None = None,
    watched: bool = True,
) -> int:
    """A video that was read and looked through: a minute of it, shots of 5 s and windows."""
    item = an_item(catalogue, root, path, facts or Facts(duration=60.0), kind=Kind.VIDEO)
    catalogue.segments.set_windows(item, [Span(7.5 * n, 7.5 * n + 10) for n in range(windows)])
    spans = tuple(Span(5.0 * n, 5.0 * n + 5) for n in range(shots))
    if watched or shots:
        catalogue.watched.add(item, Stretch(Span(0, 5.0 * shots), spans, None, b""))
    if watched:
        catalogue.watched.see_all(item)
        catalogue.watched.complete(item)
    return item


def said(catalogue: Catalogue, item: int, *texts: str, model: str = "m") -> list[Passage]:
    """Each text is said in the item as a phrase and a passage of 10 s, one after the other."""
    passages = [Passage(10.0 * n, 10.0 * n + 10, text) for n, text in enumerate(texts)]
    phrases = [Phrase(each.start, each.end, each.text) for each in passages]
    catalogue.transcripts.begin(item, model, "en")
    catalogue.transcripts.add(item, phrases, 10.0 * len(texts))
    catalogue.transcripts.finish(item, passages)
    return passages
