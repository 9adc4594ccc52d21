"""What the first bytes of a file tell about films in it; pure functions of those bytes."""

from mmdesk.media.signatures import begins
from mmdesk.media.sound_signatures import ASF, THEORA_AND_KIN, iso_media

_TS_SYNC, _TS_PACKETS = 0x47, 5
_TS_LAYOUTS = ((188, 0), (192, 4), (204, 0))
"""Bytes of a packet, and of what stands before the first sync: a camera's time stamp."""
_MXF_PARTITION = bytes.fromhex("060e2b34020501010d010201")
_MPEG_HEADERS = {0xB0, 0xB3, 0xB5}
"""What begins MPEG-4's pictures, and those of MPEG-1 and 2."""
_NOT_BOXES = {b"\0\0\0\0", b"\0\0\0\2"}

matroska = begins(b"\x1aE\xdf\xa3")
asf = begins(ASF)
recorded_television = begins(bytes.fromhex("b7d800203749da11a64e0007e95ead8d"))
bink = begins(*(b"BIK" + version for version in (b"b", b"f", b"g", b"h", b"i")), b"KB2")


def mp4(head: bytes) -> bool:
    """MP4 and its relatives back to QuickTime's first."""
    return head[:4] not in _NOT_BOXES and (iso_media(head) or head[4:8] in {b"skip", b"pnot"})


def avi(head: bytes) -> bool:
    """RIFF with pictures and sounds interleaved."""
    return head.startswith(b"RIFF") and head[8:12] in {b"AVI ", b"AVIX", b"AVI\x19"}


def ogg(head: bytes) -> bool:
    """An Ogg with moving pictures, as far as its first pages tell."""
    return head.startswith(b"OggS") and any(mark in head for mark in THEORA_AND_KIN)


def real(head: bytes) -> bool:
    """RealMedia that names a stream of pictures."""
    return head.startswith(b".RMF") and b"video/x-pn-" in head


def transport_stream(head: bytes) -> bool:
    """MPEG transport stream: packets of one length that all begin alike."""
    return any(
        len(head) >= first + _TS_PACKETS * length
        and all(head[first + n * length] == _TS_SYNC for n in range(_TS_PACKETS))
        for length, first in _TS_LAYOUTS
    )


def program_stream(head: bytes) -> bool:
    """MPEG program stream, as on DVDs: a pack of MPEG-2 or MPEG-1."""
    return head.startswith(b"\0\0\1\xba") and len(head) > 4 and head[4] >> 4 in {2, 4, 5, 6, 7}


def elementary_stream(head: bytes) -> bool:
    """MPEG pictures without a container."""
    return head.startswith(b"\0\0\1") and len(head) > 3 and head[3] in _MPEG_HEADERS


def coded_stream(head: bytes) -> bool:
    """H.264 or H.265 without a container."""
    return head.startswith((b"\0\0\0\1", b"\0\0\1"))


def mxf(head: bytes) -> bool:
    """The first partition's key, behind a run-in perhaps."""
    return _MXF_PARTITION in head


def dv(head: bytes) -> bool:
    """Raw DV: blocks of 80 bytes, a header's and then subcode's."""
    return head[:3] == b"\x1f\x07\x00" and head[80:83] == b"\x3f\x07\x00"


def flic(head: bytes) -> bool:
    """Autodesk's animations."""
    return head[4:6] in {b"\x11\xaf", b"\x12\xaf", b"\x44\xaf"}
