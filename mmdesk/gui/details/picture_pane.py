"""A picture fitted into the place there is, sharp at the screen's pixel ratio."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmdesk.gui.parts.icons import icon

_ICON = 48


class PicturePane(QWidget):
    """Shows one picture, or a sign where there is none (yet)."""

    def __init__(self, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self._highest = highest
        self._slope = 0.75
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def expect(self, width: int | None, height: int | None) -> None:
        """The picture that comes has these proportions."""
        self._slope = height / width if width and height else 0.75
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return min(round(width * self._slope), self._highest)

    def sizeHint(self) -> QSize:
        return QSize(self._highest, self.heightForWidth(self._highest))

    def show_picture(self, pixmap: QPixmap | None) -> None:
        """Show this; None for the sign."""
        self._pixmap = pixmap
        self.update()

    @property
    def side(self) -> int:
        """How many pixels of the screen the short side of a picture can use."""
        return round(min(self.width(), self.height()) * self.devicePixelRatioF())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._pixmap is None:
            place = self._centred(QSize(_ICON, _ICON))
            icon("photo").paint(painter, place, mode=QIcon.Mode.Disabled)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        fitted = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawPixmap(self._centred(fitted), self._pixmap)

    def _centred(self, size: QSize) -> QRect:
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        return place
