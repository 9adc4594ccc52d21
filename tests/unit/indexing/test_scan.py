import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mmdesk.indexing.scan import marked, scan, sidecar_path


def touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def paths(seen):
    return sorted(os.fsdecode(path) for path in seen.files)


def test_everything_below_is_seen(tmp_path):
    touch(tmp_path, "a.jpg", "x/b.jpg", "x/y/c.txt")
    assert paths(scan(tmp_path)) == ["a.jpg", "x/b.jpg", "x/y/c.txt"]


def test_a_scope_is_seen_with_its_full_path(tmp_path):
    touch(tmp_path, "a.jpg", "x/b.jpg", "x/y/c.jpg")
    assert paths(scan(tmp_path, b"x")) == ["x/b.jpg", "x/y/c.jpg"]
    assert paths(scan(tmp_path, b"x", deep=False)) == ["x/b.jpg"]
    assert paths(scan(tmp_path, b"x/b.jpg")) == ["x/b.jpg"]
    assert paths(scan(tmp_path, b"gone")) == []


@pytest.mark.parametrize(
    "name",
    [
        ".hidden/a.jpg",
        ".hidden.jpg",
        "@eaDir/a.jpg",
        ".thumbnails/a.jpg",
        "node_modules/a.jpg",
        "$RECYCLE.BIN/a.jpg",
        "#recycle/a.jpg",
        ".Trash-1000/files/a.jpg",
        "System Volume Information/a.jpg",
    ],
)
def test_what_is_not_the_users_own_is_left_out(tmp_path, name):
    touch(tmp_path, name, "a.jpg")
    assert paths(scan(tmp_path)) == ["a.jpg"]
    assert paths(scan(tmp_path, os.fsencode(name))) == []


def test_a_hidden_root_is_looked_through_because_it_was_asked_for(tmp_path):
    touch(tmp_path / ".photos", "a.jpg")
    assert paths(scan(tmp_path / ".photos")) == ["a.jpg"]


def test_other_roots_inside_are_left_to_themselves(tmp_path):
    touch(tmp_path, "a.jpg", "inner/b.jpg")
    assert paths(scan(tmp_path, leave_out=[tmp_path / "inner"])) == ["a.jpg"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_link_loops_end_and_links_are_followed(tmp_path):
    touch(tmp_path, "x/a.jpg")
    (tmp_path / "x" / "up").symlink_to(tmp_path)
    (tmp_path / "link.jpg").symlink_to(tmp_path / "x" / "a.jpg")
    (tmp_path / "dangling.jpg").symlink_to(tmp_path / "nothing")
    seen = scan(tmp_path)
    assert paths(seen) == ["link.jpg", "x/a.jpg"]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="needs names that are no text")
def test_names_that_are_no_text_are_seen(tmp_path):
    raw = os.fsencode(tmp_path) + b"/\xff\xfe.jpg"
    Path(os.fsdecode(raw)).touch()
    assert list(scan(tmp_path).files) == [b"\xff\xfe.jpg"]


def test_sidecars_belong_to_their_picture_and_are_no_files_of_their_own(tmp_path):
    touch(tmp_path, "a.jpg", "a.jpg.xmp", "b.jpg", "b.xmp", "c.jpg")
    seen = scan(tmp_path)
    assert paths(seen) == ["a.jpg", "b.jpg", "c.jpg"]
    assert [seen.files[name].sidecar > 0 for name in (b"a.jpg", b"b.jpg", b"c.jpg")] == [1, 1, 0]
    assert scan(tmp_path, b"a.jpg").files == {b"a.jpg": seen.files[b"a.jpg"]}
    assert sidecar_path(tmp_path / "a.jpg") == tmp_path / "a.jpg.xmp"
    assert sidecar_path(tmp_path / "b.jpg") == tmp_path / "b.xmp"
    assert sidecar_path(tmp_path / "c.jpg") is None


def test_a_replaced_file_looks_different_even_with_its_old_time(tmp_path):
    touch(tmp_path, "a.jpg")
    before = scan(tmp_path).files[b"a.jpg"]
    path = tmp_path / "a.jpg"
    path.write_bytes(b"y")
    os.utime(path, ns=(before.modified, before.modified))
    after = scan(tmp_path).files[b"a.jpg"]
    assert after.modified == before.modified
    if sys.platform != "win32":
        assert after.changed > before.changed


@pytest.mark.parametrize("year", [1700, 1950, 2300])
def test_a_time_that_64_bits_cannot_hold_is_cut(tmp_path, year):
    touch(tmp_path, "a.jpg", "a.xmp")
    seconds = int((year - 1970) * 365.25 * 24 * 3600)
    for name in ("a.jpg", "a.xmp"):
        os.utime(tmp_path / name, (seconds, seconds))
    if (tmp_path / "a.jpg").stat().st_mtime != seconds:
        pytest.skip("this file system does not know such times")
    state = scan(tmp_path).files[b"a.jpg"]
    for time in (state.modified, state.changed, state.sidecar):
        assert -(2**63) <= time < 2**63


@pytest.mark.parametrize(
    "about",
    [
        {"st_file_attributes": 0x20 | 0x1000},  # ARCHIVE, OFFLINE
        {"st_file_attributes": 0x40000},  # RECALL_ON_OPEN
        {"st_file_attributes": 0x400000},  # RECALL_ON_DATA_ACCESS
        {"st_flags": 0x40000000},  # SF_DATALESS
    ],
)
def test_cloud_placeholders_are_left_out(about):
    assert marked(SimpleNamespace(**about))


@pytest.mark.parametrize(
    "about", [{"st_file_attributes": 0x2}, {"st_file_attributes": 0x4}, {"st_flags": 0x8000}]
)
def test_what_the_system_hides_is_left_out(about):
    assert marked(SimpleNamespace(**about))


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"st_file_attributes": 0x20 | 0x1 | 0x80000},  # ARCHIVE, READONLY, PINNED to this disk
        {"st_flags": 0x20},  # UF_COMPRESSED
    ],
)
def test_what_is_marked_otherwise_is_seen(about):
    assert not marked(SimpleNamespace(**about))


def test_a_marked_file_or_folder_is_not_entered(tmp_path, monkeypatch):
    touch(tmp_path, "a.jpg", "x/b.jpg", "cloud.jpg", "cloud/c.jpg")
    inodes = {(tmp_path / name).stat().st_ino for name in ("cloud.jpg", "cloud")}
    monkeypatch.setattr("mmdesk.indexing.scan.marked", lambda about: about.st_ino in inodes)
    assert paths(scan(tmp_path)) == ["a.jpg", "x/b.jpg"]
