"""Of a video that was not looked through, it is told why it has no moments."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.senses import Mixed

from mmdesk.catalogue.files import FoundFile
from mmdesk.core.entities import FileState, Job, Query, Stage
from mmdesk.core.errors import FileUnreadable, WrongRequest
from mmdesk.library.moments import moments_of
from mmdesk.media.workers import Workers

TEXT = Query("a walk")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Mixed]:
    workers = Workers(1, 30, 1024)
    library = Mixed(tmp_path, workers)
    yield library
    library.close()
    workers.stop()


def asked(library: Mixed, name: str) -> tuple:
    return moments_of(library.catalogue, library.engine, library.folder / name, TEXT).found


@pytest.mark.parametrize("stage", [Stage.READ, Stage.WATCH])
def test_one_that_waits_and_one_that_failed_say_so(library: Mixed, stage: Stage) -> None:
    item = library.video("walk.mp4")
    library.catalogue.jobs.add(stage, [item])
    with pytest.raises(WrongRequest, match=r"walk\.mp4 was not looked through yet: `mmdesk index"):
        asked(library, "walk.mp4")
    library.catalogue.jobs.fail(Job(item, stage), "The file is empty.", "1")
    with pytest.raises(FileUnreadable, match=r"walk\.mp4 could not be looked through: The file is"):
        asked(library, "walk.mp4")


def test_what_is_known_of_one_that_is_being_looked_through_is_told(library: Mixed) -> None:
    item = library.video("walk.mp4", [(1, 0, 0)])
    library.catalogue.jobs.add(Stage.WATCH, [item])
    library.seeing.texts = {TEXT.text: (1, 0, 0)}
    assert [moment.start for moment in asked(library, "walk.mp4")] == [0]


def test_one_in_which_there_is_nothing_has_no_moments(library: Mixed) -> None:
    library.video("empty.mp4")
    assert asked(library, "empty.mp4") == ()


def test_other_files_say_what_they_are(library: Mixed) -> None:
    library.photo("walk.jpg")
    with pytest.raises(WrongRequest, match="is no video: it has no moments"):
        asked(library, "walk.jpg")
    with pytest.raises(WrongRequest, match="There is no file"):
        asked(library, "missing.mp4")
    (library.folder / "new.mp4").touch()
    with pytest.raises(WrongRequest, match="is not in the library"):
        asked(library, "new.mp4")
    with pytest.raises(WrongRequest, match="is a folder"):
        asked(library, "")
    (library.folder / "walk.sh").write_text("echo a walk")
    with pytest.raises(WrongRequest, match=r"walk\.sh is no picture, sound or video"):
        asked(library, "walk.sh")


def test_a_file_that_could_not_be_opened_says_why(library: Mixed) -> None:
    (library.folder / "text.mp4").write_text("no video at all")
    [root] = library.catalogue.roots.all()
    unreadable = FoundFile(FileState(15, 1, 1), "1", problem="It is empty.")
    library.catalogue.files.record(root, b"text.mp4", unreadable)
    with pytest.raises(FileUnreadable, match=r"text\.mp4 could not be indexed: It is empty\."):
        asked(library, "text.mp4")
