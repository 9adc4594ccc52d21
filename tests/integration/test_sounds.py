"""Sounds in a library: found beside photos, by their tags, by example; bad ones hold nothing up."""

import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.libraries import House, eventually, names
from helpers.sounds import Frames, chirp, write

from mmdesk.core.entities import Kind

RATE = 44_100


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path / "library", tmp_path / "files")
    house.photos.mkdir()
    house.set()
    return house


def rain(seconds: float, seed: int = 1) -> Frames:
    noise = np.random.default_rng(seed).normal(0, 0.1, (round(seconds * RATE), 1))
    return noise.astype(np.float32)


def durations(house: House) -> dict[str, float]:
    rows = house.asked("SELECT name, duration FROM items JOIN files ON item = items.id")
    return {name.decode(): duration for name, duration in rows}


def test_sounds_and_photos_are_found_side_by_side(house: House) -> None:
    house.photo("lisbon.jpg")
    write(house.photos / "lisbon.wav", chirp())
    house.index()
    with house.open() as library:
        assert names(library, "lisbon") == {"lisbon.jpg", "lisbon.wav"}
        assert names(library, "lisbon kind:sound") == {"lisbon.wav"}
        items = library.status().items
    assert (items[Kind.PHOTO], items[Kind.SOUND]) == (1, 1)


def test_a_copied_renamed_and_moved_sound_costs_no_new_work(house: House) -> None:
    path = write(house.photos / "rain.flac", rain(25))
    house.index()
    before = house.encodings()
    assert before == 3  # windows of ten seconds, every seven and a half
    (house.photos / "trip").mkdir()
    (house.photos / "copy.flac").write_bytes(path.read_bytes())
    path.rename(house.photos / "trip/shower.flac")
    report = house.index()
    assert report.failed == ()
    assert house.encodings() == before
    with house.open() as library:
        assert names(library, "shower") == {"shower.flac"}


def test_a_part_of_a_sound_finds_it_and_where_it_is(house: House, tmp_path: Path) -> None:
    quiet = np.zeros((30 * RATE, 1), np.float32)
    write(house.photos / "long.flac", np.concatenate([quiet, chirp(8.0), quiet]))
    write(house.photos / "other.flac", rain(8))
    example = write(tmp_path / "example.wav", 0.3 * chirp(8.0))
    house.index()
    with house.open() as library:
        first, *_ = library.search(library.query("", [example])).hits
    assert first.path.name == "long.flac"
    assert first.start is not None
    assert first.end is not None
    assert first.start < 34 < first.end


def test_what_can_be_heard_of_a_damaged_sound_is_found_and_the_damage_told(house: House) -> None:
    whole = write(house.photos / "cut.wav", rain(20)).read_bytes()
    (house.photos / "cut.wav").write_bytes(whole[: len(whole) * 2 // 3])
    (house.photos / "empty.mp3").write_bytes(b"")
    (house.photos / "text.flac").write_text("no sound at all")
    write(house.photos / "good.wav", rain(3, seed=2))
    report = house.index()
    failed = {path.name: reason for path, reason in report.failed}
    assert set(failed) == {"empty.mp3", "text.flac"}
    [(partly, why)] = report.partly
    assert (partly.name, "cut off" in why) == ("cut.wav", True)
    assert "empty" in failed["empty.mp3"]
    with house.open() as library:
        assert names(library) == {"cut.wav", "good.wav"}
    assert durations(house)["cut.wav"] == pytest.approx(13.3, abs=0.2)
    assert house.index().indexed == 0


def test_a_recording_in_progress_is_read_once_it_is_finished(house: House) -> None:
    house.set(settle_seconds=1.0)
    house.index()
    path, go_on = house.photos / "recording.wav", threading.Event()

    def record() -> None:
        with soundfile.SoundFile(path, "w", RATE, 1) as file:
            for _ in range(20):
                file.write(rain(0.5))
                file.flush()
                go_on.wait(0.15)

    with house.open() as library:
        library.watch()
        recorder = threading.Thread(target=record)
        recorder.start()
        recorder.join()
        eventually(lambda: names(library) == {"recording.wav"})
        eventually(lambda: library.indexing.wait_until_idle(0))
    assert durations(house)["recording.wav"] == pytest.approx(10.0, abs=0.01)
    assert house.asked("SELECT count(*) FROM items WHERE orphaned IS NULL") == [(1,)]
