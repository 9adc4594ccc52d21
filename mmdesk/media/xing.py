"""How long an MP3 should be: its first frame may hold no sound but the count of all the others.

As LAME and nearly all encoders write it (Xing's header, "Info" at a constant bit rate).
"""

from pathlib import Path

_HEAD = 1 << 12
_COUNTED = 1
"""The flag for a header that holds the count."""
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""By the version's bits, MPEG 1 being 3."""


def duration(path: Path) -> float | None:
    """Seconds by the count of frames in an MP3's first frame; None where it holds none."""
    with path.open("rb") as file:
        file.seek(_behind_id3(file.read(10)))
        head = file.read(_HEAD).lstrip(b"\0")
    version, rate = (head[1] >> 3 & 3, head[2] >> 2 & 3) if len(head) > 3 else (1, 3)
    if head[:1] != b"\xff" or version == 1 or rate == 3:
        return None
    at = 4 + _side_information(mpeg1=version == 3, mono=head[3] >> 6 == 3)
    counted = head[at : at + 4] in {b"Xing", b"Info"} and head[at + 7 : at + 8] > b""
    if not counted or not head[at + 7] & _COUNTED:
        return None
    frames = int.from_bytes(head[at + 8 : at + 12], "big")
    return frames * (1152 if version == 3 else 576) / _HERTZ[version][rate] or None


def _side_information(*, mpeg1: bool, mono: bool) -> int:
    """Bytes of layer III's side information, behind which the count stands."""
    if mpeg1:
        return 17 if mono else 32
    return 9 if mono else 17


def _behind_id3(head: bytes) -> int:
    """Where the sound begins; the length of ID3 has seven bits a byte."""
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    length = sum((byte & 127) << 7 * (3 - place) for place, byte in enumerate(head[6:10]))
    return 10 + length + (10 if head[5] & 16 else 0)
