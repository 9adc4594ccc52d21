from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mmdesk.core.entities import Hit, Kind, Moment, Query
from mmdesk.core.listings import Marks, Month, Tile
from mmdesk.gui.grid import tile_text

TILE = Tile(
    1,
    Kind.PHOTO,
    Path("/p/IMG_2041.jpg"),
    True,
    datetime(2021, 5, 12),  # noqa: DTZ001
    3,
    2,
    Marks(),
)


def test_a_month_is_named_in_the_language_of_the_reader(qapp):
    assert tile_text.month(Month(2021, 5, 3)) == "May 2021"


def test_before_its_tile_is_there_a_hit_has_its_name(qapp):
    hit = Hit(1, Kind.PHOTO, Path("/p/a.jpg"), 1.0, ())
    assert tile_text.name(None, hit) == tile_text.spoken(None, hit, Query()) == "a.jpg"
    assert tile_text.name(None, None) == ""


def test_a_name_that_is_no_text_can_be_shown(qapp):
    hit = Hit(1, Kind.PHOTO, Path("/p/caf\udce9\n.jpg"), 1.0, ())
    assert tile_text.name(None, hit) == "caf\\xe9\\n.jpg"


def test_what_is_offline_says_so(qapp):
    away = replace(TILE, online=False)
    assert tile_text.spoken(away, None, Query()).endswith(", offline")
    assert "drive" in tile_text.tooltip(away, None, Query())
    assert "drive" not in tile_text.tooltip(TILE, None, Query())


def test_a_video_says_which_moment_is_shown(qapp):
    film = replace(TILE, kind=Kind.VIDEO, duration=187.0)
    hit = Hit(1, Kind.VIDEO, TILE.path, 1.0, (), moments=(Moment(64.0, 70.0, 65.0, 1.0, ()),))
    assert "video, \u20663:07\u2069, moment at \u20661:05\u2069" in tile_text.spoken(
        film, hit, Query()
    )
    assert "moment at" in tile_text.tooltip(film, hit, Query())
    assert "moment" not in tile_text.spoken(film, None, Query())


def test_a_photo_with_a_clip_says_so(qapp):
    assert "live photo" in tile_text.spoken(replace(TILE, live=True), None, Query())
    assert "live" not in tile_text.spoken(TILE, None, Query())


def test_a_sound_says_how_long_it_is(qapp):
    sound = replace(TILE, kind=Kind.SOUND, duration=187.0)
    assert "sound, \u20663:07\u2069" in tile_text.spoken(sound, None, Query())
    assert "3:07" in tile_text.tooltip(sound, None, Query())
