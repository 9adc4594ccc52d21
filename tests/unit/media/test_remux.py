"""What is cut out of films whose frames are not stored in the order in which they are shown."""

from pathlib import Path

import pytest
from helpers.films import clock_face, film, read_clock, tone

from mmdesk.core.entities import Span
from mmdesk.media import export as exporting
from mmdesk.media import remux
from mmdesk.media.export import export
from mmdesk.media.film import open_film
from mmdesk.media.muxers import MUXERS
from mmdesk.media.picture import PictureLimits

LIMITS = PictureLimits(50)
MEDIUM = {"options": {"preset": "medium", "bf": "3", "sc_threshold": "0"}, "codec": "libx264"}
"""As cameras and x264 code by default: frames are built on later ones, and stored after them."""


def clocks(path: Path) -> list[tuple[float, float]]:
    """When each frame is shown, and the second of the video that it shows."""
    with open_film(path, LIMITS) as opened:
        return [(frame.time, read_clock(frame.image(60))) for frame in opened.frames()]


@pytest.mark.parametrize(
    ("source", "suffix", "is_cut"),
    [
        *(("ts", "ts", True), ("mts", "mts", True), ("ts", "mp4", True), ("mp4", "ts", True)),
        *(("mkv", "mkv", True), ("mkv", "mp4", True), ("mp4", "mp4", True), ("mov", "mov", True)),
        *(("flv", "flv", True), ("avi", "avi", False), ("avi", "mp4", False)),
    ],
)
def test_all_frames_of_the_moment_are_there_at_their_times(
    tmp_path, source, suffix, is_cut
) -> None:
    how = MEDIUM | {"size": (80, 64)} | ({"container": "mpegts"} if source == "mts" else {})
    path = film(tmp_path / f"a.{source}", [(4.0, clock_face)], tone(4.0), gop=50, **how)
    whole = clocks(path)
    for start in (0.4, 2.04, 2.48):
        target = tmp_path / f"{start}.{suffix}"
        span = Span(start, start + 1)
        assert exporting._cut(path, span, target, LIMITS, lambda _: None) == is_cut
        if not is_cut:
            export(path, span, target, LIMITS)
        shown = max(time for time, _ in whole if time <= start + 0.001)
        wanted = [(time - shown, clock) for time, clock in whole if shown <= time < span.end]
        written = clocks(target)
        first = next(number for number, (_, clock) in enumerate(written) if clock == wanted[0][1])
        assert first == 0 or not MUXERS[f".{suffix}"].hides
        got = [(time - written[first][0], clock) for time, clock in written[first:]]
        assert [clock for _, clock in got[: len(wanted)]] == [clock for _, clock in wanted]
        assert max(abs(a - b) for (a, _), (b, _) in zip(got, wanted, strict=False)) < 0.002


@pytest.mark.parametrize("wrong", ["later", "fewer", "moved"])
def test_a_cut_that_shows_something_else_is_coded_anew(tmp_path, monkeypatch, wrong) -> None:
    path = film(tmp_path / "a.mp4", [(4.0, clock_face)], gop=25)
    real = remux.cut

    def cut(path, span, *args):
        if wrong == "moved":
            return real(path, span, *args) + 0.08
        later = 0.4 if wrong == "later" else 0.0
        fewer = 0.08 if wrong == "fewer" else 0.0
        real(path, Span(span.start + later, span.end + later - fewer), *args)
        return span.start

    monkeypatch.setattr(remux, "cut", cut)
    span, target = Span(2.04, 3.04), tmp_path / "b.mp4"
    assert not exporting._cut(path, span, target, LIMITS, lambda _: None)
    export(path, span, target, LIMITS)
    assert [clock for _, clock in clocks(target)] == [round(2.04 + n / 25, 2) for n in range(25)]
