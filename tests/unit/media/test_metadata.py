from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from helpers.pictures import quarters, saved
from helpers.shared import shared
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from mmdesk.core.entities import Facts
from mmdesk.media import exif, facts, xmp
from mmdesk.media.images import PictureLimits, read_picture
from mmdesk.media.metadata import read_facts

NOON = datetime(2020, 5, 1, 12, 0)  # noqa: DTZ001 - cameras name no zone
PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/">
 <rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>"""


def packet(attributes: str = "", elements: str = "") -> bytes:
    return PACKET.format(attributes=attributes, elements=elements).encode()


def listed(name: str, *values: str) -> str:
    entries = "".join(f"<rdf:li>{value}</rdf:li>" for value in values)
    return f"<{name}><rdf:Bag>{entries}</rdf:Bag></{name}>"


Told = Callable[..., Facts]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The facts of a JPEG with these tags, XMP and IPTC in it, and this sidecar beside it."""

    def read(
        main: dict[int, Any] | None = None,
        camera: dict[int, Any] | None = None,
        gps: dict[int, Any] | None = None,
        embedded: bytes | None = None,
        iptc: bytes = b"",
        sidecar: bytes | None = None,
    ) -> Facts:
        tags = Image.Exif()
        tags.update(main or {})
        tags.get_ifd(ExifTags.IFD.Exif).update(camera or {})
        tags.get_ifd(ExifTags.IFD.GPSInfo).update(gps or {})
        options = {"xmp": embedded} if embedded else {}
        path = saved(quarters(), tmp_path / "a.jpg", exif=tags, **options)
        if iptc:
            path.write_bytes(with_iptc(path.read_bytes(), iptc))
        beside = tmp_path / "a.jpg.xmp" if sidecar is not None else None
        if beside:
            beside.write_bytes(sidecar)
        return of(path, beside)

    return read


def of(path: Path, sidecar: Path | None = None) -> Facts:
    picture = read_picture(path, at_least=16, limits=PictureLimits(300))
    return read_facts(path, sidecar, picture)


def entry(number: int, value: bytes) -> bytes:
    return b"\x1c\x02" + bytes([number]) + len(value).to_bytes(2, "big") + value


def with_iptc(jpeg: bytes, block: bytes) -> bytes:
    block += b"\0" * (len(block) % 2)
    resource = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(block).to_bytes(4, "big") + block
    return jpeg[:2] + b"\xff\xed" + (len(resource) + 2).to_bytes(2, "big") + resource + jpeg[2:]


def test_a_picture_without_any_block_has_only_its_size(told: Told) -> None:
    assert told() == Facts(width=120, height=80)


def test_exif_names_camera_lens_date_and_place(told: Told) -> None:
    found = told(
        {271: "Canon", 272: "Canon EOS 5D", 270: "On the hill"},
        {0x9003: "2020:05:01 12:00:00", 0x9011: "+02:00", 0xA434: "EF 50mm"},
        {1: "S", 2: (33.0, 51.0, 36.0), 3: "E", 4: (151.0, 12.0, 0.0)},
    )
    assert found.taken_at == NOON.replace(tzinfo=timezone(timedelta(hours=2)))
    assert (found.camera, found.lens, found.caption) == ("Canon EOS 5D", "EF 50mm", "On the hill")
    assert (found.latitude, found.longitude) == (-33.86, 151.2)


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("Canon", "Canon EOS 5D", "Canon EOS 5D"),
        ("NIKON CORPORATION", "NIKON D90", "NIKON D90"),
        ("Apple", "iPhone 7", "Apple iPhone 7"),
        ("OLYMPUS IMAGING CORP.", "E-M5", "OLYMPUS E-M5"),
        ("SONY ", "ILCE-7M3\0", "SONY ILCE-7M3"),
        ("", "Pixel 6", "Pixel 6"),
        ("Leica", None, "Leica"),
        (None, None, None),
        (b"\xff", 7, "\xff"),
    ],
)
def test_make_and_model_become_one_name(make: Any, model: Any, name: str | None) -> None:
    assert facts.camera(make, model) == name


def test_the_zone_comes_from_the_satellites_where_nothing_names_it(told: Told) -> None:
    gps = {7: (6.0, 30.0, 1.0), 29: "2020:05:01"}
    found = told(camera={0x9003: "2020:05:01 12:00:00"}, gps=gps)
    assert found.taken_at == NOON.replace(tzinfo=timezone(timedelta(hours=5, minutes=30)))


def test_the_satellites_alone_give_a_date_in_utc(told: Told) -> None:
    found = told(gps={7: (6.0, 30.0, 0.0), 29: "2020:05:01"})
    assert found.taken_at == datetime(2020, 5, 1, 6, 30, tzinfo=UTC)


def test_a_satellites_time_of_another_day_names_no_zone(told: Told) -> None:
    gps = {7: (6.0, 30.0, 0.0), 29: "2020:04:20"}
    assert told(camera={0x9003: "2020:05:01 12:00:00"}, gps=gps).taken_at == NOON


def test_the_zone_of_the_same_moment_elsewhere_is_taken(told: Told) -> None:
    found = told(
        camera={0x9003: "2020:05:01 12:00:00"},
        embedded=packet('xmp:CreateDate="2020-05-01T12:00:00+09:00"'),
    )
    assert found.taken_at == NOON.replace(tzinfo=timezone(timedelta(hours=9)))


def test_when_it_was_taken_beats_when_it_was_made(told: Told) -> None:
    found = told(
        {306: "2023:01:01 00:00:00"},
        {0x9003: "2020:05:01 12:00:00", 0x9004: "2022:02:02 00:00:00"},
        embedded=packet('xmp:CreateDate="2021-01-01T00:00:00"'),
    )
    assert found.taken_at == NOON


@pytest.mark.parametrize(
    "nonsense",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2020:13:45 99:99:99",
        "0001:01:01 00:00:00",
        "",
    ],
)
def test_absurd_dates_are_no_dates(told: Told, nonsense: str) -> None:
    assert told(camera={0x9003: nonsense}).taken_at is None


@pytest.mark.parametrize(
    "gps",
    [
        {1: "\0", 2: (IFDRational(0, 0),) * 3, 3: "\0", 4: (IFDRational(0, 0),) * 3},
        {1: "N", 2: (IFDRational(0, 0),) * 3, 3: "E", 4: (IFDRational(0, 0),) * 3},
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (95.0, 0.0, 0.0), 3: "E", 4: (10.0, 0.0, 0.0)},
        {1: "N", 2: (50.0, 0.0, 0.0)},
    ],
)
def test_an_empty_or_impossible_place_is_no_place(told: Told, gps: dict[int, Any]) -> None:
    found = told(gps=gps)
    assert (found.latitude, found.longitude) == (None, None)


def test_sidecar_beats_xmp_beats_iptc_beats_exif(told: Told) -> None:
    def title(name: str) -> str:
        return f"<dc:title><rdf:Alt><rdf:li>{name}</rdf:li></rdf:Alt></dc:title>"

    blocks: dict[str, Any] = {
        "main": {0x9C9B: "exif".encode("utf-16-le")},
        "iptc": entry(5, b"iptc"),
        "embedded": packet(elements=title("xmp")),
        "sidecar": packet(elements=title("sidecar")),
    }
    found = []
    while blocks:
        found.append(told(**blocks).title)
        blocks.popitem()
    assert found == ["sidecar", "xmp", "iptc", "exif"]


def test_each_fact_comes_from_the_best_block_that_has_it(told: Told) -> None:
    found = told(
        {0x4746: 2, 270: "exif's caption"},
        embedded=packet('xmp:Rating="4"'),
        iptc=entry(25, b"Frost") + entry(25, "Bäume".encode()) + entry(120, b"iptc's caption"),
    )
    assert (found.rating, found.caption, found.keywords) == (
        4,
        "iptc's caption",
        ("Frost", "Bäume"),
    )


def test_a_sidecars_date_counts_however_weak(told: Told) -> None:
    sidecar = packet('xmp:CreateDate="1999-12-31T23:59:00+01:00"')
    found = told(camera={0x9003: "2020:05:01 12:00:00"}, sidecar=sidecar)
    assert found.taken_at == datetime(1999, 12, 31, 22, 59, tzinfo=UTC)


def test_keywords_are_leaves_without_repetition(told: Told) -> None:
    elements = listed("dc:subject", "Bird", "Robin", " ") + listed(
        "lr:hierarchicalSubject", "Animal|Bird|Robin", "Place|Kew &amp; around"
    )
    assert told(embedded=packet(elements=elements)).keywords == ("Bird", "Robin", "Kew & around")


def test_windows_writes_its_keywords_and_stars_its_own_way(told: Told) -> None:
    words = "sea;Meer;sea\0".encode("utf-16-le")
    found = told({0x9C9E: words, 0x4749: 75})
    assert (found.keywords, found.rating) == (("sea", "Meer"), 4)


@pytest.mark.parametrize(
    ("said", "stars"), [("5", 5), ("-1", -1), ("3.0", 3), ("7", None), ("NaN", None), ("x", None)]
)
def test_stars_are_minus_one_to_five(told: Told, said: str, stars: int | None) -> None:
    assert told(embedded=packet(f'xmp:Rating="{said}"')).rating == stars


def test_what_cameras_write_into_every_file_is_no_caption(told: Told) -> None:
    assert told({270: "OLYMPUS DIGITAL CAMERA         "}).caption is None


def test_text_is_understood_in_the_encodings_people_have(told: Told) -> None:
    assert told({270: "Grüße".encode()}).caption == "Grüße"
    assert facts.text("Grüße".encode("cp1252")) == "Grüße"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "latin-1"):
        sidecar = packet(elements=listed("dc:subject", "Grüße")).decode().encode(encoding)
        assert told(sidecar=sidecar).keywords == ("Grüße",)


@pytest.mark.parametrize(
    "sidecar",
    [
        b"",
        b"no XML",
        packet()[:-40],
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + packet(elements=listed("dc:subject", "&a;")),
        packet() + b" " * (xmp.LARGEST + 1),
    ],
)
def test_a_broken_block_is_left_out_and_the_rest_is_read(told: Told, sidecar: bytes) -> None:
    found = told({272: "X100"}, sidecar=sidecar, embedded=b"rubbish", iptc=b"\x1c\x02")
    assert (found.camera, found.keywords) == ("X100", ())


@pytest.mark.parametrize("turned", [3, 6])
def test_orientation_is_told_and_the_size_is_upright(told: Told, turned: int) -> None:
    found = told({274: turned})
    assert found.orientation == turned
    assert (found.width, found.height) == ((80, 120) if turned == 6 else (120, 80))


def test_canons_newest_raw_keeps_its_tags_in_boxes() -> None:
    def box(name: bytes, tags: dict[int, Any]) -> bytes:
        directory = Image.Exif()
        directory.update(tags)
        body = directory.tobytes().removeprefix(b"Exif\0\0")
        return (len(body) + 8).to_bytes(4, "big") + name + body

    file = b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + box(b"CMT1", {272: "Canon EOS R5"})
    file += box(b"CMT2", {0x9003: "2020:05:01 12:00:00"})
    block = exif.read(exif.tags_of_raw(BytesIO(file)))
    assert (block.facts.camera, block.taken) == ("Canon EOS R5", NOON)


@given(
    st.one_of(st.text(), st.binary(), st.floats(), st.integers(), st.none(), st.tuples(st.text()))
)
def test_no_value_whatsoever_upsets_the_plain_readers(value: Any) -> None:
    names = "Make Model DateTime DateTimeOriginal OffsetTimeOriginal GPSLatitude GPSLatitudeRef "
    names += "GPSTimeStamp GPSDateStamp Rating RatingPercent XPKeywords UserComment Orientation "
    tags = dict.fromkeys((names + "ImageDescription LensModel").split(), value)
    exif.read(tags)
    facts.moment(value, value)


@given(st.text(max_size=30))
def test_a_date_written_any_way_is_a_date_or_none(said: str) -> None:
    assert facts.moment(f"2020-05-01T12:00:00{said}") is not None
    facts.moment(said)


def test_the_real_collection_says_what_it_is_known_to_say() -> None:
    awkward = shared("data/awkward")
    rated = of(awkward / "metadata/rating/mongolels.jpg")
    assert (rated.rating, rated.title, rated.camera) == (3, "Mongol Els", "Canon EOS 500D")
    assert of(awkward / "metadata/gps-position/empty_gps.jpg").latitude is None
    place = of(awkward / "metadata/gps-position/thompson-springs.jpg")
    assert (round(place.latitude or 0, 3), round(place.longitude or 0, 3)) == (39.115, -108.401)
    assert "utah winter scenes" in place.keywords
    assert of(awkward / "metadata/tags/picasa.jpg").keywords == ("Frost", "Yard")
    raw = of(awkward / "camera/canon_eos_6d.dng")
    assert (raw.camera, raw.lens, raw.width) == ("Canon EOS 6D", "EF24-105mm f/4L IS USM", 1224)


@pytest.mark.parametrize("year", [2000, 2010, 2020])
def test_real_sidecars_redate_a_picture(year: int) -> None:
    awkward = shared("data/awkward/metadata")
    picture = awkward / "dates/date-priority-test.jpg"
    found = of(picture, awkward / f"xmp/dates/{year}.xmp")
    assert found.taken_at == datetime(year, 9, 27, 12, 35, 33, tzinfo=UTC)
