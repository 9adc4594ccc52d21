"""Folders that are watched: whatever happens in them is in the library a moment later."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from helpers.libraries import House, eventually, names, paths
from helpers.pictures import XMP, encoded, photo_like
from watchdog.observers import Observer

from mmdesk.core import events
from mmdesk.indexing import scan, watch
from mmdesk.library import Library

pytestmark = pytest.mark.usefixtures("quick_rounds")
CROWD = tuple(f"other{number}.jpg" for number in range(6))


@pytest.fixture
def quick_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The watching thread looks up from its rest more often than anyone needs it to."""
    monkeypatch.setattr("mmdesk.indexing.service.VOLUMES_SECONDS", 0.2)


class Watched:
    """A house whose library is open and watches."""

    def __init__(self, house: House, library: Library) -> None:
        self.house, self.library = house, library
        self.photos = house.photos

    def comes_to_hold(self, *wanted: str) -> None:
        eventually(lambda: names(self.library) == {*wanted} and self.is_idle)

    def finds(self, text: str, *wanted: Path) -> None:
        eventually(lambda: paths(self.library, text) == {*wanted} and self.is_idle)

    @property
    def is_idle(self) -> bool:
        return self.library.indexing.wait_until_idle(0)


@pytest.fixture
def watched(house: House) -> Iterator[Watched]:
    house.photo_set("lisbon.jpg", *CROWD)
    house.index()
    with house.open() as library:
        library.watch()
        watched = Watched(house, library)
        watched.comes_to_hold("lisbon.jpg", *CROWD)
        yield watched


def test_new_changed_and_deleted_files_follow(watched: Watched) -> None:
    watched.house.photo("porto.jpg", 1)
    watched.finds("porto", watched.photos / "porto.jpg")
    before = _item(watched, "porto")
    watched.house.photo("porto.jpg", 2)
    eventually(lambda: _item(watched, "porto") not in {before, None} and watched.is_idle)
    (watched.photos / "porto.jpg").unlink()
    watched.comes_to_hold("lisbon.jpg", *CROWD)
    assert watched.house.is_sound()


def _item(watched: Watched, text: str) -> int | None:
    hits = watched.library.search(watched.library.query(text)).hits
    return hits[0].item if hits else None


def test_renames_moves_and_copies_cost_no_new_work(watched: Watched, tmp_path: Path) -> None:
    before = watched.house.encodings()
    (watched.photos / "lisbon.jpg").rename(watched.photos / "porto.jpg")
    watched.finds("porto", watched.photos / "porto.jpg")
    watched.finds("lisbon")
    (watched.photos / "trip").mkdir()
    (watched.photos / "porto.jpg").rename(watched.photos / "trip/faro.jpg")
    watched.finds("faro", watched.photos / "trip/faro.jpg")
    shutil.copy(watched.photos / "trip/faro.jpg", watched.photos / "copied.jpg")
    eventually(lambda: names(watched.library, "copied"))
    shutil.move(watched.photos / "copied.jpg", tmp_path / "out.jpg")
    watched.finds("copied")
    assert watched.house.encodings() == before


def test_a_file_moves_between_two_watched_roots(house: House, tmp_path: Path) -> None:
    other = tmp_path / "archive"
    other.mkdir()
    house.photo_set("lisbon.jpg", *CROWD)
    house.index(house.photos, other)
    before = house.encodings()
    with house.open() as library:
        library.watch()
        watched = Watched(house, library)
        watched.comes_to_hold("lisbon.jpg", *CROWD)
        (house.photos / "lisbon.jpg").rename(other / "lisbon.jpg")
        watched.finds("lisbon", other / "lisbon.jpg")
    assert house.encodings() == before


@pytest.mark.parametrize("how", ["the folder", "its files"])
def test_a_burst_of_deletions_is_asked_about(watched: Watched, how: str) -> None:
    many = [f"trip/{number}.jpg" for number in range(24)]
    for number, name in enumerate(many):
        watched.house.photo(name, 3000 + number)
    watched.comes_to_hold("lisbon.jpg", *CROWD, *(Path(name).name for name in many))
    if how == "the folder":
        shutil.rmtree(watched.photos / "trip")
    else:
        for name in many:
            (watched.photos / name).unlink()
    eventually(lambda: any("24 of 31" in notice for notice in watched.house.notices))
    watched.comes_to_hold("lisbon.jpg", *CROWD, *(Path(name).name for name in many))
    watched.library.indexing.rescan(forget=True)
    watched.comes_to_hold("lisbon.jpg", *CROWD)


def test_deletions_that_follow_each_other_are_asked_about_together(watched: Watched) -> None:
    """As `rm -r` on a slow disk, whose events come a few at a time."""
    many = [f"{number:02}.jpg" for number in range(60)]
    for number, name in enumerate(many):
        watched.house.photo(name, 3000 + number)
    watched.comes_to_hold("lisbon.jpg", *CROWD, *many)
    for start in (0, 10):
        for name in many[start : start + 10]:
            (watched.photos / name).unlink()
        watched.comes_to_hold("lisbon.jpg", *CROWD, *many[start + 10 :])
    for name in many[20:30]:
        (watched.photos / name).unlink()
    eventually(lambda: any("10 of 47" in notice for notice in watched.house.notices))
    watched.comes_to_hold("lisbon.jpg", *CROWD, *many[20:])
    watched.library.indexing.rescan(forget=True)
    watched.comes_to_hold("lisbon.jpg", *CROWD, *many[30:])


def test_a_handful_deleted_by_hand_is_meant(watched: Watched) -> None:
    for name in CROWD:
        (watched.photos / name).unlink()
    watched.comes_to_hold("lisbon.jpg")


def test_folders_that_are_moved_in_and_out(watched: Watched, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    for number in range(2):
        photo_like(96, 64, 500 + number).save(outside / "deep" / f"in{number}.jpg")
    outside.rename(watched.photos / "inside")
    watched.comes_to_hold("lisbon.jpg", *CROWD, "in0.jpg", "in1.jpg")
    photo_like(96, 64, 600).save(watched.photos / "inside/deep/later.jpg")
    watched.comes_to_hold("lisbon.jpg", *CROWD, "in0.jpg", "in1.jpg", "later.jpg")
    (watched.photos / "inside").rename(watched.photos / "renamed")
    deep = watched.photos / "renamed/deep"
    watched.finds("renamed", deep / "in0.jpg", deep / "in1.jpg", deep / "later.jpg")
    (watched.photos / "renamed").rename(tmp_path / "out again")
    watched.comes_to_hold("lisbon.jpg", *CROWD)


def test_an_editor_that_writes_aside_and_renames(watched: Watched) -> None:
    before = _item(watched, "lisbon")
    aside = watched.photos / ".lisbon.jpg.swp"
    photo_like(96, 64, 99).save(aside, "JPEG")
    aside.replace(watched.photos / "lisbon.jpg")
    eventually(lambda: _item(watched, "lisbon") not in {before, None} and watched.is_idle)
    watched.comes_to_hold("lisbon.jpg", *CROWD)


def test_a_sidecar_that_comes_changes_and_goes(watched: Watched) -> None:
    sidecar = watched.photos / "lisbon.jpg.xmp"
    sidecar.write_text(XMP.format("tramway"), encoding="utf-8")
    watched.finds("tramway", watched.photos / "lisbon.jpg")
    sidecar.write_text(XMP.format("funicular"), encoding="utf-8")
    watched.finds("funicular", watched.photos / "lisbon.jpg")
    watched.finds("tramway")
    sidecar.unlink()
    watched.finds("funicular")


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One more for every look at a place."""
    made: list[object] = []

    def noting(*about: Any, **how: Any) -> scan.Seen:
        seen = scan.scan(*about, **how)
        made.append(seen)
        return seen

    monkeypatch.setattr("mmdesk.indexing.indexer.scan", noting)
    return made


def test_a_file_that_is_written_in_pieces_is_read_once_and_whole(
    house: House, looks: list[object]
) -> None:
    house.set(settle_seconds=2.0)
    house.photo_set(*CROWD)
    house.index()
    content = encoded(photo_like(1600, 1200, 7), "JPEG", quality=95)
    length = len(content) // 3 + 1
    with house.open() as library:
        library.watch()
        watched = Watched(house, library)
        watched.comes_to_hold(*CROWD)
        with (house.photos / "slow.jpg").open("wb") as file:
            for start in range(0, len(content), length):
                before = len(looks)
                file.write(content[start : start + length])
                file.flush()
                eventually(lambda before=before: len(looks) > before)
        watched.finds("slow", house.photos / "slow.jpg")
    assert not [said for said in house.said if isinstance(said, events.FileFailed)]
    size = house.asked("SELECT size FROM items ORDER BY id DESC LIMIT 1")
    assert size == [(len(content),)]
    assert house.asked("SELECT count(*) FROM items") == [(len(CROWD) + 1,)]


@pytest.fixture
def few_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system whose watches are all taken."""

    class Full(type(Observer())):  # type: ignore[misc]
        def schedule(self, *_: Any, **__: Any) -> Any:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(watch, "Observer", Full)


def test_the_watch_limit_is_told_and_rescanning_takes_over(
    house: House, few_watches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mmdesk.indexing.service.RESCAN_SECONDS_UNWATCHED", 0.3)
    house.photo_set(*CROWD)
    house.index()
    with house.open() as library:
        library.watch()
        watched = Watched(house, library)
        eventually(lambda: any("cannot watch" in notice for notice in house.notices))
        house.photo("unseen.jpg")
        watched.comes_to_hold(*CROWD, "unseen.jpg")


WATCHING = """
import sys
from pathlib import Path
from mmdesk.core.events import Notice
from mmdesk.indexing import service
from mmdesk.library import Library

service.RESCAN_SECONDS_UNWATCHED = service.VOLUMES_SECONDS = 0.3

def tell(event):
    if isinstance(event, Notice):
        print(event.text, flush=True)

with Library(Path(sys.argv[1]), indexing=True, emit=tell) as library:
    library.watch()
    sys.stdin.read()
"""


@contextmanager
def watching_with(house: House, limit: str, value: int) -> Iterator[Path]:
    """Watch in a process for which the kernel has lowered a limit; gives where its notices are."""
    unshare = shutil.which("unshare")
    lowering = f"echo {value} > /proc/sys/user/{limit}"
    if (
        unshare is None
        or subprocess.run(
            [unshare, "-Ur", "sh", "-c", lowering], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("this system lets nobody lower the limits of watching")
    notices = house.library / "notices.txt"
    command = [unshare, "-Ur", "sh", "-c", lowering + ' && exec "$@"', "sh", sys.executable, "-c"]
    with (
        notices.open("w") as out,
        subprocess.Popen(
            [*command, WATCHING, str(house.library)], stdin=subprocess.PIPE, stdout=out
        ) as process,
    ):
        yield notices
        process.communicate()
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("limit", "value"), [("max_inotify_watches", 10), ("max_inotify_instances", 0)]
)
def test_a_real_limit_is_told_once_and_rescanning_takes_over(
    house: House, limit: str, value: int
) -> None:
    house.photo_set(*(f"{number:02}/seen.jpg" for number in range(34)))
    house.index()
    with watching_with(house, limit, value) as notices:
        eventually(lambda: "cannot watch" in notices.read_text())
        for number in range(34):
            house.photo(f"{number:02}/unseen{number}.jpg", 3000 + number)
        eventually(lambda: _found(house, "unseen") == 34)
    assert notices.read_text().count("cannot watch") == 1


def test_folders_made_later_can_reach_the_limit_too(house: House) -> None:
    house.photo_set(*CROWD)
    house.index()
    with watching_with(house, "max_inotify_watches", 10) as notices:
        house.photo("early.jpg")
        eventually(lambda: _found(house, "early") == 1)
        assert "cannot watch" not in notices.read_text()
        house.photo_set(*(f"{number:02}/later{number}.jpg" for number in range(34)))
        eventually(lambda: _found(house, "later") == 34)
        eventually(lambda: "cannot watch" in notices.read_text())
    assert notices.read_text().count("cannot watch") == 1


def _found(house: House, name: str) -> int:
    with house.open(indexing=False) as library:
        return len(names(library, name))


def test_rescanning_finds_what_no_event_told(house: House, few_watches: None) -> None:
    house.set(rescan_minutes=0.005)
    house.photo_set(*CROWD)
    house.index()
    with house.open() as library:
        library.watch()
        watched = Watched(house, library)
        watched.comes_to_hold(*CROWD)
        house.photo("unseen.jpg")
        watched.comes_to_hold(*CROWD, "unseen.jpg")


def test_a_root_that_goes_and_comes_back_while_watched(house: House) -> None:
    house.set(rescan_minutes=0.005)
    house.photo_set(*CROWD)
    house.index()
    away = house.photos.with_name("away")
    with house.open() as library:
        library.watch()
        watched = Watched(house, library)
        watched.comes_to_hold(*CROWD)
        house.photos.rename(away)
        eventually(lambda: [root.state for root in library.roots()] == ["offline"])
        assert names(library) == set(CROWD)
        away.rename(house.photos)
        eventually(lambda: [root.state for root in library.roots()] == ["online"])
        house.photo("after.jpg")
        watched.comes_to_hold(*CROWD, "after.jpg")
    assert house.is_sound()
