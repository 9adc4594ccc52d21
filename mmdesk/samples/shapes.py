"""What several scenes share: skies, water, ridges, trees, lit windows."""

import math
from itertools import pairwise

from mmdesk.samples.canvas import Canvas, Colour, Point, mix
from mmdesk.samples.lights import Light


def sky(c: Canvas, light: Light, horizon: float) -> None:
    """The sky down to `horizon`, with stars at night."""
    c.gradient(light.sky, 0, horizon)
    if light.stars:
        stars(c, horizon * 0.9)


def stars(c: Canvas, bottom: float, count: int = 170) -> None:
    """Stars of uneven size, fewer towards `bottom`."""
    for _ in range(count):
        at = c.dice.uniform(0, c.width), bottom * c.dice.random() ** 1.6
        c.disc(at, c.dice.choice((0.7, 0.9, 1.2, 1.9)), "#ffffff", c.dice.uniform(0.4, 1))


def sun(c: Canvas, light: Light, at: Point, radius: float) -> None:
    """The sun, or at night the moon, in its haze."""
    c.glow(at, min(radius * 6, radius + 240), light.sun, 0.55)
    c.glow(at, min(radius * 2.4, radius + 90), light.sun, 0.6)
    c.disc(at, radius, light.sun)
    if light.stars:
        for x, y, size in ((-0.3, -0.2, 0.24), (0.25, 0.3, 0.18), (0.3, -0.35, 0.12)):
            spot = at[0] + x * radius, at[1] + y * radius
            c.disc(spot, size * radius, mix(light.sun, light.sky[-1], 0.28))


def sea(c: Canvas, light: Light, horizon: float, shine: float | None = None) -> None:
    """Open water from `horizon` down, with the sun's path on it at x = `shine`."""
    c.gradient(light.water, horizon)
    depth = c.height - horizon
    for _ in range(80):
        near = c.dice.random() ** 1.5
        x, length = c.dice.uniform(-60, c.width), 30 + 150 * near * c.dice.random()
        ripple(c, (x, horizon + depth * near), length, mix(light.water[1], light.near, 0.2), 0.3)
    if shine is not None:
        glitter(c, shine, horizon, light.sun)


def ripple(c: Canvas, at: Point, length: float, colour: Colour, alpha: float) -> None:
    """One flat wave, pointed at both ends."""
    c.ellipse(at, (length / 2, 1 + length / 60), colour, alpha)


def glitter(c: Canvas, x: float, horizon: float, colour: Colour, width: float = 1) -> None:
    """The broken path of light on water below a sun or lamp at `x`."""
    depth = c.height - horizon
    for step in range(46):
        near = (step / 46) ** 1.5
        spread = width * (14 + 70 * near)
        at = x + c.dice.gauss(0, 0.35) * spread, horizon + 3 + depth * near
        ripple(c, at, spread * c.dice.uniform(0.5, 1.9), colour, 0.75 - 0.5 * near)


def ridge(c: Canvas, base: float, height: float, peaks: int) -> list[Point]:
    """A mountain outline around y = `base`, ready to fill down to the picture's edge."""
    corners = [c.dice.uniform(-1, 1) * height for _ in range(peaks + 1)]
    rough = height
    while len(corners) < 300:
        rough *= 0.52
        middles = [(a + b) / 2 + c.dice.uniform(-1, 1) * rough / 2 for a, b in pairwise(corners)]
        corners = [y for pair in zip(corners, middles, strict=False) for y in pair] + corners[-1:]
    width = c.width / (len(corners) - 1)
    return _down_to_edge(c, [(i * width, base + y) for i, y in enumerate(corners)])


def hills(c: Canvas, base: float, height: float, waves: float = 1.4) -> list[Point]:
    """A soft outline around y = `base`, ready to fill down to the picture's edge."""
    start, second = c.dice.uniform(0, 6.3), c.dice.uniform(0, 6.3)
    outline = []
    for x in range(0, c.width + 8, 8):
        turn = 2 * math.pi * waves * x / c.width
        wave = math.sin(turn + start) + 0.35 * math.sin(2.3 * turn + second)
        outline.append((float(x), base + height * wave))
    return _down_to_edge(c, outline)


def _down_to_edge(c: Canvas, outline: list[Point]) -> list[Point]:
    return [*outline, (outline[-1][0], c.height + 4), (0, c.height + 4)]


def fir(c: Canvas, foot: Point, height: float, colour: Colour) -> None:
    """A fir tree: four skirts on a trunk."""
    x, y = foot
    c.box((x - height * 0.025, y - height * 0.15), (height * 0.05, height * 0.15), colour)
    for step in range(4):
        top, wide = y - height * (1 - 0.2 * step), height * (0.1 + 0.055 * step)
        low = top + height * 0.34
        c.polygon([(x, top), (x + wide, low), (x, low - height * 0.04), (x - wide, low)], colour)


def cloud(c: Canvas, at: Point, width: float, colour: Colour) -> None:
    """A flat-bottomed fair-weather cloud."""
    x, y = at
    puffs = ((-0.3, 0.07, 0.13), (-0.1, 0.12, 0.17), (0.13, 0.1, 0.15), (0.32, 0.05, 0.11))
    for across, up, size in puffs:
        c.disc((x + across * width, y - up * width), size * width, colour)
    c.ellipse((x, y), (width / 2, width * 0.09), colour)


def gulls(c: Canvas, around: Point, count: int, colour: Colour) -> None:
    """A few birds far off."""
    for _ in range(count):
        x, y = around[0] + c.dice.gauss(0, 90), around[1] + c.dice.gauss(0, 34)
        s = c.dice.uniform(7, 14)
        wing = [(x - s, y - s * 0.35), (x - s * 0.4, y - s * 0.45), (x, y)]
        c.stroke([*wing, (x + s * 0.4, y - s * 0.45), (x + s, y - s * 0.35)], 2.2, colour)


def windows(c: Canvas, corner: Point, size: Point, light: Light, lit: float) -> None:
    """Rows of windows on a wall; the share `lit` of them glows."""
    (x, y), (width, height) = corner, size
    columns, rows = max(1, int(width // 19)), max(1, int(height // 24))
    gap = width / columns, height / rows
    for column in range(columns):
        for row in range(rows):
            at = x + (column + 0.28) * gap[0], y + (row + 0.3) * gap[1]
            on = c.dice.random() < lit
            colour = mix(light.lamp, "#ffffff", c.dice.random() * 0.4) if on else light.sky[0]
            c.box(at, (gap[0] * 0.44, gap[1] * 0.45), colour, 0.95 if on else 0.35)
