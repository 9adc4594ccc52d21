"""Scenes of mountains, snow and sand. Each function paints one, in the light it is given."""

import math

from mmdesk.samples import shapes
from mmdesk.samples.canvas import Canvas, Colour, Point, curve, mix
from mmdesk.samples.lights import Light


def mountains(c: Canvas, light: Light) -> None:
    """Ridge behind ridge, with mist between them."""
    shapes.sky(c, light, c.height)
    shapes.sun(c, light, (c.width * 0.7, c.height * 0.24), c.height * 0.06)
    layers = 6
    for layer in range(layers):
        near = layer / (layers - 1)
        base = c.height * (0.42 + 0.5 * near)
        colour = mix(light.far, light.near, near)
        c.polygon(shapes.ridge(c, base, c.height * (0.15 - 0.07 * near), 5), colour)
        if layer < layers - 1:
            c.mist(base - 10, base + c.height * 0.13, light.sky[-1], 0.5)
            c.mist(base + c.height * 0.26, base + c.height * 0.13, light.sky[-1], 0.5)
    for step in range(26):
        x = c.width * step / 25 + c.dice.uniform(-14, 14)
        shapes.fir(c, (x, c.height + 8), c.dice.uniform(60, 150), mix(light.near, "#000000", 0.25))


def dunes(c: Canvas, light: Light) -> None:
    """Dunes with a bright and a shaded side, one behind the other."""
    shapes.sky(c, light, c.height * 0.75)
    shapes.sun(c, light, (c.width * 0.26, c.height * 0.26), c.height * 0.07)
    sand = mix("#ef9f45", light.sky[2], 0.12)
    for layer, peak in enumerate((0.28, 0.7, 0.36, 0.8)):
        near = layer / 3
        bright = mix(sand, light.sky[-1], 0.45 * (1 - near))
        shade = mix(bright, mix(light.near, "#5a2440", 0.5), 0.35 + 0.2 * near)
        _dune(c, (c.width * peak, c.height * (0.5 + 0.115 * layer)), (bright, shade))


def _dune(c: Canvas, top: Point, sides: tuple[Colour, Colour]) -> None:
    (x, y), wide = top, c.width
    reach = c.height * 0.26
    left = [(x - wide + wide * t, y + reach * (1 - t) ** 1.6) for t in _steps(30)]
    right = [(x + wide * t, y + reach * t**0.8) for t in _steps(30)]
    c.shaded(
        [*left, *right, (x + wide, c.height), (x - wide, c.height)],
        [sides[0], mix(sides[0], sides[1], 0.3)],
    )
    crest = [(x + 80 * math.sin(5 * t) - 190 * t, y + (c.height - y) * t) for t in _steps(30)]
    c.shaded(
        [*crest, (x + wide, c.height), *reversed(right)], [sides[1], mix(sides[1], sides[0], 0.4)]
    )


def _steps(count: int) -> list[float]:
    return [step / count for step in range(count + 1)]


def balloons(c: Canvas, light: Light) -> None:
    """Hot-air balloons at several heights over rocky hills."""
    shapes.sky(c, light, c.height)
    shapes.sun(c, light, (c.width * 0.18, c.height * 0.62), c.height * 0.07)
    c.polygon(shapes.ridge(c, c.height * 0.76, 40, 7), light.far)
    c.mist(c.height * 0.7, c.height, light.sky[-1], 0.9)
    c.polygon(shapes.ridge(c, c.height * 0.88, 46, 9), mix(light.far, light.near, 0.55))
    c.polygon(shapes.ridge(c, c.height * 0.98, 30, 6), light.near)
    paints = ("#d7263d", "#f3a712", "#2e86ab", "#1b998b", "#e4572e", "#8e4585")
    spots = (
        (0.62, 0.36, 130),
        (0.3, 0.3, 74),
        (0.86, 0.56, 62),
        (0.44, 0.62, 44),
        (0.14, 0.16, 38),
        (0.8, 0.16, 34),
    )
    for paint, (x, y, size) in zip(paints, spots, strict=True):
        haze = max(0.0, 0.5 - size / 200)
        _balloon(c, (c.width * x, c.height * y), size, mix(paint, light.sky[2], haze))


def _balloon(c: Canvas, centre: Point, radius: float, paint: Colour) -> None:
    (x, y), r = centre, radius
    neck = y + r * 1.42
    for gore in range(6, 0, -1):
        wide = r * math.sin(math.pi * gore / 12)
        skin = [*curve((x, y), (wide, r), 165, 375), (x + wide * 0.2, neck), (x - wide * 0.2, neck)]
        c.polygon(skin, mix(paint, "#fff4dc", 0.72 if gore % 2 else 0.0))
    shade = [*curve((x, y), (r, r), 300, 375), (x + r * 0.2, neck), (x + r * 0.1, neck)]
    c.polygon(shade, "#20102c", 0.16)
    c.stroke([(x - r * 0.18, neck), (x - r * 0.12, neck + r * 0.28)], 2, "#3a2418")
    c.stroke([(x + r * 0.18, neck), (x + r * 0.12, neck + r * 0.28)], 2, "#3a2418")
    c.box((x - r * 0.15, neck + r * 0.26), (r * 0.3, r * 0.22), "#6b4226")


def snowy_cabin(c: Canvas, light: Light) -> None:
    """A cabin with lit windows in deep snow, firs around it, smoke from the chimney."""
    shapes.sky(c, light, c.height)
    c.polygon(shapes.ridge(c, c.height * 0.46, 90, 5), mix(light.far, light.sky[-1], 0.3))
    snow = mix("#f4f8fc", light.sky[1], 0.4 if light.stars else 0.12)
    c.shaded(shapes.hills(c, c.height * 0.66, 22), [snow, mix(snow, light.sky[0], 0.3)])
    for step in range(15):
        x = c.width * (step + 0.5) / 15 + c.dice.uniform(-25, 25)
        if not 0.38 < x / c.width < 0.72:
            shapes.fir(
                c, (x, c.height * 0.74), c.dice.uniform(150, 300), mix(light.near, light.leaf, 0.3)
            )
    _cabin(c, (c.width * 0.54, c.height * 0.79), 250, light, snow)
    c.shaded(shapes.hills(c, c.height * 0.86, 18, 0.9), [snow, mix(snow, light.sky[0], 0.35)])
    for _ in range(220):
        at = c.dice.uniform(0, c.width), c.dice.uniform(0, c.height)
        c.disc(at, c.dice.uniform(1, 3), "#ffffff", 0.75)


def _cabin(c: Canvas, foot: Point, width: float, light: Light, snow: Colour) -> None:
    (x, y), w = foot, width
    wood = mix("#7a4326", light.near, 0.3)
    for puff in range(7):
        c.disc(
            (x + w * 0.28 + puff * 9, y - w * (0.86 + 0.13 * puff)), 13 + 5 * puff, "#ffffff", 0.16
        )
    c.box((x + w * 0.22, y - w * 0.82), (w * 0.12, w * 0.3), mix(wood, "#000000", 0.3))
    c.box((x - w / 2, y - w * 0.4), (w, w * 0.42), wood)
    for plank in range(1, 6):
        c.box((x - w / 2, y - w * 0.4 + plank * w * 0.07), (w, 2), mix(wood, "#000000", 0.35))
    c.polygon([(x - w * 0.64, y - w * 0.36), (x, y - w * 0.8), (x + w * 0.64, y - w * 0.36)], wood)
    c.polygon(
        [
            (x - w * 0.68, y - w * 0.36),
            (x, y - w * 0.86),
            (x + w * 0.68, y - w * 0.36),
            (x, y - w * 0.7),
        ],
        snow,
    )
    for at in (-0.36, 0.14):
        c.glow((x + w * (at + 0.11), y - w * 0.2), w * 0.5, light.lamp, 0.6)
        c.box((x + w * at, y - w * 0.29), (w * 0.22, w * 0.18), light.lamp)
        c.box((x + w * (at + 0.1), y - w * 0.29), (w * 0.02, w * 0.18), wood)
    c.box((x - w * 0.08, y - w * 0.28), (w * 0.16, w * 0.3), mix(wood, "#000000", 0.4))


def northern_lights(c: Canvas, light: Light) -> None:
    """Green and violet curtains over a fjord."""
    line = c.height * 0.72
    c.gradient([light.sky[0], light.sky[1], mix(light.sky[2], "#1d6b6b", 0.5)], 0, line)
    shapes.stars(c, line * 0.9, 260)
    for base, colour, strength in (
        (0.3, "#8a5be0", 0.05),
        (0.4, "#2fe3a0", 0.07),
        (0.5, "#8df5b4", 0.05),
    ):
        _curtain(c, c.height * base, colour, strength)
    c.polygon(shapes.ridge(c, line - 60, 80, 5), mix(light.near, light.far, 0.35))
    c.polygon(shapes.ridge(c, line - 8, 34, 7), light.near)
    c.mirror(line, light.near, 0.35)


def _curtain(c: Canvas, base: float, colour: Colour, strength: float) -> None:
    """Light that hangs down from high up, brightest near its lower hem."""
    phase, second = c.dice.uniform(0, 6), c.dice.uniform(0, 6)
    for x in range(0, c.width, 4):
        turn = x / c.width * 6.3
        y = base + 60 * math.sin(turn + phase) + 24 * math.sin(2.7 * turn + second)
        tall = c.height * (0.3 + 0.08 * math.sin(4 * turn + second)) + c.dice.uniform(0, 70)
        for layer in range(9):
            share = 1 - layer / 9
            top, hem = y - tall * share**1.4, y + 54 * share
            c.box((x, top), (3.5, hem - top), colour, strength)
