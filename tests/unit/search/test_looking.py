"""Which frames of an example tell the most."""

import numpy as np

from mmdesk.core.entities import Span
from mmdesk.search.looking import telling


def spans(*lengths: float) -> list[Span]:
    ends = np.cumsum(lengths)
    return [
        Span(float(end - length), float(end)) for end, length in zip(ends, lengths, strict=True)
    ]


def test_the_most_telling_frames_are_the_usual_one_and_then_the_unlike_ones() -> None:
    vectors = np.array([[1, 0, 0], [0.99, 0.14, 0], [0, 1, 0], [0, 0, 1]])
    assert telling(vectors, spans(5, 5, 4, 1), 3) in ([0, 2, 3], [1, 2, 3])
    assert telling(vectors, spans(5, 5, 1, 4), 2)[1] == 3


def test_telling_frames_are_no_more_than_there_are_and_none_twice() -> None:
    same = np.array([[1.0, 0.0]] * 5)
    assert len(telling(same, spans(1, 1, 1, 1, 1), 3)) == 1
    assert telling(np.zeros((0, 2)), [], 8) == []
