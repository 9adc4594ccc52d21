"""Both languages are complete, up to date with the code, and what the window really says."""

import ast
import re
import runpy
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    Qt,
    QTranslator,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QMenu, QWidget

from mmdesk.core import events
from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.language import LANGUAGES, Language
from mmdesk.gui.main_window import MainWindow
from mmdesk.gui.parts import resources
from mmdesk.gui.settings.settings_dialog import SettingsDialog
from mmdesk.models.registry import KNOWN

ROOT = Path(__file__).parents[2]
SOURCES = [*sorted((ROOT / "mmdesk" / "gui").rglob("*.py")), ROOT / "mmdesk" / "app.py"]
TRANSLATIONS = ROOT / "resources" / "translations"
PLACEHOLDER = re.compile(r"\{\w*\}|%L?n")


@dataclass(frozen=True)
class Text:
    """One message of a `.ts` file."""

    context: str
    source: str
    plural: bool
    forms: tuple[str, ...]
    finished: bool


def texts(file: Path) -> list[Text]:
    found = []
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            plural = message.get("numerus") == "yes"
            forms = translation.findall("numerusform") if plural else [translation]
            found.append(
                Text(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    plural,
                    tuple(form.text or "" for form in forms),
                    translation.get("type") is None,
                )
            )
    return found


def keys(file: Path) -> set[tuple[str, str, bool]]:
    return {(text.context, text.source, text.plural) for text in texts(file)}


def file_of(code: str) -> Path:
    return TRANSLATIONS / f"mmdesk_{code}.ts"


GERMAN = texts(file_of("de"))


# What the code says, and what the files hold


class Asked(ast.NodeVisitor):
    """The texts that a module asks for, as lupdate would file them, and what it would not see."""

    def __init__(self) -> None:
        self.texts: set[tuple[str, str, bool]] = set()
        self.hidden: list[tuple[str, int]] = []
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func).rpartition(".")[2]
        if name == "tr":
            self._take(self._classes[-1] if self._classes else "", node.args[:1], node, 1)
        elif name in {"translate", "QT_TRANSLATE_NOOP"} and len(node.args) > 1:
            context = node.args[0]
            assert isinstance(context, ast.Constant), f"line {node.lineno}: which context?"
            self._take(str(context.value), node.args[1:2], node, 2)
        self.generic_visit(node)

    def _take(self, context: str, text: list[ast.expr], node: ast.Call, before: int) -> None:
        if isinstance(text[0], ast.Constant):
            self.texts.add((context, str(text[0].value), len(node.args) > before + 1))
        else:
            self.hidden.append((context, node.lineno))


def asked(file: Path) -> Asked:
    visitor = Asked()
    visitor.visit(ast.parse(file.read_text(encoding="utf-8")))
    return visitor


def test_every_text_that_the_code_asks_for_can_be_translated():
    wanted = set().union(*(asked(file).texts for file in SOURCES))
    assert wanted == keys(file_of("de"))
    assert {text for text in wanted if text[2]} == keys(file_of("en"))


def test_only_texts_that_are_listed_elsewhere_are_asked_for_by_a_variable():
    hidden = {context for file in SOURCES for context, _ in asked(file).hidden}
    assert hidden == {"Models", "Notes", "Notices", "Purposes", "Told"}
    summaries = {text.source for text in GERMAN if text.context == "Models"}
    assert summaries == {known.summary for known in KNOWN}


def test_a_class_with_plurals_has_no_heirs():
    """PySide looks a plural up under the class of the object, lupdate files it under the heir's."""
    plural = {context for file in SOURCES for context, _, many in asked(file).texts if many}
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                assert not plural & {ast.unparse(base) for base in node.bases}, node.name


def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "packaging" / "translations.py"))


def test_the_files_are_up_to_date_with_the_code(tmp_path):
    for code in LANGUAGES:
        shutil.copy(file_of(code), tmp_path)
    try:
        script()["collect"](tmp_path)
    except SystemExit as refusal:
        pytest.skip(str(refusal))
    for code in LANGUAGES:
        assert keys(tmp_path / f"mmdesk_{code}.ts") == keys(file_of(code))


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_left_to_translate(code):
    assert [text for text in texts(file_of(code)) if not text.finished or not all(text.forms)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_has_the_places_for_values_of_its_source(code):
    for text in texts(file_of(code)):
        for form in text.forms:
            assert Counter(PLACEHOLDER.findall(form)) == Counter(
                PLACEHOLDER.findall(text.source)
            ), text.source


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_the_window_loads_is_what_the_files_say(qapp, code):
    translator = QTranslator()
    assert translator.load(f"mmdesk_{code}", str(resources.path("translations")))
    for text in texts(file_of(code)):
        for form, count in zip(text.forms, (1, 2), strict=False):
            number = count if text.plural else -1
            assert translator.translate(text.context, text.source, None, number) == form


# The window


@pytest.fixture
def speak(qapp) -> Iterator[Callable[[str], Language]]:
    """Let the application speak a language; all is as before when the test ends."""
    locale, direction = QLocale(), qapp.layoutDirection()
    spoken: list[Language] = []

    def use(code: str) -> Language:
        spoken.append(Language(qapp, code))  # a signal alone would not keep it
        return spoken[-1]

    yield use
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)
    qapp.setLayoutDirection(direction)


@pytest.fixture
def opened(qtbot, library, tasks, speak) -> Iterator[Callable[[str], MainWindow]]:
    """The whole window in a language, with all photos shown."""
    closing: list[Callable[[], object]] = []

    def open_window(code: str) -> MainWindow:
        language = speak(code)
        library.change(language=code)
        window = MainWindow(LibraryPaths.under(library.folder), tasks, Bridge())
        window.language_changed.connect(language.use)
        closing.extend([window.deleteLater, tasks.stop, window.close])
        window.resize(1200, 800)
        window.show()
        window.show_library(library)
        wait_for_photos(window)
        return window

    def wait_for_photos(window: MainWindow) -> None:
        space = window.workspace
        qtbot.waitUntil(lambda: len(space.results.model.items) > 40, timeout=20_000)
        qtbot.waitUntil(lambda: space.sidebar.view.model().rowCount() > 2, timeout=20_000)

    yield open_window
    for close in reversed(closing):
        close()


def said(root: QWidget) -> Iterator[str]:
    """Everything that a part of the window says, to the eye and to the ear."""
    for widget in [root, *root.findChildren(QWidget)]:
        for name in ("text", "title", "toolTip", "windowTitle", "accessibleName"):
            yield from _property(widget, name)
        for name in ("accessibleDescription", "placeholderText", "statusTip", "suffix"):
            yield from _property(widget, name)
        if isinstance(widget, QComboBox | QAbstractItemView) and widget.model() is not None:
            yield from _cells(widget.model(), QModelIndex())
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def _property(widget: QWidget, name: str) -> Iterator[str]:
    value = widget.property(name)
    if isinstance(value, str):
        yield value


def _cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    for row in range(min(model.rowCount(parent), 20)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (*roles, Qt.ItemDataRole.AccessibleTextRole):
                if isinstance(text := index.data(role), str):
                    yield text
        yield from _cells(model, model.index(row, 0, parent))


def pattern(text: str) -> str:
    """What a text looks like with its values in place."""
    return PLACEHOLDER.sub(".+", re.escape(text).replace(r"\{", "{").replace(r"\}", "}"))


def english(shown: set[str]) -> set[str]:
    """Those that are an English text of ours although there is a German one."""
    foreign = [text for text in GERMAN if text.source not in text.forms]
    sources = re.compile("|".join(pattern(text.source) for text in foreign))
    ours = re.compile("|".join(pattern(form) for text in GERMAN for form in text.forms))
    return {text for text in shown if sources.fullmatch(text) and not ours.fullmatch(text)}


def test_a_window_in_german_says_nothing_in_english(qtbot, opened, house):
    window = opened("de")
    space = window.workspace
    space.indexing.set_expanded(True)
    space.results.grid.select_item(space.results.model.items[0])
    qtbot.waitUntil(lambda: "Größe" in set(said(space.details)), timeout=20_000)
    shown = set(said(window)) | set(said(space.items.menu()))
    assert {"&Bibliothek", "Alle Fotos", "Seitenleiste", "Suche"} <= shown
    names = {place.name for place in house.photos.rglob("*")}
    assert english(shown) - names == set()


def test_the_settings_in_german_say_nothing_in_english(qtbot, library, tasks, speak):
    speak("de")
    dialog = SettingsDialog(library, tasks)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    for page in range(len(dialog.pages)):
        dialog.open_page(page)
    shown = set(said(dialog))
    assert {"Einstellungen", "Schonend indizieren", "Wie das System"} <= shown
    assert english(shown) == set()


def test_another_language_shows_at_once(qtbot, opened):
    window = opened("en")
    window.workspace.indexing.work.note(events.Idle(), 0.0)
    window.workspace.finder.ask_text("lighthouse")
    dialog = SettingsDialog(window.workspace.library, window.workspace.tasks, window.workspace)
    dialog.language_changed.connect(window.workspace.language_changed)
    choice = next(page for page in dialog.pages if page.image == "language").choice
    choice.setCurrentIndex(choice.findData("de"))
    choice.activated.emit(choice.currentIndex())

    def titles() -> list[str]:
        return [action.text() for action in window.menuBar().actions()]

    qtbot.waitUntil(lambda: titles()[0] == "&Bibliothek", timeout=20_000)
    assert titles()[-1] == "&Hilfe"
    space = window.workspace
    assert space.sidebar.view.accessibleName() == "Seitenleiste"
    assert space.indexing._title.text() == "Alles auf dem neuesten Stand"
    assert space.search.field.text() == space.finder.query.text == "lighthouse"
    settings = space.findChild(SettingsDialog)
    assert settings.isVisible()
    assert settings.pages[settings.list.currentRow()].image == "language"


def test_one_photo_is_no_photos(speak):
    speak("en")
    counted = [QCoreApplication.translate("ResultsPage", "%Ln photo(s)", "", n) for n in (0, 1, 2)]
    assert counted == ["0 photos", "1 photo", "2 photos"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_entries_of_a_menu_have_the_same_letter(opened, code):
    window = opened(code)
    bar = window.menuBar().actions()
    assert all(letter(action) for action in bar)
    submenus = [action.menu() for action in bar]
    for entries in (bar, *(menu.actions() for menu in [*submenus, _menu_of_photos(window)])):
        letters = Counter(filter(None, map(letter, entries)))
        assert all(count == 1 for count in letters.values()), letters


def _menu_of_photos(window: MainWindow) -> QMenu:
    return window.workspace.items.menu()


def letter(action: QAction) -> str:
    """The letter that opens it, if it has one."""
    found = re.search("&([^&])", action.text())
    return found[1].casefold() if found else ""
