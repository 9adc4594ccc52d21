"""What stands in the search field: which words describe, which are filters and leave the text.

A filter is complete when a space follows it and the cursor has left it, or when the whole text is
finished. What names are filters, and what their values may be, only the library knows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from mmdesk.core.entities import Filters, Query
from mmdesk.core.errors import WrongRequest
from mmdesk.gui.parts.told import said

_TOKEN = re.compile(r'(?<!\S)[a-z]+:(?:"[^"]*"?|[^\s"]*)(?!\S)')
_WORD = re.compile(r'(?:[a-z]+:)?"[^"]*$|\S*$')


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that was read."""

    text: str
    """What stays in the field."""
    cursor: int
    words: str
    """The part of it that describes."""
    query: Query
    """The filters and examples that have left the text; it has no text of its own."""
    problem: str | None = None
    """A sentence: why a complete filter cannot be understood. It stays in the field."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    asks: Query | None = None
    problem: str | None = None


def read(
    understand: Callable[[str], Query], text: str, cursor: int, *, finished: bool = False
) -> Typed:
    """Read a text that is being typed; `understand` parses one filter as Library.query does."""
    found = [_token(understand, text, cursor, match, finished) for match in _TOKEN.finditer(text)]
    tokens = [token for token in found if token is not None]
    words = _without(text, tokens)
    left = [token for token in tokens if token.asks is not None]
    query = Query()
    for token in left:
        query = joined(query, token.asks or Query())
    cursor -= sum(
        min(_end(text, token), cursor) - token.start for token in left if token.start < cursor
    )
    problem = next((token.problem for token in tokens if token.problem), None)
    return Typed(_without(text, left), cursor, " ".join(words.split()), query, problem)


def _token(
    understand: Callable[[str], Query],
    text: str,
    cursor: int,
    match: re.Match[str],
    finished: bool,
) -> _Token | None:
    start, end = match.span()
    complete = end < len(text) and not start <= cursor <= end
    if not complete and not finished:
        return _Token(start, end)
    try:
        asked = understand(_closed(match[0]))
    except WrongRequest as error:
        return _Token(start, end, problem=said(error))
    return None if asked.text else _Token(start, end, asked)


def _closed(token: str) -> str:
    return f'{token}"' if token.count('"') == 1 else token


def _end(text: str, token: _Token) -> int:
    return token.end + text[token.end : token.end + 1].isspace()


def _without(text: str, tokens: list[_Token]) -> str:
    for token in reversed(tokens):
        text = text[: token.start] + text[_end(text, token) :]
    return text


def word_at(text: str, cursor: int) -> tuple[int, str]:
    """Where the word that ends at the cursor begins, and the word; quotes hold it together."""
    match = _WORD.search(text[:cursor])
    return (match.start(), match[0]) if match else (cursor, "")


def joined(query: Query, more: Query) -> Query:
    """The query with the filters and examples of another one, too."""
    gone = {*more.examples, *more.without}
    return replace(
        query,
        filters=_joined(query.filters, more.filters),
        examples=(*(each for each in query.examples if each not in gone), *more.examples),
        without=(*(each for each in query.without if each not in gone), *more.without),
    )


def _joined(filters: Filters, more: Filters) -> Filters:
    return Filters(
        kinds=filters.kinds | more.kinds,
        folders=tuple(dict.fromkeys((*filters.folders, *more.folders))),
        since=more.since or filters.since,
        until=more.until or filters.until,
        cameras=tuple(dict.fromkeys((*filters.cameras, *more.cameras))),
        favourites=filters.favourites or more.favourites,
    )
