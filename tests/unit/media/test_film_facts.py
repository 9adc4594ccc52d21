from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import av
import pytest
from helpers.films import film
from helpers.shared import shared

from mmdesk.core.entities import Facts
from mmdesk.media.film import open_film
from mmdesk.media.film_facts import read_facts
from mmdesk.media.picture import PictureLimits

APPLE = "com.apple.quicktime."


def facts(path: Path, sidecar: Path | None = None) -> Facts:
    with open_film(path, PictureLimits(50)) as found:
        return read_facts(found, path, sidecar)


def tagged(path: Path, tags: dict[str, str]) -> Path:
    """A film with tags under names of their own, as phones write them."""
    plain = film(path.with_name("plain.mkv"), [(0.4, "red")])
    options = {"movflags": "use_metadata_tags"} if path.suffix in {".mp4", ".mov"} else {}
    with av.open(str(plain)) as given, av.open(str(path), "w", options=options) as out:
        out.metadata.update(tags)
        stream = out.add_stream_from_template(given.streams.video[0])
        for packet in given.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    return path


def test_what_the_decoder_finds_is_told(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(2.0, "red")], fps=30, size=(320, 240), rotate=90)
    found = facts(path)
    assert (found.width, found.height, found.codec) == (240, 320, "H.264")
    assert found.frame_rate == pytest.approx(30)
    assert found.duration == pytest.approx(2.0, abs=0.05)
    assert (found.taken_at, found.camera, found.latitude) == (None, None, None)


def test_a_film_that_does_not_know_its_length_is_measured(tmp_path: Path) -> None:
    plain, path = film(tmp_path / "a.mkv", [(2.0, "red")]), tmp_path / "b.webm"
    with (
        av.open(str(plain)) as given,
        av.open(str(path), "w", format="matroska", options={"live": "1"}) as out,
    ):
        stream = out.add_stream_from_template(given.streams.video[0])
        for packet in given.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    assert facts(path).duration == pytest.approx(2.0, abs=0.05)


def test_a_clock_that_ticks_more_often_than_frames_come_is_no_frame_rate(tmp_path: Path) -> None:
    path = film(tmp_path / "a.dv", [(0.4, "red")], codec="dvvideo", size=(720, 576))
    assert (facts(path).frame_rate or 0) < 100


def test_what_a_phone_writes_is_read(tmp_path: Path) -> None:
    path = tagged(
        tmp_path / "a.mov",
        {
            "creation_time": "2019-06-14T05:29:51Z",
            f"{APPLE}creationdate": "2019-06-14T07:29:51+0200",
            f"{APPLE}make": "Apple",
            f"{APPLE}model": "iPhone 13",
            f"{APPLE}location.ISO6709": "+48.8577+002.2950+035.0/",
            f"{APPLE}content.identifier": "1E5B5A0C-7C0F-4C3B-9D3E-000000000001",
            "title": "Evening at the pier",
            "comment": "größer",
        },
    )
    found = facts(path)
    zone = timezone(timedelta(hours=2))
    assert found.taken_at == datetime(2019, 6, 14, 7, 29, 51, tzinfo=zone)
    assert found.taken_at.utcoffset() == timedelta(hours=2)
    assert found.camera == "Apple iPhone 13"
    assert (found.latitude, found.longitude) == (48.8577, 2.295)
    assert found.live == "1E5B5A0C-7C0F-4C3B-9D3E-000000000001"
    assert (found.title, found.comment) == ("Evening at the pier", "größer")


def test_android_names_things_differently(tmp_path: Path) -> None:
    path = tagged(
        tmp_path / "a.mp4",
        {
            "com.android.manufacturer": "Google",
            "com.android.model": "Pixel 8",
            "location": "-33.8568+151.2153/",
        },
    )
    found = facts(path)
    assert (found.camera, found.latitude, found.longitude) == ("Google Pixel 8", -33.8568, 151.2153)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("+48.8577+002.2950/", (48.8577, 2.295)),
        ("+4851.462+00217.700/", (48.8577, 2.2950)),
        ("-335124.5+1511255.1/", (-33.8568056, 151.2153056)),
        ("+00.0000+000.0000/", None),
        ("+91.0000+000.0000/", None),
        ("nowhere", None),
    ],
)
def test_places_are_read_as_the_standard_writes_them(
    written: str, place: tuple[float, float] | None, tmp_path: Path
) -> None:
    found = facts(tagged(tmp_path / "a.mov", {f"{APPLE}location.ISO6709": written}))
    told = None if found.latitude is None else (found.latitude, found.longitude)
    assert told == (place if place is None else pytest.approx(place, abs=1e-4))


@pytest.mark.parametrize(
    ("tags", "moment"),
    [
        ({"creation_time": "2020-05-11T14:18:35Z"}, datetime(2020, 5, 11, 14, 18, 35, tzinfo=UTC)),
        ({"creation_time": "1970-01-01T00:00:00Z"}, None),
        ({"date": "2010-05-03"}, None),
        ({"date": "2010-05-03T10:11:12"}, datetime(2010, 5, 3, 10, 11, 12)),  # noqa: DTZ001
    ],
)
def test_a_date_counts_where_a_clock_that_was_set_gave_it(
    tags: dict[str, str], moment: datetime | None, tmp_path: Path
) -> None:
    assert facts(tagged(tmp_path / "a.mkv", tags)).taken_at == moment


def test_a_sidecar_corrects_what_the_film_says(tmp_path: Path) -> None:
    path = tagged(
        tmp_path / "a.mp4", {"title": "no", f"{APPLE}creationdate": "2019-06-14T07:29:51Z"}
    )
    sidecar = tmp_path / "a.mp4.xmp"
    sidecar.write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="yes"/></rdf:RDF></x:xmpmeta>'
    )
    found = facts(path, sidecar)
    assert (found.title, found.rating, found.codec) == ("yes", 4, "H.264")
    assert found.taken_at == datetime(2019, 6, 14, 7, 29, 51, tzinfo=UTC)


def test_xmp_in_the_film_is_read() -> None:
    found = facts(shared("data/videos") / "cars.mp4")
    assert found.taken_at is not None
    assert found.taken_at.isoformat() == "2018-04-19T15:46:00-07:00"
