"""Whether a file is as long as it says: some containers note it, and nothing else of a lost end."""

import os
import re
import struct
from typing import BinaryIO

from mmdesk.media.sound_signatures import ASF

_HEADER = 1 << 16
_MISSING = 1.02
"""Times as long as it is that a file must call itself: writers are off by some bytes."""
_RIFF_OPEN = {0, 0xFFFFFFFF}
"""What stands for the length where the writer did not know it."""
_ASF_FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_FLV_SIZE = re.compile(rb"\x00\x08filesize\x00(.{8})", re.DOTALL)


def lacks_its_end(file: BinaryIO) -> bool:
    """Whether an AVI, ASF (WMV) or FLV is shorter than its header says."""
    file.seek(0)
    promised = _promised(file.read(_HEADER))
    return promised > _MISSING * os.fstat(file.fileno()).st_size


def _promised(header: bytes) -> float:
    """How many bytes the file has by its own word; 0 where it does not say."""
    if header[:4] == b"RIFF" and len(header) >= 12:
        length = int.from_bytes(header[4:8], "little")
        return 0.0 if length in _RIFF_OPEN else 8.0 + length
    if header.startswith(ASF):
        return float(_asf_length(header))
    if header.startswith(b"FLV") and (found := _FLV_SIZE.search(header)):
        (length_said,) = struct.unpack(">d", found[1])
        return float(length_said)
    return 0.0


def _asf_length(header: bytes) -> int:
    """The file properties' length; 0 for a broadcast, of which it means nothing."""
    at = header.find(_ASF_FILE)
    if at < 0 or len(header) < at + 92 or header[at + 88] & 1:
        return 0
    return int.from_bytes(header[at + 40 : at + 48], "little")
