"""`python -m benchmarks [THEME...]`: the themes named, or all of them, one after the other."""

import sys
from importlib import import_module

THEMES = (
    "indexing",
    "searching",
    "texts",
    "starting",
    "memory",
    "vectors",
    "waveforms",
    "sounds",
    "speech",
    "hour",
    "videos",
    "grid",
    "window",
)


def main(wanted: list[str]) -> None:
    """Print the table of each theme."""
    unknown = set(wanted) - set(THEMES)
    if unknown:
        sys.exit(f"No theme {', '.join(sorted(unknown))}; there are {', '.join(THEMES)}.")
    for theme in wanted or THEMES:
        import_module(f"benchmarks.{theme}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
