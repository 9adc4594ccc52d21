"""What the user types, as a Query and back.

`boat in:Lisbon since:2022-06 until:2022 camera:aurora kind:photo is:favourite` and
`like:"a b.jpg" unlike:c.jpg`: words are text, the rest are filters and examples. A value with
blanks stands in double quotes, a double quote within it twice. Dates are years, months or days.
Words in double quotes must have been said or written just so; they are text as well.
A new form is a line in `_FORMS`, one in `show`, and its field in core.entities.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mmdesk.core.entities import Filters, Kind, Query
from mmdesk.core.errors import WrongRequest
from mmdesk.core.paths import absolute

_TOKEN = re.compile(r'(?P<name>[a-z]+):(?P<value>"(?:[^"]|"")*"|[^\s"]+)|"[^"]*"|\S+')
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


_ROUND_QUOTES = re.compile(r"[“„«»]([^“”„‟«»\"]+)[”“»«]")


def typed(text: str) -> str:
    """The text as a person meant it: phones and word processors make round quotes of plain ones."""
    return _ROUND_QUOTES.sub(r'"\1"', text)


def parse(text: str, *, limit: int = 20) -> Query:
    """The query that `text` asks for; raises WrongRequest for a form that cannot be understood.

    `name:value` with a name that is none of ours is text like everything else.
    """
    words, query = [], Query(limit=limit)
    for token in _TOKEN.finditer(text):
        add = _FORMS.get(token["name"] or "")
        if add is None:
            words.append(token[0])
        else:
            query = add(query, _unquoted(token["value"]))
    return with_phrases(replace(query, text=" ".join(words)))


def with_phrases(query: Query) -> Query:
    """The query whose filters ask for what is quoted in its text, too."""
    quoted_words = (token[0][1:-1] for token in _TOKEN.finditer(query.text) if _is_quoted(token))
    said = filter(str.strip, quoted_words)
    phrases = tuple(dict.fromkeys((*query.filters.phrases, *said)))
    return replace(query, filters=replace(query.filters, phrases=phrases))


def _is_quoted(token: re.Match[str]) -> bool:
    return token["name"] is None and token[0].startswith('"') and len(token[0]) > 1


def show(query: Query) -> str:
    """The text that `parse` reads as this query; the limit has no text.

    A phrase that its text does not quote is added to the text.
    """
    filters = query.filters
    parts = [query.text] if query.text else []
    quoted_already = with_phrases(Query(text=query.text)).filters.phrases
    parts += [f'"{phrase}"' for phrase in filters.phrases if phrase not in quoted_already]
    parts += [f"in:{quoted(folder)}" for folder in filters.folders]
    parts += [f"since:{filters.since}"] if filters.since else []
    parts += [f"until:{filters.until}"] if filters.until else []
    parts += [f"camera:{quoted(camera)}" for camera in filters.cameras]
    parts += [f"kind:{kind}" for kind in sorted(filters.kinds)]
    parts += ["is:favourite"] if filters.favourites else []
    parts += [f"like:{quoted(str(path))}" for path in query.examples]
    parts += [f"unlike:{quoted(str(path))}" for path in query.without]
    return " ".join(parts)


def narrowed(query: Query, folders: Sequence[Path], since: str | None, until: str | None) -> Query:
    """The query with further filters: a folder that exists is meant by its path, else by name."""
    meant = [str(absolute(folder)) if folder.is_dir() else str(folder) for folder in folders]
    filters = replace(query.filters, folders=(*query.filters.folders, *meant))
    if since:
        filters = replace(filters, since=first_day(since))
    if until:
        filters = replace(filters, until=last_day(until))
    return replace(query, filters=filters)


def as_indexed(query: Query, roots: Iterable[Path]) -> Query:
    """The query with its folders as the roots reach them, where links lead to the same place.

    A way from the current folder to one that exists, or that is indexed, is meant as such.
    """
    known = list(roots)
    folders = (_as_indexed(_from_here(folder, known), known) for folder in query.filters.folders)
    return replace(query, filters=replace(query.filters, folders=tuple(folders)))


def _from_here(folder: str, roots: list[Path]) -> str:
    """The absolute path of a typed way to a folder; a bare name stays one, for any depth."""
    way = Path(folder)
    if way.is_absolute() or (folder == way.name and folder not in {"..", "~"}):
        return folder
    path = absolute(way)
    indexed = any(path.is_relative_to(root) or root.is_relative_to(path) for root in roots)
    return str(path) if indexed or path.is_dir() else folder


def _as_indexed(folder: str, roots: list[Path]) -> str:
    path = Path(folder)
    if not path.is_absolute() or any(path.is_relative_to(root) for root in roots):
        return folder
    real = path.resolve()
    linked = (root for root in roots if real.is_relative_to(root.resolve()))
    root = next(linked, None)
    return str(root / real.relative_to(root.resolve())) if root else folder


def first_day(text: str) -> date:
    """The first day of a year, month or day; raises WrongRequest when it is none of these."""
    year, month, day = _numbers(text)
    return _date(text, year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day of a year, month or day; raises WrongRequest when it is none of these."""
    year, month, day = _numbers(text)
    month = month or 12
    if not day:
        day = calendar.monthrange(max(year, 1), month)[1] if 1 <= month <= 12 else 1
    return _date(text, year, month, day)


def _numbers(text: str) -> tuple[int, int | None, int | None]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise _no_date(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    return year or 0, month, day


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_date(text) from error


def _no_date(text: str) -> WrongRequest:
    return WrongRequest(f"A date looks like 2021, 2021-07 or 2021-07-15, not {text!r}.")


def _kind(text: str) -> Kind:
    try:
        return Kind(text.lower().removesuffix("s"))
    except ValueError as error:
        kinds = ", ".join(Kind)
        raise WrongRequest(f"There is no kind {text!r}; the kinds are {kinds}.") from error


def _state(query: Query, text: str) -> Query:
    if text.lower() not in {"favourite", "favorite"}:
        raise WrongRequest(f"There is no is:{text}; there is is:favourite.")
    return replace(query, filters=replace(query.filters, favourites=True))


def quoted(value: str) -> str:
    """A value, or a word, as it is typed: in double quotes where it has blanks or is empty."""
    if value and not re.search(r'[\s"]', value):
        return value
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def _unquoted(typed: str) -> str:
    return typed[1:-1].replace('""', '"') if typed.startswith('"') else typed


def _filter(add: Callable[[Filters, str], Filters]) -> Callable[[Query, str], Query]:
    return lambda query, value: replace(query, filters=add(query.filters, value))


_FORMS: dict[str, Callable[[Query, str], Query]] = {
    "in": _filter(lambda filters, value: replace(filters, folders=(*filters.folders, value))),
    "since": _filter(lambda filters, value: replace(filters, since=first_day(value))),
    "until": _filter(lambda filters, value: replace(filters, until=last_day(value))),
    "camera": _filter(lambda filters, value: replace(filters, cameras=(*filters.cameras, value))),
    "kind": _filter(lambda filters, value: replace(filters, kinds=filters.kinds | {_kind(value)})),
    "is": _state,
    "like": lambda query, value: replace(query, examples=(*query.examples, Path(value))),
    "unlike": lambda query, value: replace(query, without=(*query.without, Path(value))),
}
