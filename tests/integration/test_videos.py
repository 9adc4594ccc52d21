"""Videos in a library: their shots, their sound and what is said in them, each at its time."""

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.films import film, moving, tone
from helpers.libraries import House, names
from helpers.shared import shared
from PIL import Image

from mmdesk.core.entities import Kind, Stage
from mmdesk.core.errors import WrongRequest
from mmdesk.core.events import Notice, Topic
from mmdesk.core.listings import Shot
from mmdesk.library import Library

THREE = [(4.0, "red"), (5.0, "blue"), (3.0, "green")]
AT = pytest.approx([0.0, 4.0, 9.0], abs=0.05)
CLIP = "LJ003-0067.wav"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path / "library", tmp_path / "videos")
    house.photos.mkdir()
    house.set()
    return house


def item_of(library: Library, path: Path) -> int:
    return library.browsing.items_at([path])[path]


def shots(library: Library, path: Path) -> tuple[Shot, ...]:
    return library.browsing.shots(item_of(library, path))


def colour(jpeg: bytes | None) -> str:
    assert jpeg is not None
    red, green, blue = np.asarray(Image.open(BytesIO(jpeg))).mean(axis=(0, 1))
    assert max(red, green, blue) > 50, "it is black"
    return max((red, "red"), (green, "green"), (blue, "blue"))[1]


def test_shots_are_known_at_their_times_with_their_frames(house: House) -> None:
    path = film(house.photos / "a.mp4", [(2.0, "black"), *THREE])
    assert house.index().failed == ()
    with house.open(indexing=False) as library:
        found = shots(library, path)
        assert [each.span.start for each in found] == pytest.approx([0, 2, 6, 11], abs=0.05)
        assert [each.span.end for each in found] == pytest.approx([2, 6, 11, 14], abs=0.05)
        colours = [colour(library.browsing.frame(each.segment)) for each in found[1:]]
        assert colours == ["red", "blue", "green"]
        poster = library.browsing.thumbnail(item_of(library, path))
        assert colour(poster) == "blue"  # the first keyframe that is not black
        facts = library.browsing.details(item_of(library, path)).facts
        assert library.browsing.waveform(item_of(library, path)) is None
    assert (facts.width, facts.height, facts.codec) == (160, 120, "H.264")
    assert facts.duration == pytest.approx(14.0, abs=0.05)
    assert house.is_sound()


def test_a_frame_is_shown_and_becomes_a_file(house: House) -> None:
    path = film(house.photos / "a.mp4", THREE)
    house.index()
    with house.open(indexing=False) as library:
        pixels = library.browsing.frame_at(path, 5.0, 60)
        shown = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.data)
        assert max(range(3), key=shown.getpixel((40, 30)).__getitem__) == 2
        file = library.browsing.frame_file(path, 5.0)
        with Image.open(file) as image:
            assert image.size == (160, 120)
        assert (file.stem, file.suffix) == ("a 0.05", ".png")
    assert not file.exists()


def test_a_picture_finds_the_moment_that_it_was_taken_from(house: House, tmp_path: Path) -> None:
    square = moving("navy", "yellow")
    film(house.photos / "a.mp4", [(4.0, "red"), (5.0, square), (3.0, "green")])
    house.photo("other.jpg")
    house.index()
    square(0.0).save(tmp_path / "example.png")
    with house.open(indexing=False) as library:
        first, *_ = library.search(library.query("", [tmp_path / "example.png"])).hits
    assert first.path.name == "a.mp4"
    assert first.start == pytest.approx(4.0, abs=0.05)


def test_what_sounds_and_is_said_lies_under_its_pictures(house: House) -> None:
    """Eight seconds of a tone, eight of nothing, then somebody speaks."""
    house.set(
        speech=True,
        speech_language="en",
        speech_model=str(shared("models/whisper-memo")),
        sound_model=str(shared("models/clap-small")),
        model=str(shared("models/openclip-small")),
    )
    speech, rate = soundfile.read(shared("data/sounds/speech") / CLIP, dtype="float32")
    quiet = np.zeros(8 * rate, np.float32)
    sound = np.concatenate([tone(8.0, rate=rate), quiet, speech, quiet])
    length = len(sound) / rate
    path = film(
        house.photos / "talk.mkv",
        [(16.0, "red"), (length - 16.0, "blue")],
        sound,
        fps=5,
        rate=rate,
        sound_codec="pcm_s16le",
    )
    assert house.index().failed == ()
    clips = json.loads((shared("models/whisper-memo") / "memorised_clips.json").read_text())
    text = next(clip["text"] for clip in clips if clip["file"] == CLIP)
    with house.open(indexing=False) as library:
        transcript = library.transcript_of(path)
        assert " ".join(each.text for each in transcript.phrases) == text
        assert transcript.phrases[0].start == pytest.approx(16.0, abs=1.0)
        words = f'"{" ".join(text.split()[:4])}"'
        [hit] = library.search(library.query(words)).hits
        assert hit.path == path
        assert hit.start == pytest.approx(16.0, abs=15.0)
        waveform = np.frombuffer(library.browsing.waveform(item_of(library, path)), np.int8)
        assert library.browsing.listen(path, 1.0, 0.5).data
        assert library.status().undescribed == 0
    loud = np.abs(waveform.reshape(-1, 2)).max(axis=1) > 2
    columns = len(loud) / length
    assert loud[int(1 * columns) : int(7 * columns)].all()
    assert not loud[int(9 * columns) : int(15 * columns)].any()
    lacking = house.asked(
        "SELECT part, count(*) FROM segments WHERE part IN ('shot', 'window')"
        " AND (SELECT count(*) FROM embeddings WHERE segment = segments.id) != 2 GROUP BY part"
    )
    assert lacking == []  # looks or timbre, and the model's


def test_a_copied_renamed_and_moved_video_costs_no_new_work(house: House) -> None:
    path = film(house.photos / "a.mp4", THREE, tone(12.0))
    house.index()
    before = house.encodings()
    (house.photos / "trip").mkdir()
    (house.photos / "copy.mp4").write_bytes(path.read_bytes())
    path.rename(house.photos / "trip/b.mp4")
    assert house.index().failed == ()
    assert house.encodings() == before
    with house.open(indexing=False) as library:
        assert len(shots(library, house.photos / "trip/b.mp4")) == 3


def test_a_video_that_was_edited_is_looked_through_anew(house: House) -> None:
    path = film(house.photos / "a.mp4", THREE)
    house.index()
    film(path, [(3.0, "blue"), (4.0, "red")])
    assert house.index().indexed == 1
    with house.open(indexing=False) as library:
        starts = [each.span.start for each in shots(library, path)]
        assert library.status().items[Kind.VIDEO] == 1
    assert starts == pytest.approx([0, 3], abs=0.05)


@pytest.mark.parametrize("lost", ["frames", "waveforms", "thumbnails"])
def test_what_a_cache_lost_is_made_again_and_nothing_else(house: House, lost: str) -> None:
    path = film(house.photos / "a.mp4", THREE, tone(12.0))
    house.index()
    before = house.asked("SELECT id, starts, ends FROM segments"), house.encodings()
    for file in (house.library / "thumbnails").glob(f"{lost}*"):
        file.unlink()
    assert house.index().failed == ()
    with house.open(indexing=False) as library:
        item = item_of(library, path)
        assert all(library.browsing.frame(each.segment) for each in shots(library, path))
        assert library.browsing.waveform(item)
        assert library.browsing.thumbnail(item)
    segments, encodings = before
    assert house.asked("SELECT id, starts, ends FROM segments") == segments
    assert house.encodings() == encodings or lost == "waveforms"  # the sound is heard once more


def test_frames_of_videos_that_are_gone_for_good_go_too(house: House) -> None:
    film(house.photos / "a.mp4", THREE)
    gone = film(house.photos / "b.mp4", [(3.0, "green"), (3.0, "red")])
    house.index()
    with house.open() as library:
        kept = {each.segment for each in shots(library, house.photos / "a.mp4")}
        dropped = {each.segment for each in shots(library, gone)}
        gone.unlink()
        library.index([house.photos], forget=True)
        with library._catalogue.writing():
            library._catalogue._database.write("DELETE FROM items WHERE orphaned IS NOT NULL")
    house.index()
    with house.open(indexing=False) as library:
        frames = library._frames.ids()
    assert kept <= frames
    assert not dropped & frames


def test_a_video_without_sound_says_that_nothing_is_to_be_heard(house: House) -> None:
    path = film(house.photos / "a.mp4", THREE)
    house.set(speech=True)
    house.index()
    with house.open(indexing=False) as library:
        with pytest.raises(WrongRequest, match="nothing is to be heard"):
            library.transcript_of(path)
        assert library.status().jobs[Stage.TRANSCRIBE]["waiting"] == 0


def test_the_models_that_videos_want_are_told_to_be_missing(house: House) -> None:
    film(house.photos / "a.mp4", THREE, tone(12.0))
    house.set(model="nobody/sees", sound_model="nobody/hears")
    house.index()
    missing = [
        e.text for e in house.said if isinstance(e, Notice) and e.topic is Topic.MODEL_MISSING
    ]
    assert sum("nobody/sees" in text for text in missing) == 1
    assert sum("nobody/hears" in text for text in missing) == 1


def test_speech_in_videos_is_written_down_in_chosen_folders(house: House) -> None:
    house.set(speech_model=str(shared("models/whisper-memo")), speech_language="en")
    speech, rate = soundfile.read(shared("data/sounds/speech") / CLIP, dtype="float32")
    pictures = [(len(speech) / rate, "red")]
    path = film(house.photos / "a.mkv", pictures, speech, fps=5, rate=rate, sound_codec="pcm_s16le")
    house.index()
    assert house.asked("SELECT count(*) FROM phrases") == [(0,)]
    with house.open() as library:
        library.set_speech(house.photos, on=True)
        library.index([house.photos])
        assert library.transcript_of(path).complete
        assert names(library, "kind:video") == {"a.mkv"}
    assert house.is_sound()
