import os
from hashlib import blake2b
from pathlib import Path

import pytest
from helpers.pictures import encoded, quarters
from helpers.shared import shared
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.entities import Kind
from mmdesk.core.errors import FileUnreadable
from mmdesk.media.formats import FORMATS, identify, looks_like_ours, recognise

WRITTEN = {
    "JPEG": "JPEG",
    "PNG": "PNG",
    "WEBP": "WebP",
    "GIF": "GIF",
    "TIFF": "TIFF",
    "BMP": "BMP",
    "AVIF": "AVIF",
    "JPEG2000": "JPEG 2000",
    "PPM": "PNM",
}


@pytest.mark.parametrize(("written", "name"), WRITTEN.items())
def test_a_format_is_recognised_by_its_content_alone(written: str, name: str) -> None:
    found = recognise(encoded(quarters(), written)[:64])
    assert found is not None
    assert (found.name, found.kind) == (name, Kind.PHOTO)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIF"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "AVIF"),
        (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "RAW"),
        (b"\0\0\0\x18ftypisom\0\0\0\x01isommp41", "MP4"),
        (b"FUJIFILMCCD-RAW 0201", "RAW"),
        (b"IIRO\x08\0\0\0", "RAW"),
        (b"IIU\0\x08\0\0\0", "RAW"),
        (b"II*\0\x10\0\0\0CR\x02\0", "RAW"),
        (b"II*\0\x08\0\0\0\x01\0\x12\xc6\x01\0\x04\0\0\0\x01\x04\0\0", "RAW"),
        (b"MM\0*\0\0\0\x08\0\x01\1\0\0\x03\0\0\0\1\0\x10\0\0", "TIFF"),
        (b"8BPS\0\x01", "Photoshop"),
        (b"BMW drives", None),
        (b"RIFF\0\0\0\0WAVE", "WAV"),
        (b"RIFF\0\0\0\0AVI ", "AVI"),
        (b"P1 is the first processor", None),
        (b"", None),
    ],
)
def test_signatures_tell_close_relatives_apart(head: bytes, name: str | None) -> None:
    found = recognise(head)
    assert (found.name if found else None) == name


MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
ADTS_FRAME = b"\xff\xf1\x50\x80\x0c\x9f\xfc" + bytes(93)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"RF64\xff\xff\xff\xffWAVEds64", "WAV"),
        (bytes.fromhex("726966662e91cf11a5d628db04c10000"), "WAV"),
        (b"FORM\0\0\0\0AIFC", "AIFF"),
        (b"FORM\0\0\0\0ILBM", None),
        (b"fLaC\0", "FLAC"),
        (b"OggS\0\2" + bytes(22) + b"\1\x1e\1vorbis", "Ogg"),
        (b"OggS\0\2" + bytes(22) + b"\1\x2a\x80theora", "Ogg"),
        (b"ID3\4\0", "MP3"),
        (MP3_FRAME * 2, "MP3"),
        (bytes(500) + MP3_FRAME * 2, "MP3"),
        (MP3_FRAME + b"no frame", None),
        ("UTF-16 with its mark".encode("utf-16"), None),
        (ADTS_FRAME * 3, "AAC"),
        (b"\0\0\0\x1cftypM4A \0\0\0\0M4A mp42isom", "M4A"),
        (b"\0\0\0\x1cftypM4B \0\0\0\0M4B mp42isom", "M4A"),
        (b"\0\0\0\x1cftypmp42\0\0\0\0mp42isom", "MP4"),
        (b"\x1aE\xdf\xa3\1\0", "Matroska"),
        (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), "Windows Media"),
        (b"wvpk\0\0\0\0", "WavPack"),
        (b"caff\0\1", "Core Audio"),
        (b"MThd\0\0\0\6", "MIDI"),
    ],
)
def test_sounds_are_recognised_and_films_are_not_taken_for_them(
    head: bytes, name: str | None
) -> None:
    found = recognise(head)
    assert (found.name if found else None) == name


def test_a_suffix_that_promises_sound_makes_one_of_a_container() -> None:
    named = [
        (b"\0\0\0\x1cftypmp42\0\0\0\0mp42isom", ".m4a"),
        (b"\x1aE\xdf\xa3\1\0", ".MKA"),
        (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), ".wma"),
        (b"junk before " + MP3_FRAME, ".mp3"),
        (b"\x1aE\xdf\xa3\1\0", ".mkv"),
    ]
    found = [recognise(head, suffix) for head, suffix in named]
    names = [each.name if each else None for each in found]
    assert names == ["M4A", "Matroska", "WMA", "MP3", "Matroska"]
    assert [each.kind for each in found if each] == [Kind.SOUND] * 4 + [Kind.VIDEO]


def test_the_suffix_of_any_sound_makes_one_of_a_container_with_another() -> None:
    matroska, wma = b"\x1aE\xdf\xa3\1\0", bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
    named = [
        (matroska, ".ogg"),
        (matroska, ".opus"),
        (wma, ".MP3"),
        (b"\x0bw" + bytes(9), ".wav"),
        (b"\0\0\0\x1cftypmp42\0\0\0\0mp42isom", ".mp3"),
        (matroska, ".jpg"),
        (b"just text", ".ogg"),
    ]
    found = [recognise(head, suffix) for head, suffix in named]
    names = [each.name if each else None for each in found]
    assert names == ["Matroska", "Matroska", "WMA", "AC-3", "M4A", "Matroska", None]
    assert [each.kind for each in found if each] == [Kind.SOUND] * 5 + [Kind.VIDEO]


def test_a_suffix_decides_only_where_the_content_cannot() -> None:
    tiff, jpeg = encoded(quarters(), "TIFF"), encoded(quarters(), "JPEG")
    tga = encoded(quarters(), "TGA")
    named = [(tiff, ".nef"), (tiff, ".tif"), (jpeg, ".nef"), (tga, ".TGA"), (tga, ".bin")]
    found = [recognise(head[:4096], suffix) for head, suffix in named]
    assert [f.name if f else None for f in found] == ["RAW", "TIFF", "JPEG", "TGA", None]


@pytest.mark.parametrize(
    ("head", "suffix", "name"),
    [
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "", "MP4"),
        (b"\0\0\x02\xd0mdat", "", "MP4"),
        (b"\0\0\0\x08wide", "", "MP4"),
        ((b"\x47" + bytes(187)) * 6, "", "MPEG-TS"),
        ((bytes(4) + b"\x47" + bytes(187)) * 6, "", "MPEG-TS"),
        (b"\x47" + bytes(187) + b"\x48" + bytes(800), "", None),
        (b"\0\0\1\xba\x44", "", "MPEG"),
        (b"\0\0\1\xba\x21", "", "MPEG"),
        (b"\0\0\1\xb3\x14", ".m2v", "MPEG"),
        (b"\0\0\1\xb3\x14", ".bin", None),
        (b"\0\0\0\1\x67\x42", ".264", "H.264"),
        (b"FLV\1\5", "", "Flash"),
        (b".RMF\0\0\0\x12" + bytes(200) + b"video/x-pn-realvideo", ".rm", "RealMedia"),
        (b".RMF\0\0\0\x12" + bytes(200) + b"audio/x-pn-realaudio", ".rm", "RealAudio"),
        (b"run-in" + bytes.fromhex("060e2b34020501010d01020101020400"), "", "MXF"),
        (b"\x1f\x07\0\x3f" + bytes(76) + b"\x3f\x07\0\xab", "", "DV"),
        (b"YUV4MPEG2 W16 H16", "", "YUV4MPEG"),
        (b"DKIF\0\0\x20\0AV01", "", "IVF"),
        (b"nut/multimedia container\0", "", "NUT"),
        (b"KB2j", "", "Bink"),
        (b"\0\1\0\0\x12\xaf", ".flc", "FLIC"),
    ],
)
def test_films_are_recognised_by_their_content(head: bytes, suffix: str, name: str | None) -> None:
    found = recognise(head, suffix)
    assert (found.name if found else None) == name


def test_a_films_suffix_that_other_files_have_too_promises_nothing() -> None:
    assert looks_like_ours("holiday.mp4")
    assert looks_like_ours("00001.MTS")
    assert not looks_like_ours("main.ts")


@given(
    st.binary(max_size=200),
    st.sampled_from(["", ".tif", ".tga", ".jpg", ".mp3", ".aac", ".mpg", ".264", ".fli"]),
)
def test_no_head_whatsoever_upsets_recognition(head: bytes, suffix: str) -> None:
    for start in (
        b"",
        b"II*\0",
        b"MM\0*",
        b"\0\0\0\x18ftyp",
        b"BM",
        b"P6",
        b"\xff\xfb",
        b"\xff\xf1",
        b"\0\0\1\xba",
        b"\x1f\x07\0",
    ):
        recognise(start + head, suffix)


def test_every_suffix_is_written_as_paths_give_it() -> None:
    assert all(s.startswith(".") and s == s.lower() for f in FORMATS for s in f.suffixes)


def test_a_pictures_name_is_known_in_any_case() -> None:
    assert looks_like_ours("IMG_1.JPG")
    assert looks_like_ours("a.b.heic")
    assert not looks_like_ours("notes.txt")
    assert not looks_like_ours("jpg")


def test_the_same_content_under_any_name_has_the_same_identity(tmp_path: Path) -> None:
    content = encoded(quarters(), "PNG")
    for name in ("a.png", "b.jpg", "no suffix", "ünïcode 🐟"):
        (tmp_path / name).write_bytes(content)
    found = [identify(path) for path in tmp_path.iterdir()]
    assert len({one.identity for one in found}) == 1
    assert {(one.kind, one.format, one.problem) for one in found} == {(Kind.PHOTO, "PNG", None)}


@pytest.mark.parametrize("size", [10, 1 << 20, (1 << 20) + (64 << 10), (1 << 20) + (64 << 10) + 1])
def test_small_files_are_identified_by_every_byte(tmp_path: Path, size: int) -> None:
    content = encoded(quarters(), "PNG")[:10].ljust(size, b"x")
    path = tmp_path / "a.png"
    path.write_bytes(content)
    hashed = content if size <= (1 << 20) + (64 << 10) else content[: 1 << 20] + content[-65536:]
    assert identify(path).identity.digest == blake2b(hashed, digest_size=16).digest()


def test_both_ends_of_a_large_file_and_its_size_tell_it_apart(tmp_path: Path) -> None:
    start = encoded(quarters(), "PNG")
    contents = [
        start.ljust(3 << 20, b"x"),
        start.ljust((3 << 20) + 1, b"x"),
        start.ljust((3 << 20) - 1, b"x") + b"y",
        (start + b"y").ljust(3 << 20, b"x"),
    ]
    identities = set()
    for content in contents:
        (tmp_path / "a.png").write_bytes(content)
        identities.add(identify(tmp_path / "a.png").identity)
    assert len(identities) == len(contents)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.jpg", b"", "The file is empty."),
        ("a.jpg", b"just text", "Its content is no picture that mmdesk knows."),
        ("a.jxl", b"\xff\x0a\0\0", "mmdesk cannot read JPEG XL yet."),
        ("a.mp3", b"just text", "Its content is no sound that mmdesk knows."),
        ("a.mid", b"MThd\0\0\0\6", "mmdesk cannot read MIDI yet."),
        ("a.mp4", b"just text", "Its content is no video that mmdesk knows."),
        ("a.mkv", b"", "The file is empty."),
    ],
)
def test_a_name_that_promises_what_is_not_there_is_listed_with_a_reason(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    found = identify(tmp_path / name)
    kinds = {".mp3": Kind.SOUND, ".mid": Kind.SOUND, ".mp4": Kind.VIDEO, ".mkv": Kind.VIDEO}
    kind = kinds.get(Path(name).suffix, Kind.PHOTO)
    assert (found.kind, found.problem) == (kind, problem)


def test_other_files_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "empty").touch()
    assert identify(tmp_path / "notes.txt").kind is None
    assert identify(tmp_path / "empty").kind is None


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="vanished"):
        identify(tmp_path / "gone.jpg")
    with pytest.raises(FileUnreadable, match="no regular file"):
        identify(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read here")
def test_a_forbidden_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.touch(mode=0)
    with pytest.raises(FileUnreadable, match="no permission"):
        identify(path)


def test_a_name_that_is_no_text_works(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.jpg"))
    try:
        path.write_bytes(encoded(quarters(), "JPEG"))
    except OSError:
        pytest.skip("this file system takes only names that are text")
    assert identify(path).format == "JPEG"


def test_the_real_camera_files_are_recognised() -> None:
    camera = shared("data/awkward/camera")
    assert identify(camera / "canon_eos_6d.dng").format == "RAW"
    assert identify(camera / "iphone_7.heic").format == "HEIF"
    assert recognise((camera / "canon_eos_6d.dng").read_bytes()[:4096]).name == "RAW"
