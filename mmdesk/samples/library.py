"""The sample library: reads pictures.toml, paints every picture and writes it with its facts.

A new picture is one more entry of pictures.toml; a new scene is a function in a scenes module and
one more name in SCENES.
"""

import shutil
import tomllib
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from PIL import Image, ImageEnhance

from mmdesk.core.entities import Facts
from mmdesk.samples import (
    labels,
    scenes_city,
    scenes_fields,
    scenes_mountains,
    scenes_still,
    scenes_water,
)
from mmdesk.samples.canvas import Canvas
from mmdesk.samples.lights import LIGHTS, Light

Scene = Callable[[Canvas, Light], None]

SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        scenes_city.bridge,
        scenes_city.fireworks,
        scenes_city.rainy_window,
        scenes_city.skyline,
        scenes_city.tram,
        scenes_fields.forest,
        scenes_fields.tulips,
        scenes_fields.wheat_field,
        scenes_mountains.balloons,
        scenes_mountains.dunes,
        scenes_mountains.mountains,
        scenes_mountains.northern_lights,
        scenes_mountains.snowy_cabin,
        scenes_still.bicycle,
        scenes_still.cat,
        scenes_still.coffee,
        scenes_still.oranges,
        scenes_water.beach,
        scenes_water.harbour,
        scenes_water.lake,
        scenes_water.lighthouse,
        scenes_water.sailing_boat,
        scenes_water.sunset,
    )
}

LANDSCAPE = 1200, 800


@dataclass(frozen=True, slots=True)
class SampleSearch:
    """A search worth showing: a typed `text`, a picture `like` which others look, or both."""

    title: str
    text: str = ""
    like: str | None = None
    """The example's path below the sample folder."""


SEARCHES = (
    SampleSearch("By a word in titles and keywords", text="lighthouse"),
    SampleSearch("By the beginning of a file name", text="IMG_2041"),
    SampleSearch("By word, folder and year", text="boat in:Lisbon since:2022"),
    SampleSearch("Pictures that look like this sunrise", like="2024 Crete/20240912_064120.jpg"),
    SampleSearch(
        "Where a picture without a date or a word on it comes from",
        like="Favourites/balloons_from_a_friend.jpg",
    ),
)


@dataclass(frozen=True, slots=True)
class _Picture:
    """One entry of pictures.toml."""

    path: str
    scene: Scene
    light: Light
    size: tuple[int, int]
    facts: Facts
    sidecar: bool


def draw(folder: Path) -> list[Path]:
    """Write the sample library into `folder`, which is made if need be; returns its pictures.

    Files of the same names are replaced, and the same bytes are written every time.
    """
    pictures = list(_read())
    for picture in pictures:
        (folder / picture.path).parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as threads:
        drawn = list(threads.map(lambda picture: _paint(picture, folder), pictures))
    return sorted([*drawn, *_copies(folder)])


def _read() -> Iterator[_Picture]:
    table = resources.files(__package__).joinpath("pictures.toml").read_text(encoding="utf-8")
    for album in tomllib.loads(table)["album"]:
        for entry in album["picture"]:
            yield _Picture(
                path=f"{album['folder']}/{entry['file']}",
                scene=SCENES[entry["scene"]],
                light=LIGHTS[entry["light"]],
                size=tuple(entry.get("size", LANDSCAPE)),
                facts=_facts(album, entry),
                sidecar=entry.get("sidecar", False),
            )


def _facts(album: dict[str, Any], entry: dict[str, Any]) -> Facts:
    latitude, longitude = entry["place"]
    return Facts(
        taken_at=entry["taken"],
        camera=album["camera"],
        lens=album["lens"],
        latitude=latitude,
        longitude=longitude,
        orientation=entry.get("orientation", 1),
        rating=entry["rating"],
        title=entry["title"],
        caption=entry["caption"],
        keywords=tuple(entry["keywords"]),
    )


def _paint(picture: _Picture, folder: Path) -> Path:
    canvas = Canvas(*picture.size, seed=zlib.crc32(picture.path.encode()))
    picture.scene(canvas, picture.light)
    path = folder / picture.path
    labels.save(canvas.finished(), path, picture.facts, sidecar=picture.sidecar)
    return path


def _copies(folder: Path) -> list[Path]:
    """What every real collection holds: an edited version, a second copy, one sent by a friend."""
    lisbon, favourites = folder / "Lisbon", folder / "Favourites"
    favourites.mkdir(exist_ok=True)
    copy = shutil.copyfile(lisbon / "harbour_evening.jpg", favourites / "harbour_evening.jpg")
    balloons = folder / "2023 Cappadocia" / "balloons_at_dawn.jpg"
    sent = _sent(balloons, favourites / "balloons_from_a_friend.jpg")
    return [copy, sent, _edited(lisbon / "IMG_2041.jpg", lisbon / "IMG_2041-edit.jpg")]


def _edited(source: Path, target: Path) -> Path:
    """Stronger colours, and everything that was written on the original."""
    with Image.open(source) as picture:
        vivid = ImageEnhance.Brightness(ImageEnhance.Color(picture).enhance(1.3)).enhance(1.08)
        vivid.save(target, quality=92, exif=picture.getexif(), xmp=picture.info["xmp"])
    return target


def _sent(source: Path, target: Path) -> Path:
    """Slightly cropped, made smaller and stripped of all facts, as messengers do."""
    with Image.open(source) as picture:
        width, height = picture.size
        box = round(width * 0.02), round(height * 0.03), round(width * 0.98), round(height * 0.98)
        picture.crop(box).resize((960, 640)).save(target, quality=70)
    return target
