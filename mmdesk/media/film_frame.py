"""One frame of a film: what it looks like to a person, and tiny, to tell shots apart.

Scaled, turned and converted at once, and only where somebody wants to see it: most frames are
decoded to find the few that matter.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from PIL import Image

from mmdesk.media import hdr
from mmdesk.media.container import av
from mmdesk.media.raster import upright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.sidedata.sidedata import SideData
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter
    from numpy.typing import NDArray

SMALL = (32, 18)
"""Width and height of what tells shots apart."""

_BT709, _UNSPECIFIED, _FULL_RANGE = 1, 2, 2
_HD = 576
"""Lines beyond which a film that does not name its colours has those of HDTV."""
_AREA, _BICUBIC = 0x20, 4
_ORIENTATIONS = {
    (1, 0, 0, 1): 1,
    (-1, 0, 0, 1): 2,
    (-1, 0, 0, -1): 3,
    (1, 0, 0, -1): 4,
    (0, 1, 1, 0): 5,
    (0, 1, -1, 0): 6,
    (0, -1, -1, 0): 7,
    (0, -1, 1, 0): 8,
}
"""Of the display matrix' signs: EXIF's number for the same turn."""


class Scalers:
    """What scales a film's frames; kept from frame to frame, since each is costly to set up."""

    def __init__(self) -> None:
        self.tiny: VideoReformatter = av().video.reformatter.VideoReformatter()
        self.shown: VideoReformatter = av().video.reformatter.VideoReformatter()


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded frame. `time` is when a player shows it, in seconds from the film's beginning."""

    time: float
    raw: VideoFrame
    stretch: float
    """How much wider than high a pixel is."""
    scalers: Scalers

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in square pixels, upright."""
        width, height = self._lying
        return (height, width) if self.orientation >= 5 else (width, height)

    @property
    def _lying(self) -> tuple[int, int]:
        return max(1, round(self.raw.width * self.stretch)), self.raw.height

    @property
    def orientation(self) -> int:
        """How it must be turned, as EXIF counts: 1 to 8."""
        return orientation_of(self.raw)

    def small(self) -> NDArray[np.uint8]:
        """Its luma, (18, 32), as it lies in the file: cheap."""
        luma: NDArray[np.uint8] = self.tiny()[0]
        return luma

    def tiny(self) -> NDArray[np.uint8]:
        """Luma and both colours, (3, 18, 32), as it lies in the file: cheap."""
        scaled = self.scalers.tiny.reformat(
            self.raw, *SMALL, "yuv444p", interpolation=_AREA, threads=1
        )
        pixels: NDArray[np.uint8] = np.asarray(scaled.to_ndarray(), np.uint8)
        return pixels

    def image(self, at_least: int = 0) -> Image.Image:
        """RGB, upright, square pixels, sRGB; its short side `at_least` long, or less if it is less.

        In full size for 0.
        """
        width, height = self._lying
        scale = min(1.0, at_least / min(width, height)) if at_least else 1.0
        size = max(1, round(width * scale)), max(1, round(height * scale))
        return upright(Image.fromarray(self._rgb(size)), self.orientation)

    def _rgb(self, size: tuple[int, int]) -> NDArray[np.uint8]:
        if self.raw.color_trc in {hdr.PQ, hdr.HLG}:
            return hdr.to_sdr(
                np.asarray(self._scaled(size, "rgb48le"), np.uint16), self.raw.color_trc
            )
        pixels: NDArray[np.uint8] = np.asarray(self._scaled(size, "rgb24"), np.uint8)
        return pixels

    def _scaled(self, size: tuple[int, int], form: str) -> NDArray[np.generic]:
        scaled = self.scalers.shown.reformat(
            _field(self.raw) if self.raw.interlaced_frame else self.raw,
            *size,
            form,
            src_colorspace=self._matrix,
            dst_color_range=_FULL_RANGE,
            interpolation=_BICUBIC,
            threads=1,
        )
        return scaled.to_ndarray()

    @property
    def _matrix(self) -> int:
        named = self.raw.colorspace
        return _BT709 if named == _UNSPECIFIED and self.raw.height > _HD else named


def _field(frame: VideoFrame) -> VideoFrame:
    """One moment of the two that lie interlaced in a frame: every other line."""
    av()
    from av.filter import Graph

    graph = Graph()
    graph.threads = 1
    source = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base
    )
    graph.link_nodes(source, graph.add("field", "type=top"), graph.add("buffersink")).configure()
    graph.vpush(frame)
    return graph.vpull()


def orientation_of(frame: VideoFrame) -> int:
    """EXIF's number for the turn that the frame's display matrix asks for."""
    matrix = next((bytes(each) for each in _side_data(frame) if _is_matrix(each)), b"")
    if len(matrix) < 36:
        return 1
    a, b, _, c, d = struct.unpack_from("=5i", matrix)
    straight = abs(a) + abs(d) >= abs(b) + abs(c)
    signs = [(value > 0) - (value < 0) for value in (a, b, c, d)]
    kept = (signs[0], 0, 0, signs[3]) if straight else (0, signs[1], signs[2], 0)
    return _ORIENTATIONS.get(kept, 1)


def _side_data(frame: VideoFrame) -> Iterator[SideData]:
    # Its iterator yields keys by PyAV's types, and values in fact.
    yield from cast("Iterator[SideData]", iter(frame.side_data))


def _is_matrix(data: SideData) -> bool:
    return data.type.name == "DISPLAYMATRIX"
