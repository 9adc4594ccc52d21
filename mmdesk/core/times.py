"""Times inside a sound, as people write them."""


def clock(seconds: float) -> str:
    """Minutes and seconds, 3:07; from an hour on 1:02:07."""
    minutes, rest = divmod(max(int(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def stretch(start: float, end: float) -> str:
    """From when to when, 3:07-3:17 with a dash between."""
    return f"{clock(start)}\N{EN DASH}{clock(end)}"
