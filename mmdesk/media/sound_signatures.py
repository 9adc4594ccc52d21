"""What the first bytes of a file tell about sound in it; pure functions of those bytes."""

import re
from collections.abc import Callable, Iterator

from mmdesk.media.signatures import branded

_W64 = bytes.fromhex("726966662e91cf11a5d628db04c10000")
ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
THEORA_AND_KIN = (b"\x80theora", b"BBCD\0", b"OVP80", b"\x01video\0")
_KBPS = {
    (True, 3): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 3): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Of an MPEG frame, by whether it is MPEG 1 and by its layer's bits (3 is layer I)."""
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def wav(head: bytes) -> bool:
    """RIFF and its large relatives RF64, BW64 and Wave64."""
    riff = head[:4] in {b"RIFF", b"RIFX", b"RF64", b"BW64"} and head[8:12] == b"WAVE"
    return riff or head.startswith(_W64)


def aiff(head: bytes) -> bool:
    """AIFF and AIFC; 8SVX is of the same family."""
    return head.startswith(b"FORM") and head[8:12] in {b"AIFF", b"AIFC", b"8SVX", b"16SV"}


def ogg(head: bytes) -> bool:
    """An Ogg without moving pictures, as far as its first pages tell."""
    return head.startswith(b"OggS") and not any(mark in head for mark in THEORA_AND_KIN)


def mp3(head: bytes) -> bool:
    """ID3, or two frames one after the other, behind zeros perhaps."""
    if head.startswith(b"ID3"):
        return True
    start = len(head) - len(head.lstrip(b"\0"))
    return _frames_from(head, start, _mpeg_length) >= 2


def mp3_somewhere(head: bytes) -> bool:
    """One frame anywhere."""
    return any(_mpeg_length(head, at) for at in _syncs(head))


def adts(head: bytes) -> bool:
    """Raw AAC: two frames one after the other."""
    return _frames_from(head, 0, _adts_length) >= 2


def adts_or_adif(head: bytes) -> bool:
    """One frame of raw AAC, or its rarer layout."""
    return head.startswith(b"ADIF") or _adts_length(head, 0) > 0


m4a = branded(b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B ")
audible = branded(b"aax ", b"aaxc")


def iso_media(head: bytes) -> bool:
    """MP4 and its relatives, whatever is in them."""
    return head[4:8] in {b"ftyp", b"moov", b"mdat", b"free", b"wide"}


def anything(head: bytes) -> bool:
    """What has a suffix only."""
    return bool(head)


def _syncs(head: bytes) -> Iterator[int]:
    return (found.start() for found in re.finditer(rb"\xff[\xe0-\xff]", head))


def _frames_from(head: bytes, at: int, length_at: Callable[[bytes, int], int]) -> int:
    """How many frames follow each other from `at` on; one that reaches beyond the head counts."""
    count = 0
    while at < len(head) and (length := length_at(head, at)):
        count += 1
        at += length
    return count


def _mpeg_length(head: bytes, at: int) -> int:
    """Bytes of the MPEG audio frame that begins there; 0 where none does."""
    if len(head) < at + 4 or head[at] != 0xFF or head[at + 1] < 0xE0:
        return 0
    version, layer = head[at + 1] >> 3 & 3, head[at + 1] >> 1 & 3
    kbps, rate, padding = head[at + 2] >> 4, head[at + 2] >> 2 & 3, head[at + 2] >> 1 & 1
    if version == 1 or layer == 0 or kbps in {0, 15} or rate == 3:
        return 0
    first = version == 3
    table = _KBPS[first, layer if first or layer == 3 else 2]
    hertz = _HERTZ[version][rate]
    if layer == 3:
        return (12_000 * table[kbps - 1] // hertz + padding) * 4
    samples = 144_000 if first or layer == 2 else 72_000
    return samples * table[kbps - 1] // hertz + padding


def _adts_length(head: bytes, at: int) -> int:
    """Bytes of the ADTS frame that begins there; 0 where none does."""
    if len(head) < at + 7 or head[at] != 0xFF or head[at + 1] & 0xF6 != 0xF0:
        return 0
    length = (head[at + 3] & 3) << 11 | head[at + 4] << 3 | head[at + 5] >> 5
    return length if length > 7 and head[at + 2] >> 2 & 15 <= 12 else 0
