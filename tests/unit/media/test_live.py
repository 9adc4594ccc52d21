"""Which stills were taken with a clip, and where it lies; what only says so is not believed."""

import struct
from pathlib import Path

import pytest
from helpers.live import (
    IDENTIFIER,
    clip,
    heif_motion_photo,
    maker_note,
    micro_video,
    motion_photo,
    mp4,
    samsung_photo,
    still,
)
from helpers.pictures import encoded, photo_like
from helpers.shared import shared

from mmdesk.core.entities import EMBEDDED, Facts
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import film, film_facts, images, live, metadata
from mmdesk.media.picture import PictureLimits
from mmdesk.media.reasons import warnings_logged

LIMITS = PictureLimits(300)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A clip's bytes."""
    return mp4(tmp_path_factory.mktemp("clip"))


def facts(path: Path) -> Facts:
    return metadata.read_facts(path, None, images.read_picture(path, at_least=64, limits=LIMITS))


@pytest.mark.parametrize("name", ["a.jpg", "a.heic"])
def test_a_live_photo_names_what_it_has_in_common_with_its_clip(tmp_path: Path, name: str) -> None:
    assert facts(still(tmp_path / name)).live == IDENTIFIER
    assert facts(still(tmp_path / name, None)).live is None


def test_its_clip_names_the_same(tmp_path: Path) -> None:
    path = clip(tmp_path / "a.mov")
    with film.open_film(path, LIMITS) as opened:
        assert film_facts.read_facts(opened, path, None).live == IDENTIFIER


def test_the_photo_of_a_phone_that_was_not_live_names_nothing() -> None:
    assert facts(shared("data/awkward/camera/iphone_15_pro.heic")).live is None


@pytest.mark.parametrize(
    "note",
    [
        None,
        "Apple iOS",
        b"",
        b"Nikon\0\2\0\0\0",
        maker_note(IDENTIFIER)[:20],
        maker_note(IDENTIFIER)[:-20],
        b"Apple iOS\0\0\1MM" + b"\xff" * 60,
        maker_note(""),
    ],
)
def test_maker_notes_of_others_and_damaged_ones_name_nothing(note: object) -> None:
    with warnings_logged(Path("a.heic")):
        assert live.identifier(note) is None


@pytest.mark.parametrize("form", [micro_video, motion_photo, samsung_photo])
def test_a_motion_photo_holds_its_clip(tmp_path: Path, raw: bytes, form) -> None:
    path = form(tmp_path / "a.jpg", raw)
    begin, length = live.motion_clip(path)
    assert path.read_bytes()[begin : begin + length] == raw
    assert facts(path).live == EMBEDDED
    live.extract(path, tmp_path / "clip.mp4")
    assert (tmp_path / "clip.mp4").read_bytes() == raw


def test_a_motion_photo_in_heif_holds_its_clip_in_a_box(tmp_path: Path, raw: bytes) -> None:
    path = heif_motion_photo(tmp_path / "a.heic", raw)
    begin, length = live.motion_clip(path)
    assert path.read_bytes()[begin : begin + length] == raw
    assert facts(path).live == EMBEDDED


def test_the_clip_may_be_followed_by_something_else(tmp_path: Path, raw: bytes) -> None:
    path = motion_photo(tmp_path / "a.jpg", raw, behind=b"a map of depth")
    begin, length = live.motion_clip(path)
    assert path.read_bytes()[begin : begin + length] == raw


def test_a_clip_that_an_editor_has_cut_off_is_not_promised(tmp_path: Path, raw: bytes) -> None:
    for form in (micro_video, motion_photo):
        path = form(tmp_path / "a.jpg", raw)
        path.write_bytes(path.read_bytes()[: -len(raw)])
        assert live.motion_clip(path) is None
        assert facts(path).live is None


def test_where_no_clip_begins_there_is_none_whatever_is_said(tmp_path: Path, raw: bytes) -> None:
    for form in (micro_video, motion_photo, samsung_photo, heif_motion_photo):
        name = "a.heic" if form is heif_motion_photo else "a.jpg"
        path = form(tmp_path / name, raw.replace(b"ftyp", b"flop"))
        assert live.motion_clip(path) is None


def test_the_heif_box_of_a_file_that_breaks_off_is_no_clip(tmp_path: Path, raw: bytes) -> None:
    path = heif_motion_photo(tmp_path / "a.heic", raw)
    path.write_bytes(path.read_bytes()[: -len(raw)])
    assert live.motion_clip(path) is None


@pytest.mark.parametrize("said", ["0", "-5", "9" * 30, "x", "", "\N{ARABIC-INDIC DIGIT THREE}"])
def test_a_distance_that_is_none_is_no_clip(tmp_path: Path, raw: bytes, said: str) -> None:
    path = micro_video(tmp_path / "a.jpg", raw)
    whole = path.read_bytes().replace(f'Offset="{len(raw)}"'.encode(), f'Offset="{said}"'.encode())
    path.write_bytes(whole)
    assert live.motion_clip(path) is None


@pytest.mark.parametrize(
    "end",
    [
        b"SEFT",
        struct.pack("<I", 2**32 - 1) + b"SEFT",
        b"SEFH" + struct.pack("<II", 107, 2**32 - 1) + struct.pack("<I", 12) + b"SEFT",
        b"SEFH" + struct.pack("<II", 107, 1) + struct.pack("<HHII", 0, 0x0A30, 2**31, 2**31)
        + struct.pack("<I", 24) + b"SEFT",
    ],
)  # fmt: skip
def test_a_damaged_directory_of_samsungs_is_no_clip(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded(photo_like(64, 64), "JPEG") + end)
    assert live.motion_clip(path) is None


def test_boxes_without_an_end_are_not_followed_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "a.heic"
    path.write_bytes(struct.pack(">I4s4s", 12, b"ftyp", b"heic") + struct.pack(">I4s", 8, b"free"))
    assert live.motion_clip(path) is None
    path.write_bytes(struct.pack(">I4s4s", 12, b"ftyp", b"heic") + struct.pack(">I4s", 3, b"free"))
    assert live.motion_clip(path) is None


def test_other_files_hold_no_clip(tmp_path: Path, raw: bytes) -> None:
    for name, content in {
        "a.mp4": raw,
        "a.png": encoded(photo_like(8, 8), "PNG"),
        "a": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
        assert live.motion_clip(tmp_path / name) is None
        with pytest.raises(FileUnreadable, match="No clip was taken"):
            live.extract(tmp_path / name, tmp_path / "clip.mp4")
    assert not (tmp_path / "clip.mp4").exists()
