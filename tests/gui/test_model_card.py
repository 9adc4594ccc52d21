"""The model's card, with a hub on this machine: get it, pause, go on, bad luck, use a folder."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from helpers import tiny_clap
from helpers.hub import Hub, serving
from helpers.tiny_models import random_weights
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout
from shiboken6 import isValid

from mmdesk.gui.settings.downloads import Downloads, DownloadState
from mmdesk.gui.settings.model_card import CardState, ModelCard
from mmdesk.models.layout import CONFIG, WEIGHTS
from mmdesk.models.registry import DEFAULT, KNOWN

SIZE = 5_000_000
CONFIGURED = b'{"model_cfg": {"embed_dim": 8, "vision_cfg": {}, "text_cfg": {}}}'


def asking(monkeypatch, endpoint: str) -> None:
    """Let downloads go to this address."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", endpoint)
    template = endpoint + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)


@pytest.fixture
def hub(monkeypatch):
    files = {CONFIG: CONFIGURED, WEIGHTS: random_weights(SIZE), "tokenizer.json": b"{}"}
    with serving(Hub(KNOWN[0].repository, files)) as hub:
        asking(monkeypatch, hub.endpoint)
        yield hub
        hub.go.set()


@pytest.fixture
def card(qtbot, library, tasks) -> ModelCard:
    library.change(model=DEFAULT)
    return shown(qtbot, ModelCard(library, tasks))


def shown(qtbot, card: ModelCard) -> ModelCard:
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(lambda: card.state is not CardState.UNKNOWN)
    return card


def click(qtbot, button) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def becomes(qtbot, card: ModelCard, state: CardState) -> None:
    qtbot.waitUntil(lambda: card.state is state, timeout=20_000)


def texts(card: ModelCard) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_the_card_says_name_size_licence_and_what_it_adds(card):
    assert card.state is CardState.ABSENT
    assert card._title.text() == "Find photos and videos by describing them"
    assert card._facts.text().startswith("ViT-B-32 · ")
    assert "605 MB" in texts(card)
    assert "MIT" in texts(card)
    assert "Finds photos, and moments of videos, by what is in them" in texts(card)


def test_a_downloaded_model_is_used_at_once(qtbot, hub, card, library):
    library.change(model="nobody/nothing")
    model = DEFAULT
    with qtbot.waitSignal(Downloads.of(library, card._tasks).used, timeout=20_000) as used:
        Downloads.of(library, card._tasks).get(model)
    assert used.args == [model]
    assert library.settings.model == model
    becomes(qtbot, card, CardState.IN_USE)
    assert "In use" in texts(card)


def test_download_shows_how_far_pauses_and_goes_on_where_it_was(qtbot, hub, card, library):
    hub.hold_after[WEIGHTS] = 2_000_000
    click(qtbot, card.download)
    qtbot.waitUntil(lambda: card.bar.value() >= 300)
    assert card.state is CardState.RUNNING
    assert "MB of 5 MB" in texts(card)
    click(qtbot, card.pause)
    assert card.state is CardState.PAUSED
    assert library.settings.model == DEFAULT
    hub.hold_after.clear()
    hub.go.set()
    click(qtbot, card.resume)
    becomes(qtbot, card, CardState.IN_USE)
    first, second = hub.asked_for(WEIGHTS)
    assert first is None
    assert int(second.removeprefix("bytes=").rstrip("-")) >= 1_000_000


def test_the_download_outlives_the_card(qtbot, hub, card, library, tasks):
    hub.hold_after[WEIGHTS] = 2_000_000
    dialog = QDialog()
    QVBoxLayout(dialog).addWidget(first := ModelCard(library, tasks))
    dialog.show()
    qtbot.waitUntil(lambda: first.state is CardState.ABSENT)
    click(qtbot, first.download)
    becomes(qtbot, first, CardState.RUNNING)
    dialog.deleteLater()
    qtbot.waitUntil(lambda: not isValid(dialog))
    other = shown(qtbot, ModelCard(library, tasks))
    assert other.state is CardState.RUNNING
    hub.go.set()
    becomes(qtbot, other, CardState.IN_USE)


def test_a_download_that_was_left_earlier_can_be_resumed(qtbot, hub, card, library, tasks):
    (library.folder / "models" / f"{KNOWN[0].repository.replace('/', '--')}.partial").mkdir(
        parents=True
    )
    again = shown(qtbot, ModelCard(library, tasks))
    assert again.state is CardState.PAUSED
    click(qtbot, again.resume)
    becomes(qtbot, again, CardState.IN_USE)


def test_another_model_pauses_the_one_under_way(qtbot, hub, card, library, tasks):
    hub.hold_after[WEIGHTS] = 2_000_000
    click(qtbot, card.download)
    becomes(qtbot, card, CardState.RUNNING)
    downloads = Downloads.of(library, tasks)
    seen = []
    downloads.changed.connect(lambda transfer: seen.append((transfer.model, transfer.state)))
    downloads.get("nobody/else")
    assert seen[0] == (DEFAULT, DownloadState.PAUSED)
    hub.go.set()
    qtbot.waitUntil(lambda: ("nobody/else", DownloadState.FAILED) in seen, timeout=20_000)


def test_no_network_is_one_sentence_with_a_way_on(qtbot, hub, card, monkeypatch):
    with monkeypatch.context() as offline:
        asking(offline, "http://127.0.0.1:9")
        click(qtbot, card.download)
        becomes(qtbot, card, CardState.FAILED)
    assert "cannot be reached" in texts(card)
    assert card.folder.isVisible()
    click(qtbot, card.again)
    becomes(qtbot, card, CardState.IN_USE)


def test_by_keys_one_press_tries_again(qtbot, hub, card, monkeypatch):
    asking(monkeypatch, "http://127.0.0.1:9")
    becomes(qtbot, card, CardState.ABSENT)
    with qtbot.waitActive(card):
        card.activateWindow()
    card.download.setFocus()
    qtbot.keyClick(card.download, Qt.Key.Key_Space)
    becomes(qtbot, card, CardState.FAILED)
    assert card.again.hasFocus()


def test_no_room_is_said(qtbot, hub, card, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(SIZE))
    click(qtbot, card.download)
    becomes(qtbot, card, CardState.FAILED)
    assert "no room" in texts(card)
    assert card.folder.isVisible()


def chosen(monkeypatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


def test_a_folder_that_has_it_will_do(qtbot, card, library, tmp_path, monkeypatch):
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / CONFIG).write_bytes(CONFIGURED)
    (folder / WEIGHTS).write_bytes(random_weights(100))
    chosen(monkeypatch, folder)
    with qtbot.waitSignal(card.used):
        click(qtbot, card.folder)
    assert library.settings.model == str(folder)
    becomes(qtbot, card, CardState.IN_USE)
    assert "tiny" in texts(card)


def test_a_folder_that_has_none_is_refused_in_words(qtbot, card, library, tmp_path, monkeypatch):
    chosen(monkeypatch, tmp_path)
    click(qtbot, card.folder)
    qtbot.waitUntil(lambda: str(tmp_path) in texts(card))
    assert library.settings.model == DEFAULT
    assert card.download.isVisible()


def test_a_model_for_something_else_is_refused_and_not_put_to_that_use(
    qtbot, card, library, tmp_path, monkeypatch
):
    before = library.settings
    chosen(monkeypatch, tiny_clap.make(tmp_path / "ears"))
    click(qtbot, card.folder)
    qtbot.waitUntil(lambda: "Sounds" in texts(card))
    assert "under Models" in texts(card)
    assert library.settings == before


def test_a_choice_that_was_called_off_changes_nothing(qtbot, card, library, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    click(qtbot, card.folder)
    assert card.state is CardState.ABSENT


def test_not_now_is_an_answer(qtbot, card):
    with qtbot.waitSignal(card.dismissed):
        click(qtbot, card.not_now)
