"""What a drag or the clipboard holds, and what is kept of it."""

import hashlib
import os
import time

import pytest
from helpers.dragging import files, items
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from mmdesk.core.errors import LibraryUnusable, WrongRequest
from mmdesk.gui.search import dropping
from mmdesk.gui.search.dropping import Dropped, Encoded, dropped, gather, keep, pictures_in

PNG = b"\x89PNG pretended"


def from_a_browser(*formats, link="https://example.org/cat.png"):
    mime = QMimeData()
    mime.setUrls([QUrl(link)])
    for each in formats:
        mime.setData(each, QByteArray(PNG))
    return mime


def test_files_of_a_file_manager_are_paths(tmp_path):
    paths = [tmp_path / "one.jpg", tmp_path / "zwei ö.png"]
    assert dropped(files(paths)) == Dropped(paths=tuple(paths))


def test_items_of_the_grid_are_known_by_their_numbers(tmp_path):
    mime = items([7, 3])
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.jpg"))])
    assert dropped(mime) == Dropped(items=(7, 3))


def test_of_a_picture_in_a_browser_the_data_is_taken_as_it_is():
    found = dropped(from_a_browser("image/jpeg"))
    assert found.image == Encoded(PNG, ".jpg")


def test_a_mere_link_is_known_as_one():
    found = dropped(from_a_browser())
    assert found.link
    assert found.image is None


def test_plain_text_is_nothing():
    mime = QMimeData()
    mime.setText("a boat")
    assert not dropped(mime)


def test_pixels_without_a_file_are_an_image(qapp):
    mime = QMimeData()
    mime.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    assert dropped(mime).image.size().toTuple() == (4, 3)


def test_data_is_kept_under_its_digest_once(tmp_path):
    first, second = (keep(Encoded(PNG, ".jpg"), tmp_path / "dropped") for _ in range(2))
    digest = hashlib.blake2b(PNG, digest_size=16).hexdigest()
    assert first == second == tmp_path / "dropped" / f"{digest}.jpg"
    assert list(first.parent.iterdir()) == [first]
    assert first.read_bytes() == PNG


def test_pixels_are_kept_as_a_png(tmp_path):
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 100, 50))
    kept = QImage(str(keep(image, tmp_path)))
    assert kept.size().toTuple() == (4, 3)
    assert kept.pixelColor(0, 0) == QColor(200, 100, 50)


def test_what_is_too_large_is_refused_before_it_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(dropping, "MEGAPIXELS", 1)
    monkeypatch.setattr(dropping, "MEGABYTES", 1)
    for image in (
        QImage(2000, 1000, QImage.Format.Format_RGB32),
        Encoded(bytes(2_000_000), ".png"),
    ):
        with pytest.raises(WrongRequest, match="too large"):
            keep(image, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "dropped").write_text("in the way")
    with pytest.raises(LibraryUnusable, match="cannot be kept"):
        keep(Encoded(PNG, ".png"), tmp_path / "dropped")


@pytest.mark.parametrize(("most", "left"), [(200, {"b", "c"}), (2, {"c"})])
def test_old_data_is_removed_and_so_is_what_is_too_much(tmp_path, monkeypatch, most, left):
    monkeypatch.setattr(dropping, "KEPT", most)
    now = time.time()
    for name, days in (("a", 31), ("b", 3), ("c", 2)):
        path = tmp_path / name
        path.touch()
        os.utime(path, (now - days * 86_400,) * 2)
    new = keep(Encoded(PNG, ".png"), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {new.name, *left}


def test_looking_tells_pictures_folders_and_the_rest_apart(library, tmp_path):
    picture, sidecar, folder = tmp_path / "a.HEIC", tmp_path / "a.xmp", tmp_path / "folder"
    picture.touch()
    sidecar.touch()
    folder.mkdir()
    gathered = gather(library, Dropped(paths=(sidecar, picture, folder)))
    assert (gathered.pictures, gathered.folders) == ((picture,), (folder,))


def test_a_file_that_is_no_picture_is_left_for_the_search_to_complain_of(library, tmp_path):
    text = tmp_path / "notes.txt"
    text.touch()
    assert gather(library, Dropped(paths=(text,))).pictures == (text,)


def test_items_are_the_files_that_they_have(library):
    from mmdesk.core.entities import Filters
    from mmdesk.core.listings import Order

    first, second = library.browsing.listing(Filters(), Order.DATE).items[:2]
    tiles = library.browsing.tiles([first, second])
    gathered = gather(library, Dropped(items=(second, 999_999, first)))
    assert gathered.pictures == (tiles[second].path, tiles[first].path)


def test_a_mere_link_is_never_followed(library):
    with pytest.raises(WrongRequest, match="save the file and drop that"):
        gather(library, Dropped(link=True))


def test_pictures_of_a_folder_come_by_name_from_below_as_well(tmp_path):
    for name in ("b.jpg", "a.dng", "notes.txt", ".hidden.jpg", "below/c.png", ".trash/d.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [path.relative_to(tmp_path).as_posix() for path in pictures_in([tmp_path]).pictures]
    assert found == ["a.dng", "b.jpg", "below/c.png"]
