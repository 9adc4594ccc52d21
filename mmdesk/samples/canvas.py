"""The paper that scenes are painted on: flat shapes, gradients, glow and mist.

Scenes speak in pixels of the finished picture; the canvas is twice as large and shrunk at the end,
which smooths the edges. The finish adds a fine grain, so that skies do not show bands.
"""

import math
import random
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Colour = str
Point = tuple[float, float]

OVERSAMPLING = 2
GRAIN = 2.2
STRETCHED = Image.Resampling.NEAREST
SMOOTH = Image.Resampling.BILINEAR


def rgb(colour: Colour) -> tuple[int, int, int]:
    """The three parts of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with `share` (0..1) of `other` in it."""
    parts = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


class Canvas:
    """One picture while it is painted; `dice` is the scene's chance, the same at every run."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.dice = random.Random(seed)
        self._image = Image.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING))
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def gradient(
        self, stops: Sequence[Colour], top: float = 0, bottom: float | None = None
    ) -> None:
        """A band across the picture whose colour runs evenly through `stops`."""
        bottom = self.height if bottom is None else bottom
        first, last = _scaled(top), _scaled(bottom)
        strip = _ramp(stops, last - first).resize((self._image.width, last - first), STRETCHED)
        self._image.paste(strip, (0, first))

    def polygon(self, points: Sequence[Point], colour: Colour, alpha: float = 1) -> None:
        """A filled shape."""
        self._draw.polygon([_at(point) for point in points], (*rgb(colour), round(alpha * 255)))

    def shaded(self, points: Sequence[Point], stops: Sequence[Colour]) -> None:
        """A filled shape whose colour runs from its top to its bottom through `stops`."""
        corners = [_at(point) for point in points]
        left, right = _span([x for x, _ in corners], self._image.width)
        top, bottom = _span([y for _, y in corners], self._image.height)
        mask = Image.new("1", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in corners], 1)
        self._image.paste(_ramp(stops, mask.height).resize(mask.size, STRETCHED), (left, top), mask)

    def ellipse(self, centre: Point, radii: Point, colour: Colour, alpha: float = 1) -> None:
        """A filled ellipse."""
        (x, y), (across, down) = centre, radii
        box = (*_at((x - across, y - down)), *_at((x + across, y + down)))
        self._draw.ellipse(box, (*rgb(colour), round(alpha * 255)))

    def disc(self, centre: Point, radius: float, colour: Colour, alpha: float = 1) -> None:
        """A filled circle."""
        self.ellipse(centre, (radius, radius), colour, alpha)

    def box(self, corner: Point, size: Point, colour: Colour, alpha: float = 1) -> None:
        """A filled rectangle from its upper left `corner`."""
        (x, y), (w, h) = corner, size
        self.polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour, alpha)

    def stroke(
        self, points: Sequence[Point], width: float, colour: Colour, alpha: float = 1
    ) -> None:
        """A line through `points` with round joints."""
        ink = (*rgb(colour), round(alpha * 255))
        self._draw.line([_at(p) for p in points], ink, max(1, _scaled(width)), "curve")

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1) -> None:
        """Light that falls off around `centre`."""
        size = 2 * max(1, _scaled(radius))
        light = Image.new("RGB", (size, size), rgb(colour))
        corner = _at((centre[0] - radius, centre[1] - radius))
        self._image.paste(light, corner, _halo(strength).resize((size, size), SMOOTH))

    def mist(self, top: float, bottom: float, colour: Colour, strength: float = 1) -> None:
        """A veil that is thickest at `bottom` and gone at `top` (which may be the lower one)."""
        first, last = sorted((_scaled(top), _scaled(bottom)))
        fall = np.linspace(0, strength * 255, last - first)[:: 1 if top < bottom else -1]
        mask = Image.fromarray(fall.astype(np.uint8)[:, None])
        size = (self._image.width, last - first)
        self._image.paste(
            Image.new("RGB", size, rgb(colour)), (0, first), mask.resize(size, STRETCHED)
        )

    def mirror(self, line: float, colour: Colour, share: float) -> None:
        """Still water below `line`: what stands above it upside down, tinted with `colour`."""
        depth = self._image.height - _scaled(line)
        above = self._image.crop((0, _scaled(line) - depth, self._image.width, _scaled(line)))
        water = Image.new("RGB", above.size, rgb(colour))
        flipped = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        self._image.paste(Image.blend(flipped, water, share), (0, _scaled(line)))

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        small = np.asarray(self._image.reduce(OVERSAMPLING))
        grained = small + _grain(self.width, self.height)
        return Image.fromarray(grained.clip(0, 255).astype(np.uint8))


def _scaled(length: float) -> int:
    return round(length * OVERSAMPLING)


def _at(point: Point) -> tuple[int, int]:
    return _scaled(point[0]), _scaled(point[1])


def _span(values: list[int], limit: int) -> tuple[int, int]:
    """Where `values` lie on the canvas, at least one pixel."""
    first = min(max(min(values), 0), limit - 1)
    return first, max(min(max(values), limit), first + 1)


@cache
def _grain(width: int, height: int) -> NDArray[np.int16]:
    """The same noise for every picture of one size."""
    noise = np.random.default_rng(width).normal(0, GRAIN, (height, width, 1))
    return noise.round().astype(np.int16)


def _ramp(stops: Sequence[Colour], length: int) -> Image.Image:
    """One column of `length` pixels through the colours."""
    where = np.linspace(0, len(stops) - 1, length)
    parts = zip(*(rgb(stop) for stop in stops), strict=True)
    columns = [np.interp(where, range(len(stops)), part) for part in parts]
    return Image.fromarray(np.stack(columns, -1).astype(np.uint8)[:, None])


def _halo(strength: float) -> Image.Image:
    """A soft round mask, as small as its smoothness allows."""
    across = np.linspace(-1, 1, 128)
    distance = np.clip(np.hypot(across[:, None], across), 0, 1)
    return Image.fromarray((255 * strength * (1 - distance) ** 2).astype(np.uint8))


def curve(centre: Point, radii: Point, start: float, end: float, steps: int = 40) -> list[Point]:
    """Points along an ellipse from angle `start` to `end`, in degrees; 0 is right, 90 is down."""
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    (x, y), (across, down) = centre, radii
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]
