"""The files that could not be indexed, as they are listed."""

from pathlib import Path

from mmdesk.core.listings import Failure
from mmdesk.gui.indexing.failures_dialog import FailuresDialog

NAME = "IMG holiday-0001 of the lighthouse in the evening.jpg"
REASON = "The data ends early; copy the file again from where it came from, or remove it. " * 2


def test_reasons_are_shown_whole_and_names_on_one_line(qtbot, library, tasks) -> None:
    dialog = FailuresDialog(library, tasks)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.retry.isEnabled())
    folder = Path("/photos/2019 A long journey through all of Scotland and back again")
    dialog.model.show([Failure(folder / NAME, REASON), Failure(folder / NAME, "It is empty.")])
    table = dialog.table
    line = table.fontMetrics().height()
    qtbot.waitUntil(lambda: table.rowHeight(0) >= 2 * line)
    assert table.rowHeight(0) == table.sizeHintForRow(0)
    assert table.rowHeight(1) < 2 * line
    dialog.close()
