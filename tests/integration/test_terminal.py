"""The terminal's contract with people and programs: what comes out, where, with which status."""

import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from helpers import tiny_models
from helpers.commands import commands
from helpers.libraries import House, arguments, eventually, mmdesk
from helpers.pictures import XMP
from helpers.terminals import Terminal
from rich.console import Console

from mmdesk.cli.output import hit_table
from mmdesk.core.entities import Hit, Kind, Stage
from mmdesk.core.paths import LibraryPaths
from mmdesk.media.workers import Workers
from mmdesk.models.layout import WEIGHTS
from mmdesk.models.registry import Purpose, find

CROWD = ("lisbon.jpg", "porto.jpg", "faro.jpg", "evora.jpg", "braga.jpg", "beja.jpg")


@pytest.fixture
def indexed(house: House) -> House:
    house.photo_set(*CROWD)
    (house.photos / "lisbon.xmp").write_text(XMP.format("tramway"), encoding="utf-8")
    house.index()
    return house


def test_index_reports_as_json(house: House, terminal: Terminal) -> None:
    house.photo_set(*CROWD)
    (house.photos / "empty.jpg").touch()
    (house.photos / "notes.txt").write_text("not ours")
    done = terminal("index", house.photos, "--json")
    assert set(done.json) == {"indexed", "unchanged", "failed", "partly", "seconds"}
    assert (done.json["indexed"], done.json["unchanged"]) == (6, 0)
    assert done.json["failed"] == [
        {"path": str(house.photos / "empty.jpg"), "reason": "The file is empty."}
    ]
    assert isinstance(done.json["seconds"], float)
    assert done.status == 1
    (house.photos / "empty.jpg").unlink()
    again = terminal("index", house.photos, "--json")
    assert (again.json["indexed"], again.json["unchanged"], again.json["failed"]) == (0, 6, [])
    assert again.status == 0


def test_index_tells_a_person_what_failed_and_why(house: House, terminal: Terminal) -> None:
    house.photo_set(*CROWD)
    (house.photos / "empty [b].jpg").touch()
    done = terminal("index", house.photos)
    assert done.out == ""
    assert "empty [b].jpg: The file is empty." in done.err.replace("\n", " ")
    assert "6 indexed, 0 unchanged, 1 failed" in done.err
    assert done.status == 1


def test_forgetting_is_asked_for_the_given_folders_only(
    house: House, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Person(io.StringIO):
        def isatty(self) -> bool:
            return True

    other, third = house.photos.with_name("other"), house.photos.with_name("third")
    third.mkdir()
    for seed in range(8):
        house.photo(f"{seed}.jpg", seed)
        house.photo(f"../other/{seed}.jpg", seed + 8)
    house.index(house.photos, other)
    for seed in range(4):
        (house.photos / f"{seed}.jpg").unlink()
        (other / f"{seed}.jpg").unlink()
    house.index(house.photos, other)
    house.photo("new.jpg", 99)
    monkeypatch.setattr(sys, "stdin", Person("y\n" * 2))
    assert "Forget" not in terminal("index", third).err
    done = terminal("index", house.photos, "--json")
    assert f"Forget 4 items of {house.photos} that are gone?" in done.err
    assert (done.json["indexed"], done.json["unchanged"]) == (1, 4)
    assert house.asked("SELECT count(*) FROM files") == [(5 + 8,)]


def test_index_works_gently_when_asked_to(
    house: House, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.photo_set(*CROWD)
    modes = []
    gently = Workers.gently
    monkeypatch.setattr(Workers, "gently", lambda self, on: modes.append(on) or gently(self, on))
    assert terminal("index", house.photos).status == 0
    assert True not in modes
    assert terminal("index", house.photos, "--gently").status == 0
    assert modes[-1] is True


def test_search_reports_hits_as_json(indexed: House, terminal: Terminal) -> None:
    hits = terminal("search", "tramway", "--json").json
    assert [set(hit) for hit in hits] == [
        {"path", "kind", "score", "start", "end", "reasons", "moments"}
    ]
    assert hits[0]["path"] == str(indexed.photos / "lisbon.jpg")
    assert (hits[0]["kind"], hits[0]["start"], hits[0]["end"]) == ("photo", None, None)
    assert hits[0]["score"] == 1.0
    assert hits[0]["reasons"] == ["words in keywords"]


def test_search_reads_several_words_as_one_text(indexed: House, terminal: Terminal) -> None:
    apart = terminal("search", "tramway", f"in:{indexed.photos}", "-n", "5", "--json")
    together = terminal("search", f"tramway in:{indexed.photos}", "-n", "5", "--json")
    assert apart.json == together.json != []


def test_search_that_finds_nothing_is_done(indexed: House, terminal: Terminal) -> None:
    done = terminal("search", "zanzibar", "--json")
    assert (done.json, done.status) == ([], 0)
    assert terminal("search", "zanzibar").err.endswith("Nothing found.\n")


def test_search_says_that_descriptions_need_a_model(indexed: House, terminal: Terminal) -> None:
    done = terminal("search", "tramway", "--json")
    assert "mmdesk models get" in done.err
    assert "choose a folder that has it" in done.err
    assert done.json


def test_search_by_example_leaves_the_example_out(indexed: House, terminal: Terminal) -> None:
    lisbon, porto = (str(indexed.photos / name) for name in CROWD[:2])
    found = {hit["path"] for hit in terminal("search", "--like", lisbon, "--json").json}
    assert found == {str(indexed.photos / name) for name in CROWD[1:]}
    both = terminal("search", "--like", lisbon, "--like", porto, "-n", "2", "--json").json
    assert len(both) == 2
    assert not {hit["path"] for hit in both} & {lisbon, porto}


def test_search_in_folders_and_dates(indexed: House, terminal: Terminal) -> None:
    old = indexed.photo("archive/old.jpg", 5)
    os.utime(old, (1_000_000_000, 1_000_000_000))  # September 2001
    terminal("index", indexed.photos)

    def names(*asked: str | Path) -> set[str]:
        return {Path(hit["path"]).name for hit in terminal("search", *asked, "--json").json}

    assert names("--in", indexed.photos / "archive") == {"old.jpg"}
    assert names("--until", "2001-12-31") == {"old.jpg"}
    assert names("--since", "2002") == set(CROWD)
    assert names("--since", "2001-09", "--until", "2001-09") == {"old.jpg"}


def test_an_example_that_cannot_be_used_is_named(indexed: House, terminal: Terminal) -> None:
    lisbon, text = indexed.photos / CROWD[0], indexed.photos / "notes.txt"
    text.write_text("no picture")
    done = terminal("search", "--like", lisbon, "--like", text)
    assert done.err == f"{text} is no picture, sound or video that mmdesk knows.\n"
    assert done.status == 2
    done = terminal("search", "--like", indexed.photos)
    assert done.err == f"{indexed.photos} is a folder: give a picture, sound or video.\n"
    assert done.status == 2
    torn = indexed.photos.with_name("torn.jpg")
    torn.write_bytes((indexed.photos / CROWD[0]).read_bytes()[:300])
    done = terminal("search", "--like", torn)
    assert done.err.startswith(f"{torn} cannot be an example. The ")
    assert done.status == 1
    done = terminal("search", "--like", lisbon, "--like", "/nope.jpg")
    assert (done.err, done.status) == (f"There is no file {Path('/nope.jpg')}.\n", 2)


def test_search_in_a_folder_that_is_not_indexed_says_so(indexed: House, terminal: Terminal) -> None:
    for asked, name in ((["--in", "/nope"], "/nope"), (["in:nosuch"], "nosuch")):
        done = terminal("search", *asked)
        assert f"Nothing is indexed in a folder called {name}." in done.err.replace("\\", "/")
        assert done.status == 0
    assert "folder called" not in terminal("search", "zanzibar", "--in", indexed.photos).err


def test_an_empty_library_says_how_to_fill_it(house: House, terminal: Terminal) -> None:
    house.index()
    done = terminal("search", "--json")
    assert (done.json, done.status) == ([], 0)
    assert "The library is empty. Add a folder with `mmdesk index FOLDER`." in done.err


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_folders_are_found_by_their_real_path_and_by_links(
    indexed: House, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed.photo("trip/one.jpg", 77)
    linked = indexed.photos.with_name("linked")
    linked.symlink_to(indexed.photos, target_is_directory=True)
    terminal("roots", "remove", indexed.photos)
    terminal("index", linked)
    monkeypatch.chdir(linked / "trip")
    for folder in (".", indexed.photos / "trip", linked / "trip"):
        found = terminal("search", "--in", folder, "--json").json
        assert [hit["path"] for hit in found] == [str(linked / "trip" / "one.jpg")]
    assert len(terminal("search", f"in:{indexed.photos}", "--json").json) == 7


def test_print0_gives_paths_for_xargs(indexed: House, terminal: Terminal) -> None:
    done = terminal("search", "--print0", "-n", "100")
    assert done.out.endswith("\0")
    assert set(done.out.split("\0")[:-1]) == {str(indexed.photos / name) for name in CROWD}


def test_odd_names_survive_both_forms(house: House, terminal: Terminal) -> None:
    odd = house.photos / os.fsdecode(b"caf\xe9\n[red].jpg")
    house.photo("plain.jpg")
    try:
        (house.photos / "plain.jpg").rename(odd)
    except OSError:
        pytest.skip("file names are valid text on this system")
    house.index()
    assert terminal("search", "--print0").out == f"{odd}\0"
    assert os.fsencode(terminal("search", "--json").json[0]["path"]) == os.fsencode(odd)
    assert "[red]" in terminal("search").err
    (house.photos / odd.name).write_bytes(b"")
    report = terminal("index", house.photos, "--json").json
    assert os.fsencode(report["failed"][0]["path"]) == os.fsencode(odd)
    assert "caf\\xe9" in terminal("index", house.photos).err


def test_hits_are_one_whole_line_each_where_no_terminal_limits_them(
    indexed: House, terminal: Terminal
) -> None:
    deep = indexed.photo(f"{'long name ' * 20}/{'x' * 150}.jpg", 9)
    indexed.index()
    lines = terminal("search", "--in", deep.parent).err.splitlines()
    assert len(lines) == 2
    assert str(deep) in lines[1]


def test_paths_fold_between_names_in_a_narrow_terminal() -> None:
    names = ("holidays", "lisbon and porto", "second day", "tramway.jpg")
    path = Path("/", *names)
    hit = Hit(item=1, kind=Kind.PHOTO, path=path, score=1.0, reasons=("words",), online=True)
    console = Console(width=32, file=io.StringIO(), force_terminal=False)
    with console.capture() as captured:
        console.print(hit_table([hit]))
    shown = captured.get()
    assert max(len(line) for line in shown.splitlines()) <= 32
    assert all(name in shown for name in names)


def test_the_version_is_said(terminal: Terminal) -> None:
    done = terminal("--version")
    assert (done.status, done.err) == (0, "")
    assert re.fullmatch(r"mmdesk \d+\.\d+.*\n", done.out)


def test_the_model_in_use_is_listed_by_its_whole_name(house: House, terminal: Terminal) -> None:
    folder = house.library.with_name("a model of mine with a name that is wider than terminals are")
    house.set(model=str(folder))
    assert f"{folder}\n    describes photos and videos; missing, in use\n" in terminal("models").err
    listed = terminal("models", "list", "--json").json
    assert str(folder) in [model["name"] for model in listed if model["in_use"]]


def test_status_counts_by_kind_space_and_job_state(indexed: House, terminal: Terminal) -> None:
    counts = terminal("status", "--json").json
    assert counts["kinds"] == {"photo": 6, "sound": 0, "video": 0}
    assert counts["spaces"]["looks"] == 6
    assert set(counts["jobs"]) == set(Stage)
    assert set(counts["jobs"]["read"]) == {"waiting", "failed"}
    assert "photos" in terminal("status").err


def test_roots_are_listed_and_removed(indexed: House, terminal: Terminal) -> None:
    assert terminal("roots", "list", "--json").json == [
        {"path": str(indexed.photos), "state": "online", "gone": 0, "speech": False}
    ]
    assert indexed.photos.name in terminal("roots").err.replace("\n", "")
    assert "online" in terminal("roots").err
    assert terminal("roots", "remove", indexed.photos).status == 0
    assert terminal("roots", "list", "--json").json == []
    assert terminal("search", "--json").json == []


def test_roots_and_doctor_see_without_a_scan_that_a_folder_is_away(
    indexed: House, terminal: Terminal
) -> None:
    away = indexed.photos.with_name("unplugged")
    indexed.photos.rename(away)
    assert [root["state"] for root in terminal("roots", "list", "--json").json] == ["offline"]
    assert "offline" in terminal("doctor").err
    assert indexed.asked("SELECT state FROM roots") == [("online",)]
    away.rename(indexed.photos)
    assert [root["state"] for root in terminal("roots", "list", "--json").json] == ["online"]


def test_models_are_listed_with_their_state(house: House, terminal: Terminal) -> None:
    listed = terminal("models", "list", "--json").json
    assert {model["state"] for model in listed} == {"not downloaded"}
    assert "ViT-B-32/laion2b_s34b_b79k" in [each["name"] for each in listed if each["in_use"]]
    assert {"ViT-L-14/openai", "ViT-B-16-SigLIP2/webli"} <= {model["name"] for model in listed}


def test_doctor_looks_at_everything(indexed: House, terminal: Terminal) -> None:
    done = terminal("doctor")
    for word in ("catalogue", "sound", "disk", "folder", "model", "not downloaded"):
        assert word in done.err
    assert done.out == ""


def test_doctor_shows_why_a_model_runs_as_it_does(house: House, terminal: Terminal) -> None:
    from mmdesk.models.selftest import Verdict, Verdicts

    folder = tiny_models.make(house.library.with_name("model"))
    house.set(model=str(folder), device="cpu")
    models = LibraryPaths.under(house.library).models
    note = "The self-test on cpu in bfloat16 gave other vectors, so it is not used."
    space = find(str(folder), models, Purpose.PICTURES).space
    Verdicts(models).keep(space.key, "cpu", Verdict("cpu", "float32", 8, (note,)))
    done = terminal("doctor")
    assert "cpu, float32, 8 pictures at a time" in done.err
    assert note in done.err
    assert done.status == 0


def test_status_says_how_many_photos_the_model_has_not_described(
    indexed: House, terminal: Terminal
) -> None:
    assert "not yet described" not in terminal("status").err
    folder = tiny_models.make(indexed.library.with_name("model"))
    terminal("models", "use", folder)
    line = next(line for line in terminal("status").err.splitlines() if "not yet described" in line)
    assert line.split()[-1] == "6"


def test_index_names_a_model_that_failed_and_ends_with_1(house: House, terminal: Terminal) -> None:
    house.photo("lisbon.jpg")
    folder = tiny_models.make(house.library.with_name("model"))
    house.set(model=str(folder), device="cpu")
    weights = folder / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:1000])
    done = terminal("index", house.photos, "--json")
    [failed] = done.json["failed"]
    assert failed["path"] == str(folder)
    assert failed["reason"].startswith("Descriptions have to wait: ")
    assert done.json["indexed"] == 1
    assert done.status == 1


def test_index_does_without_a_model_that_was_not_downloaded(
    house: House, terminal: Terminal
) -> None:
    house.photo("lisbon.jpg")
    done = terminal("index", house.photos, "--json")
    assert (done.json["failed"], done.status) == ([], 0)


@pytest.mark.parametrize("typed", ["models/typo", "./models/typo", "~/typo", "a/b/c"])
def test_a_model_that_was_typed_like_a_folder_is_told_as_one(
    terminal: Terminal, typed: str
) -> None:
    done = terminal("models", "use", typed)
    assert done.status == 2
    assert done.err.startswith(f"There is no folder {typed}.")
    assert ("`mmdesk models get models/typo`" in done.err) is (typed == "models/typo")


def test_a_known_model_that_is_not_here_is_told_as_one(terminal: Terminal) -> None:
    done = terminal("models", "use", "ViT-L-14/openai")
    assert "mmdesk models get ViT-L-14/openai" in done.err
    assert done.status == 1


def test_a_folder_without_a_model_is_wrong_use_and_a_broken_model_is_not(
    house: House, terminal: Terminal
) -> None:
    assert terminal("models", "use", house.photos).status == 2
    folder = tiny_models.make(house.library.with_name("model"))
    (folder / "open_clip_config.json").write_text("{")
    done = terminal("models", "use", folder)
    assert str(folder) in done.err
    assert done.status == 1


def test_a_download_without_a_network_is_told_once(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    done = terminal("models", "get")
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert done.err.startswith("The model ")
    assert done.err.count("folder that has it") == 1
    assert "`mmdesk models use FOLDER`" in done.err


def test_a_hit_that_could_not_be_read_says_so(house: House, terminal: Terminal) -> None:
    whole = house.photo("lisbon.jpg").read_bytes()
    (house.photos / "torn.jpg").write_bytes(whole[: len(whole) // 3])
    house.index()
    for asked in (["search", "--json"], ["search", "torn", "--json"]):
        hits = {Path(hit["path"]).name: hit["reasons"] for hit in terminal(*asked).json}
        assert hits["torn.jpg"][-1].startswith("could not be read: ")
        assert not [why for why in hits.get("lisbon.jpg", []) if "read" in why]


WRONG = {
    "a library without a name": ["--library", "", "status"],
    "no such command": ["dance"],
    "no such option": ["search", "--colour", "red"],
    "index without a folder": ["index"],
    "index of a file that is no folder": ["index", "/nowhere/at/all"],
    "two forms at once": ["search", "--json", "--print0"],
    "a date that is none": ["search", "--since", "last tuesday"],
    "an example that is not there": ["search", "--like", "/nowhere/at/all.jpg"],
    "removing what is not kept": ["roots", "remove", "/nowhere/at/all"],
    "an example that is no picture": ["search", "--like", __file__],
    "an example that is a folder": ["search", "--like", str(Path(__file__).parent)],
    "a model that is not there": ["models", "use", "/nowhere/at/all"],
    "a model by a name that nobody knows": ["models", "use", "nowhere"],
    "queries from no file": ["search", "--queries", "/nowhere/at/all"],
    "no hits at all": ["search", "-n", "0"],
    "more hits than there can be": ["search", "-n", "99999999999999999999"],
}


@pytest.mark.parametrize("command", WRONG.values(), ids=WRONG)
def test_wrong_use_is_refused_with_status_2(command: list[str], terminal: Terminal) -> None:
    done = terminal(*command)
    assert done.status == 2
    assert done.out == ""
    assert done.err.strip()
    assert "Traceback" not in done.err


FAILING = {
    "a model that is not downloaded": ["models", "use", "ViT-L-14/openai"],
    "a library that is a file": ["--library", __file__, "status"],
}


@pytest.mark.parametrize("command", FAILING.values(), ids=FAILING)
def test_what_fails_is_named_with_status_1(command: list[str], terminal: Terminal) -> None:
    done = terminal(*command)
    assert done.status == 1
    assert done.out == ""
    assert re.search(r"[.:]\s", done.err + "\n")


@pytest.mark.parametrize("command", [*sorted(commands()), "", "roots", "models"])
def test_every_command_explains_itself(command: str, terminal: Terminal) -> None:
    done = terminal(*command.split(), "--help")
    assert done.status == 0
    assert "Usage:" in done.out + done.err
    for option in commands().get(command, ()):
        assert option in done.out + done.err


def test_a_real_process_speaks_the_same_way(house: House) -> None:
    house.photo_set(*CROWD)
    (house.photos / "empty.jpg").touch()
    done = mmdesk(house.library, "index", house.photos, "--json")
    assert (done.returncode, json.loads(done.stdout)["indexed"]) == (1, 6)
    found = mmdesk(house.library, "search", "porto", "--json")
    assert [Path(hit["path"]).name for hit in json.loads(found.stdout)] == ["porto.jpg"]
    assert mmdesk(house.library, "search", "--since", "never").returncode == 2


def test_output_into_a_closed_pipe_is_no_traceback(indexed: House) -> None:
    if shutil.which("true") is None:
        pytest.skip("needs a program that reads nothing")
    with subprocess.Popen(
        arguments(indexed.library, "search", "--json"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert "Traceback" not in said
    assert said.count("\n") == 1
    assert "cannot be written to standard output" in said
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("form", ["--json", "--print0"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written_is_one_sentence(
    indexed: House, form: str, where: str
) -> None:
    command = shlex.join(arguments(indexed.library, "search", form))
    done = subprocess.run(
        ["sh", "-c", f"{command} {where}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "The result cannot be written" in done.stderr


ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ENDINGS)
def test_index_that_is_told_to_end_ends_in_order(house: House, name: str) -> None:
    house.set(settle_seconds=0.001)
    for number in range(200):
        house.photo(f"{number}.jpg", number)
    how = getattr(signal, name)
    with subprocess.Popen(
        arguments(house.library, "index", house.photos), stderr=subprocess.PIPE, text=True
    ) as indexing:
        eventually(LibraryPaths.under(house.library).catalogue.exists)
        indexing.send_signal(how)
        assert indexing.stderr is not None
        said = indexing.stderr.read()
    assert indexing.returncode == 128 + how
    assert said.splitlines()[-1] == "Stopped. What was done is kept."
    assert "Traceback" not in said
    assert "leaked" not in said
    house.index()
    assert house.is_sound()


def test_try_shows_searches_that_can_be_typed(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said = terminal("try", "--print").err
    [place] = tmp_path.glob("mmdesk-try-*")
    assert f"The samples stay in {place}" in said
    typed = [shlex.split(words) for words in re.findall(r"  mmdesk (.+)", said)]
    here = ["--library", str(place / "library"), "search"]
    assert [*here, "lighthouse"] in typed
    assert [*here, "boat in:Lisbon since:2022"] in typed
    like = ["--like", str(place / "pictures" / "2024 Crete" / "20240912_064120.jpg")]
    assert [*here, *like] in typed
    moments = next(words for words in typed if "moments" in words)
    assert moments[3].endswith("crossing_to_skye.mp4")
    for words in ([*here, "lighthouse"], [*here, *like], moments):
        assert terminal(*words, "--json").json


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_try_that_is_told_to_end_leaves_nothing_behind(house: House) -> None:
    place = house.library.with_name("temporary")
    place.mkdir()
    with subprocess.Popen(
        arguments(house.library, "try", "--print"), stderr=subprocess.PIPE, text=True,
        env={**os.environ, "TMPDIR": str(place)},
    ) as trying:  # fmt: skip
        eventually(lambda: any(place.glob("mmdesk-try-*/pictures/*")))
        trying.send_signal(signal.SIGTERM)
        assert trying.stderr is not None
        said = trying.stderr.read()
    assert trying.returncode == 143
    assert "leaked" not in said
    assert list(place.glob("mmdesk-try-*")) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ENDINGS)
def test_watch_runs_until_it_is_told_to_end(house: House, name: str) -> None:
    house.photo_set(*CROWD[:5])
    with house.open() as library:
        library.add_root(house.photos)
    with subprocess.Popen(
        arguments(house.library, "watch"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as watching:
        eventually(lambda: house.asked("SELECT count(*) FROM embeddings") == [(5,)])
        house.photo(CROWD[5])
        eventually(lambda: house.asked("SELECT count(*) FROM embeddings") == [(6,)])
        watching.send_signal(getattr(signal, name))
        out, err = watching.communicate(timeout=30)
    assert watching.returncode == 0
    assert out == b""
    assert b"Traceback" not in err
    assert house.is_sound()
