"""Memory that decoders let go of, given back to the system.

The C library of Linux keeps large blocks for later once some were freed. Frames of films come and
go by the thousand, between others that stay, so that a worker would grow by hundreds of megabytes.
"""

import ctypes
import gc
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""As malloc.h numbers them; see mallopt(3)."""
_LARGE = 128 << 10
"""Bytes from which on a block is the system's own, and goes back to it as soon as it is freed."""


def let_go() -> None:
    """Let go of what only holds itself, as a film's container and its streams do."""
    gc.collect()


def give_back_what_is_freed() -> None:
    """Have this process keep no large blocks from now on, where its C library can be told so."""
    if sys.platform == "linux":
        tell = getattr(ctypes.CDLL(None), "mallopt", None)
        if tell is not None:
            tell(_MMAP_THRESHOLD, _LARGE)
            tell(_TRIM_THRESHOLD, _LARGE)
            tell(_ARENA_MAX, 1)
