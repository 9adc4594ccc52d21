import logging
from base64 import b64encode
from pathlib import Path
from typing import Any

import mutagen
import pytest
import soundfile
from helpers.pictures import encoded, quarters
from helpers.shared import shared
from helpers.sounds import chirp, write, write_av
from mutagen.apev2 import APEBinaryValue, APEv2
from mutagen.asf import ASFByteArrayAttribute
from mutagen.flac import Picture
from mutagen.id3 import APIC, COMM, ID3, TALB, TBPM, TCON, TDRC, TIT2, TKEY, TPE1, TRCK
from mutagen.mp4 import MP4Cover, MP4FreeForm

from mmdesk.core.entities import Facts
from mmdesk.media.tags import read_tags

COVER = encoded(quarters(), "PNG")
SAID = Facts(
    title="Regen auf dem Dach",
    artist="Sara, Øystein",
    album="Wetter",
    genre="Field recording",
    year=2019,
    track=3,
    comment="Aufgenommen in Köln",
    bpm=97.5,
    key="Am",
)


def picture() -> Picture:
    made = Picture()
    made.type, made.mime, made.data = 3, "image/png", COVER
    return made


def id3_frames() -> list[Any]:
    return [
        TIT2(3, [SAID.title]),
        TPE1(3, ["Sara", "Øystein"]),
        TALB(3, [SAID.album]),
        TCON(3, [SAID.genre]),
        TDRC(3, ["2019-05-04"]),
        TRCK(3, ["03/12"]),
        COMM(3, "deu", "", [SAID.comment]),
        COMM(3, "eng", "iTunNORM", [" 0000044E 00000061"]),
        TBPM(3, ["97.5"]),
        TKEY(3, ["Am"]),
        APIC(3, "image/png", 4, "back", b"the back"),
        APIC(3, "image/png", 3, "", COVER),
    ]


def with_id3(path: Path) -> Path:
    file = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    for frame in id3_frames():
        file.tags.add(frame)
    file.save()
    return path


def with_names(path: Path, **more: Any) -> Path:
    """As Vorbis, APE and others name them."""
    file = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    file.tags.update(
        {
            "title": SAID.title,
            "artist": ["Sara", "Øystein"],
            "album": SAID.album,
            "genre": SAID.genre,
            "bpm": "97.5",
            "comment": SAID.comment,
            **more,
        }
    )
    if isinstance(file, mutagen.flac.FLAC):
        file.add_picture(picture())
    file.save()
    return path


def vorbis(path: Path) -> Path:
    more: dict[str, Any] = {"date": "2019-05-04", "tracknumber": "3", "initialkey": "Am"}
    if path.suffix != ".flac":
        more["metadata_block_picture"] = b64encode(picture().write()).decode()
    return with_names(path, **more)


def ape(path: Path) -> Path:
    cover = APEBinaryValue(b"front.png\0" + COVER)
    return with_names(path, year="2019", track="3/12", key="Am", **{"Cover Art (Front)": cover})


def mp4(path: Path) -> Path:
    file = mutagen.File(path)
    file.tags.update(
        {
            "©nam": SAID.title,
            "©ART": ["Sara", "Øystein"],
            "©alb": SAID.album,
            "©gen": SAID.genre,
            "©day": "2019-05-04T00:00:00Z",
            "trkn": [(3, 12)],
            "©cmt": SAID.comment,
            "----:com.apple.iTunes:initialkey": MP4FreeForm(b"Am"),
            "covr": [MP4Cover(COVER, MP4Cover.FORMAT_PNG)],
        }
    )
    file.tags["tmpo"] = [97]
    file.save()
    return path


def asf(path: Path) -> Path:
    file = mutagen.File(path)
    mime, described = "image/png\0".encode("utf-16-le"), "\0".encode("utf-16-le")
    raw = bytes([3]) + len(COVER).to_bytes(4, "little") + mime + described + COVER
    file.tags.update(
        {
            "Title": SAID.title,
            "Author": ["Sara", "Øystein"],
            "WM/AlbumTitle": SAID.album,
            "WM/Genre": SAID.genre,
            "WM/Year": "2019",
            "WM/TrackNumber": "3",
            "Description": SAID.comment,
            "WM/BeatsPerMinute": "97.5",
            "WM/InitialKey": "Am",
            "WM/Picture": [ASFByteArrayAttribute(raw)],
        }
    )
    file.save()
    return path


@pytest.mark.parametrize(
    ("name", "codec", "tagged"),
    [
        ("a.mp3", None, with_id3),
        ("a.wav", None, with_id3),
        ("a.aiff", None, with_id3),
        ("a.flac", None, vorbis),
        ("a.ogg", None, vorbis),
        ("a.opus", None, vorbis),
        ("a.wv", "wavpack", ape),
        ("a.m4a", "aac", mp4),
        ("a.wma", "wmav2", asf),
    ],
)
def test_tags_and_cover_are_read_whatever_the_format_calls_them(
    name: str, codec: str | None, tagged: Any, tmp_path: Path
) -> None:
    path, frames = tmp_path / name, chirp(0.5, 48000)
    path = write_av(path, frames, codec, 48000) if codec else write(path, frames, 48000)
    facts, cover = read_tags(tagged(path))
    expected = SAID if codec != "aac" else Facts(**{**vars_of(SAID), "bpm": 97.0})
    assert facts == expected
    assert cover == COVER


def vars_of(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in Facts.__dataclass_fields__}


def test_what_wav_s_own_chunk_and_matroska_say_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with soundfile.SoundFile(path, "w", 8000, 1) as file:
        file.title, file.artist, file.date = "Dämmerung", "Sara", "2019-05-04"
        file.write(chirp(0.5, 8000))
    facts, cover = read_tags(path)
    assert (facts.title, facts.artist, facts.year, cover) == ("Dämmerung", "Sara", 2019, None)


def test_a_file_without_tags_says_nothing(tmp_path: Path) -> None:
    assert read_tags(write(tmp_path / "a.wav", chirp(0.1))) == (Facts(), None)


@pytest.mark.parametrize(
    ("written", "encoding"),
    [("Größe", "utf-8"), ("さくら", "cp932"), ("Привет", "cp1251"), ("Größe", "latin-1")],
)
def test_titles_in_wrong_encodings_are_mended(written: str, encoding: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", chirp(0.5))
    tags = ID3()
    tags.add(TIT2(0, [written.encode(encoding).decode("latin-1")]))
    tags.save(path)
    assert read_tags(path)[0].title == written


@pytest.mark.parametrize(
    ("frame", "field"),
    [
        (TBPM(3, ["0"]), "bpm"),
        (TBPM(3, ["fast"]), "bpm"),
        (TRCK(3, ["A1"]), "track"),
        (TRCK(3, ["0"]), "track"),
        (TDRC(3, ["0000"]), "year"),
        (TIT2(3, [" \0"]), "title"),
    ],
)
def test_what_cannot_be_is_left_out(frame: Any, field: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", chirp(0.5))
    tags = ID3()
    tags.add(frame)
    tags.save(path)
    assert getattr(read_tags(path)[0], field) is None


def test_damaged_tags_and_covers_are_left_out_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = with_names(
        write(tmp_path / "a.ogg", chirp(0.5)), metadata_block_picture="no picture", date="2019"
    )
    with caplog.at_level(logging.INFO):
        facts, cover = read_tags(path)
    assert (facts.title, cover) == (SAID.title, None)
    assert "cover" in caplog.text
    raw = bytearray(with_id3(write(tmp_path / "a.mp3", chirp(0.5))).read_bytes())
    raw[20:60] = b"\xff" * 40
    (tmp_path / "a.mp3").write_bytes(raw)
    read_tags(tmp_path / "a.mp3")
    (tmp_path / "a.mp3").write_bytes(raw[:300])
    read_tags(tmp_path / "a.mp3")


def test_tags_are_read_without_a_sound_behind_them(tmp_path: Path) -> None:
    tags = ID3()
    tags.add(TIT2(3, ["Alone"]))
    tags.save(tmp_path / "a.mp3")
    assert read_tags(tmp_path / "a.mp3")[0].title == "Alone"


def test_the_odd_files_tags_are_read() -> None:
    folder = shared("data/awkward/audio")
    facts, cover = read_tags(folder / "nero-chapters.m4b")
    assert (facts.artist, facts.genre, facts.year) == ("Aleron Kong", "Audiobook", 2018)
    assert cover is not None
    assert cover.startswith(b"\xff\xd8")
    assert read_tags(folder / "id3v22-test.mp3")[0].title == "cosmic american"
    assert read_tags(folder / "silence-44-s.flac")[0].track == 2
    for path in folder.iterdir():
        read_tags(path)


def test_an_mp3_without_id3_says_what_its_ape_tags_say(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", chirp(1))
    tags = APEv2()
    tags.update({"Title": SAID.title, "Artist": ["Sara", "Øystein"], "Year": "2019"})
    tags.save(path)
    found, _ = read_tags(path)
    assert (found.title, found.artist, found.year) == (SAID.title, SAID.artist, 2019)
