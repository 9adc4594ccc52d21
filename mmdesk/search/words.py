"""By words: where they are written, and where they are said."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Kind, Lane, Phrase, Span
from mmdesk.search import fusion
from mmdesk.search.asking import Listed, Marks, Question, Segments

SPEAKING = frozenset({Kind.SOUND, Kind.VIDEO})
"""In what somebody may say something."""


class Words:
    """Finds what holds the words of a text."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._texts, self._spoken = catalogue.texts, catalogue.spoken
        self._transcripts = catalogue.transcripts

    def lists(self, question: Question) -> Iterator[Listed]:
        """What has them in its names and facts, and what has somebody say them."""
        yield from self._written(question)
        if question.kinds & SPEAKING:
            yield from self._said(question)

    def _written(self, question: Question) -> Iterator[Listed]:
        query = question.query
        found_items = self._texts.search(query.text, query.filters, question.count)
        items = [item for item in found_items if item not in question.own]
        if items:
            found = self._texts.fields_found(query.text, items)
            reasons = {item: f"words in {', '.join(fields)}" for item, fields in found.items()}
            ranking = fusion.Ranking(items, fusion.WORDS, fusion.STANDS_THERE)
            yield Listed(ranking, reasons)

    def _said(self, question: Question) -> Iterator[Listed]:
        query = question.query
        found = self._spoken.search(query.text, query.filters, question.count)
        passages = [passage for passage in found if passage[0] not in question.own]
        if passages:
            items = [item for item, *_ in passages]
            quotes = self._quotes(query.text, passages)
            yield Listed(
                fusion.Ranking(items, fusion.SAID, fusion.STANDS_THERE),
                {item: said(words) for item, (_, words) in zip(items, quotes, strict=True)},
                {item: span for item, (span, _) in zip(items, quotes, strict=True)},
                Lane.SAID,
                partial(self._marks, query.text),
            )

    def _quotes(
        self, text: str, passages: Sequence[tuple[int, Span, str]]
    ) -> list[tuple[Span, str]]:
        """When in each passage of an item the words are said, and the phrases that hold them."""
        phrases = self._transcripts.within([(item, span) for item, span, _ in passages])
        return [
            _joined(saying(spoken, text)) or (span, whole)
            for (_, span, whole), spoken in zip(passages, phrases, strict=True)
        ]

    def _marks(self, text: str, segments: Segments) -> Marks:
        holding = self._spoken.holding(text, segments.numbers.tolist())
        places = np.searchsorted(segments.numbers, [*holding]).tolist()
        passages = [
            (*segments.item_and_span(place), whole)
            for place, whole in zip(places, holding.values(), strict=True)
        ]
        quotes = dict(zip(places, self._quotes(text, passages), strict=True))
        near = segments.nothing()
        near[places] = 1.0
        spans = {place: span for place, (span, _) in quotes.items()}
        return Marks(near, lambda place: in_quotes(quotes[place][1]), spans)


def saying(phrases: Sequence[Phrase], text: str) -> Sequence[Phrase]:
    """The phrases in which the words are said: one after the other, else most of them."""
    wanted = _tokens(text)
    spoken = [(token, place) for place, each in enumerate(phrases) for token in _tokens(each.text)]
    for first in range(len(spoken) - len(wanted) + 1):
        run = spoken[first : first + len(wanted)]
        if wanted and [token for token, _ in run] == wanted:
            return phrases[run[0][1] : run[-1][1] + 1]

    def held(phrase: Phrase) -> int:
        return sum(any(t.startswith(w) for t in _tokens(phrase.text)) for w in {*wanted})

    best = max(phrases, key=held, default=None)
    return [best] if best and held(best) else []


def _joined(phrases: Sequence[Phrase]) -> tuple[Span, str] | None:
    if not phrases:
        return None
    span = Span(phrases[0].start, max(each.end for each in phrases))
    return span, " ".join(each.text for each in phrases)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def said(text: str) -> str:
    """The reason that these words are said in it."""
    return f"{Lane.SAID}: {in_quotes(text)}"


def in_quotes(text: str) -> str:
    """Words as somebody says them."""
    return f'"{text}"'
