"""Passages: the phrases of a transcript joined to a length that is worth finding.

A phrase alone says too little, minutes say too much. What is said across the border of two passages
is found too, as the last phrase of one is the first of the next.
"""

from collections.abc import Sequence

from mmdesk.core.entities import Passage, Phrase

SECONDS = 15.0
"""As long as a passage becomes, unless two phrases are longer."""
LONGEST = 30.0
"""As long as a passage of two phrases becomes; phrases that are longer stand alone."""


def join(phrases: Sequence[Phrase]) -> list[Passage]:
    """The passages of phrases in their order of time.

    More phrases at the end change the last passage at most: what is found stays what it is while
    a long sound is being written down.
    """
    passages, first = list[Passage](), 0
    while first < len(phrases):
        last = _last(phrases, first)
        passages.append(_joined(phrases[first : last + 1]))
        overlaps = first < last < _last(phrases, last)
        first = last if overlaps else last + 1
    return passages


def _last(phrases: Sequence[Phrase], first: int) -> int:
    """Which phrase is the last that fits into the passage that begins with this one."""
    last = first
    while last + 1 < len(phrases) and _fit(phrases[first : last + 2]):
        last += 1
    return last


def _fit(phrases: Sequence[Phrase]) -> bool:
    most = LONGEST if len(phrases) == 2 else SECONDS
    return phrases[-1].end - phrases[0].start <= most


def _joined(phrases: Sequence[Phrase]) -> Passage:
    end = max(phrase.end for phrase in phrases)
    return Passage(phrases[0].start, end, " ".join(phrase.text for phrase in phrases))
