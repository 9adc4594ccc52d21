from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from mmdesk.core.entities import Facts, Kind
from mmdesk.core.listings import Details, Marks, Tile
from mmdesk.gui.details.facts_text import (
    breakable,
    coordinates,
    facts_of,
    moment,
    pixels,
    plain,
    zone,
)


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


MODIFIED = datetime(2020, 1, 2, 3, 4)  # noqa: DTZ001 (local time, as tiles have it)
TILE = Tile(1, Kind.PHOTO, Path("a.jpg"), True, MODIFIED, 4000, 3000, Marks())
DETAILS = Details(TILE, Facts(width=4000, height=3000), (Path("a.jpg"),), 2_500_000, None)


def told(details):
    return {fact.name: plain(fact.value) for fact in facts_of(details)}


def test_a_size_counts_as_everywhere_in_the_window():
    assert told(DETAILS)["Size"] == "3 MB"
    assert told(replace(DETAILS, size=118_070))["Size"] == "118 kB"


def test_a_moment_is_written_as_people_write_it_with_its_zone():
    summer = timezone(timedelta(hours=2))
    text = plain(moment(datetime(2021, 7, 15, 14, 30, tzinfo=summer)))
    assert text.startswith("Thursday, 15 July 2021")
    assert "14:30" in text
    assert "UTC+2" in text


def test_a_moment_speaks_the_language_of_the_window():
    QLocale.setDefault(QLocale("de_DE"))
    assert "15. Juli 2021" in moment(datetime(2021, 7, 15, 14, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("hours", "name"),
    [(0, "UTC"), (1, "UTC+1"), (5.5, "UTC+5:30"), (-3.5, "UTC\N{MINUS SIGN}3:30")],
)
def test_zones_have_their_usual_names(hours, name):
    assert plain(zone(timedelta(hours=hours))) == name


def test_pixels_are_also_told_in_millions():
    assert pixels(4000, 3000).endswith("(12 MP)")
    assert pixels(1200, 800).endswith("(1.0 MP)")


def test_coordinates_say_north_south_east_and_west():
    here = plain(coordinates(Facts(latitude=38.71391, longitude=-9.13341)))
    there = plain(coordinates(Facts(latitude=-33.8568, longitude=151.2153)))
    assert here == "38.7139° N, 9.1334° W"
    assert there == "33.8568° S, 151.2153° E"


def test_half_a_place_or_a_nonsensical_one_is_none():
    assert coordinates(Facts(latitude=38.7)) is None
    assert coordinates(Facts(latitude=float("nan"), longitude=1.0)) is None


def test_without_a_moment_of_taking_the_change_of_the_file_is_told_as_such():
    assert "Taken" not in told(DETAILS)
    assert "2 January 2020" in told(DETAILS)["Changed"]


def test_only_what_is_known_has_a_line():
    assert set(told(DETAILS)) == {"Changed", "Pixels", "Size"}
    more = replace(DETAILS.facts, camera="Aurora X", lens="35mm")
    assert {"Camera", "Lens"} < set(told(replace(DETAILS, facts=more)))


def test_a_path_can_be_broken_between_its_parts_and_copied_whole():
    path = "/pictures/holiday_2019/img-1.jpg"
    assert "\u200b" in breakable(path)
    assert plain(breakable(path)) == path


def test_a_name_that_steers_the_direction_of_writing_is_shown_escaped():
    assert "\u202e" not in breakable("a\u202egpj.exe")


def test_a_video_tells_of_its_pictures_and_its_device():
    facts = Facts(1920, 1080, camera="Pixel 8", duration=75.0, frame_rate=29.97003, codec="H.264")
    film = told(replace(DETAILS, tile=replace(TILE, kind=Kind.VIDEO), facts=facts))
    assert film["Length"] == "1:15"
    assert film["Frame rate"] == "29.97 pictures a second"
    assert film["Codec"] == "H.264"
    assert film["Device"] == "Pixel 8"
    assert film["Pixels"] == "1920 \N{MULTIPLICATION SIGN} 1080"
    assert "Camera" not in film


def test_a_photo_has_no_frame_rate():
    assert told(DETAILS).keys() == {"Changed", "Pixels", "Size"}
