"""What the preview says when a photo cannot be shown as it should."""

from collections.abc import Iterator

import pytest
from helpers.albums import album, items_by_name
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mmdesk.gui.preview.preview import Preview


@pytest.fixture
def house(tmp_path):
    return album(tmp_path, "a.jpg", "b.jpg", "c.jpg")


@pytest.fixture
def items(library) -> dict[str, int]:
    return items_by_name(library)


@pytest.fixture
def preview(library, tasks, qtbot) -> Iterator[Preview]:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 600)
    over.show()
    made = Preview(library, tasks, over)
    yield made
    made.dismiss()


def goes_on(preview: Preview, qtbot) -> None:
    with qtbot.waitSignal(preview.moved):
        qtbot.keyClick(preview, Qt.Key.Key_Right)


def test_a_deleted_file_is_told_over_its_thumbnail(preview, house, items, qtbot) -> None:
    (house.photos / "a.jpg").unlink()
    preview.show_item(items["a.jpg"])
    qtbot.waitUntil(preview.message.isVisible)
    assert preview.message.text == "This file is no longer there: it was deleted or moved."
    assert preview.view.has_picture
    goes_on(preview, qtbot)


def test_a_photo_that_is_gone_shows_no_facts_of_another(preview, items, qtbot) -> None:
    preview.show_item(items["a.jpg"])
    qtbot.keyClick(preview, Qt.Key.Key_I)
    qtbot.waitUntil(preview.card.isVisible)
    preview.show_item(987654)
    qtbot.waitUntil(preview.message.isVisible)
    assert preview.card.isHidden()
    assert "a.jpg" not in preview.accessibleName() + preview.accessibleDescription()
    preview.show_item(items["b.jpg"])
    qtbot.waitUntil(preview.card.isVisible)


def test_an_absent_drive_is_told_over_its_thumbnail(preview, house, items, qtbot) -> None:
    house.photos.rename(house.photos.with_name("pulled"))
    preview.show_item(items["a.jpg"])
    qtbot.waitUntil(preview.message.isVisible)
    assert preview.message.text == "This drive is not connected."
    assert preview.view.has_picture
    goes_on(preview, qtbot)


def test_a_file_that_is_broken_by_now_says_why_in_place_of_the_picture(
    preview, house, items, qtbot
) -> None:
    photo = house.photos / "a.jpg"
    photo.write_bytes(photo.read_bytes()[:1000])
    preview.show_item(items["a.jpg"])
    qtbot.waitUntil(preview.message.isVisible)
    assert preview.message.text.startswith("This picture cannot be shown. ")
    assert "cut off" in preview.message.text
    assert "cut off" in preview.accessibleDescription()
    assert not preview.view.has_picture
    goes_on(preview, qtbot)


def test_the_next_photo_is_shown_after_a_broken_one(preview, house, items, qtbot) -> None:
    (house.photos / "a.jpg").write_bytes(b"no picture at all")
    preview.show_item(items["a.jpg"])
    qtbot.waitUntil(preview.message.isVisible)
    preview.show_item(items["b.jpg"])
    qtbot.waitUntil(lambda: preview.view.has_picture)
    assert preview.message.isHidden()


def test_a_missing_thumbnail_leaves_the_photo(preview, library, items, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(library.browsing, "thumbnail", lambda _: None)
    preview.show_item(items["a.jpg"])
    qtbot.waitUntil(lambda: preview.view.has_picture)
    assert preview.message.isHidden()


def test_a_file_that_was_replaced_is_shown_in_its_own_shape(preview, house, items, qtbot) -> None:
    Image.new("RGB", (50, 400), "teal").save(house.photos / "a.jpg")
    preview.show_item(items["a.jpg"])
    qtbot.waitUntil(lambda: preview.view.largest.height() == 400)
    place = preview.view.place
    assert place.height() == pytest.approx(8 * place.width(), rel=0.01)


def test_a_photo_that_comes_back_is_shown_again(preview, house, items, qtbot) -> None:
    away = house.photos.with_name("pulled")
    house.photos.rename(away)
    preview.show_item(items["a.jpg"])
    qtbot.waitUntil(preview.message.isVisible)
    away.rename(house.photos)
    preview.refresh(frozenset({items["a.jpg"]}))
    qtbot.waitUntil(preview.message.isHidden)
    qtbot.waitUntil(lambda: preview.cache.get(items["a.jpg"]).picture is not None)


def test_closing_while_a_photo_is_loaded_is_quiet(preview, items, qtbot) -> None:
    for item in items.values():
        preview.show_item(item)
        preview.preload(items.values())
        preview.dismiss()
    assert preview.isHidden()
    assert not preview.view.has_picture
