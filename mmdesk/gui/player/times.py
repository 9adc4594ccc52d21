"""Times inside a sound as the window shows them: read from left to right in every language."""

from mmdesk.core import times

_ISOLATED = "\u2066{}\u2069"


def clock(seconds: float) -> str:
    """Minutes and seconds, `3:07`; from an hour on `1:02:07`."""
    return _ISOLATED.format(times.clock(seconds))


def length(seconds: float) -> str:
    """How long something is, as `clock` says it; never nothing."""
    return clock(max(seconds, 1.0))


def stretch(start: float, end: float) -> str:
    """From when to when, `3:07` to `3:17`."""
    return _ISOLATED.format(times.stretch(start, end))
