"""Files that are broken, or break what reads them: each told with a reason, the rest goes on."""

import errno
import json
import os
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from helpers import decoders
from helpers.libraries import House, arguments, mmdesk, names
from helpers.pictures import encoded, photo_like, png_that_claims
from helpers.shared import shared

from mmdesk.catalogue import files
from mmdesk.indexing import decoding, reading, tasks
from mmdesk.media import formats

BROKEN = {
    "empty.jpg": b"",
    "truncated.jpg": encoded(photo_like(96, 64), "JPEG")[:1200],
    "mislabelled.png": encoded(photo_like(96, 64, 1), "JPEG"),
    "text.jpg": b"Dear diary, today nothing happened.\n" * 20,
    "huge.png": png_that_claims(50_000, 50_000),
    "noise.webp": b"RIFF\xff\0\0\0WEBPVP8 " + bytes(range(256)),
    "notes.txt": b"not ours",
}


@pytest.fixture
def broken(house: House) -> House:
    house.photo_set("good1.jpg", "good2.jpg")
    for name, content in BROKEN.items():
        (house.photos / name).write_bytes(content)
    return house


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all files that are opened from now on, to identify or to decode them."""
    names: list[str] = []
    identify = formats.identify

    def noting(path: Path) -> formats.Identified:
        names.append(path.name)
        return identify(path)

    class Noting(reading.Reading):
        def step(self, *how: object, **more: object) -> list[int]:
            done = super().step(*how, **more)  # type: ignore[arg-type]
            names.extend(f"item {item}" for item in done)
            return done

    monkeypatch.setattr(formats, "identify", noting)
    monkeypatch.setattr("mmdesk.library.work.Reading", Noting)
    return names


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files named after a misdeed make their decoder, in its worker process, commit it."""
    monkeypatch.setattr(tasks, "read", decoders.read_or_misbehave)


def reasons(house: House) -> dict[str, str]:
    return {path.name: reason for path, reason in house.index().failed}


def test_each_bad_file_has_a_reason_and_the_good_ones_are_found(broken: House) -> None:
    failed = reasons(broken)
    assert set(failed) == {"empty.jpg", "truncated.jpg", "text.jpg", "huge.png", "noise.webp"}
    assert "empty" in failed["empty.jpg"]
    assert "cut off" in failed["truncated.jpg"]
    assert "no picture" in failed["text.jpg"]
    assert "pixels" in failed["huge.png"]
    assert all(reason.endswith(".") for reason in failed.values())
    with broken.open(indexing=False) as library:
        assert {"good1.jpg", "good2.jpg", "mislabelled.png"} <= names(library)
        assert library.status().failed == 5
    assert broken.is_sound()


def test_a_second_run_opens_none_of_them_and_names_them_again(
    broken: House, opened: list[str]
) -> None:
    first = reasons(broken)
    assert {"empty.jpg", "good1.jpg"} <= set(opened)
    opened.clear()
    assert reasons(broken) == first
    assert opened == []


def test_a_mended_file_is_read_and_only_that(broken: House, opened: list[str]) -> None:
    reasons(broken)
    opened.clear()
    (broken.photos / "empty.jpg").write_bytes(encoded(photo_like(96, 64, 5), "JPEG"))
    assert "empty.jpg" not in reasons(broken)
    assert set(opened) - {name for name in opened if name.startswith("item")} == {"empty.jpg"}
    with broken.open(indexing=False) as library:
        assert "empty.jpg" in names(library)


def test_a_bad_file_that_was_touched_is_tried_again(broken: House, opened: list[str]) -> None:
    first = reasons(broken)
    opened.clear()
    os.utime(broken.photos / "truncated.jpg")
    assert reasons(broken) == first
    assert _names_of_items(broken, opened) == {"truncated.jpg"}


def test_another_reader_tries_them_once_more(
    broken: House, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reasons(broken)
    good = broken.asked("SELECT item FROM files WHERE name = ?", b"good1.jpg")[0][0]
    opened.clear()
    monkeypatch.setattr(formats, "reader_version", lambda: "newer")
    assert reasons(broken) == first
    assert set(first) <= {*opened, *_names_of_items(broken, opened)}
    assert f"item {good}" not in opened
    opened.clear()
    assert reasons(broken) == first
    assert opened == []


def _names_of_items(house: House, opened: list[str]) -> set[str]:
    items = [name.removeprefix("item ") for name in opened if name.startswith("item ")]
    rows = house.asked("SELECT name FROM files WHERE item IN (SELECT value FROM json_each(?))",
                       json.dumps([int(item) for item in items]))  # fmt: skip
    return {name.decode() for (name,) in rows}


def test_a_crashing_and_a_hanging_decoder_cost_one_file_each(
    house: House, misbehaving: None, opened: list[str]
) -> None:
    house.set(decode_seconds=3.0)
    house.photo_set(*(f"good{number}.jpg" for number in range(6)), "crash.jpg", "hang.jpg")
    failed = reasons(house)
    assert set(failed) == {"crash.jpg", "hang.jpg"}
    assert "crashed" in failed["crash.jpg"]
    assert "longer than 3 s" in failed["hang.jpg"]
    with house.open(indexing=False) as library:
        assert names(library, "good") == {f"good{number}.jpg" for number in range(6)}
    opened.clear()
    assert reasons(house) == failed
    assert opened == []


def test_a_file_that_vanishes_while_it_is_read_is_no_failure(
    house: House, misbehaving: None
) -> None:
    house.photo_set(*(f"good{number}.jpg" for number in range(6)), "vanish.jpg")
    assert reasons(house) == {}
    with house.open(indexing=False) as library:
        assert names(library) == {f"good{number}.jpg" for number in range(6)}
    assert house.is_sound()


def test_a_file_that_vanished_is_read_when_it_is_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.photo_set(*(f"good{number}.jpg" for number in range(6)), "vanish.jpg")
    kept = (house.photos / "vanish.jpg").read_bytes()
    with monkeypatch.context() as misbehaving:
        misbehaving.setattr(tasks, "read", decoders.read_or_misbehave)
        house.index()
    (house.photos / "vanish.jpg").write_bytes(kept)
    assert reasons(house) == {}
    assert house.asked("SELECT count(*) FROM embeddings") == [(7,)]
    assert house.is_sound()


def test_photos_that_all_vanish_while_they_are_read_are_asked_about(
    house: House, misbehaving: None
) -> None:
    house.photo_set(*(f"vanish{number}.jpg" for number in range(6)))
    house.index()
    assert house.asked("SELECT state, gone FROM roots") == [("asks", 6)]


@pytest.mark.skipif(os.name == "nt", reason="permissions are other things on Windows")
def test_a_file_without_permission_is_named_until_one_may_read_it(house: House) -> None:
    forbidden = house.photo_set("secret.jpg", "open1.jpg", "open2.jpg")[0]
    forbidden.chmod(0)
    first = json.loads(_index_without_privileges(house).stdout)
    forbidden.chmod(stat.S_IRUSR)
    second = _index_without_privileges(house)
    assert [Path(failed["path"]).name for failed in first["failed"]] == ["secret.jpg"]
    assert "permission" in first["failed"][0]["reason"]
    assert first["indexed"] == 2
    report = json.loads(second.stdout)
    assert (report["indexed"], report["unchanged"], report["failed"]) == (1, 2, [])
    assert second.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="permissions are other things on Windows")
def test_a_file_that_loses_its_permission_keeps_its_item(house: House) -> None:
    secret = house.photo_set("secret.jpg", "open1.jpg", "open2.jpg")[0]
    house.index()
    before, item = house.encodings(), _item(house, secret)
    secret.chmod(0)
    for _ in range(2):
        report = json.loads(_index_without_privileges(house).stdout)
        assert [Path(failed["path"]).name for failed in report["failed"]] == ["secret.jpg"]
        assert (report["indexed"], report["unchanged"]) == (0, 2)
    with house.open(indexing=False) as library:
        assert names(library) == {"secret.jpg", "open1.jpg", "open2.jpg"}
        assert [failure.path for failure in library.failures()] == [secret]
    secret.chmod(stat.S_IRUSR)
    report = json.loads(_index_without_privileges(house).stdout)
    assert (report["indexed"], report["unchanged"], report["failed"]) == (0, 3, [])
    assert (house.encodings(), _item(house, secret)) == (before, item)
    assert house.is_sound()


def _item(house: House, path: Path) -> int | None:
    [(item,)] = house.asked("SELECT item FROM files WHERE name = ?", os.fsencode(path.name))
    return item if item is None else int(item)


def test_a_known_file_on_a_drive_with_errors_keeps_its_item(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = house.photo_set("failing.jpg", "good1.jpg", "good2.jpg")[0]
    opened, sidecar = Path.open, failing.with_suffix(".xmp")

    def open_or_fail(path: Path, *how: Any, **more: Any) -> Any:
        if path == failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return opened(path, *how, **more)

    house.index()
    item = _item(house, failing)
    failing.touch()
    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", open_or_fail)
        for beside in (False, True):
            if beside:
                sidecar.write_text("")
            assert "drive reported an error" in reasons(house)["failing.jpg"]
            assert _item(house, failing) == item
        sidecar.unlink()
    with house.open() as library:
        library.retry()
        assert library.index([house.photos]).failed == ()
    assert _item(house, failing) == item
    assert house.is_sound()


@pytest.mark.parametrize("content", [b"", b"Dear diary, today nothing happened.\n" * 20])
def test_a_known_file_whose_new_content_cannot_be_read_loses_its_item(
    house: House, content: bytes
) -> None:
    changed = house.photo_set("changed.jpg", "good1.jpg", "good2.jpg")[0]
    house.index()
    changed.write_bytes(content)
    assert set(reasons(house)) == {"changed.jpg"}
    with house.open(indexing=False) as library:
        assert names(library) == {"good1.jpg", "good2.jpg"}


@pytest.mark.skipif(os.name == "nt", reason="permissions are other things on Windows")
@pytest.mark.parametrize("mode", [0, stat.S_IRUSR])
def test_a_folder_without_permission_is_told_and_loses_nothing(house: House, mode: int) -> None:
    house.photo_set("secret/a.jpg", "secret/deep/b.jpg", "open.jpg")
    house.index()
    forbidden = house.photos / "secret"
    forbidden.chmod(mode)
    first = _index_without_privileges(house)
    forbidden.chmod(stat.S_IRWXU)
    second = _index_without_privileges(house)
    assert [Path(failed["path"]) for failed in json.loads(first.stdout)["failed"]] == [forbidden]
    assert first.returncode == 1
    told = first.stderr.replace("\n", "").replace(" ", "")
    assert told.count("cannotberead(permissiondenied);whatisinitisleftasitwas.") == 1
    assert json.loads(second.stdout)["failed"] == []
    assert second.returncode == 0
    assert json.loads(second.stdout)["unchanged"] == 3


def _index_without_privileges(house: House) -> subprocess.CompletedProcess[str]:
    """Root gives up its right to read everything, where it is root that tests."""
    command = arguments(house.library, "index", house.photos, "--json")
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may read everything, and setpriv is not there to change that")
        rights = "-dac_override,-dac_read_search"
        command = ["setpriv", "--inh-caps", rights, "--bounding-set", rights, *command]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_every_awkward_picture_is_indexed_or_listed_with_a_reason(house: House) -> None:
    source = shared("data/awkward")
    for folder in ("orientation", "heif", "formats", "metadata", "camera", "broken", "odd"):
        shutil.copytree(source / folder, house.photos / folder)
    done = mmdesk(house.library, "index", house.photos, "--json", timeout=280)
    report = json.loads(done.stdout)
    failed = {failed["path"]: failed["reason"] for failed in report["failed"]}
    known = {
        str(house.photos / os.fsdecode(folder) / os.fsdecode(name))
        for folder, name in house.asked(
            "SELECT path, name FROM files JOIN folders ON folders.id = folder"
            " WHERE item IS NOT NULL AND item IN (SELECT item FROM segments JOIN embeddings"
            "  ON segment = segments.id)"
        )
    }
    pictures = {
        str(path)
        for path in house.photos.rglob("*")
        if path.is_file() and formats.looks_like_ours(path.name)
    }
    assert pictures - known - set(failed) == set()
    assert known & set(failed) == set()
    assert all(reason.strip().endswith(".") for reason in failed.values())
    assert report["indexed"] == len(known)
    assert done.returncode == 1
    assert house.is_sound()


def test_a_file_from_a_far_future_is_indexed_like_any_other(house: House) -> None:
    house.photo_set("good.jpg", "future.jpg")
    os.utime(house.photos / "future.jpg", (10**10, 10**10))
    assert house.index().failed == ()
    with house.open(indexing=False) as library:
        assert names(library) == {"good.jpg", "future.jpg"}


@pytest.mark.parametrize(("owner", "work"), [(formats, "identify"), (files.Files, "record")])
def test_a_mistake_of_ours_costs_one_file(
    house: House, monkeypatch: pytest.MonkeyPatch, owner: object, work: str
) -> None:
    done = getattr(owner, work)

    def mistaken(*about: object) -> object:
        noting_it = getattr(about[-1], "problem", None) == decoding.OUR_MISTAKE
        if not noting_it and any("unlucky" in str(each) for each in about):
            raise ArithmeticError
        return done(*about)

    house.photo_set("good1.jpg", "unlucky.jpg", "good2.jpg")
    monkeypatch.setattr(owner, work, mistaken)
    assert reasons(house) == {"unlucky.jpg": decoding.OUR_MISTAKE}
    with house.open(indexing=False) as library:
        assert names(library) == {"good1.jpg", "good2.jpg"}
    assert house.is_sound()
