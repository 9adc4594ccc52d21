"""The sample library on disk: what `mmdesk try` promises to a new user."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageOps

from mmdesk.samples.library import SEARCHES, draw

STRIPPED = "Favourites/balloons_from_a_friend.jpg"
SIDECAR = "Lisbon/IMG_2056.jpg"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library drawn once, into a folder that does not exist yet."""
    place = tmp_path_factory.mktemp("samples") / "new" / "Pictures"
    draw(place)
    return place


@pytest.fixture
def pictures(folder: Path) -> list[Path]:
    """Every file but the sidecar."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".xmp")


def relative(folder: Path, paths: list[Path]) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in paths)


def exif(path: Path) -> tuple[Image.Exif, dict[int, object]]:
    with Image.open(path) as picture:
        written = picture.getexif()
        return written, written.get_ifd(ExifTags.IFD.Exif)


def xmp(path: Path) -> str:
    with Image.open(path) as picture:
        packet = picture.info["xmp"]
        return packet if isinstance(packet, str) else packet.decode()


def upright(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(ImageOps.exif_transpose(picture).convert("RGB").resize((96, 64)))


def test_a_few_dozen_pictures_in_several_folders_years_and_formats(
    folder: Path, pictures: list[Path]
) -> None:
    assert 36 <= len(pictures) <= 48
    assert {p.suffix for p in pictures} == {".jpg", ".png", ".webp"}
    assert len({p.parent for p in pictures}) >= 8
    years = {str(exif(p)[1].get(ExifTags.Base.DateTimeOriginal, "2020"))[:4] for p in pictures}
    assert years == {"2019", "2020", "2021", "2022", "2023", "2024"}


def test_drawing_again_returns_the_same_files_with_the_same_bytes(
    folder: Path, pictures: list[Path], tmp_path: Path
) -> None:
    again = draw(tmp_path)
    assert list(relative(tmp_path, again)) == list(relative(folder, pictures))
    changed = [p for p, q in zip(pictures, again, strict=True) if p.read_bytes() != q.read_bytes()]
    assert changed == []


def test_every_picture_decodes_and_shows_something(pictures: list[Path]) -> None:
    for path in pictures:
        assert upright(path).std() > 12, path.name


def test_some_pictures_stand_and_one_is_square(pictures: list[Path]) -> None:
    shapes = []
    for path in pictures:
        with Image.open(path) as picture:
            width, height = ImageOps.exif_transpose(picture).size
            shapes.append((width > height) - (width < height))
    assert shapes.count(-1) >= 3
    assert shapes.count(0) == 1


def test_every_picture_says_when_where_and_with_what_it_was_taken(
    folder: Path, pictures: list[Path]
) -> None:
    for path in pictures:
        if path == folder / STRIPPED:
            continue
        base, details = exif(path)
        moment = f"{details[ExifTags.Base.DateTimeOriginal]}"
        zone = f"{details[ExifTags.Base.OffsetTimeOriginal]}"
        assert datetime.strptime(moment + zone, "%Y:%m:%d %H:%M:%S%z").utcoffset() is not None
        assert base[ExifTags.Base.Model].startswith(base[ExifTags.Base.Make])
        assert details[ExifTags.Base.LensModel]
        assert len(base.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude]) == 3


def test_time_zone_and_place_are_written_as_cameras_do(folder: Path) -> None:
    base, details = exif(folder / "2024 New York" / "20240704_212940.jpg")
    assert details[ExifTags.Base.DateTimeOriginal] == "2024:07:04 21:29:40"
    assert details[ExifTags.Base.OffsetTimeOriginal] == "-04:00"
    place = base.get_ifd(ExifTags.IFD.GPSInfo)
    degrees, minutes, seconds = (float(part) for part in place[ExifTags.GPS.GPSLongitude])
    assert place[ExifTags.GPS.GPSLongitudeRef] == "W"
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(73.9969, abs=1e-4)


def test_title_caption_keywords_and_rating_stand_in_every_format(folder: Path) -> None:
    for name, title in (
        ("Lisbon/IMG_2041.jpg", "Bridge in the evening"),
        ("2019 Scotland/loch_by_moonlight.png", "Loch by moonlight"),
        ("2021 Norway/forest_in_snow.webp", "Hoar frost"),
    ):
        packet = xmp(folder / name)
        assert title in packet
        assert "<dc:description>" in packet
        assert "<rdf:Bag><rdf:li>" in packet
        assert "xmp:Rating=" in packet


def test_one_picture_keeps_its_words_in_a_sidecar(folder: Path) -> None:
    sidecars = list(folder.rglob("*.xmp"))
    assert sidecars == [folder / f"{SIDECAR}.xmp"]
    assert "Sailing home" in sidecars[0].read_text(encoding="utf-8")
    with Image.open(folder / SIDECAR) as picture:
        assert "xmp" not in picture.info


def test_pictures_taken_on_the_side_are_stored_lying_and_come_upright(folder: Path) -> None:
    path = folder / "2020 At home" / "20201201_211500.jpg"
    with Image.open(path) as picture:
        assert picture.getexif()[ExifTags.Base.Orientation] == 6
        assert picture.size == (1200, 800)
        standing = ImageOps.exif_transpose(picture).convert("L")
    assert standing.size == (800, 1200)
    rows = np.asarray(standing).mean(axis=1)
    assert rows[300:600].mean() > 2 * rows[900:].mean(), "the moon is above the wall"


def test_one_file_lies_twice_byte_for_byte(folder: Path, pictures: list[Path]) -> None:
    contents = [path.read_bytes() for path in pictures]
    assert len(contents) - len(set(contents)) == 1
    one, other = folder / "Lisbon", folder / "Favourites"
    name = "harbour_evening.jpg"
    assert (one / name).read_bytes() == (other / name).read_bytes()


def test_the_one_from_a_friend_is_nearly_the_balloons_and_says_nothing(
    folder: Path, pictures: list[Path]
) -> None:
    sent = folder / STRIPPED
    base, details = exif(sent)
    assert (dict(base), details) == ({}, {})
    mine = upright(sent).astype(float)
    others = [p for p in pictures if p != sent]
    distance = {p.name: float(np.abs(upright(p) - mine).mean()) for p in others}
    assert min(distance, key=distance.__getitem__) == "balloons_at_dawn.jpg"
    assert distance["balloons_at_dawn.jpg"] > 1


def test_an_edited_version_keeps_what_was_written_on_the_original(folder: Path) -> None:
    original, edited = folder / "Lisbon" / "IMG_2041.jpg", folder / "Lisbon" / "IMG_2041-edit.jpg"
    assert xmp(edited) == xmp(original)
    assert exif(edited)[1] == exif(original)[1]
    assert np.abs(upright(edited).astype(float) - upright(original)).mean() > 3


def test_the_searches_point_at_pictures_that_exist_and_words_that_are_written(
    folder: Path, pictures: list[Path]
) -> None:
    names = set(relative(folder, pictures))
    assert 4 <= len(SEARCHES) <= 6
    assert {search.like for search in SEARCHES} - {None} <= names
    assert all(search.text or search.like for search in SEARCHES)
    assert (
        sum(
            "lighthouse" in xmp(p)
            for p in pictures
            if p != folder / STRIPPED and p != folder / SIDECAR
        )
        == 3
    )
    assert sum("IMG_2041" in name for name in names) == 2


def test_boats_in_lisbon_were_photographed_before_and_since_2022(folder: Path) -> None:
    """So that the search by folder and year leaves something out."""
    boats = ("IMG_0871", "IMG_2056", "harbour_evening", "harbour_noon")
    years = [
        str(exif(folder / "Lisbon" / f"{name}.jpg")[1][ExifTags.Base.DateTimeOriginal])[:4]
        for name in boats
    ]
    assert years == ["2019", "2022", "2022", "2022"]
