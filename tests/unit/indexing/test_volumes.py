from pathlib import Path

from mmdesk.core.entities import Root
from mmdesk.indexing.volumes import mount_of, present


def test_a_folder_on_its_usual_volume_is_present(tmp_path):
    assert present(Root(1, tmp_path, mount_of(tmp_path)), [])


def test_a_missing_folder_is_absent(tmp_path):
    assert not present(Root(1, tmp_path / "gone", mount_of(tmp_path)), [])


def test_an_empty_folder_where_a_drive_was_mounted_is_absent(tmp_path):
    assert not present(Root(1, tmp_path, tmp_path), [tmp_path / "a.jpg"])


def test_the_same_files_on_another_mount_are_present(tmp_path):
    (tmp_path / "a.jpg").touch()
    assert present(Root(1, tmp_path, Path("/elsewhere")), [tmp_path / "a.jpg"])
