"""Files that note how long they are: a lost end is told where nothing else tells it."""

from pathlib import Path

import pytest
from helpers.films import cut_off, film, moving, tone

from mmdesk.media.film import open_film
from mmdesk.media.picture import PictureLimits


def problem_of(path: Path) -> str | None:
    with open_film(path, PictureLimits(10)) as found:
        list(found.packets())
        return found.problem


@pytest.mark.parametrize("suffix", ["avi", "wmv", "flv"])
def test_an_end_that_is_missing_is_told(tmp_path: Path, suffix: str) -> None:
    path = film(tmp_path / f"a.{suffix}", [(6.0, moving())], tone(6.0), gop=25)
    assert problem_of(path) is None
    said = problem_of(cut_off(path, 0.6))
    assert said is not None
    assert said.startswith("The pictures break off after 3.")
    assert "cut off" in said


@pytest.mark.parametrize("length", [0, 0xFFFFFFFF])
def test_a_length_that_its_writer_did_not_know_tells_nothing(tmp_path: Path, length: int) -> None:
    path = film(tmp_path / "a.avi", [(1.0, "red")])
    whole = bytearray(path.read_bytes())
    whole[4:8] = length.to_bytes(4, "little")
    path.write_bytes(whole)
    assert problem_of(path) is None
