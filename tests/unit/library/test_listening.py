"""Transcripts by file, with the way to get one; clips and sound for the ear."""

import re
from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.catalogues import a_sound, an_item, said

from mmdesk.core.entities import Facts, Phrase, Span, Stage
from mmdesk.core.errors import EnvironmentFailed, FileUnreadable, WrongRequest
from mmdesk.core.settings import Settings
from mmdesk.library.listening import Listening, transcript_of
from mmdesk.media.workers import Workers


@pytest.fixture(scope="module")
def workers():
    workers = Workers(1, 30, 1024)
    yield workers
    workers.stop()


@pytest.fixture
def listening(catalogue, workers):
    listening = Listening(catalogue, workers)
    yield listening
    listening.close()


@pytest.fixture
def memo(catalogue, root) -> Path:
    """A sound of the library."""
    a_sound(catalogue, root, "my memo.wav")
    return root.path / "my memo.wav"


def reason(catalogue, path: Path, kind: type[Exception] = EnvironmentFailed, **settings) -> str:
    with pytest.raises(kind) as raised:
        transcript_of(catalogue, path, Settings(**settings), path.parent / "models")
    return str(raised.value)


def item_of(catalogue, path: Path) -> int:
    (root,) = catalogue.roots.all()
    return catalogue.files.item(root, path.name.encode())


def test_what_is_said_in_a_file_is_given_as_far_as_it_is_known(catalogue, root, memo, listening):
    item = item_of(catalogue, memo)
    assert listening.transcript(item) is None
    said(catalogue, item, "Hello.")
    transcript = transcript_of(catalogue, memo, Settings(), Path())
    assert transcript.phrases == (Phrase(0.0, 10.0, "Hello."),)
    assert listening.transcript(item) == transcript


def test_a_file_that_is_no_sound_of_the_library_says_so(catalogue, root, memo):
    an_item(catalogue, root, "a.jpg")
    other = root.path / "other.wav"
    assert "There is no file" in reason(catalogue, other, WrongRequest)
    other.touch()
    assert "`mmdesk index FOLDER`" in reason(catalogue, other, WrongRequest)
    assert "is no sound" in reason(catalogue, root.path / "a.jpg", WrongRequest)


def test_where_nobody_asked_for_it_the_sentence_says_how_to(catalogue, root, memo):
    sentence = reason(catalogue, memo)
    assert f"`mmdesk roots speech {root.path} on`" in sentence
    assert f"`mmdesk index {root.path}`" in sentence


@pytest.mark.parametrize("everywhere", [True, False])
def test_where_it_was_asked_for_the_model_that_lacks_is_named(catalogue, root, memo, everywhere):
    catalogue.roots.set_speech(root, on=not everywhere)
    sentence = reason(catalogue, memo, speech=everywhere, speech_model="nobody/whisper")
    assert "nobody/whisper" in sentence
    assert "mmdesk models get" in sentence


def test_a_reason_that_is_recorded_is_told(catalogue, root, memo):
    item = item_of(catalogue, memo)
    catalogue.jobs.add(Stage.TRANSCRIBE, [item])
    catalogue.jobs.fail(catalogue.jobs.next(Stage.TRANSCRIBE, 1)[0], "It vanished.", "1")
    assert "It vanished." in reason(catalogue, memo, speech=True)


def test_a_sound_that_could_not_be_read_tells_why_and_one_that_broke_off_does_not(catalogue, root):
    broken, cut = (
        a_sound(catalogue, root, "broken.wav", Facts()),
        a_sound(catalogue, root, "cut.wav"),
    )
    catalogue.jobs.add(Stage.READ, [broken, cut])
    for job in catalogue.jobs.next(Stage.READ, 2):
        catalogue.jobs.fail(job, "It is damaged.", "1")
    assert "It is damaged." in reason(catalogue, root.path / "broken.wav")
    assert "It is damaged." not in reason(catalogue, root.path / "cut.wav")


def test_a_clip_is_a_file_of_its_own_until_the_end(catalogue, workers, tmp_path):
    tone = np.sin(np.arange(30_000) / 20).reshape(-1, 1).repeat(2, 1) * [0.5, 0.25]
    path = tmp_path / "a tone.flac"
    soundfile.write(path, tone, 10_000)
    listening = Listening(catalogue, workers)
    first, second = (listening.clip(path, Span(1.0, 2.5)) for _ in "12")
    assert first != second
    assert re.fullmatch(r"a tone 0\.01.0\.02\.wav", first.name)
    samples, rate = soundfile.read(first)
    assert rate == 10_000
    np.testing.assert_allclose(samples, tone[10_000:25_000], atol=1e-3)
    listening.close()
    assert not first.exists()
    assert not first.parent.exists()


def test_what_cannot_be_cut_or_heard_says_why(listening, tmp_path):
    (tmp_path / "a.wav").write_bytes(b"no sound")
    with pytest.raises(FileUnreadable):
        listening.clip(tmp_path / "a.wav", Span(0, 1))
    with pytest.raises(FileUnreadable):
        listening.listen(tmp_path / "gone.wav", 0.0, 1.0)


def test_some_seconds_are_heard_at_the_rate_that_a_device_wants(listening, tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros((16_000, 2)), 8000)
    heard = listening.listen(path, 0.5, 1.0)
    assert (heard.rate, heard.channels, len(heard.data)) == (8000, 2, 4 * 8000)
    heard = listening.listen(path, 0.5, 1.0, 16_000)
    assert (heard.rate, len(heard.data)) == (16_000, 4 * 16_000)
