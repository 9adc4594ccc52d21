"""Why a hit was found, in words: which part of it, and which of the words that were asked for.

Each reason that search/ gives is understood here; a reason of another form is shown as it is. The
reasons of a video begin with the lane that found it.
"""

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QLocale

from mmdesk.core.entities import Evidence, Hit, Kind, Lane, Query
from mmdesk.core.listings import Details
from mmdesk.gui.parts.words import plain, typed
from mmdesk.gui.search.dropping import shown_name

translate = QCoreApplication.translate


def why(hit: Hit, query: Query, details: Details) -> Iterator[str]:
    """One sentence for each reason."""
    for reason in hit.reasons:
        lane, _, of_it = reason.partition(": ")
        if hit.kind is Kind.VIDEO and lane in set(Lane):
            yield _of_lane(Lane(lane), of_it)
        else:
            yield from _sentences(reason, query, details)


def of_lane(evidence: Evidence) -> str:
    """What one lane of a video has found, as a sentence that begins with the lane."""
    plain_reason = evidence.reason.removeprefix(f"{evidence.lane}: ")
    return _of_lane(evidence.lane, plain_reason)


def _of_lane(lane: Lane, reason: str) -> str:
    for form, sentence in _LANES[lane]:
        if match := re.fullmatch(form, reason, re.DOTALL):
            return sentence().format(*map(shown_name, match.groups()))
    name = {
        Lane.SEEN: translate("Why", "Seen: {reason}"),
        Lane.HEARD: translate("Why", "Heard: {reason}"),
        Lane.SAID: translate("Why", "Said: {reason}"),
    }[lane]
    return name.format(reason=reason)


def _sentences(reason: str, query: Query, details: Details) -> Iterator[str]:
    if match := re.fullmatch(r"words in (.+)", reason):
        for field in match[1].split(", "):
            yield _words_in(field, query, details)
    elif re.fullmatch(r"description \((-?[\d.]+)\)", reason):
        yield translate("Why", "What it shows fits your words.")
    elif match := re.fullmatch(r"content of (.+) \((-?[\d.]+)\)", reason, re.DOTALL):
        text = translate("Why", "It shows the same kind of thing as {name}.")
        yield text.format(name=shown_name(match[1]))
    elif match := re.fullmatch(r"look of (.+) \((-?[\d.]+)\)", reason, re.DOTALL):
        text = translate("Why", "Colours and shapes are like those of {name}.")
        yield text.format(name=shown_name(match[1]))
    elif re.fullmatch(r"sounds like .+ \(-?[\d.]+\)", reason, re.DOTALL):
        yield translate("Why", "It sounds as your words describe.")
    elif match := re.fullmatch(r"sounds of (.+) \((-?[\d.]+)\)", reason, re.DOTALL):
        yield translate("Why", "It sounds like {name}.").format(name=shown_name(match[1]))
    elif re.fullmatch(r"sounds alike \(-?[\d.]+\)", reason):
        yield translate("Why", "It sounds like your example.")
    elif match := re.fullmatch(r"said: (.+)", reason, re.DOTALL):
        yield translate("Why", "Said in it: {words}").format(words=match[1])
    else:
        yield _WHOLE.get(reason, lambda: reason)()


def _words_in(field: str, query: Query, details: Details) -> str:
    said, text = _FIELDS.get(field, (lambda: field, lambda _: ""))
    found = [word for word in typed(query.text) if plain(word) in plain(text(details))]
    if not found:
        return translate("Why", "Your words stand in its {field}.").format(field=said())
    quoted = QLocale().createSeparatedList([QLocale().quoteString(word) for word in found])
    text = (
        translate("Why", "{words} stands in its {field}.")
        if len(found) == 1
        else translate("Why", "{words} stand in its {field}.")
    )
    return text.format(words=quoted, field=said())


_SCORE = r" \(-?[\d.]+\)"
_LANES: dict[Lane, tuple[tuple[str, Callable[[], str]], ...]] = {
    Lane.SEEN: (
        ("description" + _SCORE, lambda: translate("Why", "Seen: it shows what your words say.")),
        (
            "content of (.+)" + _SCORE,
            lambda: translate("Why", "Seen: the same kind of thing as in {}."),
        ),
        (
            "look of (.+)" + _SCORE,
            lambda: translate("Why", "Seen: colours and shapes like those of {}."),
        ),
    ),
    Lane.HEARD: (
        (
            "sounds like .+" + _SCORE,
            lambda: translate("Why", "Heard: it sounds as your words say."),
        ),
        ("sounds of (.+)" + _SCORE, lambda: translate("Why", "Heard: it sounds like {}.")),
        ("sounds alike" + _SCORE, lambda: translate("Why", "Heard: it sounds like your example.")),
    ),
    Lane.SAID: (),
}
"""What each lane's reasons look like, and the sentences for them."""
_FIELDS: dict[str, tuple[Callable[[], str], Callable[[Details], str]]] = {
    "name": (
        lambda: translate("Why", "file name"),
        lambda it: " ".join(each.name for each in it.places),
    ),
    "folders": (
        lambda: translate("Why", "folders"),
        lambda it: " ".join(str(each.parent) for each in it.places),
    ),
    "title": (lambda: translate("Why", "title"), lambda it: it.facts.title or ""),
    "caption": (lambda: translate("Why", "caption"), lambda it: it.facts.caption or ""),
    "keywords": (
        lambda: translate("Why", "keywords and tags"),
        lambda it: " ".join((*it.facts.keywords, *it.tile.marks.tags)),
    ),
    "camera": (lambda: translate("Why", "camera"), lambda it: it.facts.camera or ""),
    "music": (
        lambda: translate("Why", "artist, album or genre"),
        lambda it: " ".join(filter(None, (it.facts.artist, it.facts.album, it.facts.genre))),
    ),
}
_WHOLE: dict[str, Callable[[], str]] = {
    "among the newest": lambda: translate("Why", "It is among the newest."),
    "passes the filters": lambda: translate("Why", "It passes the filters."),
}
