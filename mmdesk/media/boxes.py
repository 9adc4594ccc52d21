"""ISO boxes, of which MP4, MOV, 3GP and HEIF are made: only headers are read, nothing between."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

MOST = 4096
"""Boxes of one parent that are looked at."""


class Box(NamedTuple):
    """What a box is called, and where in the file its content begins and ends."""

    name: bytes
    begin: int
    end: int


def boxes(file: BinaryIO, at: int, end: int) -> Iterator[Box]:
    """The boxes that follow each other from `at` on; none reaches beyond `end`.

    A size of 0 stands for all that is left, 1 for a size of 64 bits behind the name. After one that
    is smaller than its own header nothing can be found.
    """
    for _ in range(MOST):
        file.seek(at)
        header = file.read(16)
        if at + 8 > end or len(header) < 8:
            return
        size, skipped = int.from_bytes(header[:4], "big"), 8
        if size == 1:
            size, skipped = int.from_bytes(header[8:16], "big"), 16
        size = size or end - at
        if size < skipped:
            return
        yield Box(header[4:8], at + skipped, min(at + size, end))
        at += size
