"""What the library says went wrong is said in the language of the window."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from mmdesk.gui.parts import resources
from mmdesk.gui.parts.told import KNOWN, OWN_WORDS, pattern, said
from mmdesk.media import film_stream
from mmdesk.media.reasons import DAMAGED
from mmdesk.media.stream import broken_off

OF_FILMS = (
    "Its pictures are coded in a way that mmdesk cannot read.",
    "Its pictures are coded in a way that mmdesk cannot read (AV2).",
    "A part of the pictures is damaged or missing.",
    "A part of the pictures is damaged or missing, first after 5 s.",
)
"""Put together from parts that are no sentences."""
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
    sentences = {f"{DAMAGED}.", f"{DAMAGED} (x).", broken_off(5.0, 9.0), broken_off(5.0, None)}
    sentences |= {film_stream.broken_off(5.0, 9.0), *OF_FILMS}
    for file in PACKAGE.rglob("*.py"):
        if "gui" not in file.parts:
            nodes = ast.walk(ast.parse(file.read_text("utf-8")))
            sentences |= {text for node in nodes if (text := literals(node))}
    for known in (*map(str, KNOWN), *OWN_WORDS):
        assert any(pattern(known).fullmatch(text) for text in sentences), known


def reasons(file: Path) -> set[str]:
    """The sentences of a module that are no docstrings."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    apart = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    apart |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = {text for node in nodes if id(node) not in apart and (text := literals(node))}
    return {text for text in texts if text[0].isupper() and " " in text and text.endswith(".")}


OF_SOUNDS = ["stream", "ffmpeg", "sndfile", "sound", "clip", "reasons"]
OF_VIDEOS = ["container", "film_stream", "frames", "export", "muxers", "remux", "recode"]


@pytest.mark.parametrize("module", [*OF_SOUNDS, *OF_VIDEOS])
def test_every_reason_of_a_sound_or_video_is_known(module):
    known = {*map(str, KNOWN)}
    for sentence in reasons(PACKAGE / "media" / f"{module}.py"):
        assert any(pattern(each).fullmatch(sentence) for each in known), sentence


@pytest.mark.parametrize("module", ["families", "files", "registry"])
def test_what_sends_people_to_the_terminal_is_said_otherwise(module):
    sentences = reasons(PACKAGE / "models" / f"{module}.py")
    for sentence in (each for each in sentences if "`mmdesk" in each):
        assert "`mmdesk" not in said(sentence), sentence


@pytest.mark.usefixtures("_german")
def test_a_sound_that_breaks_off_is_told_with_both_times():
    assert said(broken_off(5.0, 9.0)) == (
        "Der Klang bricht nach 5.0 s von 9.0 s ab: Die Datei ist abgeschnitten oder beschädigt."
    )


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
