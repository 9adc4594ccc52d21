"""By words: where they are written, and where they are said."""

import re
from collections.abc import Iterator, Sequence

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Kind, Phrase, Span
from mmdesk.search import fusion
from mmdesk.search.asking import Listed, Question


class Words:
    """Finds what holds the words of a text."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._texts, self._spoken = catalogue.texts, catalogue.spoken
        self._transcripts = catalogue.transcripts

    def lists(self, question: Question) -> Iterator[Listed]:
        """What has them in its names and facts, and what has somebody say them."""
        yield from self._written(question)
        if Kind.SOUND in question.kinds:
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
                self._moments(query.text, [(item, span) for item, span, _ in passages]),
            )

    def _moments(self, text: str, passages: list[tuple[int, Span]]) -> dict[int, Span]:
        """When in its passage each item has somebody say the words."""
        phrases = self._transcripts.within(passages)
        return {
            item: moment(spoken, text) or span
            for (item, span), spoken in zip(passages, phrases, strict=True)
        }


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
    return f'said: "{text}"'
