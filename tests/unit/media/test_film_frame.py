"""What a frame looks like to a person: turned, stretched, coloured as its film asks."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from helpers.films import film, moving
from numpy.typing import NDArray
from PIL import Image

from mmdesk.media.film import open_film
from mmdesk.media.film_frame import SMALL
from mmdesk.media.picture import PictureLimits

LIMITS = PictureLimits(50)
Colour = tuple[int, int, int]
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def quarters(size: tuple[int, int] = (160, 120)) -> Image.Image:
    """Red, green, blue and white, as one reads."""
    image = Image.new("RGB", size)
    for n, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        left, top = n % 2 * size[0] // 2, n // 2 * size[1] // 2
        image.paste(colour, (left, top, left + size[0] // 2, top + size[1] // 2))
    return image


def first(path: Path, at_least: int = 60) -> Image.Image:
    with open_film(path, LIMITS) as found:
        image = next(found.frames()).image(at_least)
        assert (found.width > found.height) == (image.width > image.height)
        return image


def corners(image: Image.Image) -> list[Colour]:
    """What is nearest to each corner's colour, as one reads."""
    right, low = image.width - 6, image.height - 6
    seen = [image.getpixel(at) for at in ((5, 5), (right, 5), (5, low), (right, low))]
    names = (RED, GREEN, BLUE, WHITE)
    return [
        min(names, key=lambda one: sum(abs(a - b) for a, b in zip(one, s, strict=True)))
        for s in seen
    ]


@pytest.mark.parametrize(
    ("turn", "read"),
    [
        (0, [RED, GREEN, BLUE, WHITE]),
        (90, [GREEN, WHITE, RED, BLUE]),
        (180, [WHITE, BLUE, GREEN, RED]),
        (270, [BLUE, RED, WHITE, GREEN]),
    ],
)
@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_a_film_that_was_turned_is_upright(
    turn: int, read: list[Colour], suffix: str, tmp_path: Path
) -> None:
    image = first(film(tmp_path / f"a.{suffix}", [(0.2, quarters())], rotate=turn))
    assert corners(image) == read
    assert image.size == ((80, 60) if turn % 180 == 0 else (60, 80))


@pytest.mark.parametrize(
    ("turn", "across", "down", "read"),
    [
        (0, True, False, [GREEN, RED, WHITE, BLUE]),
        (0, False, True, [BLUE, WHITE, RED, GREEN]),
        (90, True, False, [WHITE, GREEN, BLUE, RED]),
        (90, False, True, [RED, BLUE, GREEN, WHITE]),
    ],
)
def test_a_film_in_a_mirror_is_mirrored_back(
    turn: int, across: bool, down: bool, read: list[Colour], tmp_path: Path
) -> None:
    with av.open(str(tmp_path / "a.mp4"), "w") as out:
        stream = out.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        stream.set_display_rotation(turn, hflip=across, vflip=down)
        out.mux(stream.encode(av.VideoFrame.from_image(quarters())))
        out.mux(stream.encode(None))
    assert corners(first(tmp_path / "a.mp4")) == read


@pytest.mark.parametrize(
    ("sar", "size"),
    [(Fraction(2), (120, 60)), (Fraction(64, 45), (85, 60)), (Fraction(1, 2), (60, 90))],
)
def test_pixels_that_are_no_squares_are_stretched(
    sar: Fraction, size: tuple[int, int], tmp_path: Path
) -> None:
    path = film(tmp_path / "a.mp4", [(0.2, quarters((160, 160)))], sar=sar, size=(160, 160))
    width, height = first(path).size
    assert (width / height) == pytest.approx(float(sar), rel=0.03)
    assert corners(first(path)) == [RED, GREEN, BLUE, WHITE]


def test_nonsense_about_pixels_is_not_believed(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(0.2, quarters())], sar=Fraction(200, 1))
    assert first(path).size == (80, 60)


@pytest.mark.parametrize(
    ("name", "coding"),
    [
        ("ten bits.mkv", {"pix_fmt": "yuv420p10le", "codec": "ffv1"}),
        ("four two two.mov", {"pix_fmt": "yuv422p10le", "codec": "prores_ks"}),
        ("full range.avi", {"pix_fmt": "yuvj420p", "codec": "mjpeg"}),
        ("rgb.mkv", {"pix_fmt": "bgr0", "codec": "ffv1"}),
        ("alpha.mov", {"pix_fmt": "rgba", "codec": "png"}),
    ],
)
def test_colours_come_through_however_they_are_coded(
    name: str, coding: dict[str, str], tmp_path: Path
) -> None:
    image = first(film(tmp_path / name, [(0.2, quarters())], **coding))
    seen = [image.getpixel(at) for at in ((5, 5), (74, 5), (5, 54), (74, 54))]
    assert np.asarray(seen) == pytest.approx(np.asarray([RED, GREEN, BLUE, WHITE]), abs=6)


def written(path: Path, frames: list[av.VideoFrame], codec: str, options: dict[str, str]) -> Path:
    """A film of frames as they are."""
    like = frames[0]
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt = like.width, like.height, like.format.name
        context = stream.codec_context
        context.color_range, context.colorspace = like.color_range, like.colorspace
        context.color_primaries, context.color_trc = like.color_primaries, like.color_trc
        if "interlaced" in options.get("x264-params", ""):
            context.flags |= av.codec.context.Flags.interlaced_dct
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, Fraction(1, 25)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("named", [True, False])
def test_hdtv_has_other_colours_than_tv_also_where_it_does_not_say_so(
    named: bool, tmp_path: Path
) -> None:
    plain = av.VideoFrame.from_image(Image.new("RGB", (1280, 720), (200, 60, 30)))
    frame = plain.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
    frame.colorspace = 1 if named else 2
    image = first(written(tmp_path / "a.mkv", [frame], "ffv1", {}))
    assert image.getpixel((40, 40)) == pytest.approx((200, 60, 30), abs=4)


def hdr(path: Path, codes: NDArray[np.float64], transfer: int) -> Path:
    """A film of grey stripes of these values, 0 to 1, in BT.2020."""
    frame = av.VideoFrame(16 * len(codes), 64, "yuv420p10le")
    luma = (64 + 876 * np.repeat(codes, 16)).round().astype(np.uint16)
    for number, plane in enumerate(frame.planes):
        rows = np.frombuffer(plane, np.uint16).reshape(plane.height, -1)
        rows[:, : plane.width] = luma if number == 0 else 512
    frame.color_primaries, frame.color_trc = 9, transfer
    frame.colorspace, frame.color_range = 9, 1
    return written(path, [frame], "ffv1", {})


def pq(nits: float) -> float:
    """SMPTE ST 2084."""
    power = (nits / 10_000) ** (2610 / 16384)
    return ((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32)


@pytest.mark.parametrize(
    ("transfer", "codes"),
    [(16, [pq(n) for n in (0, 1, 26, 100, 203, 1000)]), (18, [0, 0.1, 0.5, 0.7, 0.75, 1.0])],
)
def test_high_dynamic_range_is_neither_dull_nor_burnt_out(
    transfer: int, codes: list[float], tmp_path: Path
) -> None:
    image = first(hdr(tmp_path / "a.mkv", np.asarray(codes), transfer))
    greys = [image.getpixel((16 * n + 8, 30)) for n in range(len(codes))]
    assert all(max(grey) - min(grey) <= 2 for grey in greys)
    levels = [grey[0] for grey in greys]
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert 215 <= levels[4] <= 235  # a white page
    assert levels[-1] >= 250


def test_the_colours_of_high_dynamic_range_keep_their_hue(tmp_path: Path) -> None:
    frame = av.VideoFrame.from_ndarray(
        np.full((64, 64, 3), (52000, 20000, 20000), np.uint16), "rgb48le"
    )
    wide = frame.reformat(format="yuv420p10le", dst_colorspace=9, dst_color_range=1)
    wide.color_primaries, wide.color_trc, wide.colorspace, wide.color_range = 9, 16, 9, 1
    path = written(tmp_path / "a.mkv", [wide], "libx265", {"x265-params": "log-level=none"})
    red, green, blue = first(path).getpixel((30, 30))
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("codec", ["libx264", "mpeg2video"])
def test_of_two_moments_in_an_interlaced_frame_one_is_shown(codec: str, tmp_path: Path) -> None:
    pixels = np.zeros((240, 320, 3), np.uint8)
    pixels[0::2, 40:80] = 255
    pixels[1::2, 120:160] = 255
    frame = av.VideoFrame.from_ndarray(pixels, "rgb24").reformat(format="yuv444p")
    frames = [frame.reformat(format="yuv420p") for _ in range(3)]
    path = tmp_path / "a.ts"
    written(path, frames, codec, {"x264-params": "interlaced=1:tff=1", "flags": "+ildct+ilme"})
    for at_least in (0, 100):
        image = first(path, at_least).convert("L").resize((320, 240))
        column = np.asarray(image)[20:220, 60].astype(int)
        other = np.asarray(image)[20:220, 140].astype(int)
        assert {column.min() > 240, column.max() < 15} == {True, False}
        assert abs(column.mean() - other.mean()) > 220
        assert other.max() - other.min() < 15


def test_what_tells_shots_apart_is_tiny(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(1.0, moving()), (1.0, "white")])
    with open_film(path, LIMITS) as found:
        frames = list(found.frames())
        assert frames[0].small().shape == (SMALL[1], SMALL[0])
        assert frames[0].tiny().shape == (3, SMALL[1], SMALL[0])
        assert frames[-1].small().mean() > frames[0].small().mean() + 100


def test_full_size_is_given_where_no_size_is_wanted(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(0.2, quarters())])
    assert [first(path, side).size for side in (0, 60, 500)] == [(160, 120), (80, 60), (160, 120)]
