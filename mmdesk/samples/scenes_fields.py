"""Scenes of woods and fields. Each function paints one, in the light it is given."""

from mmdesk.samples import shapes
from mmdesk.samples.canvas import Canvas, Colour, Point, curve, mix
from mmdesk.samples.lights import Light


def forest(c: Canvas, light: Light) -> None:
    """A path between tall trunks; the crowns take the season's colour."""
    c.gradient([light.sky[1], light.sky[-1], light.sky[-1]])
    c.glow((c.width * 0.5, c.height * 0.42), c.width * 0.5, light.sun, 0.9)
    ground = c.height * 0.72
    for depth in range(5):
        near = depth / 4
        bark = mix(mix(light.far, light.sky[-1], 0.4), light.near, near)
        leaf = mix(mix(light.leaf, light.sky[-1], 0.65), light.leaf, near)
        if depth == 1:
            c.gradient(
                [mix(light.ground, light.sky[-1], 0.3), mix(light.ground, light.near, 0.45)], ground
            )
            _path(c, ground, mix(light.sky[-1], light.ground, 0.35))
            _fallen_leaves(c, ground + 20, light.leaf)
        trunks, width = _trunks(c, near), 12 + 40 * near
        for x in trunks:
            _trunk(c, (x, ground + near * c.height * 0.22), width, bark)
        for x in trunks:
            _crown(c, x, width, leaf)


def _trunks(c: Canvas, near: float) -> list[float]:
    """Where trunks stand: the middle stays open for the path."""
    gap = c.width * (0.05 + 0.17 * near)
    spread = c.width * 0.5 - gap
    count = round(8 - 5 * near)
    sides = (c.width / 2 - gap, -1), (c.width / 2 + gap, 1)
    steps = [(i + c.dice.uniform(0.1, 0.8)) / count for i in range(count)]
    return [edge + side * step * spread for edge, side in sides for step in steps]


def _trunk(c: Canvas, foot: Point, width: float, bark: Colour) -> None:
    (x, y), lean, top = foot, c.dice.uniform(-10, 10), -8
    low, high = width / 2, width * 0.3
    c.polygon([(x - low, y), (x - high + lean, top), (x + high + lean, top), (x + low, y)], bark)


def _crown(c: Canvas, x: float, width: float, leaf: Colour) -> None:
    c.disc((x, c.height * 0.2), width * 2 + 14, leaf)
    for _ in range(12):
        size = width * c.dice.uniform(0.9, 1.7) + 14
        at = x + c.dice.gauss(0, 3.2) * width, c.height * 0.3 * c.dice.random() ** 1.4
        c.disc(at, size, mix(leaf, "#ffffff", c.dice.random() * 0.22), 0.9)


def _fallen_leaves(c: Canvas, top: float, leaf: Colour) -> None:
    for _ in range(160):
        near = c.dice.random()
        at = c.dice.uniform(0, c.width), top + near * (c.height - top)
        tint = mix(leaf, "#fff3c4", c.dice.random() * 0.5)
        c.ellipse(at, (2 + 5 * near, 1 + 2.5 * near), tint, 0.85)


def _path(c: Canvas, top: float, colour: Colour) -> None:
    x = c.width / 2
    left = [(x - 14, top), (x - 60, top + 70), (x - 90, top + 130), (x - 260, c.height)]
    c.polygon(
        [*left, (x + 200, c.height), (x + 60, top + 110), (x + 30, top + 60), (x + 12, top)], colour
    )


def wheat_field(c: Canvas, light: Light) -> None:
    """Ripe wheat up to the horizon, one tree, and ears close by."""
    horizon = c.height * 0.52
    shapes.sky(c, light, horizon)
    shapes.sun(c, light, (c.width * 0.72, c.height * 0.3), c.height * 0.06)
    c.polygon(shapes.hills(c, horizon - 6, 14), mix(light.far, light.leaf, 0.4))
    gold = mix("#e7b43c", light.ground, 0.3)
    c.gradient([mix(gold, light.sky[-1], 0.35), gold, mix(gold, light.near, 0.45)], horizon)
    _oak(c, (c.width * 0.3, horizon + 6), 150, mix(light.leaf, light.near, 0.5))
    for _ in range(420):
        near = c.dice.random() ** 0.8
        at = c.dice.uniform(0, c.width), horizon + 14 + near * (c.height * 0.62)
        _ear(
            c,
            at,
            14 + 120 * near**1.6,
            mix(gold, light.sun if c.dice.random() < 0.5 else light.near, 0.3),
        )


def _oak(c: Canvas, foot: Point, height: float, colour: Colour) -> None:
    (x, y), h = foot, height
    c.polygon(
        [
            (x - h * 0.06, y),
            (x - h * 0.03, y - h * 0.5),
            (x + h * 0.03, y - h * 0.5),
            (x + h * 0.06, y),
        ],
        colour,
    )
    for across, up, size in (
        (0, 0.75, 0.3),
        (-0.28, 0.58, 0.22),
        (0.28, 0.58, 0.22),
        (0, 0.5, 0.24),
    ):
        c.disc((x + across * h, y - up * h), size * h, colour)


def _ear(c: Canvas, foot: Point, height: float, colour: Colour) -> None:
    (x, y), lean = foot, c.dice.uniform(-0.16, 0.2) * height
    c.stroke(
        [(x, y), (x + lean * 0.4, y - height * 0.6), (x + lean, y - height)],
        1 + height / 60,
        colour,
    )
    for grain in range(5):
        at = x + lean * (1 - grain * 0.1), y - height * (1 - grain * 0.07)
        c.ellipse(at, (height * 0.035, height * 0.05), colour)


def tulips(c: Canvas, light: Light) -> None:
    """Rows of tulips running to a windmill on the horizon."""
    horizon, x = c.height * 0.46, c.width * 0.56
    shapes.sky(c, light, horizon)
    shapes.cloud(c, (c.width * 0.2, c.height * 0.2), 220, "#ffffff")
    shapes.cloud(c, (c.width * 0.86, c.height * 0.13), 160, "#f4fafd")
    c.box((0, horizon - 5), (c.width, 8), mix(light.leaf, light.near, 0.5))
    _windmill(c, (c.width * 0.72, horizon), 190, light)
    c.gradient([light.leaf, mix(light.leaf, light.near, 0.35)], horizon)
    paints = ("#d7263d", "#f6bd3b", "#e86fa0", "#f4f0e6", "#8e4585", "#f0662f")
    for row in range(-9, 10):
        paint = mix(paints[row % 6], light.near, 0.08)
        left, right = (x + (row * 190 + side) * 1.4 for side in (20, 150))
        c.polygon(
            [
                (x + row * 22 + 2, horizon + 2),
                (x + row * 22 + 17, horizon + 2),
                (right, c.height),
                (left, c.height),
            ],
            paint,
        )
        _blossoms(c, ((x + row * 22 + 9, horizon), ((left + right) / 2, c.height)), paint)


def _blossoms(c: Canvas, row: tuple[Point, Point], paint: Colour) -> None:
    (far_x, far_y), (x, y) = row
    for step in range(15):
        near = (step / 14) ** 1.7
        size = 2 + 24 * near
        at = far_x + (x - far_x) * near, far_y + (y - far_y) * near
        for place in (-1.9, -0.6, 0.7, 2.0):
            tint = mix(paint, "#ffffff" if c.dice.random() < 0.5 else "#3a0d1c", 0.16)
            _tulip(
                c,
                (at[0] + place * size * 1.15, at[1] + c.dice.uniform(-0.5, 0.5) * size),
                size,
                tint,
            )


def _tulip(c: Canvas, centre: Point, size: float, paint: Colour) -> None:
    (x, y), s = centre, size
    cup = curve((x, y - s * 0.2), (s * 0.5, s * 0.7), 180, 0, 12)
    c.polygon(
        [
            *cup,
            (x + s * 0.28, y - s * 0.45),
            (x, y - s * 0.95),
            (x - s * 0.28, y - s * 0.45),
            cup[0],
        ],
        paint,
    )
    c.polygon(
        [(x - s * 0.5, y - s * 0.8), *cup, (x + s * 0.5, y - s * 0.8), (x, y + s * 0.1)],
        mix(paint, "#ffffff", 0.12),
    )


def _windmill(c: Canvas, foot: Point, height: float, light: Light) -> None:
    (x, y), h = foot, height
    body = mix("#5b3a2c", light.near, 0.35)
    c.polygon(
        [
            (x - h * 0.2, y),
            (x - h * 0.1, y - h * 0.7),
            (x + h * 0.1, y - h * 0.7),
            (x + h * 0.2, y),
        ],
        body,
    )
    c.polygon(curve((x, y - h * 0.69), (h * 0.12, h * 0.12), 180, 360), mix(body, "#000000", 0.3))
    c.box((x - h * 0.04, y - h * 0.16), (h * 0.08, h * 0.16), light.lamp)
    hub = x, y - h * 0.72
    for turn in (20, 110, 200, 290):
        tip, side = (
            curve(hub, (h * r, h * r), turn + a, 0, 1)[0] for r, a in ((0.56, 0), (0.55, 11))
        )
        c.stroke([hub, tip], 4, body)
        near = curve(hub, (h * 0.15, h * 0.15), turn, 0, 1)[0]
        c.polygon([near, tip, side], mix("#fff4dc", light.near, 0.15), 0.92)
