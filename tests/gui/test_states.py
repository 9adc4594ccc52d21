"""The page that says what is the case."""

import pytest
from PySide6.QtWidgets import QLabel

from mmdesk.gui.parts.states import StatePage

LONG = "Add a folder, or drop one here; its photos appear as they are found, one by one. " * 3


@pytest.mark.parametrize("width", [400, 700, 1300])
def test_a_long_sentence_is_shown_whole(qtbot, width) -> None:
    page = StatePage()
    qtbot.addWidget(page)
    page.say("photos", "No photos yet", LONG, ("Add folder…", lambda: None))
    page.resize(width, 600)
    page.show()
    label = next(each for each in page.findChildren(QLabel) if each.text() == LONG)
    assert label.height() >= label.heightForWidth(label.width()) > 2 * label.fontMetrics().height()
    middle = label.geometry().center().x()
    assert abs(middle - page.rect().center().x()) <= 1
