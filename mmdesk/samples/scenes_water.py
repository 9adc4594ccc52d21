"""Scenes by the water. Each function paints one, in the light it is given."""

from mmdesk.samples import shapes
from mmdesk.samples.canvas import Canvas, Colour, Point, curve, mix
from mmdesk.samples.lights import Light


def sunset(c: Canvas, light: Light) -> None:
    """The sun low over the open sea."""
    horizon, x = c.height * 0.6, c.width * 0.5
    shapes.sky(c, light, horizon)
    shapes.sun(c, light, (x, horizon - c.height * 0.09), c.height * 0.1)
    for at, wide in ((0.2, 380), (0.78, 460), (0.6, 300), (0.12, 240)):
        y = horizon * c.dice.uniform(0.35, 0.8)
        c.ellipse((c.width * at, y), (wide / 2, 5), mix(light.sun, light.sky[2], 0.5), 0.55)
    shapes.sea(c, light, horizon, x)
    c.polygon(shapes.ridge(c, c.height * 0.97, 22, 6), light.near)
    shapes.gulls(c, (c.width * 0.68, c.height * 0.24), 6, light.near)


def lighthouse(c: Canvas, light: Light) -> None:
    """A striped lighthouse on its rock; its lamp shines unless it is day."""
    horizon, foot = c.height * 0.66, (c.width * 0.66, c.height * 0.7)
    shapes.sky(c, light, horizon)
    if light.lit < 0.25:
        shapes.cloud(c, (c.width * 0.22, c.height * 0.24), 240, "#ffffff")
        shapes.cloud(c, (c.width * 0.42, c.height * 0.36), 150, "#f4fafd")
    else:
        _beam(c, (foot[0], foot[1] - c.height * 0.5), light.lamp)
    shapes.sea(c, light, horizon)
    _rock(c, light, foot)
    _tower(c, foot, c.height * 0.5, light)
    shapes.gulls(c, (c.width * 0.3, c.height * 0.45), 5, light.near)


def _beam(c: Canvas, lamp: Point, colour: Colour) -> None:
    x, y = lamp
    for spread, alpha in ((90, 0.16), (55, 0.2), (25, 0.24)):
        c.polygon([(x, y), (-20, y + 10 - spread), (-20, y + 90 + spread)], colour, alpha)
        c.polygon(
            [(x, y), (c.width + 20, y - 60 - spread), (c.width + 20, y + spread)], colour, alpha
        )
    c.glow(lamp, 150, colour, 0.95)


def _rock(c: Canvas, light: Light, top: Point) -> None:
    x, y = top
    for grow, shade in ((1.0, 0.0), (0.72, 0.16)):
        outline = [(x - 330 * grow, c.height), (x - 210 * grow, y + 100), (x - 120 * grow, y + 70)]
        outline += [(x - 70, y + 8), (x + 20, y - 4), (x + 90, y + 14), (x + 180 * grow, y + 60)]
        outline += [(x + 290 * grow, y + 90), (x + 420 * grow, c.height)]
        c.shaded(outline, [mix(light.near, light.far, 0.25 + shade), light.near])


def _tower(c: Canvas, foot: Point, height: float, light: Light) -> None:
    (x, y), low, high = foot, height * 0.115, height * 0.075
    top = y - height * 0.86
    white, red = mix("#fbf3e6", light.sky[1], 0.18), mix("#c93a3a", light.sky[0], 0.22)
    for band in range(5):
        a, b = band / 5, (band + 1) / 5
        wide, narrow = low + (high - low) * a, low + (high - low) * b
        upper, lower = y + (top - y) * b, y + (top - y) * a
        shape = [(x - wide, lower), (x - narrow, upper), (x + narrow, upper), (x + wide, lower)]
        c.polygon(shape, white if band % 2 else red)
    shadow = [(x + low * 0.35, y), (x + high * 0.35, top), (x + high, top), (x + low, y)]
    c.polygon(shadow, light.near, 0.28)
    c.box((x - high * 1.45, top - 5), (high * 2.9, 8), light.near)
    c.box((x - high * 0.75, top - height * 0.09), (high * 1.5, height * 0.08), light.lamp)
    c.box((x - 2, top - height * 0.09), (4, height * 0.08), light.near)
    c.polygon(curve((x, top - height * 0.085), (high, height * 0.06), 180, 360), red)
    c.disc((x, top - height * 0.15), 5, light.near)


def sailing_boat(c: Canvas, light: Light) -> None:
    """A boat under two sails, and a smaller one far off."""
    horizon = c.height * 0.62
    shapes.sky(c, light, horizon)
    shapes.sun(c, light, (c.width * 0.25, c.height * 0.3), c.height * 0.055)
    c.polygon(shapes.hills(c, horizon - 12, 16, 1.1), light.far)
    shapes.sea(c, light, horizon, c.width * 0.25)
    _boat(c, (c.width * 0.84, horizon + 14), 70, light)
    _boat(c, (c.width * 0.56, c.height * 0.8), c.height * 0.55, light)


def _boat(c: Canvas, water: Point, height: float, light: Light) -> None:
    (x, y), h = water, height
    sail, red = mix("#fffaf0", light.sky[-1], 0.3), mix("#d4483b", light.near, 0.15)
    c.stroke([(x, y - h * 0.1), (x, y - h)], h * 0.014, light.near)
    main = [
        (x - h * 0.02, y - h * 0.97),
        *curve((x - h * 0.02, y - h * 0.15), (h * 0.34, 0), 180, 190, 1),
    ]
    belly = curve((x - h * 0.02, y - h * 0.16), (h * 0.36, h * 0.8), 270, 185)
    c.shaded([*belly, *main[1:], (x - h * 0.02, y - h * 0.16)], [sail, mix(sail, light.far, 0.35)])
    jib = curve((x + h * 0.02, y - h * 0.16), (h * 0.3, h * 0.7), 270, 355)
    c.shaded([*jib, (x + h * 0.02, y - h * 0.16)], [red, mix(red, light.near, 0.3)])
    hull = [
        (x - h * 0.4, y - h * 0.1),
        (x + h * 0.42, y - h * 0.12),
        (x + h * 0.3, y),
        (x - h * 0.32, y),
    ]
    c.polygon(hull, light.near)
    c.polygon([hull[0], hull[1], (x + h * 0.4, y - h * 0.09), (x - h * 0.39, y - h * 0.07)], sail)
    for step in range(12):
        at = x + c.dice.gauss(0, 0.12) * h, y + h * (0.015 + 0.022 * step)
        shapes.ripple(c, at, h * c.dice.uniform(0.25, 0.7), sail if step % 2 else light.near, 0.3)


def harbour(c: Canvas, light: Light) -> None:
    """Narrow houses along a quay, mirrored in still water, with boats in front."""
    line = c.height * 0.66
    shapes.sky(c, light, line)
    c.polygon(shapes.hills(c, line - 150, 30), light.far)
    walls = ("#e9a35b", "#d96b52", "#f1d9a7", "#7fa9a3", "#c9594a", "#eac06c", "#9db4c8")
    x = -20.0
    while x < c.width:
        width = c.dice.uniform(95, 140)
        _house(c, (x, line), (width, c.dice.uniform(190, 300)), c.dice.choice(walls), light)
        x += width
    c.box((0, line - 12), (c.width, 14), mix(light.near, light.ground, 0.3))
    c.mirror(line + 2, light.water[1], 0.45)
    for at, size in ((0.16, 120), (0.45, 170), (0.8, 140)):
        _rowing_boat(c, (c.width * at, c.height * (0.76 + size / 2000)), size, light)


def _house(c: Canvas, foot: Point, size: Point, paint: Colour, light: Light) -> None:
    (x, y), (width, height) = foot, size
    wall = mix(paint, light.near, 0.5 if light.dark else 0.08)
    c.box((x, y - height), (width, height), wall)
    roof = [(x - 4, y - height), (x + width / 2, y - height - 52), (x + width + 4, y - height)]
    c.polygon(roof, mix("#9c4a35", light.near, 0.5 if light.dark else 0.25))
    shapes.windows(c, (x + 8, y - height + 8), (width - 16, height - 70), light, light.lit)
    c.box((x + width * 0.38, y - 56), (width * 0.24, 46), mix(wall, light.near, 0.6))


def _rowing_boat(c: Canvas, water: Point, size: float, light: Light) -> None:
    (x, y), s = water, size
    c.ellipse((x, y + 4), (s * 0.55, 9), light.near, 0.45)
    hull = [
        (x - s * 0.5, y - s * 0.2),
        (x + s * 0.55, y - s * 0.24),
        (x + s * 0.4, y),
        (x - s * 0.38, y),
    ]
    c.shaded(hull, [mix("#c8402f", light.near, 0.25), light.near])
    c.box((x - s * 0.12, y - s * 0.42), (s * 0.3, s * 0.22), mix("#f6ecd9", light.far, 0.3))
    c.stroke([(x, y - s * 0.4), (x, y - s * 0.95)], 4, light.near)
    c.polygon([(x, y - s * 0.95), (x + s * 0.18, y - s * 0.88), (x, y - s * 0.81)], light.lamp)


def beach(c: Canvas, light: Light) -> None:
    """The beach from above: surf, sand, umbrellas and towels."""
    c.gradient([mix(light.ground, "#fff1d0", 0.5), light.ground])
    for step, share in enumerate((0.0, 0.25, 0.55, 1.0)):
        edge = shapes.hills(c, c.height * (0.4 - 0.055 * step), 16, 1.6)
        shallow = mix("#ffffff", mix(*light.water, 0.3), share)
        c.polygon([*edge[:-2], (c.width, -4), (0, -4)], shallow)
    paints = ("#e4572e", "#2e86ab", "#f3a712", "#d7263d", "#1b998b", "#8e4585")
    spots = ((0.13, 0.62), (0.36, 0.84), (0.5, 0.58), (0.67, 0.8), (0.85, 0.6), (0.97, 0.9))
    for paint, (x, y) in zip(paints, spots, strict=True):
        at = c.width * x, c.height * y
        c.box((at[0] + 62, at[1] - 6), (46, 104), mix(paint, "#ffffff", 0.55))
        c.box((at[0] + 62, at[1] + 18), (46, 14), mix(paint, "#ffffff", 0.15))
        _umbrella(c, at, 82, mix(paint, light.near, 0.08))


def _umbrella(c: Canvas, centre: Point, radius: float, paint: Colour) -> None:
    c.disc((centre[0] + 20, centre[1] + 26), radius, "#4a2c1a", 0.25)
    for slice_ in range(8):
        rim = curve(centre, (radius, radius), slice_ * 45, slice_ * 45 + 45, 8)
        c.polygon([centre, *rim], "#fff8ec" if slice_ % 2 else paint)
    c.disc(centre, 6, paint)


def lake(c: Canvas, light: Light) -> None:
    """The moon (or sun) over a quiet lake with reeds in front."""
    line = c.height * 0.58
    shapes.sky(c, light, line)
    shapes.sun(c, light, (c.width * 0.38, c.height * 0.24), c.height * 0.085)
    c.polygon(shapes.ridge(c, line - 46, 56, 5), light.far)
    c.polygon(shapes.ridge(c, line - 6, 16, 9), mix(light.far, light.near, 0.6))
    c.mirror(line, light.water[1], 0.3)
    shapes.glitter(c, c.width * 0.38, line, light.sun, 0.7)
    for _ in range(46):
        side = c.dice.choice((0.1, 0.88))
        _reed(
            c,
            (c.width * c.dice.gauss(side, 0.09), c.height + 6),
            c.dice.uniform(140, 360),
            light.near,
        )


def _reed(c: Canvas, foot: Point, height: float, colour: Colour) -> None:
    (x, y), lean = foot, c.dice.uniform(-40, 40)
    tip = x + lean, y - height
    c.stroke([(x, y), (x + lean * 0.35, y - height * 0.55), tip], 4, colour)
    if c.dice.random() < 0.5:
        c.stroke([(x + lean * 0.82, y - height * 0.84), tip], 11, mix(colour, "#6b3f22", 0.5))
