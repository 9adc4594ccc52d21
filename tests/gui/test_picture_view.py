import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from mmdesk.gui.preview.picture_view import PictureView

RED, BLUE = QColor("red"), QColor("blue")
SIZE = QSize(1600, 800)


def image(width: int, height: int, colour: QColor = RED) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


@pytest.fixture
def view(qtbot) -> PictureView:
    made = PictureView()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    return made


def colour_at(view: PictureView, x: int, y: int) -> QColor:
    return view.grab().toImage().pixelColor(x, y)


def wheel(view: PictureView, notches: float, at: QPoint | None = None) -> None:
    where = QPointF(at or view.rect().center())
    event = QWheelEvent(
        where,
        view.mapToGlobal(where),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_nothing_is_painted_of_no_picture(view) -> None:
    assert not view.has_picture
    wheel(view, 1)
    assert not view.grab().isNull()


def test_a_small_image_stands_in_where_the_large_one_will_be(view) -> None:
    view.show_picture(SIZE, [image(64, 32)])
    before = view.place
    assert before.getRect() == (0, 100, 400, 200)
    assert colour_at(view, 200, 200) == RED
    view.improve([image(64, 32), image(400, 200, BLUE)])
    assert view.place == before
    assert colour_at(view, 200, 200) == BLUE


def test_the_smallest_image_that_is_large_enough_is_painted(view) -> None:
    view.show_picture(SIZE, [image(1600, 800, BLUE), image(400, 200), image(50, 25, BLUE)])
    assert colour_at(view, 200, 200) == RED
    view.zoom_to(1.0)
    assert colour_at(view, 200, 200) == BLUE


def striped(width: int, height: int) -> QImage:
    made = image(width, height)
    for x in range(0, width, 2):
        for y in range(height):
            made.setPixelColor(x, y, BLUE)
    return made


def test_one_that_fits_exactly_is_painted_pixel_by_pixel(view) -> None:
    view.show_picture(SIZE, [striped(400, 200)])
    shown = view.grab().toImage()
    assert [shown.pixelColor(x, 200) for x in range(200, 204)] == [BLUE, RED, BLUE, RED]


def test_one_that_does_not_is_painted_smoothly(view) -> None:
    view.show_picture(SIZE, [striped(300, 150)])
    shown = view.grab().toImage()
    assert not {shown.pixelColor(x, 200).name() for x in range(100, 300)} <= {
        RED.name(),
        BLUE.name(),
    }


def test_the_wheel_zooms_at_the_pointer(view) -> None:
    view.show_picture(SIZE, [image(400, 200)])
    corner = QPoint(0, 100)
    wheel(view, 3, corner)
    assert view.scale > 0.25
    assert view.place.left() == pytest.approx(0)


def test_the_wheel_stops_at_eight_times_and_at_the_whole_picture(view) -> None:
    view.show_picture(SIZE, [image(400, 200)])
    wheel(view, 100)
    assert view.scale == 8
    wheel(view, -100)
    assert view.fitted


def test_a_double_click_goes_to_full_size_and_back(view, qtbot) -> None:
    view.show_picture(SIZE, [image(400, 200)])
    left = Qt.MouseButton.LeftButton
    qtbot.mouseDClick(view, left, pos=QPoint(100, 150))
    assert view.scale == 1.0
    qtbot.mouseDClick(view, left, pos=QPoint(100, 150))
    assert view.fitted


def test_dragging_moves_the_picture(view, qtbot) -> None:
    view.show_picture(SIZE, [image(400, 200)])
    view.zoom_to(1.0)
    before = view.place.topLeft()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view, left, pos=QPoint(200, 200))
    assert view.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    qtbot.mouseMove(view, QPoint(150, 180))
    qtbot.mouseRelease(view, left, pos=QPoint(150, 180))
    assert view.place.topLeft() == before + QPointF(-50, -20)
    assert view.cursor().shape() is Qt.CursorShape.OpenHandCursor


def test_it_asks_for_more_only_beyond_what_it_has(view, qtbot) -> None:
    view.show_picture(SIZE, [image(800, 400)])
    asked = []
    view.wanted_more.connect(lambda: asked.append(view.scale))
    view.zoom_to(0.5)
    assert asked == []
    view.zoom_to(1.0)
    assert asked == [1.0]


def test_the_whole_picture_stays_whole_when_the_view_grows(view) -> None:
    view.show_picture(SIZE, [image(400, 200)])
    view.resize(800, 600)
    assert view.place.getRect() == (0, 100, 800, 400)
    assert view.fitted


def test_a_picture_of_no_size_harms_nothing(view) -> None:
    view.show_picture(QSize(), [])
    view.resize(0, 0)
    wheel(view, 1)
    assert not view.has_picture
