"""Shots of films whose every picture is known: where each begins, and how many there are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from helpers.films import cut_off, damaged, film
from helpers.shared import shared
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mmdesk.media import gaps, shots
from mmdesk.media.difference import is_blend, is_cut, near_identical
from mmdesk.media.film import Film, open_film
from mmdesk.media.picture import PictureLimits

LIMITS = PictureLimits(100)
SIZE = (160, 120)
QUICK = {"preset": "superfast"}
NO_SCENECUT = {"x264-params": "scenecut=0:min-keyint=250", **QUICK}
Drawn = Callable[[float], Image.Image]


@cache
def scenery(seed: int) -> Image.Image:
    """A landscape twice as large as a frame, of large and small shapes."""
    random = np.random.default_rng(seed)
    pixels = np.full((240, 320, 3), random.uniform(60, 190, 3))
    for cells, strength in ((3, 60), (8, 35), (24, 20)):
        grid = random.normal(0, strength, (cells, cells, 3)).clip(-127, 127)
        layer = Image.fromarray((grid + 128).astype(np.uint8)).resize((320, 240))
        pixels += np.asarray(layer, np.float64) - 128
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def still(seed: int) -> Image.Image:
    return scenery(seed).crop((40, 40, 200, 160))


def pan(seed: int, speed: float = 12.0) -> Drawn:
    """The camera goes to the right, by so many pixels a second, and back again."""

    def drawn(time: float) -> Image.Image:
        left = round(abs((speed * time + 150) % 300 - 150))
        return scenery(seed).crop((left, 40, left + 160, 160))

    return drawn


def fading(one: int, other: int, seconds: float) -> Drawn:
    return lambda time: Image.blend(still(one), still(other), min(1.0, time / seconds))


@contextmanager
def opened(path: Path) -> Iterator[Film]:
    with open_film(path, LIMITS) as found:
        yield found


def sampled(path: Path) -> list[shots.Sampled]:
    """All shots of a film, each as long as all pieces say."""
    joined: list[shots.Sampled] = []
    with opened(path) as found:
        for piece in pieces(found, lambda: 120.0):
            if piece.extends is not None:
                joined[-1] = replace(joined[-1], end=piece.extends)
            joined.extend(piece.frames)
    return joined


def pieces(found: Film, at_most: Callable[[], float]) -> Iterator[shots.Piece]:
    start, before = 0.0, None
    for _ in range(1000):
        piece = shots.sample(found, start, before, at_most())
        yield piece
        if piece.last:
            return
        assert piece.end > start
        start = piece.end
        before = piece.frames[-1].signature if piece.frames else before
    pytest.fail("it never ends")


def starts(found: list[shots.Sampled]) -> list[float]:
    return [round(each.start, 3) for each in found]


CUTS = [3.2, 5.48, 9.0, 13.04]


def cut_film(path: Path, gop: int, size: tuple[int, int] = SIZE, **options: str) -> Path:
    begins = [0.0, *CUTS, 15.0]
    lengths = [end - start for start, end in pairwise(begins)]
    parts = [(length, still(seed)) for seed, length in enumerate(lengths)]
    return film(path, parts, size=size, gop=gop, options=options)


@pytest.mark.parametrize("gop", [1, 12, 30, 250])
@pytest.mark.parametrize("options", [QUICK, NO_SCENECUT], ids=["scenecut", "plain"])
def test_cuts_are_found_to_the_frame(tmp_path, gop, options) -> None:
    path = cut_film(tmp_path / "a.mp4", gop, **options)
    assert starts(sampled(path)) == [0.0, *CUTS]


@pytest.mark.parametrize("gop", [1, 12, 30, 250])
@pytest.mark.parametrize("options", [QUICK, NO_SCENECUT], ids=["scenecut", "plain"])
def test_cuts_of_large_films_are_found_without_decoding_all(
    tmp_path, monkeypatch, gop, options
) -> None:
    monkeypatch.setattr(gaps, "_LEISURE", 1.0)
    monkeypatch.setattr(gaps, "_AT_ONCE", 1.0)
    path = cut_film(tmp_path / "a.mp4", gop, **options)
    assert starts(sampled(path)) == pytest.approx([0.0, *CUTS], abs=0.041)


def test_a_film_has_a_frame_a_second_while_pictures_move(tmp_path: Path) -> None:
    found = sampled(film(tmp_path / "a.mp4", [(12, pan(1, 40))], gop=250))
    assert len(found) == 12
    assert np.diff(starts(found)).min() >= 0.999
    assert np.diff(starts(found)).max() < 1.2


def test_of_a_large_film_every_ten_seconds_are_looked_at(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(gaps, "_LEISURE", 1.0)
    monkeypatch.setattr(gaps, "_AT_ONCE", 1.0)
    found = sampled(film(tmp_path / "a.mp4", [(45, pan(1, 40))], gop=2000, fps=10))
    assert np.diff([*starts(found), 45.0]).max() <= 10.5


def test_shots_follow_each_other_without_gap_to_the_end(tmp_path: Path) -> None:
    found = sampled(cut_film(tmp_path / "a.mp4", 30))
    assert [each.end for each in found] == [*(each.start for each in found[1:]), 15.0]


def test_a_shots_picture_is_a_thumbnail_of_it(tmp_path: Path) -> None:
    found = sampled(cut_film(tmp_path / "a.mp4", 30, (640, 480)))
    for seed, each in enumerate(found):
        assert each.image.size == (256, 192)
        expected = np.asarray(still(seed).resize((256, 192)), np.float32)
        assert np.abs(np.asarray(each.image) - expected).mean() < 8


def test_a_still_hour_costs_one_frame(tmp_path: Path) -> None:
    found = sampled(film(tmp_path / "a.mp4", [(3600, still(3))], fps=1, gop=10))
    assert [(each.start, each.end) for each in found] == [(0.0, 3600.0)]


def test_a_black_stretch_costs_one_frame(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(4, pan(1, 40)), (40, "black"), (4, still(2))], gop=25)
    found = starts(sampled(path))
    assert [each for each in found if each >= 4] == [4.0, 44.0]


def test_noise_and_a_little_movement_are_no_shots(tmp_path: Path) -> None:
    random = np.random.default_rng(0)

    def drawn(time: float) -> Image.Image:
        image = still(4)
        image.paste("white", (left := 70 + round(4 * np.sin(3 * time)), 50, left + 4, 56))
        noise = random.normal(0, 4, (120, 160, 1))
        return Image.fromarray((np.asarray(image) + noise).clip(0, 255).astype(np.uint8))

    assert starts(sampled(film(tmp_path / "a.mp4", [(20, drawn)], gop=50))) == [0.0]


def test_somebody_who_comes_in_is_seen_though_nothing_else_changes(tmp_path: Path) -> None:
    def drawn(time: float) -> Image.Image:
        image = still(4)
        if 4 <= time < 6:
            image.paste("red", (70, 50, 110, 90))
        return image

    found = starts(sampled(film(tmp_path / "a.mp4", [(10, drawn)], gop=250)))
    assert found == [0.0, 4.0, 6.0]


def test_a_flash_is_no_shot(tmp_path: Path) -> None:
    def drawn(time: float) -> Image.Image:
        return Image.new("RGB", SIZE, "white") if 4.3 < time < 4.41 else still(5)

    assert starts(sampled(film(tmp_path / "a.mp4", [(9, drawn)], gop=250))) == [0.0]


@pytest.mark.parametrize("gop", [25, 250])
def test_a_dissolve_leads_to_the_new_picture_rather_than_to_the_blend(tmp_path, gop) -> None:
    parts = [(3.4, still(1)), (1.6, fading(1, 2, 1.6)), (5, still(2))]
    found = sampled(film(tmp_path / "a.mp4", parts, gop=gop))
    assert len(found) == 2
    assert found[1].start == pytest.approx(5.0, abs=0.2)


@pytest.mark.parametrize("gop", [25, 250])
@pytest.mark.parametrize("preset", ["ultrafast", "medium"])
def test_a_cut_is_kept_rather_than_what_came_shortly_before(tmp_path, preset, gop) -> None:
    """`medium` puts a keyframe at each cut, and frames that build on later ones."""
    parts = [(4.6, pan(1, 40)), (0.9, pan(2, 40)), (3.5, pan(3, 40)), (3.0, pan(4, 40))]
    path = film(tmp_path / "a.mp4", parts, gop=gop, options={"preset": preset})
    found = starts(sampled(path))
    assert {4.6, 9.0} <= set(found)
    assert [each for each in found if 5.5 <= each < 5.8]
    assert np.diff(found).min() >= 0.999


def test_a_cut_with_a_keyframe_of_its_own_is_kept_rather_than_what_came_before(tmp_path) -> None:
    parts = [(7.8, pan(1, 40)), (4, still(2))]
    found = sampled(film(tmp_path / "a.mp4", parts, fps=10, gop=26))
    assert 7.8 in starts(found)
    assert not [each for each in starts(found) if 6.85 < each < 7.8]


def test_colours_of_the_same_brightness_are_different_shots(tmp_path: Path) -> None:
    parts = [(3, (200, 60, 60)), (3, (60, 120, 60)), (3, (60, 90, 180))]
    assert starts(sampled(film(tmp_path / "a.mp4", parts, gop=250))) == [0.0, 3.0, 6.0]


def test_variable_frame_rates_keep_their_times(tmp_path: Path) -> None:
    steps = np.random.default_rng(1).choice([0.02, 0.04, 0.1, 0.35], 120)
    times = [round(float(each), 3) for each in np.cumsum(steps) - steps[0]]
    first = next(time for time in times if time >= 5)
    path = film(tmp_path / "a.mkv", [(5, still(1)), (99, still(2))], times=times, gop=50)
    assert starts(sampled(path)) == pytest.approx([0.0, first], abs=0.002)


def test_a_single_frame_is_a_shot(tmp_path: Path) -> None:
    found = sampled(film(tmp_path / "a.mp4", [(0.04, still(1))]))
    assert [(each.start, round(each.end, 2)) for each in found] == [(0.0, 0.04)]


@pytest.mark.parametrize("suffix", [".mkv", ".avi", ".ts", ".mpg"])
def test_other_containers_have_the_same_shots(tmp_path: Path, suffix: str) -> None:
    path = film(tmp_path / f"a{suffix}", [(3, still(1)), (3, still(2)), (2, still(3))], gop=40)
    assert starts(sampled(path)) == pytest.approx([0.0, 3.0, 6.0], abs=0.041)


def test_what_lies_before_and_after_damage_is_found(tmp_path: Path) -> None:
    path = cut_film(tmp_path / "a.mkv", 25)
    damaged(path, 0.45, 0.5)
    found = starts(sampled(path))
    assert found[:2] == [0.0, CUTS[0]]
    assert CUTS[-1] in found


def test_a_film_that_breaks_off_has_the_shots_until_there(tmp_path: Path) -> None:
    found = sampled(cut_off(cut_film(tmp_path / "a.mkv", 25), 0.5))
    assert starts(found)[0] == 0.0
    assert CUTS[-1] not in starts(found)


@cache
def long_film(preset: str) -> Path:
    """Shots, pans, black, a dissolve and stillness, with gaps of many lengths."""
    folder = Path(mkdtemp())
    parts = [(4.6, pan(1, 30)), (0.9, pan(8, 30)), (2.1, still(2)), (0.4, still(3)), (3, "black")]
    parts += [(2, fading(4, 5, 1.5)), (9.3, still(5)), (12, pan(6, 40)), (6, still(7))]
    return film(folder / "long.mp4", parts, gop=120, fps=12.5, options={"preset": preset})


@pytest.mark.parametrize("leisure", [7e6, 1.0])
@pytest.mark.parametrize("preset", ["ultrafast", "medium"])
@given(lengths=st.lists(st.floats(0.05, 15), min_size=1, max_size=40))
@settings(max_examples=6, deadline=None)
def test_pieces_of_any_length_give_the_shots_of_one(preset, leisure, lengths) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(gaps, "_LEISURE", leisure)
        patched.setattr(gaps, "_AT_ONCE", 1.0)
        whole = sampled(long_film(preset))
        with opened(long_film(preset)) as found:
            more = iter(lengths)
            parts = list(pieces(found, lambda: next(more, 5.0)))
    assert starts([each for part in parts for each in part.frames]) == starts(whole)
    assert parts[-1].end == whole[-1].end


def test_a_shot_goes_on_into_the_next_piece(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(9.6, still(1)), (3, still(2))], gop=25)
    with opened(path) as found:
        parts = list(pieces(found, lambda: 4.0))
    ends = {}
    for part in parts:
        if part.extends is not None:
            ends[max(ends)] = part.extends
        ends.update({each.start: each.end for each in part.frames})
    assert ends == {0.0: 9.6, 9.6: 12.6}


def test_pieces_end_near_their_budget_even_within_one_long_gap(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(40, pan(1, 40))], gop=2000, fps=10)
    with opened(path) as found:
        parts = list(pieces(found, lambda: 5.0))
    begins = [0.0, *(part.end for part in parts)]
    assert np.diff(begins).max() <= 11.5


def test_the_real_clips_have_a_frame_a_second_where_they_move() -> None:
    folder = shared("data/videos")
    car = [each for each in starts(sampled(folder / "cars.mp4")) if 14.5 <= each <= 18.5]
    assert len(car) >= 3
    for name, seconds in (("cockatoo", 14), ("arm_wrestling", 10), ("basketball", 10)):
        found = starts(sampled(folder / f"{name}.mp4"))
        assert len(found) >= 0.8 * seconds
        assert np.diff(found).min() >= 0.999


def tiny(value: float) -> np.ndarray:
    random = np.random.default_rng(0)
    return (random.uniform(0, 100, (3, 18, 32)) + value).astype(np.uint8)


def test_what_differs_a_little_is_near_identical() -> None:
    assert near_identical(tiny(0), tiny(2))
    assert not near_identical(tiny(0), tiny(9))


def test_a_cut_stands_out_from_what_is_usual_and_stays() -> None:
    assert is_cut(tiny(60), tiny(0), tiny(60), [1.0, 2.0])
    assert not is_cut(tiny(60), tiny(0), tiny(60), [40.0, 50.0])
    assert not is_cut(tiny(60), tiny(0), tiny(0), [1.0, 2.0])


def test_a_blend_lies_between_its_neighbours() -> None:
    assert is_blend(tiny(30), tiny(0), tiny(60))
    assert not is_blend(tiny(60), tiny(0), tiny(60))
