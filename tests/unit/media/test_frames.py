from pathlib import Path

import numpy as np
import pytest
from helpers.films import clock_face, film, read_clock
from PIL import Image

from mmdesk.core.entities import PicturePreparation
from mmdesk.core.errors import FileUnreadable
from mmdesk.media.frames import read_pixels, read_prepared, write_frame
from mmdesk.media.picture import PictureLimits

LIMITS = PictureLimits(50)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return film(tmp_path / "a.mp4", [(3.0, clock_face)], gop=25)


def test_an_encoder_gets_the_frames_shown_at_its_times(video: Path) -> None:
    times = [0.0, 0.48, 0.5, 2.0, 60.0]
    prepared = read_prepared(video, times, PicturePreparation(64, 48), LIMITS)
    assert prepared.shape == (5, 48, 64, 3)
    assert prepared.dtype == np.uint8
    clocks = [read_clock(Image.fromarray(pixels)) for pixels in prepared]
    assert clocks == [0.0, 0.48, 0.48, 2.0, 2.96]


def test_a_screen_gets_a_frame_no_larger_than_it_needs(video: Path) -> None:
    pixels = read_pixels(video, 1.0, 60, LIMITS)
    assert (pixels.width, pixels.height, len(pixels.data)) == (80, 60, 80 * 60 * 3)
    assert read_clock(Image.frombytes("RGB", (80, 60), pixels.data)) == 1.0


def test_a_frame_is_written_as_a_picture_in_full_size(video: Path, tmp_path: Path) -> None:
    write_frame(video, 2.52, tmp_path / "frame.png", LIMITS)
    with Image.open(tmp_path / "frame.png") as image:
        assert (image.format, image.size) == ("PNG", (160, 120))
        assert read_clock(image) == 2.52


def test_a_file_without_frames_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"no film")
    for read in (
        lambda path: read_prepared(path, [0.0], PicturePreparation(8, 8), LIMITS),
        lambda path: read_pixels(path, 0.0, 8, LIMITS),
        lambda path: write_frame(path, 0.0, tmp_path / "b.png", LIMITS),
    ):
        with pytest.raises(FileUnreadable, match="no video"):
            read(tmp_path / "a.mp4")
    assert not (tmp_path / "b.png").exists()
