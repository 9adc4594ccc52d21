"""What Whisper hears: as transformers' own generate, on a small model and on one that recites."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from helpers import tiny_speech
from helpers.shared import shared
from helpers.speech import Clip, clips, joined, loaded, silence

from mmdesk.core.entities import Phrase
from mmdesk.core.errors import ModelFailed, ModelUnavailable
from mmdesk.models import gates, voice
from mmdesk.models.base import Heard
from mmdesk.models.registry import Purpose, find
from mmdesk.models.selftest import fixed_sounds
from mmdesk.models.tensors import threads
from mmdesk.models.voice import RATE
from mmdesk.models.whisper import Whisper


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Threads that spin while they wait crawl on a busy machine."""
    with threads(1):
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_speech.make_whisper(tmp_path_factory.mktemp("whisper"))


@pytest.fixture(scope="module")
def exact(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Whisper:
    """The small model in float32, as generate runs it."""
    with pytest.MonkeyPatch.context() as patch, threads(1):
        patch.setattr("mmdesk.models.device.reduced", lambda _: torch.float32)
        return transcriber(folder, tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="module")
def memo(tmp_path_factory: pytest.TempPathFactory) -> Whisper:
    with threads(1):
        return transcriber(shared("models/whisper-memo"), tmp_path_factory.mktemp("memo"))


def transcriber(folder: Path, state: Path) -> Whisper:
    return Whisper(find(str(folder), state, Purpose.SPEECH), "cpu", state)


def noises(count: int = 3) -> list[np.ndarray]:
    random = np.random.default_rng(5)
    lengths = (RATE, 5 * RATE, 30 * RATE, 9 * RATE, 400)
    return [random.standard_normal(n).astype(np.float32) / 10 for n in lengths[:count]]


def generated(folder: Path, sounds: list[np.ndarray], language: str | None) -> Any:
    """What transformers' own call gives: tokens, and their scores."""
    from transformers import WhisperFeatureExtractor, WhisperForConditionalGeneration

    model = WhisperForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
    extractor = WhisperFeatureExtractor.from_pretrained(folder)
    features = extractor(sounds, sampling_rate=RATE, return_tensors="pt").input_features
    return model.generate(
        features,
        language=language,
        task="transcribe",
        return_timestamps=True,
        force_unique_generate_call=True,
        return_dict_in_generate=True,
        output_scores=True,
        max_new_tokens=32,
        do_sample=False,
        num_beams=1,
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("language", [None, "fr"])
def test_tokens_and_certainty_are_those_of_transformers(
    folder: Path, exact: Whisper, language: str | None
) -> None:
    sounds = noises()
    right = generated(folder, sounds, language)
    with torch.inference_mode():
        encoded = exact._ears.encoded(exact._features(sounds))
        ours = exact._ears.decoder.write(encoded, language)
    for row, written in enumerate(ours):
        sequence = right.sequences[row].tolist()
        theirs = sequence[-len(right.scores) :]
        end = exact._ears.decoder.end
        theirs = theirs[: theirs.index(end)] if end in theirs else theirs
        assert written.tokens == theirs
        steps = [scores[row].float().log_softmax(-1) for scores in right.scores]
        sure = [step[token] for step, token in zip(steps, [*theirs, end], strict=False)]
        expected = float(sum(sure)) / (len(theirs) + 1)
        assert written.log_probability == pytest.approx(expected, abs=1e-3)


@pytest.mark.filterwarnings("ignore")
def test_the_probability_of_no_speech_is_that_of_transformers(folder: Path, exact: Whisper) -> None:
    from transformers import WhisperForConditionalGeneration

    model = WhisperForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
    start = model.generation_config.decoder_start_token_id
    none = model.generation_config.no_timestamps_token_id - 1
    with torch.inference_mode():
        features = exact._features(noises())
        logits = model(features, decoder_input_ids=torch.full((3, 1), start)).logits[:, 0]
    expected = logits.softmax(-1)[:, none].tolist()
    assert [each.no_speech for each in exact.transcribe(noises())] == pytest.approx(
        expected, rel=1e-3
    )


def test_languages_are_detected_or_given(exact: Whisper) -> None:
    detected = {each.language for each in exact.transcribe(noises())}
    assert detected <= set(tiny_speech.LANGUAGES)
    assert [each.language for each in exact.transcribe(noises(), "de")] == ["de"] * 3


def test_an_unknown_language_is_told_with_those_that_are_known(exact: Whisper) -> None:
    with pytest.raises(ModelFailed, match=r"no language 'xx': .* de, en, fr"):
        exact.transcribe(noises(1), "xx")


def test_windows_are_heard_alike_in_any_batch(exact: Whisper) -> None:
    together, alone = exact.transcribe(noises(5)), [exact.transcribe([n])[0] for n in noises(5)]
    for one, other in zip(together, alone, strict=True):
        assert [phrase.text for phrase in one.phrases] == [phrase.text for phrase in other.phrases]
        assert one.log_probability == pytest.approx(other.log_probability, abs=1e-3)


def test_nothing_in_gives_nothing_out(exact: Whisper) -> None:
    assert exact.transcribe([]) == []


def test_phrases_are_what_stands_between_timestamps(exact: Whisper) -> None:
    decoder = exact._ears.decoder
    zero = decoder.timestamps
    tokens = [zero, 40, 41, zero + 100, zero + 100, 42, zero + 150, zero + 200, 43]
    assert list(decoder.phrases(tokens)) == [
        (0.0, 2.0, [40, 41]),
        (2.0, 3.0, [42]),
        (4.0, None, [43]),
    ]


def test_what_went_wrong_is_tried_once_more_and_the_same_way_each_time(exact: Whisper) -> None:
    doubtful = exact.transcribe(noises())
    assert any(gates.doubtful(each) for each in doubtful)  # a random model is sure of nothing
    with torch.inference_mode():
        encoded = exact._ears.encoded(exact._features(noises()))
        first, again, third = (
            exact._ears.decoder.write(encoded, "en", temperature) for temperature in (0, 0.4, 0.4)
        )
    assert [each.tokens for each in first] != [each.tokens for each in again]
    assert [each.tokens for each in again] == [each.tokens for each in third]


def test_the_second_try_counts_where_it_is_better(
    exact: Whisper, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def compression(text: str) -> float:
        asked.append(text)
        return 9.0 if len(asked) == 1 else 1.0

    monkeypatch.setattr(gates, "compression", compression)
    monkeypatch.setattr(gates, "LOG_PROBABILITY", -99.0)
    (heard,) = exact.transcribe(noises(1))
    assert len(asked) == 2
    assert heard.compression == 1.0
    assert " ".join(phrase.text for phrase in heard.phrases) == asked[1]


def test_compression_is_that_of_the_text(exact: Whisper) -> None:
    for heard in exact.transcribe(noises(2)):
        text = " ".join(phrase.text for phrase in heard.phrases).encode()
        assert heard.compression == len(text) / len(zlib.compress(text))


def test_the_self_test_hears_unlike_sounds_the_same_everywhere() -> None:
    sounds = fixed_sounds(16000, 80000)
    assert sounds.shape == (3, 5 * RATE)
    assert np.corrcoef(sounds)[np.triu_indices(3, 1)] == pytest.approx(0, abs=0.3)
    assert np.array_equal(sounds, fixed_sounds(16000, 80000))


def test_the_precision_in_use_passed_the_self_test(folder: Path, tmp_path: Path) -> None:
    description = transcriber(folder, tmp_path).description
    assert description.precision in {"bfloat16", "float32"}
    assert description.batch_size in {2, 4}
    assert description.new
    assert not transcriber(folder, tmp_path).description.new


def copied(folder: Path, target: Path) -> Path:
    for path in folder.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    return target


def test_models_that_are_too_old_are_refused_with_a_sentence(folder: Path, tmp_path: Path) -> None:
    said = copied(folder, tmp_path) / "generation_config.json"
    told = json.loads(said.read_text())
    del told["no_timestamps_token_id"]
    said.write_text(json.dumps(told))
    with pytest.raises(ModelFailed, match="lacks what transcribing needs"):
        transcriber(tmp_path, tmp_path)


def test_a_model_without_all_its_weights_is_refused(folder: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = copied(folder, tmp_path) / "model.safetensors"
    tensors = load_file(weights)
    tensors = {k: v for k, v in tensors.items() if "layers.0.fc1" not in k}
    save_file(tensors, weights, {"format": "pt"})
    with pytest.raises(ModelFailed, match=r"weights lack model.*fc1"):
        transcriber(tmp_path, tmp_path)


def test_a_missing_tokenizer_is_said(folder: Path, tmp_path: Path) -> None:
    for path in copied(folder, tmp_path).glob("tokenizer*"):
        path.unlink()
    with pytest.raises(ModelFailed, match="tokenizer's files are missing"):
        transcriber(tmp_path, tmp_path)


@pytest.mark.parametrize("content", ["{}", "[]", "{", '{"num_mel_bins": 1e9}'])
def test_a_configuration_that_cannot_be_is_told(folder: Path, tmp_path: Path, content: str) -> None:
    (copied(folder, tmp_path) / "config.json").write_text(content)
    with pytest.raises(ModelUnavailable):
        find(str(tmp_path), tmp_path, Purpose.SPEECH)


def test_an_english_model_needs_no_languages(folder: Path, tmp_path: Path) -> None:
    said = copied(folder, tmp_path) / "generation_config.json"
    told = json.loads(said.read_text())
    del told["lang_to_id"], told["task_to_id"]
    said.write_text(json.dumps(told | {"is_multilingual": False}))
    english = transcriber(tmp_path, tmp_path)
    assert find(str(tmp_path), tmp_path, Purpose.SPEECH).config.languages == ("en",)
    assert [each.language for each in english.transcribe(noises(2), "de")] == ["en", "en"]


# A model that recites what it knows


def through(model: Whisper, sound: np.ndarray) -> list[Phrase]:
    """As the indexer does it: voice activity, windows, transcriber, gates."""
    speech = voice.speech(sound)
    windows = voice.windows(sound, speech)
    cut = [sound[round(each.start * RATE) : round(each.end * RATE)] for each in windows]
    heard = model.transcribe(cut)
    return [
        phrase
        for each, window in zip(heard, windows, strict=True)
        for phrase in gates.kept(each, window, speech)
    ]


def text(phrases: list[Phrase]) -> str:
    return " ".join(phrase.text for phrase in phrases)


def test_clips_are_recited_word_for_word_at_their_times(memo: Whisper) -> None:
    known = clips()
    assert len(known) >= 16
    for clip, heard in zip(known, memo.transcribe([clip.samples for clip in known]), strict=True):
        assert [phrase.text for phrase in heard.phrases] == [p.text for p in clip.phrases]
        times = [(phrase.start, phrase.end) for phrase in heard.phrases]
        assert times == [pytest.approx((p.start, p.end), abs=0.05) for p in clip.phrases]
        assert heard.language == "en"
        assert not gates.doubtful(heard)


def test_clips_come_out_whole_after_voice_activity_and_gates(memo: Whisper) -> None:
    for clip in clips():
        assert text(through(memo, clip.samples)) == clip.text


def phrases_of(known: list[Clip], starts: list[float]) -> list[Phrase]:
    return [
        Phrase(start + p.start, start + p.end, p.text)
        for clip, start in zip(known, starts, strict=True)
        for p in clip.phrases
    ]


def test_clips_in_one_long_sound_come_out_at_their_times(memo: Whisper) -> None:
    known = clips()
    sound, starts = joined(known, 2.0)
    heard, right = through(memo, sound), phrases_of(known, starts)
    assert [phrase.text for phrase in heard] == [phrase.text for phrase in right]
    for ours, theirs in zip(heard, right, strict=True):
        assert ours.start == pytest.approx(theirs.start, abs=1)
        assert ours.end == pytest.approx(theirs.end, abs=1)


def test_a_clip_beside_silence_comes_out_alone(memo: Whisper) -> None:
    clip = clips()[0]
    sound = np.concatenate([silence(40), clip.samples, silence(65)])
    heard = through(memo, sound)
    assert text(heard) == clip.text
    assert heard[0].start == pytest.approx(40, abs=1)


def test_rain_and_trains_say_nothing(memo: Whisper) -> None:
    rain = sorted(shared("data/sounds/esc10/rain").iterdir())
    named = [shared("data/sounds/named") / f"{name}.wav" for name in ("rain", "train")]
    for path in [*rain, *named]:
        assert through(memo, loaded(path)) == []


def test_silence_says_nothing_even_where_nobody_listened_before(memo: Whisper) -> None:
    heard: list[Heard] = memo.transcribe([silence(5), silence(30)])
    assert [gates.believable(each) for each in heard] == [(), ()]
