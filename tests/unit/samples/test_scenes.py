"""Scenes and lights: any scene can be painted in any light and any shape."""

import tomllib
from importlib import resources

import numpy as np
import pytest

from mmdesk.samples.canvas import Canvas, mix
from mmdesk.samples.library import SCENES
from mmdesk.samples.lights import LIGHTS


def painted(scene: str, light: str, size: tuple[int, int] = (240, 160)) -> np.ndarray:
    canvas = Canvas(*size, seed=1)
    SCENES[scene](canvas, LIGHTS[light])
    return np.asarray(canvas.finished()).astype(float)


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_fills_the_paper_in_every_shape(scene: str) -> None:
    for width, height in ((240, 160), (160, 240), (200, 200)):
        picture = painted(scene, "dusk", (width, height))
        assert picture.shape == (height, width, 3)
        assert (picture.max(axis=2) < 6).mean() < 0.01, "unpainted paper is black"


@pytest.mark.parametrize("light", LIGHTS)
def test_a_light_changes_a_scene(light: str) -> None:
    other = "day" if light != "day" else "night"
    assert np.abs(painted("mountains", light) - painted("mountains", other)).mean() > 8


def test_chance_is_the_same_at_every_run_and_another_with_another_seed() -> None:
    pictures = []
    for seed in (1, 1, 2):
        canvas = Canvas(240, 160, seed)
        SCENES["mountains"](canvas, LIGHTS["dawn"])
        pictures.append(canvas.finished().tobytes())
    assert pictures[0] == pictures[1] != pictures[2]


def test_every_scene_and_light_is_used() -> None:
    table = resources.files("mmdesk.samples").joinpath("pictures.toml").read_text(encoding="utf-8")
    entries = [entry for album in tomllib.loads(table)["album"] for entry in album["picture"]]
    assert {entry["scene"] for entry in entries} == set(SCENES)
    assert {entry["light"] for entry in entries} == set(LIGHTS)


def test_mixing_goes_evenly_from_one_colour_to_the_other() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ff8000", 1) == "#ff8000"
    assert mix("#202020", "#404040", 0.5) == "#303030"
