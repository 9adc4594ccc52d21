"""The boxes of MP4, MOV and HEIF, whatever sizes they tell."""

from io import BytesIO

from mmdesk.media.boxes import MOST, Box, boxes


def found(raw: bytes, at: int = 0, end: int | None = None) -> list[Box]:
    return list(boxes(BytesIO(raw), at, len(raw) if end is None else end))


def box(name: bytes, content: bytes = b"", size: int | None = None) -> bytes:
    length = 8 + len(content) if size is None else size
    return length.to_bytes(4, "big") + name + content


def test_each_box_follows_the_one_before() -> None:
    assert found(box(b"ftyp", b"isom") + box(b"free") + box(b"moov", b"12")) == [
        Box(b"ftyp", 8, 12),
        Box(b"free", 20, 20),
        Box(b"moov", 28, 30),
    ]


def test_a_size_may_take_64_bits() -> None:
    raw = box(b"mdat", (19).to_bytes(8, "big") + b"abc", size=1) + box(b"moov")
    assert found(raw) == [Box(b"mdat", 16, 19), Box(b"moov", 27, 27)]


def test_no_size_stands_for_all_that_is_left() -> None:
    assert found(box(b"free") + box(b"mdat", b"abcdef", size=0)) == [
        Box(b"free", 8, 8),
        Box(b"mdat", 16, 22),
    ]


def test_a_box_that_is_cut_off_ends_where_its_parent_does() -> None:
    assert found(box(b"moov", b"abc", size=1000)) == [Box(b"moov", 8, 11)]
    assert found(box(b"moov", b"abcdef"), end=10) == [Box(b"moov", 8, 10)]


def test_nothing_is_found_behind_a_box_smaller_than_its_header() -> None:
    short = box(b"wide", (15).to_bytes(8, "big"), size=1)
    for broken in (box(b"wide", size=7), short):
        assert found(box(b"free") + broken + box(b"moov")) == [Box(b"free", 8, 8)]


def test_half_a_header_is_no_box() -> None:
    assert found(box(b"free") + b"\0\0\0\x08moo") == [Box(b"free", 8, 8)]
    assert found(b"") == []


def test_no_more_are_looked_at_than_any_file_needs() -> None:
    assert len(found(box(b"free") * (MOST + 5))) == MOST
