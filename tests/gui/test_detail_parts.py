"""The parts that the details are put together from."""

import pytest
from PySide6.QtWidgets import QLabel

from mmdesk.gui.details.detail_parts import FactLines
from mmdesk.gui.details.facts_text import Fact


@pytest.mark.parametrize("width", [160, 240, 400])
def test_a_fact_is_as_high_as_its_text(qtbot, width) -> None:
    lines = FactLines()
    qtbot.addWidget(lines)
    when = "Wednesday, 11 September 2024, 12:04"
    lines.show_facts([Fact("Changed", when), Fact("Camera", "Lumen P8")])
    lines.resize(width, lines.heightForWidth(width))
    lines.show()
    label = next(each for each in lines.findChildren(QLabel) if each.text() == when)
    assert label.height() == label.heightForWidth(label.width())
