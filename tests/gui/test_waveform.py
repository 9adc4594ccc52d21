import struct

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from mmdesk.core.entities import Span
from mmdesk.core.listings import Samples
from mmdesk.gui.player import waveform
from mmdesk.gui.player.tile_face import Places
from mmdesk.gui.player.wave_slider import WaveSlider
from mmdesk.gui.player.waveform import Colours, Wave, heights, peaks_of

PLACE = QRect(0, 0, 120, 40)


def peaks(*loud: int) -> bytes:
    return struct.pack(f"{2 * len(loud)}b", *(each for high in loud for each in (-high, high)))


def drawn(wave, ratio=1.0, share=None, palette=None):
    image = QImage(PLACE.size(), QImage.Format.Format_RGB32)
    palette = palette or QApplication.palette()
    image.fill(palette.base().color())
    painter, colours = QPainter(image), Colours.of(palette)
    waveform.draw(painter, PLACE, wave, colours, ratio)
    if share is not None:
        waveform.draw_played(painter, PLACE, wave, colours, ratio, share)
    painter.end()
    return image


def colours_in(image):
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_the_loudest_bar_reaches_the_edge_and_the_others_keep_their_share(qapp):
    assert heights(peaks(64, 32, 16), 3) == pytest.approx((1.0, 0.5, 0.25))


def test_what_is_nearly_silent_is_not_made_loud(qapp):
    assert max(heights(peaks(2, 1, 2), 3)) < 0.1
    assert heights(peaks(0, 0), 2) == (0.0, 0.0)


def test_a_bar_shows_the_loudest_of_its_columns(qapp):
    assert heights(peaks(10, 127, 10, 10, 10, 10), 2) == pytest.approx((1.0, 10 / 127), abs=0.01)


def test_fewer_columns_than_bars_and_none_at_all_can_be_drawn(qapp):
    assert len(heights(peaks(100), 7)) == 7
    assert heights(b"", 7) == ()
    drawn(Wave(b"", 10.0))


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_bars_stand_on_whole_pixels(qapp, ratio):
    """Three colours and no more: nothing is smeared between the ground and a bar."""
    image = drawn(Wave(peaks(*range(10, 127, 3)), 10.0), ratio)
    assert len(colours_in(image)) == 2


def test_the_match_has_a_ground_where_it_is(qapp):
    image = drawn(Wave(peaks(50), 100.0, Span(50.0, 75.0)))
    plain = drawn(Wave(peaks(50), 100.0))
    apart = [x for x in range(120) if image.pixel(x, 1) != plain.pixel(x, 1)]
    assert (apart[0], apart[-1]) == (60, 89)


def test_a_match_in_a_sound_of_hours_can_still_be_seen(qapp):
    image = drawn(Wave(peaks(5), 36_000.0, Span(18_000.0, 18_010.0)))
    assert len({image.pixel(x, 1) for x in range(120)}) == 2


def test_a_match_that_is_all_of_the_sound_is_not_marked(qapp):
    assert drawn(Wave(peaks(50), 9.0, Span(0.0, 9.0))) == drawn(Wave(peaks(50), 9.0))


def test_what_was_played_has_the_colour_of_the_highlight(qapp):
    highlight = QApplication.palette().highlight().color().rgb()
    image = drawn(Wave(peaks(127), 10.0), share=0.5)
    played = [x for x in range(120) if image.pixel(x, 5) == highlight]
    assert played
    assert max(played) <= 62


def test_light_and_dark_differ(qapp):
    dark = QPalette(Qt.GlobalColor.black)
    wave = Wave(peaks(100), 10.0)
    assert drawn(wave) != drawn(wave, palette=dark)


def test_peaks_of_samples_are_those_of_the_library():
    data = struct.pack("<4h", 0, 16384, -32768, 0)
    made = struct.unpack("4b", peaks_of(Samples(4, 1, data), 2))
    assert made == (0, 64, -127, 0)
    assert len(peaks_of(Samples(4, 1, b""), 8)) == 16


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("side", [96, 176, 384])
def test_the_parts_of_a_tile_do_not_overlap_and_stay_inside(side, mirrored):
    for cover in (True, False):
        places = Places.of(side, 1.0, cover=cover, mirrored=mirrored)
        tile = QRect(0, 0, side, side)
        for part in (places.wave, places.button, places.foot):
            assert tile.contains(part)
        assert not places.wave.intersects(places.foot)
        assert not cover or not places.cover.intersects(places.wave)


def test_keys_move_the_slider_by_seconds(qtbot):
    slider = WaveSlider(40)
    qtbot.addWidget(slider)
    slider.show_wave(Wave(peaks(100), 100.0))
    slider.show_position(20.0)
    with qtbot.waitSignal(slider.sought) as sought:
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert sought.args == [25.0]
    with qtbot.waitSignal(slider.sought) as sought:
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert sought.args[0] > 25.0


def test_a_click_in_the_slider_seeks_there(qtbot):
    slider = WaveSlider(40)
    qtbot.addWidget(slider)
    slider.resize(201, 40)
    slider.show_wave(Wave(peaks(100), 100.0))
    with qtbot.waitSignal(slider.sought) as sought:
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert sought.args[0] == pytest.approx(50.0, abs=0.6)


def test_a_slider_without_a_sound_does_nothing(qtbot):
    slider = WaveSlider(40)
    qtbot.addWidget(slider)
    slider.show_wave(None)
    slider.grab()
    assert not slider.isEnabled()
