"""What looks or is like the item that is shown: a few small pictures, each a button."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from mmdesk.core.entities import Answer, Hit, Kind, Query
from mmdesk.core.errors import MmdeskError
from mmdesk.core.paths import printable
from mmdesk.gui.details.detail_parts import Text
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.parts.flow_layout import FlowLayout
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.parts.told import said
from mmdesk.gui.player import waveform
from mmdesk.gui.player.waveform import Colours, Wave
from mmdesk.gui.player.waveforms import Waveforms
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

PAUSE_MS = 300
"""An item is shown for so long before its likes are looked for: who goes through many waits not."""
COUNT = 8
_SIDE = 56
_WIDE = 116
"""Of a sound: its name must be read, since waveforms are much alike."""
_CORNER, _INSET = 4, 4


class SimilarStrip(QWidget):
    """The likes of one file."""

    item_wanted = Signal(int)

    def __init__(
        self,
        library: "Library",
        tasks: Tasks,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._thumbnails = library, thumbnails
        self._latest = Latest(tasks, self)
        self._path: Path | None = None
        self._waveforms: Waveforms | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._note = Text(faint=True)
        self._pictures = QWidget()
        self._flow = FlowLayout(self._pictures)
        self.buttons: list[ThumbnailButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        column.addWidget(self._pictures)
        thumbnails.ready.connect(self._draw_ready)

    def add_waveforms(self, waveforms: Waveforms) -> None:
        """Show sounds by these."""
        self._waveforms = waveforms
        waveforms.ready.connect(self._draw_ready)

    def show_like(self, path: Path | None) -> None:
        """Look for what is like this file, soon; None for nothing."""
        if path == self._path:
            return
        self._path = path
        self._latest.cancel()
        self._fill(())
        self._note.say("" if path is None else self.tr("Looking for similar ones…"))
        if path is None:
            self._pause.stop()
        else:
            self._pause.start()

    def _look(self) -> None:
        if self._path is not None:
            query = Query(examples=(self._path,), limit=COUNT)
            self._latest.run(lambda: self._library.search(query), self._show, self._fail)

    def _show(self, answer: Answer) -> None:
        self._fill(answer.hits)
        self._note.say("" if answer.hits else self.tr("Nothing similar was found."))

    def _fail(self, error: MmdeskError) -> None:
        self._note.say(said(error))

    def _fill(self, hits: tuple[Hit, ...]) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(hit) for hit in hits]
        for button in self.buttons:
            self._flow.addWidget(button)
        self._pictures.setVisible(bool(hits))

    def _button(self, hit: Hit) -> "ThumbnailButton":
        name = printable(hit.path.name)
        sound = hit.kind is Kind.SOUND
        made = SoundButton if sound else ThumbnailButton
        button = made(hit.item, name, hit.kind.value, self._pictures)
        self._draw(button)
        button.clicked.connect(lambda: self.item_wanted.emit(hit.item))
        return button

    def _draw_ready(self, items: frozenset[int]) -> None:
        for button in self.buttons:
            if button.item in items:
                self._draw(button)

    def _draw(self, button: "ThumbnailButton") -> None:
        if isinstance(button, SoundButton) and self._waveforms is not None:
            button.show_peaks(self._waveforms.get(button.item))
        else:
            button.show_picture(self._thumbnails.image(button.item))


class ThumbnailButton(QAbstractButton):
    """A small square picture that can be clicked."""

    def __init__(self, item: int, name: str, sign: str, parent: QWidget | None = None) -> None:
        """`sign` is the icon for what has no picture."""
        super().__init__(parent)
        self.item, self._sign = item, sign
        self._pixmap: QPixmap | None = None
        self.setText(name)
        self.setToolTip(name)
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_picture(self, pixmap: QPixmap | None) -> None:
        """Show this, cut to the square; None for a sign."""
        self._pixmap = pixmap
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        outline = QPainterPath()
        outline.addRoundedRect(self.rect(), _CORNER, _CORNER)
        painter.fillPath(outline, self.palette().button())
        painter.setClipPath(outline)
        self._draw(painter)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(self.palette().highlight(), 4))
            painter.drawPath(outline)

    def _draw(self, painter: QPainter) -> None:
        if self._pixmap is None:
            icon(self._sign).paint(painter, self.rect().adjusted(18, 18, -18, -18))
        else:
            painter.drawPixmap(self.rect(), self._pixmap, _square(self._pixmap.size()))


class SoundButton(ThumbnailButton):
    """A sound, by its waveform and its name."""

    def __init__(self, item: int, name: str, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(item, name, sign, parent)
        self._peaks: bytes | None = None
        self.setFixedSize(_WIDE, _SIDE)

    def show_peaks(self, peaks: bytes | None) -> None:
        """Show this waveform; None while it is not known."""
        self._peaks = peaks
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, _SIDE)

    def _draw(self, painter: QPainter) -> None:
        room = self.rect().adjusted(_INSET, _INSET, -_INSET, -_INSET)
        high = self.fontMetrics().height()
        foot = QRect(room.left(), room.bottom() - high + 1, room.width(), high)
        middle = Qt.TextElideMode.ElideMiddle
        name = self.fontMetrics().elidedText(self.text(), middle, room.width())
        painter.setPen(self.palette().buttonText().color())
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, name)
        if self._peaks is None:
            return
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        place = QRect(room.topLeft() * ratio, (room.size() - QSize(0, high + 2)) * ratio)
        colours = Colours.of(self.palette())
        waveform.draw(painter, place, Wave(self._peaks, 0.0), colours, ratio)
        painter.restore()


def _square(size: QSize) -> QRect:
    """The square in the middle of a picture."""
    side = min(size.width(), size.height())
    return QRect((size.width() - side) // 2, (size.height() - side) // 2, side, side)
