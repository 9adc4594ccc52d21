"""`mmdesk index` and `mmdesk watch`: what they say of folders, files, models and disks."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from helpers import tiny_models
from helpers.films import tone
from helpers.libraries import House, arguments, eventually, mmdesk, small_disk
from helpers.sounds import write
from helpers.terminals import Terminal

from mmdesk.core.settings import Settings
from mmdesk.library import file_watch

CROWD = tuple(f"photo{number}.jpg" for number in range(8))


def roots(terminal: Terminal) -> list[str]:
    return [root["path"] for root in terminal("roots", "list", "--json").json]


@pytest.mark.parametrize("together", [True, False])
def test_a_folder_within_another_is_kept_with_it(
    house: House, terminal: Terminal, together: bool
) -> None:
    house.photo_set("outer.jpg", "trip/inner.jpg")
    inner = house.photos / "trip"
    if not together:
        terminal("index", house.photos)
    done = terminal("index", *([house.photos] if together else []), inner, "--json")
    assert f"{inner} is part of {house.photos}: all of that is kept indexed, once." in done.err
    assert roots(terminal) == [str(house.photos)]
    assert done.json["indexed"] + done.json["unchanged"] == 2


def test_a_folder_that_the_one_around_it_leaves_out_is_kept_by_itself(
    house: House, terminal: Terminal
) -> None:
    house.photo_set("outer.jpg", ".hidden/inner.jpg")
    hidden = house.photos / ".hidden"
    done = terminal("index", house.photos, hidden, "--json")
    assert "is part of" not in done.err
    assert done.json["indexed"] == 2
    assert roots(terminal) == [str(house.photos), str(hidden)]


def test_files_that_are_gone_are_counted_apart_while_they_are_asked_about(
    house: House, terminal: Terminal
) -> None:
    house.photo_set(*CROWD)
    terminal("index", house.photos)
    for name in CROWD[:5]:
        (house.photos / name).unlink()
    done = terminal("index", house.photos, "--json")
    assert (done.json["indexed"], done.json["unchanged"], done.status) == (0, 3, 0)
    assert set(done.json) == {"indexed", "unchanged", "failed", "partly", "seconds"}
    assert f"5 of 8 items in {house.photos} are gone." in done.err
    done = terminal("index", house.photos)
    assert "5 of 8 items" in done.err
    assert "0 indexed, 3 unchanged, 5 gone, 0 failed" in done.err
    assert "3 unchanged, 5 forgotten, 0 failed" in terminal("index", house.photos, "--forget").err


@pytest.mark.parametrize("how", ["gone", "broken"])
def test_a_chosen_model_that_cannot_be_used_is_named_among_what_failed(
    house: House, terminal: Terminal, how: str
) -> None:
    house.photo("lisbon.jpg")
    folder = tiny_models.make(house.library.with_name("model"))
    house.set(model=str(folder), device="cpu")
    if how == "gone":
        folder.rename(folder.with_name("elsewhere"))
    else:
        (folder / "open_clip_config.json").write_text("{")
    done = terminal("index", house.photos, "--json")
    [failed] = done.json["failed"]
    assert failed["path"] == str(folder)
    assert failed["reason"]
    assert (done.json["indexed"], done.status) == (1, 1)
    assert str(folder) in terminal("index", house.photos).err.splitlines()[-2]


def test_a_full_disk_is_told_in_json_with_what_was_done(house: House) -> None:
    for number in range(150):
        house.photo(f"new{number}.jpg", number)
    with small_disk(2) as disk:
        full = House(disk / "library", house.photos)
        full.set()
        done = mmdesk(full.library, "index", full.photos, "--json")
        assert done.returncode == 1
        said = json.loads(done.stdout)
        assert set(said) == {"indexed", "unchanged", "failed", "partly", "seconds"}
        assert said["failed"][-1]["path"] == str(full.library)
        assert "Make room" in said["failed"][-1]["reason"]
        assert said["seconds"] > 0
        waiting = "SELECT count(*) FROM jobs WHERE stage = 'read'"
        read = full.asked("SELECT count(*) FROM items")[0][0] - full.asked(waiting)[0][0]
        assert said["indexed"] + said["unchanged"] <= read


def test_a_library_that_is_busy_is_told_in_json_too(house: House, terminal: Terminal) -> None:
    with house.open():
        done = terminal("index", house.photos, "--json")
    assert done.json["failed"][0]["path"] == str(house.library)
    assert "Another mmdesk is indexing" in done.json["failed"][0]["reason"]
    assert done.status == 1


def test_what_is_indexed_in_part_is_named_and_news_once(house: House, terminal: Terminal) -> None:
    path = house.photos / "cut.wav"
    write(path, tone(20.0)[:, None])
    path.write_bytes(path.read_bytes()[:-100_000])
    done = terminal("index", house.photos)
    said = " ".join(done.err.split())
    assert "cut.wav (in part): " in said
    assert "0 indexed, 1 in part, 0 unchanged, 0 failed" in said
    assert done.status == 1
    done = terminal("index", house.photos, "--json")
    assert (done.json["indexed"], done.json["unchanged"], done.json["failed"]) == (0, 0, [])
    [partly] = done.json["partly"]
    assert partly["path"] == str(path)
    assert "cut off" in partly["reason"]
    assert done.status == 0
    now = terminal("status", "--json").json
    assert (now["failed"], now["partly"]) == (0, 1)
    assert "1 indexed in part" in terminal("doctor").err


def test_watch_without_any_folder_says_how_to_add_one(house: House, terminal: Terminal) -> None:
    done = terminal("watch")
    assert done.err == "There is no folder to watch. Add one: `mmdesk index FOLDER`.\n"
    assert done.status == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_watch_says_what_happens(house: House, tmp_path: Path) -> None:
    house.photo_set(*CROWD)
    house.index()
    said = tmp_path / "said"
    with said.open("wb") as err, subprocess.Popen(
        arguments(house.library, "watch"), stderr=err
    ) as watching:  # fmt: skip
        eventually(lambda: "Watching 1 folder." in said.read_text())
        house.photo("new.jpg", 99)
        eventually(lambda: "1 new or changed.\n" in said.read_text())
        (house.photos / CROWD[0]).unlink()
        eventually(lambda: "1 forgotten.\n" in said.read_text())
        (house.photos / "empty.jpg").touch()
        eventually(lambda: "1 failed.\n" in said.read_text())
        watching.send_signal(signal.SIGINT)
    assert f"{house.photos / 'empty.jpg'}: The file is empty.\n" in said.read_text()
    assert watching.returncode == 0


def test_settings_that_another_process_changes_count_while_folders_are_watched(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_watch, "SECONDS", 0.01)
    house.photo_set(*CROWD[:2])
    house.index()
    folder = tiny_models.make(house.library.with_name("model"))
    with house.open() as library:
        library.watch()
        done = mmdesk(house.library, "models", "use", folder)
        assert done.returncode == 0
        described = "SELECT count(*) FROM embeddings"
        eventually(lambda: house.asked(described) == [(4,)])
        settings = house.library / "settings.json"
        settings.write_text('{"gently": "perhaps"}')
        eventually(lambda: any("gently must be true or false" in each for each in house.notices))
        assert library.settings.model == str(folder)
        library.settings.save(settings.with_name("mended"))
        settings.with_name("mended").replace(settings)
        library.change(gently=True)
    assert Settings.load(settings).gently


def test_what_is_forgotten_is_counted(house: House, terminal: Terminal) -> None:
    house.photo_set(*CROWD)
    house.photo("copy.jpg", 1000)  # of the first
    terminal("index", house.photos)
    for name in ("copy.jpg", *CROWD[1:6]):
        (house.photos / name).unlink()
    (house.photos / CROWD[6]).rename(house.photos / "moved.jpg")
    house.photo(CROWD[7], 99)  # another content
    done = terminal("index", house.photos, "--forget")
    assert "1 indexed, 2 unchanged, 5 forgotten, 0 failed" in done.err
    assert "forgotten" not in terminal("index", house.photos, "--forget").err
    assert set(terminal("index", house.photos, "--forget", "--json").json) == {
        *("indexed", "unchanged", "failed", "partly", "seconds")
    }
