"""Codes a stretch of a video anew: for what cannot be cut, and for other containers than its own.

Pictures come as people see them: upright, with square pixels, in the colours of any screen.
"""

from __future__ import annotations

import logging
import math
from contextlib import ExitStack
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, cast

import numpy as np

from mmdesk.core.entities import Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import printable
from mmdesk.media.container import av
from mmdesk.media.film import open_film
from mmdesk.media.heard import folded
from mmdesk.media.remux import ENDS_BEFORE
from mmdesk.media.sound import open_sound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.video.stream import VideoStream
    from PIL import Image

    from mmdesk.media.film import Film
    from mmdesk.media.muxers import Muxer
    from mmdesk.media.picture import PictureLimits
    from mmdesk.media.remux import Note
    from mmdesk.media.sound import Samples

_LONGEST_SHORT_SIDE = 2160
"""Pixels: what players play, and fits into a worker's memory."""
_RATE = 48_000
_AHEAD = 1.0
"""Seconds by which sound is written before its pictures."""
_SOUND_BITS, _FRAME = 192_000, 1024
_TICKS = 90_000
"""Times a second at which a frame may be shown, where that is free."""
_USUAL_RATE = 25
_OPTIONS = {
    "libx264": {"preset": "veryfast", "crf": "18"},
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "6", "crf": "28", "b": "0"},
}
_BITS_PER_PIXEL = 0.3
"""Of the codecs that want to be told."""
_BT709, _LIMITED = 1, 1

_log = logging.getLogger(__name__)


def code(
    path: Path, span: Span, file: FileIO, muxer: Muxer, limits: PictureLimits, note: Note
) -> None:
    """Write `span` of the video in `path` to `file`; raises FileUnreadable when it cannot be read.

    Its subtitles are left out, and its sound where that cannot be read.
    """
    with ExitStack() as stack:
        film = stack.enter_context(open_film(path, limits))
        rate = film.frame_rate or _USUAL_RATE
        span = Span(_beginning(film, span.start, 1 / rate), span.end)
        images = _images(film, span)
        first = next(images)
        out = stack.enter_context(_opened(file, muxer))
        pictures = _Pictures(out, muxer, first[1], rate)
        sound = _Sound(out, muxer, _heard(stack, path, span)) if film.has_sound else None
        for time, image in chain([first], images):
            if sound is not None:
                sound.write(time + _AHEAD)
            pictures.write(time, image)
            note(time / (span.end - span.start))
        for each in (pictures, sound):
            if each is not None:
                each.end()


def _opened(file: FileIO, muxer: Muxer) -> OutputContainer:
    # What a sound codec puts before the beginning would move pictures that are counted.
    options = {"avoid_negative_ts": "disabled"} if muxer.steady else {}
    out: OutputContainer = av().open(file, "w", format=muxer.name, options=options)
    return out


def _beginning(film: Film, start: float, lasts: float) -> float:
    """When the frame that is shown at `start` began, if it usually `lasts` as long; else `start`.

    So sound and pictures begin together, and frames stay as far apart as they were.
    """
    shown = next(film.at([start]), None)
    if shown is None or (film.duration is not None and start >= film.duration):
        raise FileUnreadable(ENDS_BEFORE)
    return max(shown.time, 0.0) if start - shown.time <= lasts else start


def _images(film: Film, span: Span) -> Iterator[tuple[float, Image.Image]]:
    """When each is shown, in seconds from the stretch's start, and the frame; none twice."""
    shown = next(film.at([span.start]), None)
    last = -1.0
    for frame in chain([shown] if shown else [], film.frames(span.start)):
        if frame.time >= span.end:
            return
        if frame.time > last:
            last = frame.time
            yield max(frame.time - span.start, 0.0), frame.image(_LONGEST_SHORT_SIDE)


def _heard(stack: ExitStack, path: Path, span: Span) -> Iterator[Samples]:
    """Its sound, (frames, 1 or 2); ends where it can no longer be read."""
    try:
        sound = stack.enter_context(open_sound(path))
        yield from sound.blocks(span.start, span.end, _RATE, folded)
    except FileUnreadable as error:
        _log.info("The sound of %s is left out: %s", printable(path), error)


class _Pictures:
    """The pictures of a new file."""

    def __init__(self, out: OutputContainer, muxer: Muxer, like: Image.Image, rate: float) -> None:
        self._out, self._last = out, -1
        steady = Fraction(rate).limit_denominator(1001)
        self._base = 1 / steady if muxer.steady else Fraction(1, _TICKS)
        stream = cast("VideoStream", out.add_stream(muxer.pictures, rate=steady))
        stream.width, stream.height = (max(side // 2 * 2, 2) for side in like.size)
        stream.pix_fmt = "yuv420p"
        stream.options = dict(_OPTIONS.get(muxer.pictures, {}))
        stream.codec_context.time_base = self._base
        if muxer.steady:
            stream.bit_rate = int(stream.width * stream.height * rate * _BITS_PER_PIXEL)
        context = stream.codec_context
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        self._stream = stream

    def write(self, time: float, image: Image.Image) -> None:
        """The picture that is shown from `time` (s) on."""
        pts = round(time / self._base)
        if pts <= self._last:
            return
        frame = (
            av()
            .VideoFrame.from_image(image)
            .reformat(
                self._stream.width,
                self._stream.height,
                "yuv420p",
                dst_colorspace=_BT709,
                dst_color_range=_LIMITED,
            )
        )
        frame.pts, frame.time_base, self._last = pts, self._base, pts
        self._out.mux(self._stream.encode(frame))

    def end(self) -> None:
        """No more pictures come."""
        self._out.mux(self._stream.encode(None))


class _Sound:
    """The sound of a new file, written as far as the pictures are, so that both lie together."""

    def __init__(self, out: OutputContainer, muxer: Muxer, blocks: Iterator[Samples]) -> None:
        self._out, self._blocks, self._done = out, blocks, 0
        first = next(blocks, np.zeros((0, 2), np.float32))
        self._blocks = chain([first], blocks)
        self._layout = "mono" if first.shape[1] == 1 else "stereo"
        added = out.add_stream(muxer.sound, rate=_RATE, layout=self._layout)
        stream = cast("AudioStream", added)
        stream.bit_rate = _SOUND_BITS
        stream.codec_context.open()
        self._fit = av().AudioResampler(
            stream.format.name, self._layout, _RATE, stream.frame_size or _FRAME
        )
        self._stream = stream

    def write(self, until: float) -> None:
        """What is heard before that time, in seconds."""
        while self._done < until * _RATE and (block := next(self._blocks, None)) is not None:
            frame = av().AudioFrame.from_ndarray(
                np.ascontiguousarray(block.T), "fltp", self._layout
            )
            frame.sample_rate, frame.time_base = _RATE, Fraction(1, _RATE)
            frame.pts = self._done
            self._done += len(block)
            self._mux(frame)

    def end(self) -> None:
        """All of the rest."""
        self.write(math.inf)
        self._mux(None)
        self._out.mux(self._stream.encode(None))

    def _mux(self, frame: AudioFrame | None) -> None:
        for ready in self._fit.resample(frame):
            self._out.mux(self._stream.encode(ready))
