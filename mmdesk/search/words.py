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
            yield Listed(
                fusion.Ranking(items, fusion.SAID, fusion.STANDS_THERE),
                {item: said(text) for item, _, text in passages},
                dict(zip(items, self._spans(query.text, [p[:2] for p in passages]), strict=True)),
                Lane.SAID,
                partial(self._marks, query.text),
            )

    def _spans(self, text: str, passages: list[tuple[int, Span]]) -> list[Span]:
        """When in each passage of an item somebody says the words."""
        phrases = self._transcripts.within(passages)
        pairs = zip(passages, phrases, strict=True)
        return [moment(spoken, text) or span for (_, span), spoken in pairs]

    def _marks(self, text: str, segments: Segments) -> Marks:
        holding = self._spoken.holding(text, segments.numbers.tolist())
        places = np.searchsorted(segments.numbers, [*holding]).tolist()
        passages = dict(zip(places, holding.values(), strict=True))
        spans = self._spans(text, [segments.item_and_span(place) for place in places])
        near = segments.nothing()
        near[places] = 1.0
        found = dict(zip(places, spans, strict=True))
        return Marks(near, lambda place: in_quotes(passages[place]), found)


def moment(phrases: Sequence[Phrase], text: str) -> Span | None:
    """The phrases in which the words are said: one after the other, else most of them."""
    wanted = _tokens(text)
    spoken = [(token, place) for place, each in enumerate(phrases) for token in _tokens(each.text)]
    for first in range(len(spoken) - len(wanted) + 1):
        run = spoken[first : first + len(wanted)]
        if wanted and [token for token, _ in run] == wanted:
            return Span(phrases[run[0][1]].start, phrases[run[-1][1]].end)
    best = max(phrases, key=lambda each: len({*wanted} & {*_tokens(each.text)}), default=None)
    return Span(best.start, best.end) if best else None


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def said(text: str) -> str:
    """The reason that these words are said in it."""
    return f"{Lane.SAID}: {in_quotes(text)}"


def in_quotes(text: str) -> str:
    """Words as somebody says them."""
    return f'"{text}"'
