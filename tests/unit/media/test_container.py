"""What FFmpeg may look at, and what it may open beside the file that it is given."""

from pathlib import Path

import pytest
from helpers.films import film

from mmdesk.core.errors import FileUnreadable
from mmdesk.media import container

SUBTITLES = "1\n00:00:01,000 --> 00:00:02,000\nHello.\n"
PLAYLIST = "ffconcat version 1.0\nfile real.mp4\n"


def opens(path: Path) -> bool:
    try:
        with container.opened(path):
            return True
    except FileUnreadable:
        return False


def test_what_holds_neither_sounds_nor_films_is_not_looked_at(tmp_path: Path) -> None:
    for text in (SUBTITLES, PLAYLIST):
        (tmp_path / "a.mp4").write_text(text)
        assert not opens(tmp_path / "a.mp4")


def test_no_other_file_is_opened_even_where_a_playlist_got_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    film(tmp_path / "real.mp4", [(0.2, "red")])
    (tmp_path / "a.mp4").write_text(PLAYLIST)
    monkeypatch.delitem(container._OPTIONS, "format_whitelist")
    assert not opens(tmp_path / "a.mp4")
    monkeypatch.delitem(container._OPTIONS, "protocol_whitelist")
    assert opens(tmp_path / "a.mp4")  # it is this that kept it shut
