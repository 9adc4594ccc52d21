import os
from pathlib import Path

import pytest
from helpers.trash import home_trash

from mmdesk.core.listings import Trashed
from mmdesk.library.trash import Trash

pytestmark = pytest.mark.skipif(not Trash.restorable, reason="the system keeps its trash to itself")


@pytest.fixture
def trash(tmp_path, monkeypatch) -> Path:
    return home_trash(tmp_path / "data", monkeypatch)


def a_file(path: Path, content: bytes = b"picture") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["a.jpg", "grüße aus 100 %.jpg", "two  blanks.jpg"])
def test_a_file_goes_to_the_trash_and_comes_back(trash, tmp_path, name):
    path = a_file(tmp_path / "photos" / name)
    moved, failed = Trash().move([path])
    assert failed == []
    assert [each.path for each in moved] == [path]
    assert not path.exists()
    assert moved[0].kept.read_bytes() == b"picture"
    assert Trash().restore(moved).done == 1
    assert path.read_bytes() == b"picture"
    assert list(trash.rglob("*.*")) == []


def test_a_name_that_is_no_text_comes_back(trash, tmp_path):
    path = a_file(tmp_path / os.fsdecode(b"caf\xe9.jpg"))
    moved, _ = Trash().move([path])
    assert Trash().restore(moved).done == 1
    assert path.exists()


def test_files_of_one_name_are_told_apart(trash, tmp_path):
    paths = [a_file(tmp_path / folder / "a.jpg", folder.encode()) for folder in ("x", "y", "z")]
    moved, _ = Trash().move(paths)
    assert Trash().restore(moved[1:2]).done == 1
    assert paths[1].read_bytes() == b"y"
    assert not paths[0].exists()


def test_a_file_behind_a_link_comes_back(trash, tmp_path):
    a_file(tmp_path / "real" / "a.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    moved, _ = Trash().move([tmp_path / "link" / "a.jpg"])
    assert Trash().restore(moved).done == 1
    assert (tmp_path / "real" / "a.jpg").exists()


def test_what_cannot_be_moved_says_why_and_the_others_go(trash, tmp_path):
    path, gone = a_file(tmp_path / "a.jpg"), tmp_path / "gone.jpg"
    moved, failed = Trash().move([gone, path])
    assert [each.path for each in moved] == [path]
    assert [(each.path, each.reason) for each in failed] == [
        (gone, "There is no such file any more.")
    ]


def test_nothing_is_overwritten_by_restoring(trash, tmp_path):
    path = a_file(tmp_path / "a.jpg", b"old")
    moved, _ = Trash().move([path])
    a_file(path, b"new")
    outcome = Trash().restore(moved)
    assert outcome.done == 0
    assert "Something else" in outcome.failed[0].reason
    assert path.read_bytes() == b"new"
    assert moved[0].kept.read_bytes() == b"old"


def test_a_folder_that_is_gone_is_made_again(trash, tmp_path):
    path = a_file(tmp_path / "photos" / "a.jpg")
    moved, _ = Trash().move([path])
    path.parent.rmdir()
    assert Trash().restore(moved).done == 1
    assert path.exists()


def test_an_emptied_trash_says_so(trash, tmp_path):
    moved, _ = Trash().move([a_file(tmp_path / "a.jpg")])
    moved[0].kept.unlink()
    assert "no longer in the trash" in Trash().restore(moved).failed[0].reason
    assert not (tmp_path / "a.jpg").exists()


def test_where_the_system_does_not_tell_nothing_is_tried(tmp_path):
    outcome = Trash().restore([Trashed(tmp_path / "a.jpg", None)])
    assert "system's own trash" in outcome.failed[0].reason


def test_the_trash_of_another_volume_is_understood(tmp_path, monkeypatch):
    plat_other = pytest.importorskip("send2trash.plat_other")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("mmdesk.library.trash.mount_of", lambda _path: tmp_path / "drive")
    monkeypatch.setattr(plat_other, "find_mount_point", lambda _path: bytes(tmp_path / "drive"))
    devices = iter([1, 2, 1])
    monkeypatch.setattr(plat_other, "get_dev", lambda _path: next(devices))
    monkeypatch.setattr("send2trash.send2trash", plat_other.send2trash)
    path = a_file(tmp_path / "drive" / "photos" / "a.jpg")
    moved, failed = Trash().move([path])
    assert failed == []
    assert moved[0].kept.parent.parent.name == f".Trash-{os.getuid()}"
    assert Trash().restore(moved).done == 1
    assert path.exists()


@pytest.mark.parametrize("name", ["a.jpg.xmp", "a.xmp"])
def test_a_sidecar_goes_and_comes_back_with_its_photo(trash, tmp_path, name):
    photo, sidecar = a_file(tmp_path / "photos" / "a.jpg"), a_file(tmp_path / "photos" / name, b"x")
    moved, failed = Trash().move([photo])
    assert ([each.path for each in moved], failed) == ([photo], [])
    assert list(photo.parent.iterdir()) == []
    assert Trash().restore(moved).done == 1
    assert sidecar.read_bytes() == b"x"
    assert list(trash.rglob("*.*")) == []


def test_a_sidecar_of_two_files_goes_with_the_last(trash, tmp_path):
    photos = [a_file(tmp_path / "photos" / name) for name in ("a.jpg", "a.nef")]
    sidecar = a_file(tmp_path / "photos" / "a.xmp")
    Trash().move(photos[:1])
    assert sidecar.exists()
    Trash().move(photos[1:])
    assert not sidecar.exists()


def live_trash(folder: Path) -> Trash:
    """One in which a.mov goes with a.heic."""
    return Trash(clips=lambda files: dict.fromkeys([folder / "a.mov"], *files))


def test_a_clip_goes_with_its_still_and_comes_back_with_it(trash, tmp_path):
    still, clip = a_file(tmp_path / "a.heic"), a_file(tmp_path / "a.mov", b"clip")
    shared, own = a_file(tmp_path / "a.xmp", b"of both"), a_file(tmp_path / "a.mov.xmp", b"own")
    moved, failed = live_trash(tmp_path).move([still])
    assert failed == []
    assert list(tmp_path.glob("a*")) == []
    assert [each.path for each in moved] == [still]
    assert moved[0].sidecar.path == shared
    assert [each.path for each in moved[0].clips] == [clip]
    assert moved[0].clips[0].sidecar.path == own
    assert Trash().restore(moved).done == 1
    contents = [path.read_bytes() for path in (still, clip, shared, own)]
    assert contents == [b"picture", b"clip", b"of both", b"own"]


def test_a_clip_stays_where_its_still_cannot_go(trash, tmp_path):
    heard = []
    clip = a_file(tmp_path / "a.mov")
    bin_ = live_trash(tmp_path)
    bin_._mean = lambda files, *, gone: heard.append((sorted(files), gone))
    moved, failed = bin_.move([tmp_path / "a.heic"])
    assert moved == []
    assert [each.path for each in failed] == [tmp_path / "a.heic"]
    assert clip.exists()
    both = [tmp_path / "a.heic", clip]
    assert heard == [(both, True), (both, False)]


def test_a_clip_that_cannot_come_back_says_so(trash, tmp_path):
    still, clip = a_file(tmp_path / "a.heic"), a_file(tmp_path / "a.mov", b"clip")
    moved, _ = live_trash(tmp_path).move([still])
    a_file(clip, b"new")
    outcome = Trash().restore(moved)
    assert (outcome.done, [each.path for each in outcome.failed]) == (1, [clip])
    assert clip.read_bytes() == b"new"
