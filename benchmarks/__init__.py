"""What is demanded of mmdesk's speed, measured: `python -m benchmarks [THEME...]`.

Every theme is a module with a `main` that prints one table. What counts are the ratios: both sides
of each are measured in turn within one run, so that a busy machine is busy for both.
"""

HEAVY = ("torch", "open_clip", "transformers", "av", "PySide6.QtMultimedia")
"""Modules that neither a window nor a search by words alone may import when it starts."""
