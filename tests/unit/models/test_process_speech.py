"""Speech and sentences through the model process: what comes out is what the models give here."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from helpers import tiny_speech

from mmdesk.core.errors import ModelFailed, ModelUnavailable
from mmdesk.models.process import ModelProcess
from mmdesk.models.registry import Purpose, find
from mmdesk.models.whisper_config import RATE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_speech.make_whisper(tmp_path_factory.mktemp("whisper"))


@pytest.fixture(scope="module")
def process(folder: Path) -> Iterator[ModelProcess]:
    process = ModelProcess(find(str(folder), folder, Purpose.SPEECH), "cpu", 600, folder)
    yield process
    process.stop()


def windows(count: int) -> list[np.ndarray]:
    random = np.random.default_rng(2)
    lengths = [RATE * (1 + n % 4) for n in range(count)]
    return [random.standard_normal(n).astype(np.float32) / 10 for n in lengths]


def test_speech_is_written_down_as_in_this_process(process: ModelProcess, folder: Path) -> None:
    from mmdesk.models.whisper import Whisper

    count = 2 * process.describe().batch_size + 1  # the self-test's verdict is there for both
    here = Whisper(find(str(folder), folder, Purpose.SPEECH), "cpu", folder)
    heard = process.transcribe(windows(count), "fr")
    assert [each.language for each in heard] == ["fr"] * count
    for ours, right in zip(heard, here.transcribe(windows(count), "fr"), strict=True):
        assert ours.no_speech == pytest.approx(right.no_speech, rel=1e-2)
        assert ours.log_probability == pytest.approx(right.log_probability, abs=1e-2)


def test_nothing_to_hear_gives_nothing(process: ModelProcess) -> None:
    assert process.transcribe([]) == []


def test_a_language_that_it_does_not_know_leaves_it_usable(process: ModelProcess) -> None:
    with pytest.raises(ModelFailed, match="knows no language 'xx'"):
        process.transcribe(windows(1), "xx")
    assert len(process.transcribe(windows(1))) == 1


def test_it_goes_on_gently(process: ModelProcess) -> None:
    process.gently(True)
    assert len(process.transcribe(windows(1))) == 1
    process.gently(False)


def test_it_says_what_it_takes(process: ModelProcess) -> None:
    assert (process.preparation.rate, process.preparation.seconds) == (16_000, 30.0)
    assert process.config.languages == ("de", "en", "fr")


def test_a_language_that_it_lacks_is_said_before_any_sound_is_read(folder: Path) -> None:
    config = find(str(folder), folder, Purpose.SPEECH).config
    config.must_know("")
    config.must_know("de")
    with pytest.raises(ModelUnavailable, match=r"no language 'yue'.* de, en, fr"):
        config.must_know("yue")


def test_texts_are_understood_as_in_this_process(tmp_path: Path) -> None:
    from mmdesk.models.sentences import Sentences

    found = find(str(tiny_speech.make_sentences(tmp_path)), tmp_path, Purpose.SENTENCES)
    process = ModelProcess(found, "cpu", 600, tmp_path)
    try:
        texts = ["it rained all night", "the dog", ""]
        vectors = process.encode_texts(texts)
        here = Sentences(found, "cpu", tmp_path).encode_texts(texts)
        assert (vectors * here).sum(axis=1).min() >= 0.999
    finally:
        process.stop()
