"""What worker processes do with one sound; each takes and gives values that travel.

They raise FileUnreadable with the reason, and nothing else on purpose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mmdesk.core.entities import Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import metadata, sound_pass
from mmdesk.media.picture import PictureLimits
from mmdesk.media.sound import Sound, open_sound, stretches
from mmdesk.models import voice
from mmdesk.models.clap_features import FeatureConfig, features
from mmdesk.models.timbre import Timbre

PIECE_SECONDS = 150.0
"""Of what is listened to in one go; ends at a pause before, where the sound goes on."""

Samples = npt.NDArray[np.float32]
SoundReading = sound_pass.Pass[npt.NDArray[np.float16]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some minutes of a sound: where somebody speaks, and the windows to transcribe of it.

    Spans count from the beginning of the sound. The piece reaches to `end`; what follows is
    another one's, unless it is the `last`.
    """

    windows: tuple[Samples, ...]
    spans: tuple[Span, ...]
    speech: tuple[Span, ...]
    end: float
    last: bool


def read(path: Path, sidecar: Path | None, limits: PictureLimits) -> SoundReading:
    """Facts, waveform, cover and the timbre of each window, from one decode."""
    read = sound_pass.read(path, Timbre().encode, limits)
    return replace(read, facts=metadata.with_sidecar(read.facts, sidecar))


def hear(path: Path, spans: Sequence[Span], config: FeatureConfig) -> Samples:
    """What a sound model takes of these windows: (n, frames, mels)."""
    with open_sound(path) as sound:
        windows = [
            features(_heard(samples, span), config)
            for span, samples in zip(spans, stretches(sound, spans, config.rate), strict=True)
        ]
    empty = np.empty((0, config.frames, config.mels), np.float32)
    return np.stack(windows) if windows else empty


def listen(path: Path, start: float) -> Piece:
    """The piece of a sound that begins at `start`, in seconds."""
    with open_sound(path) as sound:
        samples = _joined(sound, start, start + PIECE_SECONDS, voice.RATE)
    last = len(samples) < (PIECE_SECONDS - 1) * voice.RATE
    speech = voice.speech(samples)
    spans = voice.windows(samples, speech)
    end = _end(spans, len(samples) / voice.RATE, last=last)
    spans = [span for span in spans if span.start < end]
    return Piece(
        tuple(samples[round(s.start * voice.RATE) : round(s.end * voice.RATE)] for s in spans),
        tuple(Span(start + s.start, start + s.end) for s in spans),
        tuple(Span(start + s.start, start + s.end) for s in speech),
        start + end,
        last,
    )


def _end(spans: Sequence[Span], length: float, *, last: bool) -> float:
    """Where the next piece begins: before what is being said as this one breaks off."""
    broken_off = spans and not last and spans[-1].end > length - voice.PAUSE
    return spans[-1].start if broken_off and spans[-1].start > 0 else length


def _heard(samples: Samples, span: Span) -> Samples:
    if not len(samples):
        raise FileUnreadable(f"It breaks off before {span.start:.0f} s.")
    return samples


def _joined(sound: Sound, start: float, end: float, rate: int) -> Samples:
    return np.concatenate([np.zeros(0, np.float32), *sound.blocks(start, end, rate)])
