"""The settings: what is chosen counts at once, what is wrong is refused where it is entered."""

import os

import pytest
from helpers import tiny_clap
from helpers.libraries import House
from helpers.tiny_models import random_weights
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from mmdesk.core.settings import Settings
from mmdesk.gui.settings import settings_pages
from mmdesk.gui.settings.model_card import CardState
from mmdesk.gui.settings.settings_dialog import SettingsDialog
from mmdesk.models.layout import CONFIG, WEIGHTS
from mmdesk.models.registry import KNOWN, Purpose


@pytest.fixture
def dialog(qtbot, library, tasks) -> SettingsDialog:
    dialog = SettingsDialog(library, tasks)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(qtbot, combo, value: str) -> None:
    """As by keyboard: open, go to the row, Enter."""
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def kept(library) -> Settings:
    return Settings.load(library.folder / "settings.json")


def picked(monkeypatch, folder) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


def test_every_page_opens_by_keyboard(qtbot, dialog):
    dialog.list.setFocus()
    for page in dialog.pages[1:]:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
        assert page.isVisible()


def test_gently_counts_at_once_and_is_kept(qtbot, dialog, library):
    dialog.open_page(3)
    with qtbot.waitSignal(dialog.changed):
        dialog.speed.gently.click()
    with qtbot.waitSignal(dialog.changed):
        dialog.speed.battery.click()
    assert kept(library).gently
    assert not kept(library).gently_on_battery
    assert library.indexing._gently


def test_the_settings_are_shown_as_they_are(qtbot, library, tasks):
    library.change(gently=True, language="de", device="cpu", thumbnail_megabytes=512)
    dialog = SettingsDialog(library, tasks)
    qtbot.addWidget(dialog)
    assert dialog.speed.gently.isChecked()
    assert dialog.language.choice.currentData() == "de"
    assert dialog.speed.device.currentData() == "cpu"
    assert dialog.storage.memory.value() == 512


def test_the_device_is_chosen_among_those_that_are_there(qtbot, dialog, library, monkeypatch):
    dialog.speed._allow(frozenset({"cpu"}))
    model = dialog.speed.device.model()
    assert [model.item(row).isEnabled() for row in range(4)] == [True, False, False, True]
    with qtbot.waitSignal(dialog.changed):
        choose(qtbot, dialog.speed.device, "cpu")
    assert library.settings.device == "cpu"


def test_devices_are_known_without_torch(monkeypatch):
    monkeypatch.setattr(settings_pages, "_has_nvidia", lambda: True)
    monkeypatch.setattr("sys.platform", "linux")
    assert settings_pages.present_devices() == {"cpu", "cuda"}
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    assert settings_pages.present_devices() == {"cpu", "mps"}


def test_the_language_changes_at_once(qtbot, dialog, library):
    with qtbot.waitSignal(dialog.language_changed) as changed:
        choose(qtbot, dialog.language.choice, "de")
    assert changed.args == ["de"]
    assert kept(library).language == "de"


def test_the_memory_for_thumbnails_is_set_once_the_wheel_rests(qtbot, dialog, library):
    told = []
    dialog.changed.connect(told.append)
    dialog.open_page(4)
    for _ in range(3):
        dialog.storage.memory.stepUp()
    qtbot.waitUntil(lambda: library.settings.thumbnail_megabytes == 256 + 3 * 64)
    assert len(told) == 1


def test_storage_says_what_the_caches_take(qtbot, dialog):
    dialog.open_page(4)
    qtbot.waitUntil(lambda: "B" in dialog.storage.sizes.text())
    assert "Thumbnails" in dialog.storage.sizes.text()
    assert "0 bytes, vectors" not in dialog.storage.sizes.text()


def test_the_caches_move_at_the_next_start_and_it_says_so(
    qtbot, dialog, house: House, library, tmp_path, monkeypatch
):
    (tmp_path / "fast").mkdir()
    picked(monkeypatch, tmp_path / "fast")
    dialog.open_page(4)
    with qtbot.waitSignal(dialog.changed):
        dialog.storage.change.click()
    assert dialog.storage.later.isVisible()
    assert library.settings.cache_folder == str(tmp_path / "fast")
    with qtbot.waitSignal(dialog.changed):
        dialog.storage.back.click()
    assert not dialog.storage.later.isVisible()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_is_refused(qtbot, dialog, library, tmp_path, monkeypatch):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    picked(monkeypatch, locked)
    dialog.open_page(4)
    dialog.storage.change.click()
    qtbot.waitUntil(dialog.storage.refusal.isVisible)
    assert library.settings.cache_folder == ""


def test_what_is_wrong_is_refused_where_it_was_entered(qtbot, dialog, library):
    dialog.open_page(4)
    dialog.storage.wanted.emit({"cache_folder": "not a whole path"})
    qtbot.waitUntil(dialog.storage.refusal.isVisible)
    assert "whole path" in dialog.storage.refusal.text()
    assert library.settings.cache_folder == ""


def test_show_asks_for_the_file_manager(qtbot, dialog, library):
    from PySide6.QtWidgets import QPushButton

    [show] = [each for each in dialog.findChildren(QPushButton) if each.text() == "Show"]
    with qtbot.waitSignal(dialog.reveal_wanted) as wanted:
        show.click()
    assert wanted.args == [library.folder]


def test_another_model_is_one_click_away(qtbot, library, tasks):
    repository = KNOWN[1].repository.replace("/", "--")
    folder = library.folder / "models" / repository
    folder.mkdir(parents=True)
    (folder / CONFIG).write_bytes(
        b'{"model_cfg": {"embed_dim": 8, "vision_cfg": {}, "text_cfg": {}}}'
    )
    (folder / WEIGHTS).write_bytes(random_weights(100))
    dialog = SettingsDialog(library, tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.open_page(1)
    qtbot.waitUntil(lambda: len(dialog.models.cards) == len(KNOWN) + 1)
    card = next(card for card in dialog.models.cards if card.model == KNOWN[1].name)
    assert card.state is CardState.READY
    with qtbot.waitSignal(dialog.models.used):
        qtbot.mouseClick(card.use, Qt.MouseButton.LeftButton)
    assert library.settings.model == KNOWN[1].name
    qtbot.waitUntil(lambda: dialog.models.cards[0].model == KNOWN[1].name)
    assert dialog.models.cards[0].state is CardState.IN_USE


def test_a_folder_without_a_model_is_refused(qtbot, dialog, library, tmp_path, monkeypatch):
    picked(monkeypatch, tmp_path)
    dialog.open_page(1)
    dialog.models.folder.click()
    qtbot.waitUntil(dialog.models.refusal.isVisible)
    assert library.settings.model == "nobody/nothing"


def test_a_model_from_a_folder_says_what_it_is_used_for(
    qtbot, dialog, library, tmp_path, monkeypatch
):
    folder = tiny_clap.make(tmp_path / "ears")
    picked(monkeypatch, folder)
    dialog.open_page(1)
    with qtbot.waitSignal(dialog.models.used) as used:
        dialog.models.folder.click()
    assert used.args == [library.settings.sound_model] == [str(folder)]
    assert dialog.models.refusal.text() == "ears is in use now for: Sounds."


def test_folders_are_added_and_indexed(qtbot, dialog, library, tmp_path, monkeypatch):
    (tmp_path / "camera").mkdir()
    before = len(library.roots())
    picked(monkeypatch, tmp_path / "camera")
    qtbot.mouseClick(dialog.folders.roots.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.folders.roots.rows) == before + 1)
    assert tmp_path / "camera" in [root.path for root in library.roots()]


def test_each_purpose_has_its_models(qtbot, dialog):
    dialog.open_page(1)
    qtbot.waitUntil(lambda: len(dialog.models.cards) > len(KNOWN))  # the one in use is unknown
    shown = [(card.model, card.listed.purpose) for card in dialog.models.cards]
    for known in KNOWN:
        assert (known.name, known.purpose) in shown
    order = [purpose for _, purpose in shown]
    assert order == sorted(order, key=list(Purpose).index)


def test_speech_is_written_down_once_it_is_wanted(qtbot, dialog, library):
    dialog.open_page(2)
    assert not dialog.speech.everywhere.isChecked()
    with qtbot.waitSignal(dialog.changed):
        dialog.speech.everywhere.click()
    with qtbot.waitSignal(dialog.changed):
        choose(qtbot, dialog.speech.language, "de")
    assert kept(library).speech
    assert kept(library).speech_language == "de"
    assert dialog.speech.language.currentText() == "Deutsch"


def test_the_page_of_speech_says_that_its_model_is_missing(qtbot, dialog):
    dialog.open_page(2)
    qtbot.waitUntil(dialog.speech.missing.isVisible)
    dialog.speech.get_model.click()
    assert dialog.list.currentRow() == 1


def test_speech_of_one_folder_is_switched_beside_it(qtbot, dialog, library):
    dialog.open_page(0)
    qtbot.waitUntil(lambda: len(dialog.folders.roots.rows) == 1)
    roots = dialog.folders.roots
    with qtbot.waitSignal(roots.told) as told:
        roots.rows[0].speech.click()
    assert "once the model for speech is there" in told.args[0]
    assert library.roots()[0].speech
    qtbot.waitUntil(lambda: roots.rows[0].root.speech and roots.rows[0].speech.isChecked())


def test_a_folder_has_no_switch_of_its_own_while_all_speech_is_written_down(qtbot, library, tasks):
    library.change(speech=True)
    dialog = SettingsDialog(library, tasks)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: len(dialog.folders.roots.rows) == 1)
    assert dialog.folders.roots.rows[0].speech.isChecked()
    assert not dialog.folders.roots.rows[0].speech.isEnabled()
