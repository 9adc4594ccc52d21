"""Nothing goes over the network unasked; and the model, once there, is used all the way."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import tiny_models
from helpers.libraries import House, names

ALARM = """
import os, socket, sys, traceback
def alarm():
    with open(os.environ["MMDESK_ALARMS"], "a") as file:
        file.write("".join(traceback.format_stack()))
    raise OSError("the network was touched")
def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        family = getattr(arguments[0], "family", None)
        if family != getattr(socket, "AF_UNIX", -1):
            alarm()
sys.addaudithook(watch)
"""
"""Python's own alarm at each connection or look-up of a name, in every process that starts."""

CROWD = tuple(f"photo{number}.jpg" for number in range(6))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.make(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def alarmed(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that report what they do on the network, if anything."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(ALARM, encoding="utf-8")
    alarms = tmp_path / "alarms"
    yield {**os.environ, "PYTHONPATH": str(hooks), "MMDESK_ALARMS": str(alarms)}
    assert not alarms.exists(), alarms.read_text()


def run(environment: dict[str, str], *command: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mmdesk", *command],
        env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout


def test_the_alarm_rings(alarmed: dict[str, str]) -> None:
    program = "import socket; socket.create_connection(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", program], env=alarmed, capture_output=True, check=False)
    alarms = Path(alarmed["MMDESK_ALARMS"])
    assert "create_connection" in alarms.read_text()
    alarms.unlink()


def test_indexing_and_searching_touch_no_network(
    house: House, model: Path, alarmed: dict[str, str]
) -> None:
    house.photo_set(*CROWD)
    here = ("--library", house.library)
    run(alarmed, *here, "index", house.photos, "--json")
    run(alarmed, *here, "search", "photo1", "--json")
    run(alarmed, *here, "models", "list")
    run(alarmed, *here, "models", "use", model)
    report = json.loads(run(alarmed, *here, "index", house.photos, "--json"))
    assert (report["indexed"], report["failed"]) == (6, [])
    hits = json.loads(run(alarmed, *here, "search", "a red car", "--json"))
    assert {Path(hit["path"]).name for hit in hits} == set(CROWD)
    assert any("description" in reason for reason in hits[0]["reasons"])
    run(alarmed, *here, "status", "--json")


def test_the_model_sees_each_content_once(house: House, model: Path, tmp_path: Path) -> None:
    """Moved, renamed and copied files cost no embedding of the model either."""
    house.set(model=str(model))
    house.photo_set(*CROWD)
    report = house.index()
    assert (report.indexed, report.failed) == (6, ())
    assert house.asked("SELECT count(*) FROM embeddings GROUP BY space") == [(6,), (6,)]
    before = house.encodings()
    (house.photos / "photo0.jpg").rename(house.photos / "renamed.jpg")
    (house.photos / "copy.jpg").write_bytes((house.photos / "photo1.jpg").read_bytes())
    archive = tmp_path / "archive"
    archive.mkdir()
    (house.photos / "photo2.jpg").rename(archive / "photo2.jpg")
    with house.open() as library:
        report = library.index([house.photos, archive])
        assert names(library) == {*CROWD[1:], "renamed.jpg"}
    assert report.failed == ()
    assert house.encodings() == before
    assert house.is_sound()


def test_another_model_describes_all_photos_anew(house: House, model: Path, tmp_path: Path) -> None:
    other = tiny_models.make(tmp_path / "other", tiny_models.CUSTOM)
    house.photo_set(*CROWD)
    for used in (model, other):
        house.set(model=str(used))
        assert house.index().indexed == 6
    counts = house.asked("SELECT count(*) FROM embeddings GROUP BY space")
    assert counts == [(6,), (6,), (6,)]
