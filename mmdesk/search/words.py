"""By words: where they are written, and where they are said."""

from collections.abc import Iterator

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Kind
from mmdesk.search import fusion
from mmdesk.search.asking import Listed, Question


class Words:
    """Finds what holds the words of a text."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._texts, self._spoken = catalogue.texts, catalogue.spoken

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
                {item: span for item, span, _ in passages},
            )


def said(text: str) -> str:
    """The reason that these words are said in it."""
    return f'said: "{text}"'
