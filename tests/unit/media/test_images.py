from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from helpers.pictures import (
    encoded,
    looks_like_quarters,
    photo_like,
    png_that_claims,
    profile_that_swaps_red_and_green,
    quarters,
    saved,
)
from helpers.shared import shared
from PIL import Image

from mmdesk.core.errors import FileUnreadable
from mmdesk.media.images import Picture, PictureLimits, read_picture

LIMITS = PictureLimits(300)


def read(path: Path, at_least: int = 60) -> Picture:
    return read_picture(path, at_least=at_least, limits=LIMITS)


@pytest.mark.parametrize(
    "name",
    ["jpg", "png", "webp", "gif", "tif", "bmp", "avif", "jp2", "ppm", "tga", "ico", "heic"],
)
def test_every_format_arrives_in_its_colours(tmp_path: Path, name: str) -> None:
    pillow_heif.register_heif_opener()
    picture = read(saved(quarters(), tmp_path / f"a.{name}"))
    assert picture.image.mode == "RGB"
    assert looks_like_quarters(picture.image, tolerance=20)
    if name != "ico":
        assert (picture.width, picture.height) == (120, 80)


def test_the_content_counts_and_not_the_suffix(tmp_path: Path) -> None:
    picture = read(saved(quarters(), tmp_path / "a.jpg", "PNG"))
    assert picture.format == "PNG"
    assert looks_like_quarters(picture.image)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_lands_upright(tmp_path: Path, kind: str, orientation: int) -> None:
    undo = [0, None, 0, 3, 1, 5, 2, 6, 4][orientation]
    stored = quarters() if undo is None else quarters().transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[274] = orientation
    picture = read(saved(stored, tmp_path / "a", kind, exif=exif))
    assert looks_like_quarters(picture.image, tolerance=20)
    assert (picture.width, picture.height) == (120, 80)


def test_a_heif_that_pillow_heif_turned_is_not_turned_again(tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[274] = 6
    stored = quarters().transpose(Image.Transpose.ROTATE_90)
    picture = read(saved(stored, tmp_path / "a.heic", exif=exif.tobytes()))
    assert looks_like_quarters(picture.image, tolerance=20)
    assert (picture.width, picture.height) == (120, 80)


def test_the_real_orientation_set_is_one_picture() -> None:
    folder = shared("data/awkward/orientation")
    for shape in ("Landscape", "Portrait"):
        upright = read(folder / f"{shape}_1.jpg", 256)
        for number in range(9):
            turned = read(folder / f"{shape}_{number}.jpg", 256)
            assert turned.image.size == upright.image.size
            assert (turned.width, turned.height) == (upright.width, upright.height)
            difference = np.asarray(turned.image, int) - np.asarray(upright.image, int)
            assert np.abs(difference).mean() < 8, f"{shape}_{number} is turned wrongly"


def test_a_large_jpeg_is_decoded_no_larger_than_needed(tmp_path: Path) -> None:
    picture = read(saved(photo_like(2400, 1600), tmp_path / "a.jpg"), at_least=224)
    assert picture.image.size == (600, 400)
    assert (picture.width, picture.height) == (2400, 1600)
    with Image.open(tmp_path / "a.jpg") as drafted:
        drafted.draft(None, (600, 400))
        assert np.array_equal(picture.image, drafted)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
@pytest.mark.parametrize("at_least", [1, 50, 79, 80, 81, 500])
def test_the_short_side_is_never_smaller_than_asked(
    tmp_path: Path, name: str, at_least: int
) -> None:
    picture = read(saved(quarters(), tmp_path / name), at_least)
    assert min(picture.image.size) >= min(at_least, 80)


def test_cmyk_arrives_in_its_colours(tmp_path: Path) -> None:
    cmyk = quarters().convert("CMYK")
    for name in ("a.jpg", "a.tif"):
        assert looks_like_quarters(read(saved(cmyk, tmp_path / name)).image, 20)


@pytest.mark.parametrize("mode", ["L", "LA", "I;16", "I", "F"])
def test_grey_of_any_depth_keeps_its_brightness(tmp_path: Path, mode: str) -> None:
    grey = np.linspace(0, 255, 120, dtype=np.uint8)[None].repeat(80, 0)
    image = {
        "L": Image.fromarray(grey),
        "LA": Image.merge("LA", [Image.fromarray(grey), Image.new("L", (120, 80), 255)]),
        "I;16": Image.fromarray(grey.astype(np.uint16) * 257),
        "I": Image.fromarray(grey.astype(np.int32) * 257),
        "F": Image.fromarray(grey.astype(np.float32) / 255),
    }[mode]
    path = saved(image, tmp_path / ("a.png" if mode in {"L", "LA", "I;16"} else "a.tif"))
    shown = np.asarray(read(path, 80).image)
    assert np.abs(shown.astype(int) - grey[..., None]).max() <= 1


def test_floats_that_are_not_numbers_do_not_spoil_the_rest(tmp_path: Path) -> None:
    values = np.full((80, 120), 0.5, np.float32)
    values[0, :3] = np.nan, np.inf, -np.inf
    shown = np.asarray(read(saved(Image.fromarray(values), tmp_path / "a.tif"), 80).image)
    assert abs(int(shown[40, 60, 0]) - 127) <= 1


def test_black_and_white_stays_black_and_white(tmp_path: Path) -> None:
    half = Image.new("1", (120, 80))
    half.paste(1, (60, 0, 120, 80))
    shown = read(saved(half, tmp_path / "a.png")).image
    assert shown.getpixel((20, 40)) == (0, 0, 0)
    assert shown.getpixel((100, 40)) == (255, 255, 255)


def test_transparent_parts_show_white(tmp_path: Path) -> None:
    rgba = quarters().convert("RGBA")
    rgba.paste((0, 0, 0, 0), (0, 0, 60, 80))
    palette = rgba.quantize(8)
    for number, image in enumerate([rgba, palette, rgba.convert("LA")]):
        shown = read(saved(image, tmp_path / f"{number}.png"), 80).image
        assert shown.getpixel((20, 20)) == (255, 255, 255)
        assert shown.getpixel((90, 60))[0] in range(110, 150)


def test_a_palette_with_a_transparent_colour_arrives_in_its_colours(tmp_path: Path) -> None:
    picture = quarters().quantize(8)
    picture.info["transparency"] = 7
    assert looks_like_quarters(read(saved(picture, tmp_path / "a.gif")).image)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.avif"])
def test_a_colour_profile_is_applied(tmp_path: Path, name: str) -> None:
    red, green, blue = quarters().split()
    odd = Image.merge("RGB", [green, red, blue])
    path = saved(odd, tmp_path / name, icc_profile=profile_that_swaps_red_and_green())
    assert looks_like_quarters(read(path).image, 20)


@pytest.mark.parametrize("profile", [b"rubbish", b"\0" * 200])
def test_a_broken_colour_profile_is_passed_over(tmp_path: Path, profile: bytes) -> None:
    path = saved(quarters(), tmp_path / "a.jpg", icc_profile=profile)
    assert looks_like_quarters(read(path).image)


def test_a_profile_for_other_channels_is_passed_over(tmp_path: Path) -> None:
    cmyk, profile = quarters().convert("CMYK"), profile_that_swaps_red_and_green()
    assert looks_like_quarters(read(saved(cmyk, tmp_path / "a.tif", icc_profile=profile)).image, 20)


def test_an_animation_shows_its_first_frame(tmp_path: Path) -> None:
    second = Image.new("RGB", (120, 80), "black")
    for name in ("a.gif", "a.webp", "a.png"):
        path = saved(quarters(), tmp_path / name, save_all=True, append_images=[second])
        assert looks_like_quarters(read(path).image, 20)


def test_too_many_pixels_are_refused_before_decoding(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_that_claims(50_000, 50_000))
    with pytest.raises(FileUnreadable) as refused:
        read(path)
    assert str(refused.value) == (
        "50000 x 50000 pixels is more than mmdesk's limit of 300 megapixels."
    )


def test_the_limit_is_the_one_that_was_set(tmp_path: Path) -> None:
    path = saved(Image.new("L", (1200, 1000)), tmp_path / "a.png")
    assert read(path).width == 1200
    with pytest.raises(FileUnreadable, match=r"1200 x 1000 pixels is more than .* 1 megapixels"):
        read_picture(path, at_least=10, limits=PictureLimits(1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF"])
def test_a_truncated_picture_says_so(tmp_path: Path, kind: str) -> None:
    whole = encoded(photo_like(200, 150), kind)
    path = tmp_path / "a"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(FileUnreadable, match=r"cut off|damaged"):
        read(path)


def test_a_truncated_jpeg_is_called_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded(photo_like(200, 150), "JPEG")[:4000])
    with pytest.raises(FileUnreadable, match=r"^The file is cut off: a part of the picture is"):
        read(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"hello, I am text", "no picture that mmdesk knows"),
        (b"\xff\xd8\xff\xe0 nothing more", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "damaged"),
        (b"II*\0" + b"\xff" * 50, "damaged"),
        (b"FUJIFILMCCD-RAW" + b"\0" * 500, "damaged"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 50, "damaged"),
    ],
)
def test_what_is_no_picture_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable, match=reason):
        read(path)


def test_a_vanished_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="vanished"):
        read(tmp_path / "gone.jpg")


def test_camera_raw_shows_its_preview_or_its_sensor() -> None:
    path = shared("data/awkward/camera/canon_eos_6d.dng")
    preview, sensor = read(path, 256), read(path, 5000)
    assert preview.image.size == (512, 342)
    assert sensor.image.size == (1224, 816)
    assert preview.format == "RAW"
    assert (preview.width, preview.height) == (sensor.width, sensor.height) == (1224, 816)
    small = [np.asarray(p.image.resize((24, 16)), float) for p in (preview, sensor)]
    assert np.corrcoef(small[0].ravel(), small[1].ravel())[0, 1] > 0.9
