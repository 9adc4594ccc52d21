"""Scenes of towns. Each function paints one, in the light it is given."""

import math

from mmdesk.samples import shapes
from mmdesk.samples.canvas import Canvas, Colour, Point, curve, mix
from mmdesk.samples.lights import Light


def skyline(c: Canvas, light: Light) -> None:
    """Tall buildings with lit windows, mirrored in the river."""
    line = c.height * 0.76
    shapes.sky(c, light, line)
    shapes.sun(c, light, (c.width * 0.77, c.height * 0.2), c.height * 0.06)
    for near, lit in ((0.25, 0.25), (0.6, 0.4), (1.0, 0.5)):
        _row_of_towers(c, line, near, lit, light)
    _river(c, line, light)


def _row_of_towers(c: Canvas, foot: float, near: float, lit: float, light: Light) -> None:
    wall = mix(mix(light.far, light.sky[-1], 0.35), light.near, near)
    x = -c.dice.uniform(0, 60)
    while x < c.width:
        width = c.dice.uniform(55, 120)
        middle = 1 - abs(x + width / 2 - c.width * 0.45) / c.width
        height = c.height * c.dice.uniform(0.2, 0.52) * middle * (1.25 - 0.5 * near)
        c.box((x, foot - height), (width, height), wall)
        _rooftop(c, (x, foot - height), width, wall)
        shapes.windows(c, (x + 4, foot - height + 10), (width - 8, height - 10), light, lit)
        x += width + c.dice.uniform(0, 14)


def _rooftop(c: Canvas, corner: Point, width: float, wall: Colour) -> None:
    (x, y), form = corner, c.dice.randrange(4)
    if form == 0:
        c.polygon([(x, y + 1), (x + width / 2, y - 46), (x + width, y + 1)], wall)
    elif form == 1:
        c.box((x + width * 0.2, y - 22), (width * 0.6, 24), wall)
        c.box((x + width * 0.48, y - 76), (4, 60), wall)
    elif form == 2:
        c.polygon([(x, y + 1), (x + width, y - 34), (x + width, y + 1)], wall)


def fireworks(c: Canvas, light: Light) -> None:
    """Rockets bursting over a dark town and its river."""
    line = c.height * 0.8
    shapes.sky(c, light, line)
    bursts = (
        (0.3, 0.28, 170, "#ff5d73"),
        (0.64, 0.22, 210, "#ffd166"),
        (0.84, 0.44, 120, "#6be4c4"),
    )
    for x, y, radius, paint in (*bursts, (0.12, 0.5, 95, "#8fb8ff"), (0.48, 0.5, 105, "#e79bff")):
        _burst(c, (c.width * x, c.height * y), radius, paint)
    _row_of_towers(c, line, 1.0, 0.35, light)
    _river(c, line, light)


def _river(c: Canvas, line: float, light: Light) -> None:
    """The town upside down in dark water, broken by waves."""
    c.mirror(line, mix(light.water[1], light.near, 0.4), 0.62)
    c.box((0, line - 3), (c.width, 6), mix(light.lamp, light.near, 0.25))
    for _ in range(90):
        at = c.dice.uniform(0, c.width), line + 14 + c.dice.random() * (c.height - line)
        tint = light.lamp if c.dice.random() < 0.25 else light.water[0]
        shapes.ripple(c, at, c.dice.uniform(30, 140), tint, 0.3)


def _burst(c: Canvas, centre: Point, radius: float, paint: Colour) -> None:
    c.glow(centre, radius * 1.5, paint, 0.5)
    for ring, tint in ((1.0, paint), (0.62, mix(paint, "#ffffff", 0.5))):
        turn = c.dice.uniform(0, 20)
        for spark in range(26):
            reach = radius * ring * c.dice.uniform(0.86, 1.05)
            angle = math.radians(turn + spark * 360 / 26)
            x, y = centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)
            start = centre[0] + (x - centre[0]) * 0.3, centre[1] + (y - centre[1]) * 0.3
            c.stroke([start, (x, y + reach * 0.06)], 2.2, tint, 0.75)
            c.disc((x, y + reach * 0.06), 3.4, mix(tint, "#ffffff", 0.5))


def bridge(c: Canvas, light: Light) -> None:
    """A red suspension bridge across a wide river."""
    horizon, deck = c.height * 0.7, c.height * 0.56
    shapes.sky(c, light, horizon)
    shapes.sun(c, light, (c.width * 0.5, c.height * 0.36), c.height * 0.06)
    c.polygon(shapes.hills(c, horizon - 46, 26), light.far)
    shapes.sea(c, light, horizon, c.width * 0.5)
    red = mix("#c8412f", light.near, 0.2)
    towers = c.width * 0.24, c.width * 0.76
    for x in towers:
        _pylon(c, (x, horizon + 40), c.height * 0.6, red)
    _cables(c, towers, (horizon + 40 - c.height * 0.58, deck), red)
    c.box((0, deck), (c.width, 14), red)
    c.box((0, deck + 20), (c.width, 4), red)
    c.stroke([(x, deck + (14 if x % 40 else 24)) for x in range(0, c.width + 20, 20)], 3, red)


def _pylon(c: Canvas, foot: Point, height: float, colour: Colour) -> None:
    x, y = foot
    for side in (-20, 12):
        c.box((x + side, y - height), (9, height), colour)
    for cross in range(5):
        top = y - height + 12 + cross * height * 0.17
        c.stroke([(x - 18, top), (x + 18, top + height * 0.13)], 4, colour)
        c.stroke([(x + 18, top), (x - 18, top + height * 0.13)], 4, colour)
    c.box((x - 44, y - 12), (88, 26), mix(colour, "#000000", 0.5))


def _cables(c: Canvas, towers: Point, span: Point, colour: Colour) -> None:
    (left, right), (top, deck) = towers, span
    for x in range(0, c.width + 1, 18):
        across = (x - left) / (right - left)
        if 0 <= across <= 1:
            share = 1 - (2 * across - 1) ** 2
        else:
            share = min(1.0, abs(x - (left if across < 0 else right)) / left)
        y = top + (deck - 12 - top) * share
        c.stroke([(x, y), (x, deck)], 1.5, colour, 0.8)
    middle = [
        (left + (right - left) * t / 40, top + (deck - 12 - top) * (1 - (t / 20 - 1) ** 2))
        for t in range(41)
    ]
    for cable in (middle, [(0, deck - 8), (left, top)], [(right, top), (c.width, deck - 8)]):
        c.stroke(cable, 5, colour)


def tram(c: Canvas, light: Light) -> None:
    """A yellow tram coming up a steep street between tiled houses."""
    shapes.sky(c, light, c.height * 0.7)
    x, far = c.width / 2, c.height * 0.52
    for side, paints in (
        (-1, ("#e8c9a0", "#9fc3c9", "#e3a17a")),
        (1, ("#f0e2c4", "#d98c73", "#a9bfa0")),
    ):
        _facades(c, side, paints, light)
    c.polygon(
        [(x - 70, far), (x + 70, far), (c.width * 1.1, c.height), (-c.width * 0.1, c.height)],
        mix("#8d8078", light.near, 0.35),
    )
    for rail in (-34, 34):
        c.stroke(
            [(x + rail, far + 60), (x + rail * 6.4, c.height)], 6, mix("#e8e2d8", light.near, 0.3)
        )
    c.stroke([(x - 30, 0), (x, c.height * 0.5), (x + 30, 0)], 2, light.near)
    _tram_front(c, (x, c.height * 0.83), min(c.width, c.height) * 0.34, light)


def _facades(c: Canvas, side: int, paints: tuple[Colour, ...], light: Light) -> None:
    x, far, reach = c.width / 2, c.height * 0.52, c.width / 2
    edges = (1.15, 0.72, 0.4, 0.16)
    for outer, inner, paint in zip(edges, edges[1:], paints, strict=False):
        wall = mix(paint, light.near, 0.1 + 0.3 * light.stars)
        xs = x + side * reach * outer, x + side * reach * inner
        tops = (far - c.height * 0.6 * e - 60 for e in (outer, inner))
        lows = (far + c.height * 0.5 * (e - 0.14) for e in (outer, inner))
        (top_a, top_b), (low_a, low_b) = tops, lows
        c.shaded(
            [(xs[0], top_a), (xs[1], top_b), (xs[1], low_b), (xs[0], low_a)],
            [wall, mix(wall, light.near, 0.25)],
        )
        for row in range(3):
            for column in (0.25, 0.68):
                _pane(c, xs, ((top_a, top_b), (low_a, low_b)), (column, 0.14 + row * 0.27), light)


def _pane(c: Canvas, xs: Point, edges: tuple[Point, Point], at: Point, light: Light) -> None:
    """A window in perspective: `at` is its place on the wall, both 0..1."""
    corners = []
    for across, down in ((0, 0), (0.16, 0), (0.16, 0.15), (0, 0.15)):
        u, v = at[0] + across, at[1] + down
        top, low = (pair[0] + (pair[1] - pair[0]) * u for pair in edges)
        corners.append((xs[0] + (xs[1] - xs[0]) * u, top + (low - top) * v))
    lit = c.dice.random() < light.lit
    c.polygon(corners, light.lamp if lit else mix("#3f5964", light.near, 0.3))


def _tram_front(c: Canvas, foot: Point, width: float, light: Light) -> None:
    (x, y), w = foot, width
    yellow, cream = mix("#f5b921", light.near, 0.1), mix("#fdf3dc", light.near, 0.08)
    c.ellipse((x, y + w * 0.04), (w * 0.6, w * 0.07), "#1a1420", 0.5)
    c.polygon(
        [
            *curve((x, y - w * 1.12), (w * 0.5, w * 0.16), 180, 360),
            (x + w * 0.5, y),
            (x - w * 0.5, y),
        ],
        cream,
    )
    c.box((x - w * 0.5, y - w * 0.55), (w, w * 0.55), yellow)
    c.box((x - w * 0.5, y - w * 0.57), (w, w * 0.04), light.near)
    for at, wide in ((-0.44, 0.22), (-0.18, 0.36), (0.22, 0.22)):
        c.box((x + w * at, y - w * 0.99), (w * wide, w * 0.37), mix("#2c4a5a", light.sky[1], 0.25))
        c.polygon(
            [
                (x + w * at, y - w * 0.72),
                (x + w * (at + wide * 0.7), y - w * 0.99),
                (x + w * at, y - w * 0.99),
            ],
            "#ffffff",
            0.2,
        )
    c.box((x - w * 0.2, y - w * 1.2), (w * 0.4, w * 0.12), light.near)
    c.box((x - w * 0.17, y - w * 1.18), (w * 0.34, w * 0.08), light.lamp)
    c.glow((x, y - w * 0.3), w * 0.45, light.sun, 0.8)
    c.disc((x, y - w * 0.3), w * 0.09, mix("#fffbe8", light.lamp, 0.3))
    c.box((x - w * 0.54, y - w * 0.08), (w * 1.08, w * 0.08), light.near)


def rainy_window(c: Canvas, light: Light) -> None:
    """Street lights out of focus behind a pane with drops."""
    c.gradient([light.sky[0], mix(light.sky[1], light.near, 0.4), light.near])
    paints = (light.lamp, "#ff8f5a", "#e8505b", "#7cc6d6", "#f6d365", "#b48be0")
    for _ in range(60):
        at = c.dice.uniform(0, c.width), c.height * c.dice.gauss(0.58, 0.17)
        c.disc(at, c.dice.uniform(16, 66), c.dice.choice(paints), c.dice.uniform(0.2, 0.55))
    for _ in range(26):
        x, y = c.dice.uniform(0, c.width), c.dice.uniform(0, c.height * 0.8)
        c.stroke(
            [(x, y), (x + c.dice.uniform(-6, 6), y + c.dice.uniform(60, 200))], 4, "#dfe9f2", 0.16
        )
    for _ in range(260):
        at = c.dice.uniform(0, c.width), c.dice.uniform(0, c.height)
        _drop(c, at, 3 + 12 * c.dice.random() ** 3)
    frame = mix("#2b2326", light.near, 0.4)
    c.box((0, c.height - 34), (c.width, 34), frame)
    c.box((c.width * 0.68, 0), (20, c.height), frame)


def _drop(c: Canvas, at: Point, size: float) -> None:
    x, y = at
    c.ellipse((x, y), (size, size * 1.25), "#0c1626", 0.35)
    c.ellipse((x, y + size * 0.25), (size * 0.8, size * 0.9), "#cfe2f0", 0.28)
    c.disc((x - size * 0.3, y - size * 0.4), size * 0.24, "#ffffff", 0.9)
