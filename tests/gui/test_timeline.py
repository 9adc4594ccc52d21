"""The timeline of a video: its lanes, and their marks for the pointer, the keys and the ear."""

import struct

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from mmdesk.core.entities import Evidence, Lane, Moment, Phrase, Span
from mmdesk.gui.film import lanes
from mmdesk.gui.film.lanes import NARROWEST, Frame, Track
from mmdesk.gui.film.timeline import Timeline
from mmdesk.gui.parts.icons import icon

LEFT = Qt.MouseButton.LeftButton
RED, BLUE, GREEN = QColor("red"), QColor("blue"), QColor("lime")


def frame(at: float, colour: QColor) -> Frame:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(colour)
    return Frame(at, image)


def moment(start: float, end: float, **reasons: str) -> Moment:
    lanes_of = [(Lane(lane), reason) for lane, reason in reasons.items()]
    evidence = tuple(Evidence(lane, Span(start, end), reason) for lane, reason in lanes_of)
    return Moment(start, end, start, 1.0, evidence)


TRACK = Track(
    100.0,
    (frame(0.0, RED), frame(50.0, BLUE)),
    struct.pack("2b", -100, 100) * 1000,
    (Phrase(20.0, 30.0, "Hello."),),
)
BEST = moment(60.0, 70.0, seen="description (0.31)", said='"a dog barks"')
EARLY = moment(10.0, 12.0, heard='sounds like "dog" (0.29)')
LATE = moment(99.0, 99.1, seen="look of x.jpg (0.80)")


@pytest.fixture
def timeline(qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    made = Timeline()
    column.addWidget(made)
    qtbot.addWidget(window)
    window.resize(500, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.show_track(TRACK)
    made.show_moments((BEST, EARLY, LATE))
    yield made
    window.close()


def mark_of(timeline, moment, lane):
    found = [each for each in timeline.marks if each.found.moment == moment]
    return next(each for each in found if each.found.lane is lane)


def colour_at(timeline, seconds, lane) -> QColor:
    place = lanes.place_of(lane, timeline.width())
    x = place.left() + round(place.width() * seconds / 100)
    return QColor(timeline.grab().toImage().pixel(QPoint(x, place.center().y())))


def test_each_hit_is_a_button_in_its_lane_that_says_when_and_why(timeline):
    assert len(timeline.marks) == 4
    assert all(isinstance(mark, QAbstractButton) for mark in timeline.marks)
    seen, said = mark_of(timeline, BEST, Lane.SEEN), mark_of(timeline, BEST, Lane.SAID)
    assert "1:00" in seen.toolTip()
    assert "Seen" in seen.toolTip()
    assert "a dog barks" in said.accessibleName()
    interface = QAccessible.queryAccessibleInterface(said)
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == said.toolTip()
    assert seen.geometry().top() < mark_of(timeline, EARLY, Lane.HEARD).geometry().top()
    assert mark_of(timeline, EARLY, Lane.HEARD).geometry().top() < said.geometry().top()


def test_what_a_lane_has_found_side_by_side_is_one_mark(timeline):
    frames = [
        Evidence(Lane.SEEN, Span(at, at + 1.0), f"description (0.{at:.0f})") for at in (3, 2, 4)
    ]
    timeline.show_moments((Moment(2.0, 5.0, 3.0, 1.0, tuple(frames)),))
    [mark] = timeline.marks
    assert "0:02" in mark.toolTip()
    assert "0:05" in mark.toolTip()
    assert mark.found.evidence.span.start == 3
    assert mark.found.span == Span(2, 5)


def test_what_a_lane_has_found_with_a_break_between_is_several_marks(timeline):
    frames = [Evidence(Lane.SEEN, Span(at, at + 2.0), f"description (0.{at})") for at in (8, 0, 2)]
    sound = Evidence(Lane.HEARD, Span(0.0, 10.0), 'sounds like "dog" (0.29)')
    timeline.show_moments((Moment(0.0, 10.0, 8.0, 1.0, (*frames, sound)),))
    seen = [mark.found for mark in timeline.marks if mark.found.lane is Lane.SEEN]
    assert [each.span for each in seen] == [Span(0, 4), Span(8, 10)]
    assert [each.evidence.span.start for each in seen] == [0, 8]
    assert len(timeline.marks) == 3


def test_a_mark_lies_where_its_time_is_and_is_never_too_small_to_hit(timeline):
    place = lanes.place_of(Lane.SEEN, timeline.width())
    seen = mark_of(timeline, BEST, Lane.SEEN).geometry()
    assert abs(seen.left() - (place.left() + 0.6 * place.width())) <= 1
    assert abs(seen.width() - 0.1 * place.width()) <= 1
    last = mark_of(timeline, LATE, Lane.SEEN).geometry()
    assert last.width() == NARROWEST
    assert last.right() <= place.right()


def test_marks_move_with_the_width(timeline):
    before = mark_of(timeline, BEST, Lane.SEEN).geometry().left()
    timeline.window().resize(900, 200)
    assert mark_of(timeline, BEST, Lane.SEEN).geometry().left() > before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, None])
def test_a_mark_is_chosen_by_pointer_and_keys(qtbot, timeline, key):
    mark, chosen = mark_of(timeline, EARLY, Lane.HEARD), []
    timeline.chosen.connect(chosen.append)
    mark.setFocus()
    if key is None:
        qtbot.mouseClick(mark, LEFT)
    else:
        qtbot.keyClick(mark, key)
    assert [found.moment for found in chosen] == [EARLY]


def test_arrows_walk_through_time_and_between_the_lanes(qtbot, timeline):
    def walk(*keys) -> Moment:
        for key in keys:
            qtbot.keyClick(timeline.window().focusWidget(), key)
        found = timeline.window().focusWidget().found
        return found.moment, found.lane

    timeline.marks[0].setFocus()
    assert walk(Qt.Key.Key_Left) == (EARLY, Lane.HEARD)
    assert walk(Qt.Key.Key_Right) == (BEST, Lane.SEEN)
    assert walk(Qt.Key.Key_Down) == (EARLY, Lane.HEARD)
    assert walk(Qt.Key.Key_Down) == (BEST, Lane.SAID)
    assert walk(Qt.Key.Key_Right) == (LATE, Lane.SEEN)
    assert walk(Qt.Key.Key_Right) == (LATE, Lane.SEEN)


def test_tab_leads_to_one_mark_the_chosen_one(timeline):
    def stops():
        return [each for each in timeline.marks if each.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops() == [timeline.marks[0]]
    timeline.show_chosen(BEST)
    assert stops() == [mark_of(timeline, BEST, Lane.SEEN)]
    timeline.marks[-1].setFocus()
    assert stops() == [timeline.marks[-1]]


def test_a_place_without_a_mark_is_sought(qtbot, timeline):
    sought = []
    timeline.sought.connect(sought.append)
    place = lanes.place_of(Lane.HEARD, timeline.width())
    qtbot.mouseClick(timeline, LEFT, pos=QPoint(place.left() + place.width() // 2, 50))
    assert sought == [pytest.approx(50.0, abs=0.5)]


def test_lanes_are_named_for_the_ear_and_at_their_signs(timeline):
    assert "3" in timeline.accessibleDescription()
    timeline.show_moments(())
    assert "0" in timeline.accessibleDescription()


def test_the_lane_of_frames_shows_what_is_shown_then(timeline):
    assert colour_at(timeline, 3, Lane.SEEN) == RED
    assert colour_at(timeline, 90, Lane.SEEN) == BLUE


def test_a_mark_in_the_lane_of_frames_shows_what_was_found_there(timeline):
    short = (*TRACK.frames, frame(61.0, GREEN), frame(62.0, BLUE))
    timeline.show_moments((moment(61.0, 62.0, seen="description (0.31)"),))
    timeline.show_track(Track(100.0, short))
    colour = colour_at(timeline, 62, Lane.SEEN)
    assert colour.green() > 200
    assert colour.green() > colour.blue() + 50


@pytest.mark.parametrize(
    ("lane", "track"),
    [
        (Lane.SEEN, Track(100.0, TRACK.frames)),
        (Lane.HEARD, Track(100.0, peaks=TRACK.peaks)),
        (Lane.SAID, Track(100.0, phrases=TRACK.phrases)),
    ],
)
def test_what_is_known_of_a_lane_is_drawn_there_alone(timeline, lane, track):
    timeline.show_moments(())
    timeline.show_track(Track(100.0))
    before = pictures(timeline)
    timeline.show_track(track)
    after = pictures(timeline)
    assert [each for each in Lane if before[each] != after[each]] == [lane]


def pictures(timeline) -> dict[Lane, QImage]:
    image, width = timeline.grab().toImage(), timeline.width()
    return {lane: image.copy(lanes.place_of(lane, width)) for lane in Lane}


def test_each_lane_has_its_own_sign(timeline):
    image = timeline.grab().toImage()
    for lane, sign in {Lane.SEEN: "look", Lane.HEARD: "speaker", Lane.SAID: "speech"}.items():
        middle = lanes.place_of(lane, timeline.width()).center().y()
        shown = image.copy(0, middle - 7, 16, 16)
        expected = QImage(shown)
        expected.fill(image.pixelColor(18, middle))
        painter = QPainter(expected)
        icon(sign).paint(painter, expected.rect())
        painter.end()
        assert shown == expected


def test_lanes_in_which_there_is_nothing_say_so(timeline):
    timeline.show_moments(())
    timeline.show_track(Track(100.0))
    before = timeline.grab().toImage()
    timeline.show_track(track := Track(100.0, silent=True, wordless=True))
    assert timeline.grab().toImage() != before
    said = [lanes.words(lane, track) for lane in (Lane.SEEN, Lane.HEARD, Lane.SAID)]
    assert said == ["", "No sound", "Nobody speaks"]


def test_the_lane_of_speech_shows_where_somebody_speaks(timeline):
    assert colour_at(timeline, 25, Lane.SAID) != colour_at(timeline, 40, Lane.SAID)


def test_the_place_where_it_plays_has_a_line(timeline):
    before = timeline.grab().toImage()
    timeline.show_position(33.0)
    assert timeline.grab().toImage() != before


def test_the_same_moments_again_leave_the_marks_and_the_focus_alone(timeline):
    marks = list(timeline.marks)
    marks[2].setFocus()
    timeline.show_moments((BEST, EARLY, LATE))
    assert timeline.marks == marks
    assert timeline.window().focusWidget() is marks[2]


def test_of_other_moments_the_first_takes_over_the_focus(timeline):
    timeline.marks[2].setFocus()
    timeline.show_moments((LATE,))
    assert timeline.window().focusWidget() is timeline.marks[0]


def test_marks_of_one_place_show_the_best_on_top(timeline):
    timeline.show_moments((BEST, moment(62.0, 68.0, seen="description (0.2)")))
    place = mark_of(timeline, BEST, Lane.SEEN).geometry().center()
    assert timeline.childAt(place).found.moment == BEST


def test_a_video_of_unknown_length_is_drawn_and_nothing_is_sought(qtbot, timeline):
    timeline.show_track(Track(0.0, TRACK.frames, None, TRACK.phrases))
    sought = []
    timeline.sought.connect(sought.append)
    timeline.grab()
    timeline.show_moments(())
    qtbot.mouseClick(timeline, LEFT, pos=QPoint(100, 50))
    assert sought == []
