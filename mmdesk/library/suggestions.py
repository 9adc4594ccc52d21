"""Completions of what is being typed: folders, cameras, keywords and tags, recent searches.

Case and accents do not matter. What is known is read anew only now and then, so that an answer
comes between two keystrokes.
"""

import re
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from mmdesk.catalogue import Catalogue
from mmdesk.core import entities
from mmdesk.core.listings import Suggestion
from mmdesk.search.query import quoted

Kind = Literal["folder", "camera", "keyword", "search", "kind"]

_Said = tuple[str, str, Kind]
"""A name, the text that takes the place of the word for it, and the kind."""
_FRESH_SECONDS = 10.0
_FILTERS: dict[str, Kind] = {"in": "folder", "camera": "camera", "kind": "kind"}
_KINDS: list[_Said] = [(kind.value, f"kind:{kind.value}", "kind") for kind in entities.Kind]


@dataclass(frozen=True, slots=True)
class _Known:
    """A suggestion and the folded text that it is found by."""

    suggestion: Suggestion
    folded: str


class Suggestions:
    """Answers from the words that one library knows."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: list[_Known] = []
        self._read_at: float | None = None

    def of(self, typed: str, count: int) -> list[Suggestion]:
        """Up to `count`: those that begin so, those with a word that does, whole filters."""
        name, colon, value = typed.partition(":")
        only = _FILTERS.get(name.lower()) if colon else None
        wanted = _folded((value if only else typed).replace('"', ""))
        if not (wanted or only):
            return []
        fitting = [each for each in self._all() if only in {None, each.suggestion.kind}]
        first = (each for each in fitting if each.folded.startswith(wanted))
        inside = re.compile(rf"\b{re.escape(wanted)}")
        then = (each for each in fitting if inside.search(each.folded, 1))
        last = (each for each in fitting if each.suggestion.text.startswith(wanted))
        found = dict.fromkeys(each.suggestion for some in (first, then, last) for each in some)
        return list(islice((each for each in found if each.text != typed), count))

    def _all(self) -> list[_Known]:
        now = time.monotonic()
        if self._read_at is None or now - self._read_at > _FRESH_SECONDS:
            self._known = _known(self._read())
            self._read_at = now
        # The user's own words are few, and asked for at once.
        own: list[_Said] = [
            *((tag, quoted(tag), "keyword") for tag in self._catalogue.marks.tags()),
            *((text, text, "search") for text in self._catalogue.searches.recent()),
        ]
        return [*_known(own), *self._known, *_known(_KINDS)]

    def _read(self) -> Iterator[_Said]:
        listings = self._catalogue.listings
        yield from ((name, f"in:{quoted(name)}", "folder") for name in listings.folder_names())
        yield from ((name, f"camera:{quoted(name)}", "camera") for name in listings.cameras())
        yield from ((word, quoted(word), "keyword") for word in listings.keywords())


def _known(said: Iterable[_Said]) -> list[_Known]:
    return [_Known(Suggestion(text, kind), _folded(name)) for name, text, kind in said]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
