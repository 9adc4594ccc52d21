from pathlib import Path

import numpy as np
import pytest
from helpers.pictures import encoded, quarters
from helpers.shared import shared
from helpers.sounds import chirp, write, write_av
from mutagen.id3 import APIC, ID3, TIT2
from PIL import Image

from mmdesk.core.entities import Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import sound_pass, windows
from mmdesk.media.peaks import unpacked
from mmdesk.media.picture import PictureLimits
from mmdesk.media.sound import Samples, open_sound, samples

LIMITS = PictureLimits(100)


def keep(heard: Samples) -> Samples:
    return heard.copy()


def test_one_pass_gives_windows_as_reading_them_alone_does(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", chirp(33.3, 44100, 2))
    found = sound_pass.read(path, keep, LIMITS)
    assert found.facts.duration == pytest.approx(33.3)
    assert list(found.spans) == windows.cut(33.3)
    for span, heard in zip(found.spans, found.heard, strict=True):
        alone = samples(path, span, sound_pass.RATE)
        assert abs(len(alone) - len(heard)) <= 1
        assert np.abs(alone[: len(heard)] - heard[: len(alone)])[50:-50].max() < 1e-3


def test_windows_that_are_silent_throughout_are_left_out(tmp_path: Path) -> None:
    frames = np.zeros((60 * 8000, 1), np.float32)
    frames[32 * 8000 : 33 * 8000] = chirp(1, 8000)
    found = sound_pass.read(write(tmp_path / "a.wav", frames, 8000), len, LIMITS)
    assert found.spans == (Span(22.5, 32.5), Span(30.0, 40.0))
    assert found.heard == (220_500, 220_500)
    assert found.facts.duration == 60


def test_all_silent_sounds_have_a_length_and_a_waveform_and_no_windows(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", np.zeros((44100, 1), np.float32))
    found = sound_pass.read(path, len, LIMITS)
    assert (found.spans, found.heard, found.problem) == ((), (), None)
    assert unpacked(found.peaks).shape == (1000, 2)


def test_a_single_frame_passes(tmp_path: Path) -> None:
    found = sound_pass.read(write(tmp_path / "a.wav", np.ones((1, 1), np.float32)), len, LIMITS)
    assert found.facts.duration == 1 / 44100
    assert unpacked(found.peaks).tolist() == [[127, 127]]


def test_a_waveform_rises_where_the_sound_does(tmp_path: Path) -> None:
    frames = chirp(20) * np.linspace(0, 1, 20 * 44100, dtype=np.float32)[:, None]
    peaks = unpacked(sound_pass.read(write(tmp_path / "a.ogg", frames), len, LIMITS).peaks)
    assert np.corrcoef(peaks[:, 1], np.arange(1000))[0, 1] > 0.98


def test_tags_and_cover_come_with_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", chirp(1))
    tags = ID3()
    tags.add(TIT2(3, ["Rain"]))
    tags.add(APIC(3, "image/png", 3, "", encoded(quarters(), "PNG")))
    tags.save(path)
    found = sound_pass.read(path, len, LIMITS)
    assert found.facts.title == "Rain"
    assert found.cover is not None
    assert found.cover.startswith(b"\xff\xd8")


def test_a_cover_that_is_damaged_or_too_large_is_left_out(tmp_path: Path) -> None:
    large = encoded(Image.new("RGB", (1200, 1200)), "PNG")
    assert sound_pass.cover_thumbnail(large, PictureLimits(1)) is None
    assert sound_pass.cover_thumbnail(large, LIMITS) is not None
    assert sound_pass.cover_thumbnail(large[:100], LIMITS) is None
    assert sound_pass.cover_thumbnail(b"no picture", LIMITS) is None


def test_a_sound_that_breaks_off_counts_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", chirp(30, 8000), 8000)
    path.write_bytes(path.read_bytes()[:320_044])
    found = sound_pass.read(path, len, LIMITS)
    assert found.facts.duration == 20
    assert found.problem == (
        "The sound breaks off after 0:20 of 0:30: the file is cut off or damaged."
    )
    assert found.spans[-1].end == 20


def test_a_file_that_grows_meanwhile_is_read_as_far_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", chirp(20, 8000), 8000)

    def grow(heard: Samples) -> int:
        with path.open("ab") as file:
            file.write(bytes(16_000))
        return len(heard)

    found = sound_pass.read(path, grow, LIMITS)
    assert found.facts.duration == 20


def test_a_protected_or_empty_sound_has_a_reason(tmp_path: Path) -> None:
    path = write_av(tmp_path / "a.m4a", chirp(1), "aac")
    path.write_bytes(path.read_bytes().replace(b"mp4a", b"drms"))
    with pytest.raises(FileUnreadable, match="protected"):
        sound_pass.read(path, len, LIMITS)
    with pytest.raises(FileUnreadable, match="length is zero"):
        sound_pass.read(write(tmp_path / "b.wav", chirp(0)), len, LIMITS)


def test_real_recordings_pass() -> None:
    path = shared("data/sounds") / "speech" / "multilingual.mp3"
    found = sound_pass.read(path, len, LIMITS)
    assert found.facts.duration == pytest.approx(59.9)
    assert len(found.spans) == 8
    with open_sound(path) as sound:
        whole = np.concatenate(list(sound.blocks()))
    assert unpacked(found.peaks).max() == round(min(whole.max(), 1) * 127)
