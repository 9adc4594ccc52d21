"""What the library says went wrong is said in the language of the window."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from mmdesk.gui.parts import resources
from mmdesk.gui.parts.told import KNOWN, pattern, said
from mmdesk.media.reasons import DAMAGED

PACKAGE = Path(__file__).parents[2] / "mmdesk"


@pytest.fixture
def _german(qapp):
    translator = QTranslator()
    assert translator.load("mmdesk_de", str(resources.path("translations")))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def literals(node: ast.AST) -> str | None:
    """A text of the code, with `x` for what is put into it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.Constant) else "x" for each in node.values]
        return "".join(map(str, parts))
    return None


def test_each_known_sentence_is_one_that_the_library_still_says():
    sentences = {f"{DAMAGED}.", f"{DAMAGED} (x)."}
    for file in PACKAGE.rglob("*.py"):
        if "gui" not in file.parts:
            nodes = ast.walk(ast.parse(file.read_text("utf-8")))
            sentences |= {text for node in nodes if (text := literals(node))}
    for known in map(str, KNOWN):
        assert any(pattern(known).fullmatch(text) for text in sentences), known


@pytest.mark.usefixtures("_german")
def test_a_known_sentence_is_translated_with_what_stands_in_it():
    assert said("The file is empty.") == "Die Datei ist leer."
    assert said("mmdesk cannot read HEIC yet.") == "mmdesk kann HEIC noch nicht lesen."
    limit = "70000 x 70000 pixels is more than mmdesk's limit of 300 megapixels."
    assert said(limit) == "70000 x 70000 Pixel sind mehr, als mmdesk zulässt (300 Megapixel)."


@pytest.mark.usefixtures("_german")
def test_a_sentence_within_a_sentence_is_translated_too():
    sentence = "a {b}.jpg cannot be an example. The file is empty."
    assert said(sentence) == "a {b}.jpg kann kein Beispiel sein. Die Datei ist leer."


@pytest.mark.usefixtures("_german")
def test_what_is_not_known_is_told_as_it_is():
    assert said(OSError("A {strange} thing.")) == "A {strange} thing."


def test_in_english_every_sentence_stays_as_it_is(qapp):
    assert (
        said("x.jpg cannot be an example. It is {no}.") == "x.jpg cannot be an example. It is {no}."
    )
