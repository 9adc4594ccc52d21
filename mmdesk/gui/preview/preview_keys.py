"""What can be done in the preview by key, and the buttons above the picture."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from mmdesk.gui.preview.picture_view import STEP

if TYPE_CHECKING:
    from mmdesk.gui.preview.preview import Preview

_PART = 0.2
"""Of the view, that one press of a key moves a picture."""

translate = QCoreApplication.translate


def make_keys(preview: "Preview") -> QAction:
    """Make all of them; gives the one that plays the clip of a photo, shown only where one is."""
    group = preview.keys.group(translate("Preview", "Preview"))

    def add(text: str, do: Callable[[], object], *keys: str, image: str = "") -> QAction:
        return preview.keys.add(group, text, do, list(keys), image=image, owner=preview)

    left = translate("Preview", "Photo to the left; of a video: the earlier moment")
    right = translate("Preview", "Photo to the right; of a video: the later moment")
    add(left, partial(preview.go_across, -1), "Left")
    add(right, partial(preview.go_across, 1), "Right")
    clip = _add_buttons(preview, add)
    closing = translate("Preview", "Close preview; of a sound or video: play or pause")
    add(closing, preview.press_space, "Space")
    _add_looking(preview, add)
    return clip


def _add_buttons(preview: "Preview", add: Callable[..., QAction]) -> QAction:
    back, on = ("back", "forward")[:: -1 if preview.isRightToLeft() else 1]
    go = preview.moved.emit
    live = translate("Preview", "Play the clip of a live photo")
    clip = add(live, preview.toggle_clip, "P", image="live")
    clip.setVisible(False)
    preview.header.add_buttons(
        clip,
        add(translate("Preview", "Facts"), preview.toggle_facts, "I", image="info"),
        add(translate("Preview", "Previous photo"), lambda: go(-1), "PgUp", "Up", image=back),
        add(translate("Preview", "Next photo"), lambda: go(1), "PgDown", "Down", image=on),
        add(translate("Preview", "Close preview"), preview.dismiss, "Esc", image="close"),
    )
    return clip


def _add_looking(preview: "Preview", add: Callable[..., QAction]) -> None:
    view = preview.view
    add(translate("Preview", "Nearer"), lambda: view.zoom_by(STEP), "+", "=")
    add(translate("Preview", "Further"), lambda: view.zoom_by(1 / STEP), "-")
    add(translate("Preview", "Whole picture"), view.fit, "0")
    add(translate("Preview", "Full size"), lambda: view.zoom_to(1.0), "1")
    add(translate("Preview", "Mute a video"), preview.moving.toggle_mute, "M")
    moves = {
        "Left": (translate("Preview", "Look further left"), -_PART, 0.0),
        "Right": (translate("Preview", "Look further right"), _PART, 0.0),
        "Up": (translate("Preview", "Look further up"), 0.0, -_PART),
        "Down": (translate("Preview", "Look further down"), 0.0, _PART),
    }
    for key, (text, across, down) in moves.items():
        add(text, partial(view.move_by, across, down), f"Shift+{key}")
