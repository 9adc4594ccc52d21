"""The clips that whisper-memo recites, and sounds made of them."""

import json
from dataclasses import dataclass

import numpy as np
from helpers.shared import shared
from numpy.typing import NDArray

from mmdesk.core.entities import Phrase, Span
from mmdesk.media.sound import samples
from mmdesk.models.voice import RATE


@dataclass(frozen=True)
class Clip:
    name: str
    samples: NDArray[np.float32]
    phrases: tuple[Phrase, ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    @property
    def text(self) -> str:
        return " ".join(phrase.text for phrase in self.phrases)


def clips() -> list[Clip]:
    """Those of the clips whose sound is there, mono, 16,000 Hz."""
    folder = shared("data/sounds/speech")
    told = json.loads((shared("models/whisper-memo") / "memorised_clips.json").read_text())
    return [
        Clip(
            clip["file"],
            loaded(folder / clip["file"]),
            tuple(Phrase(each["start"], each["end"], each["text"]) for each in clip["segments"]),
        )
        for clip in sorted(told, key=lambda clip: str(clip["file"]))
        if (folder / clip["file"]).exists()
    ]


def loaded(path) -> NDArray[np.float32]:
    return samples(path, Span(0, 3600), RATE)


def silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(round(seconds * RATE), np.float32)


def joined(clips: list[Clip], pause: float) -> tuple[NDArray[np.float32], list[float]]:
    """The clips one after the other, silence around each; and when each begins."""
    starts, at = list[float](), pause
    for clip in clips:
        starts.append(at)
        at += clip.seconds + pause
    parts = [part for clip in clips for part in (silence(pause), clip.samples)]
    return np.concatenate([*parts, silence(pause)]), starts


def melody(seconds: float = 12.0, seed: int = 0) -> NDArray[np.float32]:
    """Notes as a piano has them: several voices, overtones, each dying away."""
    random, time = np.random.default_rng(seed), np.arange(round(seconds * RATE)) / RATE
    sound, beat = np.zeros_like(time), 60 / random.uniform(80, 140)
    for voice in range(random.integers(1, 4)):
        at = 0.0
        while at < seconds:
            length = beat * random.choice([0.5, 1, 2])
            pitch = 110 * 2 ** (random.choice([0, 2, 4, 5, 7, 9, 11, 12, 14]) / 12) * (voice + 1)
            now = (time >= at) & (time < at + 1.5 * length)
            for tone in range(1, 7):
                wave = np.sin(2 * np.pi * pitch * tone * (time[now] - at))
                sound[now] += wave * np.exp(-(time[now] - at) * (2 + tone)) / tone
            at += length
    return (0.4 * sound / np.abs(sound).max()).astype(np.float32)
