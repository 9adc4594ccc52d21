"""Sounds through libsndfile: exact to the sample and fast; FFmpeg takes over where it gives up.

Only for formats in which it tells of damage: in Ogg and MP3 it passes over that without a word, and
what follows comes too early.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.core.errors import FileUnreadable
from mmdesk.media import ffmpeg
from mmdesk.media.stream import EMPTY_SOUND, Samples, Sound, left_out

if TYPE_CHECKING:
    from soundfile import SoundFile

_PROMISED = re.compile(r"^ ?(?:data|SSND) : (\d+) \(should be (\d+)\)", re.MULTILINE)
_STREAMED = 0x7FFF_0000
"""From this on, the size that a header promises means that its writer could not go back."""


def open_sound(path: Path) -> Sound:
    """The sound in `path`, whichever library can open it."""
    import soundfile

    try:
        file = soundfile.SoundFile(str(path) if os.name == "nt" else os.fsencode(path))
    except soundfile.SoundFileError:
        return ffmpeg.open_sound(path)
    try:
        return SndfileSound(path, file) if file.frames else _unfinished(path, file)
    except FileUnreadable:
        file.close()
        raise


def _unfinished(path: Path, file: "SoundFile") -> Sound:
    """A recording whose header still says that it has no length: FFmpeg reads all there is."""
    file.close()
    try:
        return ffmpeg.open_sound(path)
    except FileUnreadable as error:
        raise FileUnreadable(EMPTY_SOUND) from error


class SndfileSound(Sound):
    """A sound that libsndfile has opened."""

    exact = True

    def __init__(self, path: Path, file: "SoundFile") -> None:
        rate = file.samplerate
        super().__init__(rate, file.channels, _promised(file) / rate if rate else None)
        self._path, self._file = path, file

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _decoded(self, first: int) -> Iterator[Samples]:
        at = min(first, self._file.frames)
        try:
            self._file.seek(at)
            while len(block := self._file.read(self.block_frames, "float32", always_2d=True)):
                at += len(block)
                yield block
        except RuntimeError:  # LibsndfileError is one
            yield from self._others(at)
            return
        if at < self._file.frames:
            yield from self._others(at)

    def _others(self, at: int) -> Iterator[Samples]:
        """The rest as FFmpeg reads it: it finds the next whole frame behind damage."""
        try:
            other = ffmpeg.FfmpegSound(self._path)
        except FileUnreadable:
            return
        if (other.rate, other.channels) == (self.rate, self.channels):
            yield from other._decoded(at)
            self.problem = other.problem or left_out(at / self.rate)


def _promised(file: "SoundFile") -> int:
    """Frames by the header; libsndfile itself counts only what is there."""
    frames: int = file.frames
    if found := _PROMISED.search(file.extra_info):
        promised, there = map(int, found.groups())
        if 0 < there < promised < _STREAMED:
            return frames * promised // there
    return frames
