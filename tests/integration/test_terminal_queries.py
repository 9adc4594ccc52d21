"""Many searches in one process: `mmdesk search --queries FILE`."""

import io
import json
import sys
from pathlib import Path

import pytest
from helpers.libraries import House
from helpers.pictures import XMP
from helpers.terminals import Terminal

CROWD = ("lisbon.jpg", "porto.jpg", "faro.jpg")


@pytest.fixture
def indexed(house: House) -> House:
    house.photo_set(*CROWD)
    (house.photos / "lisbon.xmp").write_text(XMP.format("tramway"), encoding="utf-8")
    house.index()
    return house


@pytest.fixture
def queries(indexed: House) -> Path:
    file = indexed.photos.with_name("queries.txt")
    file.write_text("tramway\nsince:never\nlike:/nowhere.jpg\nporto\n", encoding="utf-8")
    return file


def test_queries_from_a_file_give_a_list_a_line(
    indexed: House, queries: Path, terminal: Terminal
) -> None:
    queries.write_text("tramway\nzanzibar\nporto\n", encoding="utf-8")
    done = terminal("search", "--queries", queries, "--json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    found = [[Path(hit["path"]).name for hit in line] for line in lines]
    assert found == [["lisbon.jpg"], [], ["porto.jpg"]]
    assert done.status == 0


def test_a_line_that_is_wrong_says_so_and_the_others_go_on(
    queries: Path, terminal: Terminal
) -> None:
    done = terminal("search", "--queries", queries, "--json")
    first, no_date, no_file, last = [json.loads(line) for line in done.out.splitlines()]
    assert [Path(hit["path"]).name for hit in first + last] == ["lisbon.jpg", "porto.jpg"]
    assert no_date == {"error": "A date looks like 2021, 2021-07 or 2021-07-15, not 'never'."}
    assert no_file == {"error": f"There is no file {Path('/nowhere.jpg').absolute()}."}
    assert "Line 2 of the queries: A date looks like" in done.err
    assert "Line 3 of the queries: There is no file" in done.err
    assert done.err.count("mmdesk models get") == 1
    assert done.status == 1


def test_tables_of_several_queries_stand_under_their_queries(
    queries: Path, terminal: Terminal
) -> None:
    done = terminal("search", "--queries", queries)
    blocks = [block.splitlines() for block in done.err.strip().split("\n\n")]
    assert [block[0] for block in blocks] == queries.read_text().splitlines()
    assert "lisbon.jpg" in blocks[0][-1]
    assert blocks[1][-1].startswith("Line 2 of the queries: ")
    assert "porto.jpg" in blocks[3][-1]
    assert done.status == 1


@pytest.mark.parametrize("wrong", [["--since", "never"], ["--print0"]])
def test_what_all_lines_share_must_be_right(
    queries: Path, terminal: Terminal, wrong: list[str]
) -> None:
    done = terminal("search", "--queries", queries, *wrong)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_file_of_queries_that_is_not_there_is_named(queries: Path, terminal: Terminal) -> None:
    queries.unlink()
    done = terminal("search", "--queries", queries)
    assert done.err == f"There is no file {queries} to read queries from.\n"


def test_queries_may_hold_names_that_are_no_valid_text(
    indexed: House, queries: Path, terminal: Terminal
) -> None:
    queries.write_bytes(b"tramway\nlike:/caf\xe9.jpg\ncaf\xe9\nin:caf\xe9\n")
    first, odd, *rest = terminal("search", "--queries", queries, "--json").out.splitlines()
    assert [Path(hit["path"]).name for hit in json.loads(first)] == ["lisbon.jpg"]
    assert json.loads(odd) == {"error": "There is no file /caf\\xe9.jpg."}
    assert [json.loads(line) for line in rest] == [[], []]


def test_queries_may_come_from_standard_input(
    indexed: House, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"tramway\nporto\n")))
    lines = terminal("search", "--queries", "-", "--json").out.splitlines()
    found = [[Path(hit["path"]).name for hit in json.loads(line)] for line in lines]
    assert found == [["lisbon.jpg"], ["porto.jpg"]]
