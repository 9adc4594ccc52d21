"""Paints one picture: whole or nearer, sharp at every pixel ratio, whatever is loaded of it so far.

The picture comes as several images of different sizes; the one that fits is painted.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from mmdesk.gui.preview.zooming import Zoom

STEP = 1.25
"""One notch of a wheel, or one press of a key, nearer or further."""
_NOTCH = 120
_PIXEL = QSizeF(1, 1)


class PictureView(QWidget):
    """Zooms with the wheel and a double click, moves by dragging."""

    zoomed = Signal()
    wanted_more = Signal()
    """Nearer than what is loaded can show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self._zoom = Zoom(_PIXEL, _PIXEL)
        self._dragged_from: QPoint | None = None

    @property
    def scale(self) -> float:
        """Pixels of the screen for one of the picture."""
        return self._zoom.scale

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to see."""
        return bool(self._images)

    @property
    def largest(self) -> QSize:
        """The size of the largest image there is."""
        return self._images[-1].size() if self._images else QSize()

    @property
    def fitted(self) -> bool:
        """Whether the whole picture is shown."""
        return self._zoom.wanted is None

    @property
    def place(self) -> QRectF:
        """Where the whole picture lies, in the widget's coordinates."""
        ratio = self.devicePixelRatioF()
        place = self._zoom.place
        return QRectF(place.topLeft() / ratio, place.size() / ratio)

    def show_picture(self, size: QSize, images: Sequence[QImage]) -> None:
        """Show a picture of `size` pixels, whole, by these images of it."""
        self._zoom = Zoom(QSizeF(size).expandedTo(_PIXEL), self._pixels())
        self.improve(images)
        self._zoomed()

    def improve(self, images: Sequence[QImage]) -> None:
        """Paint the same picture by these images from now on."""
        self._images = sorted(images, key=QImage.width)
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.show_picture(QSize(1, 1), ())

    def fit(self) -> None:
        """Show the whole picture."""
        self._change(Zoom(self._zoom.picture, self._zoom.view))

    def zoom_to(self, scale: float) -> None:
        """Show the middle at this scale."""
        self._change(self._zoom.at_scale(scale, self._middle()))

    def zoom_by(self, factor: float) -> None:
        """Nearer to the middle, or further from it."""
        self._change(self._zoom.nearer(factor, self._middle()))

    def move_by(self, across: float, down: float) -> None:
        """Move what is seen by these parts of the view: 1 is a whole view to the right or down."""
        view = self._zoom.view
        self._change(self._zoom.moved(QPointF(-across * view.width(), -down * view.height())))

    def _change(self, zoom: Zoom) -> None:
        if self._images:
            self._zoom = zoom
            self._zoomed()
            self.update()

    def _zoomed(self) -> None:
        self.zoomed.emit()
        self._show_cursor()
        if self._images and self._zoom.place.width() > self.largest.width() + 1:
            self.wanted_more.emit()

    def _show_cursor(self) -> None:
        if not self._zoom.may_move:
            self.unsetCursor()
        elif self._dragged_from is None:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _pixels(self) -> QSizeF:
        return QSizeF(self.size()).expandedTo(_PIXEL) * self.devicePixelRatioF()

    def _middle(self) -> QPointF:
        return QPointF(self._zoom.view.width() / 2, self._zoom.view.height() / 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._images:
            return
        place = self.place
        seen = place & QRectF(self.rect())
        image = self._fitting(self._zoom.place.width())
        enlarged = image.width() / place.width(), image.height() / place.height()
        source = QRectF(
            (seen.x() - place.x()) * enlarged[0],
            (seen.y() - place.y()) * enlarged[1],
            seen.width() * enlarged[0],
            seen.height() * enlarged[1],
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(seen, image, source)
        painter.end()

    def _fitting(self, width: float) -> QImage:
        """The smallest image that has so many pixels across, else the largest there is."""
        enough = (image for image in self._images if image.width() >= width - 1)
        return next(enough, self._images[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view_changed()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._view_changed()
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._change(self._zoom.nearer(1 + event.value(), self._at(event.position())))
            return True
        return super().event(event)

    def _view_changed(self) -> None:
        self._zoom = self._zoom.in_view(self._pixels())
        self._zoomed()

    def _at(self, point: QPointF) -> QPointF:
        return point * self.devicePixelRatioF()

    def wheelEvent(self, event: QWheelEvent) -> None:
        factor = STEP ** (event.angleDelta().y() / _NOTCH)
        self._change(self._zoom.nearer(factor, self._at(event.position())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged_from = event.position().toPoint()
            self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            now = event.position().toPoint()
            self._change(self._zoom.moved(self._at(QPointF(now - self._dragged_from))))
            self._dragged_from = now

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged_from = None
        self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.fitted:
            self._change(self._zoom.at_scale(1.0, self._at(event.position())))
        else:
            self.fit()
