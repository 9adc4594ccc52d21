"""Scenes close by: a table, a wall, a street corner. Each function paints one."""

import math

from mmdesk.samples import shapes
from mmdesk.samples.canvas import Canvas, Colour, Point, curve, mix
from mmdesk.samples.lights import Light


def _table(c: Canvas, light: Light, wall: Colour, wood: Colour) -> float:
    """A wall with a table before it; returns the height at which things stand."""
    edge = c.height * 0.66
    wall, wood = mix(wall, light.near, 0.08), mix(wood, light.near, 0.12)
    c.gradient([wall, mix(wall, light.sky[-1], 0.35)], 0, edge)
    c.polygon(
        [(c.width * 0.5, 0), (c.width * 0.95, 0), (c.width * 0.6, edge), (c.width * 0.1, edge)],
        light.sun,
        0.18,
    )
    c.gradient([mix(wood, "#ffffff", 0.12), mix(wood, "#000000", 0.25)], edge)
    for line in range(1, 5):
        y = edge + (c.height - edge) * (line / 5) ** 1.3
        c.box((0, y), (c.width, 2), mix(wood, "#000000", 0.35), 0.5)
    return c.height * 0.86


def oranges(c: Canvas, light: Light) -> None:
    """A blue bowl of oranges on a wooden table."""
    foot, x, r = _table(c, light, "#e9d8bd", "#9b6238"), c.width * 0.5, min(c.width, c.height) * 0.1
    c.ellipse((x + 30, foot), (r * 3.1, r * 0.4), "#1d0f08", 0.35)
    heap = ((-1.7, 3.1), (1.7, 3.1), (0, 3.2), (-0.9, 4.35), (0.95, 4.3), (0, 5.1))
    for across, up in heap[:2] + heap[3:] + heap[2:3]:
        _orange(c, (x + across * r, foot - up * r), r, light)
    bowl = curve((x, foot - r * 2.7), (r * 3.2, r * 2.75), 0, 180)
    c.shaded(bowl, ["#3f7fae", "#1d4468"])
    for row in range(7):
        dot = x + (row - 3) * r * 0.75, foot - r * 1.75
        c.disc(dot, r * 0.16, "#f4ead6", 0.9)
    c.ellipse((x, foot - r * 2.68), (r * 3.2, r * 0.14), "#8fc0dd")
    _orange(c, (x + r * 3.75, foot - r * 0.85), r, light)


def _orange(c: Canvas, centre: Point, radius: float, light: Light) -> None:
    (x, y), paint = centre, mix("#f28a1c", light.near, 0.06)
    c.disc(centre, radius, mix(paint, "#7a2c00", 0.35))
    c.disc((x - radius * 0.07, y - radius * 0.08), radius * 0.91, paint)
    c.glow((x - radius * 0.3, y - radius * 0.35), radius * 0.6, "#ffd9a0", 0.9)
    c.disc((x + radius * 0.1, y - radius * 0.6), radius * 0.08, "#4c6b2a")


def coffee(c: Canvas, light: Light) -> None:
    """A cup of coffee from which steam rises."""
    foot, x, s = _table(c, light, "#b9c7bd", "#7b4a2f"), c.width * 0.5, min(c.width, c.height) * 0.2
    c.ellipse((x + 24, foot + 8), (s * 1.75, s * 0.3), "#1d0f08", 0.35)
    c.ellipse((x, foot), (s * 1.65, s * 0.27), "#f7efe2")
    c.ellipse((x, foot - 4), (s * 1.2, s * 0.18), mix("#f7efe2", light.near, 0.22))
    cup = mix("#c9503f", light.near, 0.08)
    for size, paint in ((0.46, cup), (0.28, mix("#b9c7bd", light.sky[-1], 0.3))):
        c.ellipse((x + s * 1.08, foot - s * 0.85), (s * size, s * size), paint)
    top = foot - s * 1.45
    c.shaded(
        [(x - s, top), (x + s, top), *curve((x, top), (s, s * 1.42), 0, 180)],
        [cup, mix(cup, "#3a0d10", 0.45)],
    )
    c.ellipse((x, top), (s, s * 0.24), mix(cup, "#ffffff", 0.35))
    c.ellipse((x, top + 3), (s * 0.9, s * 0.19), "#3b1f14")
    c.ellipse((x - s * 0.2, top + 5), (s * 0.4, s * 0.08), "#a8703f")
    for strand in (-0.4, 0.02, 0.44):
        _steam(c, (x + strand * s, top - 6), s * 1.7)


def _steam(c: Canvas, foot: Point, height: float) -> None:
    x, y = foot
    for width, alpha in ((26, 0.1), (16, 0.14), (7, 0.2)):
        wave = [(x + 22 * math.sin(t / 5), y - height * t / 30) for t in range(31)]
        c.stroke(wave, width, "#ffffff", alpha)


def cat(c: Canvas, light: Light) -> None:
    """A cat on a garden wall in front of the big moon (or sun)."""
    wall = c.height * 0.74
    shapes.sky(c, light, c.height)
    shapes.sun(c, light, (c.width * 0.56, c.height * 0.42), c.height * 0.24)
    c.polygon(shapes.hills(c, wall - 30, 22, 2.2), mix(light.far, light.near, 0.5))
    stone = mix(light.near, light.far, 0.2)
    c.box((0, wall), (c.width, c.height - wall), stone)
    for row in range(5):
        for brick in range(-1, 12):
            corner = brick * 116 + 58 * (row % 2), wall + 18 + row * 44
            c.box(corner, (108, 37), mix(stone, light.far, 0.12 + 0.14 * c.dice.random()))
    c.box((0, wall - 6), (c.width, 18), mix(light.near, "#000000", 0.15))
    _sitting_cat(c, (c.width * 0.5, wall - 4), c.height * 0.34, mix(light.near, "#000000", 0.4))


def _sitting_cat(c: Canvas, foot: Point, height: float, fur: Colour) -> None:
    (x, y), h = foot, height
    c.stroke(curve((x - h * 0.22, y + h * 0.12), (h * 0.3, h * 0.24), 300, 130), h * 0.075, fur)
    c.polygon(
        [
            *curve((x - h * 0.02, y), (h * 0.3, h * 0.62), 180, 300),
            (x + h * 0.2, y - h * 0.62),
            (x + h * 0.24, y),
        ],
        fur,
    )
    c.ellipse((x - h * 0.05, y - h * 0.16), (h * 0.27, h * 0.18), fur)
    c.ellipse((x + h * 0.16, y - h * 0.68), (h * 0.19, h * 0.16), fur)
    for ear in (0.04, 0.28):
        tip = x + h * (ear + (0.0 if ear < 0.1 else 0.02)), y - h * 1.0
        c.polygon(
            [(x + h * (ear - 0.07), y - h * 0.72), tip, (x + h * (ear + 0.08), y - h * 0.76)], fur
        )
    for eye in (0.1, 0.24):
        c.ellipse((x + h * eye, y - h * 0.7), (h * 0.022, h * 0.03), "#ffd866")


def bicycle(c: Canvas, light: Light) -> None:
    """A bicycle leaning at a painted wall beside a door."""
    ground = c.height * 0.8
    wall = mix(light.leaf, "#f2dcb8", 0.3)
    c.gradient([mix(wall, "#ffffff", 0.14), wall], 0, ground)
    c.gradient([mix("#a89c90", light.near, 0.25), mix("#6b625c", light.near, 0.35)], ground)
    _door(c, (c.width * 0.8, ground), (190, c.height * 0.58), light)
    c.polygon([(0, 0), (c.width * 0.34, 0), (c.width * 0.1, ground), (0, ground)], light.sun, 0.16)
    _frame(c, (c.width * 0.36, ground + 46), c.height * 0.185, light)


def _door(c: Canvas, foot: Point, size: Point, light: Light) -> None:
    (x, y), (width, height) = foot, size
    c.box(
        (x - width / 2 - 16, y - height - 16),
        (width + 32, height + 16),
        mix("#f6ead2", light.near, 0.1),
    )
    c.box((x - width / 2, y - height), (width, height), mix("#1f6f78", light.near, 0.2))
    for row, tall in ((0.08, 0.34), (0.52, 0.38)):
        for side in (0.1, 0.55):
            corner = x + width * (side - 0.5), y - height * (1 - row)
            c.box(corner, (width * 0.35, height * tall), mix("#2f8f94", light.near, 0.2))
    c.disc((x + width * 0.38, y - height * 0.46), 7, light.lamp)


def _frame(c: Canvas, foot: Point, wheel: float, light: Light) -> None:
    (x, y), r = foot, wheel
    paint, dark = mix("#b3202c", light.near, 0.1), "#231a20"
    rear, front = (x - r * 1.45, y - r), (x + r * 1.45, y - r)
    crank, seat, head = (
        (x - r * 0.3, y - r * 0.92),
        (x - r * 0.62, y - r * 2.2),
        (x + r * 0.98, y - r * 2.15),
    )
    for hub in (rear, front):
        c.ellipse((hub[0] + 10, y), (r * 0.9, 8), "#1d0f08", 0.3)
        _wheel(c, hub, r, dark)
    for tube in (
        (rear, crank, seat, rear),
        (crank, head, (x - r * 0.6, y - r * 2.05)),
        (head, front),
    ):
        c.stroke(tube, r * 0.075, paint)
    c.stroke([seat, (x - r * 0.68, y - r * 2.45)], r * 0.06, dark)
    c.ellipse((x - r * 0.72, y - r * 2.5), (r * 0.34, r * 0.08), dark)
    bar = [head, (x + r * 0.9, y - r * 2.55), (x + r * 0.55, y - r * 2.62)]
    c.stroke(bar, r * 0.06, dark)
    c.disc(crank, r * 0.17, dark)
    c.stroke(
        [(crank[0] - r * 0.2, crank[1] + r * 0.3), crank, (crank[0] + r * 0.2, crank[1] - r * 0.3)],
        6,
        dark,
    )


def _wheel(c: Canvas, hub: Point, radius: float, dark: Colour) -> None:
    c.stroke(curve(hub, (radius, radius), 0, 360, 72), radius * 0.075, dark)
    for spoke in range(0, 180, 18):
        ends = curve(hub, (radius, radius), spoke, spoke + 180, 1)
        c.stroke(ends, 1.5, "#e9e2d8", 0.8)
    c.disc(hub, radius * 0.08, dark)
