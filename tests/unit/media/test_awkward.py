import pytest
from helpers import decoders
from helpers.shared import shared

from mmdesk.core.entities import Kind
from mmdesk.core.errors import FileUnreadable
from mmdesk.media.formats import identify
from mmdesk.media.workers import Workers

AWKWARD = ("broken", "odd", "heif", "formats", "camera", "metadata", "orientation")


def test_every_awkward_picture_is_read_or_refused_with_a_reason() -> None:
    folder = shared("data/awkward")
    paths = [path for part in AWKWARD for path in (folder / part).rglob("*") if path.is_file()]
    assert len(paths) > 200
    ours = [path for path in paths if identify(path).kind]
    patient = Workers(2, seconds=60, megabytes=2048)
    futures = {path: patient.submit(decoders.picture_size, path) for path in ours}
    read, refused = {}, {}
    for path, future in futures.items():
        try:
            read[path] = future.result()
        except FileUnreadable as reason:
            refused[path] = str(reason)
    patient.stop()
    assert all(min(size) > 0 for size in read.values())
    assert all(reason.endswith(".") and len(reason) > 15 for reason in refused.values())
    assert "Its decoder crashed." not in refused.values()
    assert {path.parent.name for path in refused} <= {"broken", "jxl", "heif_corrupted"}
    assert len(read) > 180


def test_every_awkward_sound_is_read_or_refused_with_a_reason(
    capfd: pytest.CaptureFixture[str],
) -> None:
    paths = [path for path in shared("data/awkward/audio").iterdir() if path.suffix != ".jpg"]
    assert len(paths) > 55
    known = {path: identify(path) for path in paths}
    assert [path.suffix for path in paths if known[path].kind is Kind.VIDEO] == [".oggtheora"]
    found = {path: each for path, each in known.items() if each.kind is not Kind.VIDEO}
    assert {each.kind for each in found.values()} == {Kind.SOUND}
    refused = {path.name: each.problem for path, each in found.items() if each.problem}
    patient = Workers(2, seconds=60, megabytes=1024)
    ours = [path for path, each in found.items() if not each.problem]
    futures = {path.name: patient.submit(decoders.sound_pass_of, path) for path in ours}
    read = {}
    for name, future in futures.items():
        try:
            read[name] = future.result()
        except FileUnreadable as reason:
            refused[name] = str(reason)
    patient.stop()
    assert all(duration for duration, _, _ in read.values())
    assert all(reason.endswith(".") and len(reason) > 15 for reason in refused.values())
    assert "Its decoder crashed." not in refused.values()
    assert all(problem is None or problem.endswith(".") for _, _, problem in read.values())
    assert {name for name, (_, _, problem) in read.items() if problem} == {
        "52-too-short-block-size.flac",
        "issue_29.wma",
        "variable-block.flac",
    }
    assert len(read) >= 40
    assert capfd.readouterr() == ("", "")
