"""Clips: a stretch of a sound as a file of its own, to be dragged into other programs."""

from itertools import chain
from pathlib import Path

import numpy as np

from mmdesk.core.atomic import replacing
from mmdesk.core.entities import Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.media.sound import open_sound


def write_clip(path: Path, span: Span, target: Path) -> None:
    """Write `span` of the sound in `path` to `target`: a WAV of 16 bits, rate and channels kept.

    Raises FileUnreadable when the sound cannot be read, or has nothing there; OSError when the
    target cannot be written.
    """
    import soundfile

    with open_sound(path) as sound:
        frames = sound.frames(round(span.start * sound.rate), round(span.end * sound.rate))
        first = next(frames, None)
        if first is None:
            raise FileUnreadable("The sound ends before this part of it.")
        with (
            replacing(target) as file,
            soundfile.SoundFile(
                file, "w", sound.rate, sound.channels, "PCM_16", format="WAV"
            ) as clip,
        ):
            for block in chain([first], frames):
                clip.write(np.nan_to_num(block, nan=0.0, posinf=0.0, neginf=0.0))
