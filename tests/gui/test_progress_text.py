"""Rates that do not jump, and words for how far and how long."""

import pytest
from PySide6.QtCore import QLocale

from mmdesk.core.reports import Status
from mmdesk.gui.indexing import progress_text
from mmdesk.gui.indexing.progress_text import Pace


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


def test_a_steady_rate_is_told_after_a_little_while():
    pace = Pace()
    pace.note(0, 100.0)
    pace.note(10, 101.0)
    assert pace.rate is None
    pace.note(20, 102.0)
    assert pace.rate == pytest.approx(10)
    assert pace.seconds_for(50) is None
    pace.note(80, 108.0)
    assert pace.seconds_for(50) == pytest.approx(5)


def test_a_burst_moves_the_rate_only_a_little():
    pace = Pace()
    for second in range(30):
        pace.note(second * 10, second)
    pace.note(29 * 10 + 100, 30)
    assert 10 < pace.rate < 20


def test_a_rate_follows_what_stays_so():
    pace = Pace()
    for second in range(30):
        pace.note(second * 10, second)
    for second in range(60):
        pace.note(290 + second * 2, 29 + second)
    assert pace.rate == pytest.approx(2, rel=0.1)


def test_a_rest_is_not_reckoned():
    pace = Pace()
    for second in range(10):
        pace.note(second * 10, second)
    pace.rest()
    pace.note(90, 5000)
    pace.note(100, 5001)
    assert pace.rate == pytest.approx(10)


def test_a_standstill_has_no_time_left():
    pace = Pace()
    for second in range(10):
        pace.note(0, second)
    assert pace.seconds_for(100) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (5, "less than a minute left"),
        (170, "about 3 minute(s) left"),
        (3 * 3600, "about 3 hour(s) left"),
        (60 * 3600, "about 2 day(s) left"),
    ],
)
def test_time_left_is_told_roughly(qapp, seconds, text):
    assert progress_text.time_left(seconds) == text


def test_slow_work_is_told_by_the_minute(qapp):
    assert progress_text.files_per_second(61.4) == "61 files a second"
    assert progress_text.files_per_second(4.26) == "4.3 files a second"
    assert progress_text.files_per_second(0.2) == "12 file(s) a minute"


def test_sizes_and_counts_are_written_as_people_read_them(qapp):
    assert progress_text.size(605_000_000) == "605 MB"
    assert progress_text.size(1_710_000_000) == "1.7 GB"
    assert progress_text.size_of(234e6, 605e6) == "234 MB of 605 MB"
    assert progress_text.of(1234, 50000) == "1,234 of 50,000"


@pytest.mark.parametrize(
    ("missing", "photos", "text"),
    [
        (12, 100, "12 % not described yet"),
        (100, 100, "100 % not described yet"),
        (1, 1000, "Less than 1 % not described yet"),
        (0, 100, ""),
        (None, 100, ""),
        (0, 0, ""),
    ],
)
def test_what_is_not_described_yet_is_said_while_it_is_so(qapp, missing, photos, text):
    assert progress_text.undescribed(missing, photos) == text


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("ViT-B-32/laion2b_s34b_b79k", "ViT-B-32"),
        ("ViT-L-14/openai", "ViT-L-14"),
        ("timm/ViT-B-16-SigLIP2", "ViT-B-16-SigLIP2"),
        ("laion/clap-htsat-unfused", "clap-htsat-unfused"),
        ("openai/whisper-base", "whisper-base"),
        ("sentence-transformers/all-MiniLM-L6-v2", "all-MiniLM-L6-v2"),
        ("/models/my model", "my model"),
        ("local-dir:/models/tiny", "tiny"),
        ("C:\\models\\tiny", "tiny"),
        ("tiny", "tiny"),
    ],
)
def test_a_models_short_name(model, name):
    assert progress_text.short_name(model) == name


def test_photos_and_sounds_that_wait_for_a_description_are_counted_together():
    def share(undescribed, unheard):
        jobs = {"hear": {"waiting": unheard, "failed": 0}}
        status = Status({"photo": 100, "sound": 100}, {}, jobs, (), 0, undescribed)
        return progress_text.undescribed(*progress_text.to_be_described(status))

    assert share(20, 0).startswith("20 %")
    assert share(20, 60).startswith("40 %")
    assert share(None, 60).startswith("60 %")
    assert share(None, 0) == ""
