from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.sounds import chirp, write, write_av

from mmdesk.core.entities import Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.media.clip import write_clip


def test_a_clip_has_the_rate_the_channels_and_the_samples_of_its_sound(tmp_path: Path) -> None:
    frames = chirp(5, 96000, 3)
    path = write(tmp_path / "a.flac", frames, 96000, "PCM_24")
    write_clip(path, Span(1.5, 3.25), tmp_path / "clip.wav")
    found, rate = soundfile.read(tmp_path / "clip.wav", dtype="float32")
    assert (rate, found.shape) == (96000, (168_000, 3))
    assert np.abs(found - frames[144_000:312_000]).max() < 2**-14
    assert soundfile.info(tmp_path / "clip.wav").subtype == "PCM_16"


def test_a_clip_ends_with_its_sound_and_is_limited_not_wrapped(tmp_path: Path) -> None:
    frames = np.full((44100, 1), 1.5, np.float32)
    frames[100] = np.nan
    path = write(tmp_path / "a.wav", frames, subtype="FLOAT")
    write_clip(path, Span(0, 9), tmp_path / "clip.wav")
    found, _ = soundfile.read(tmp_path / "clip.wav", dtype="float32")
    assert (len(found), found[100]) == (44100, 0)
    assert np.delete(found, 100).min() > 0.99


def test_a_clip_can_be_cut_from_what_ffmpeg_reads(tmp_path: Path) -> None:
    path = write_av(tmp_path / "a.m4a", chirp(5, 44100, 2), "alac")
    write_clip(path, Span(2, 3), tmp_path / "clip.wav")
    found, _ = soundfile.read(tmp_path / "clip.wav", dtype="float32")
    assert np.abs(found - chirp(5, 44100, 2)[88200:132300]).max() < 2**-13


def test_behind_the_end_there_is_nothing_to_cut(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", chirp(1))
    with pytest.raises(FileUnreadable, match="ends before"):
        write_clip(path, Span(2, 3), tmp_path / "clip.wav")
    assert not (tmp_path / "clip.wav").exists()
