"""The rules of the house, checked: layers, heavy imports, sizes, and a README that keeps up.

The checkout is looked at, not the installed package, so that a rule breaks where it is edited.
"""

import ast
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest
from helpers.commands import commands

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "mmdesk"
HEAVY = {"torch", "torchvision", "open_clip", "transformers", "av"}
HEAVY |= {"hnswlib", "numkong", "rawpy", "pillow_heif", "soundfile", "soxr", "mutagen"}
HEAVY |= {"PySide6.QtMultimedia"}
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 400, 50, 10
STRAYS = re.compile(  # each pattern is written so that it does not match itself
    r"py[p]i\.org|pythonhost[e]d"
    r"|(?<![\w.~])/(?:wor[k]|roo[t]|tmp/de[v])\b"
    r"|\bA[I]\b|\bassist[a]nts?\b|(?<!\")\bsess[i]ons?\b(?!\")"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef
sources = sorted(PACKAGE.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# Layers


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the package in `folder`, which comes before any installed one."""
    program = "from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package that a test may spoil."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(PACKAGE, folder / "mmdesk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_layers_hold() -> None:
    linted = lint_imports(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("core", "import mmdesk.library", "Dependencies point down only"),
        ("media", "import mmdesk.catalogue", "Dependencies point down only"),
        ("search", "import mmdesk.indexing", "Dependencies point down only"),
        ("search", "import torch", "Only models/ knows the model libraries"),
        ("indexing", "import sqlite3", "Only catalogue/ speaks SQL"),
        ("indexing", "import hnswlib", "Only vectors/ knows a vector engine"),
        ("core", "import numpy", "Core needs the standard library only"),
    ],
)
def test_a_planted_violation_breaks_the_layers(
    copied_house: Path, room: str, line: str, contract: str
) -> None:
    planted = copied_house / "mmdesk" / room / "planted.py"
    planted.write_text(f'"""Planted."""\n\n\ndef late() -> None:\n    {line}\n')
    try:
        linted = lint_imports(copied_house)
    finally:
        planted.unlink()
    assert linted.returncode == 1, linted.stdout + linted.stderr
    assert re.search(rf"{contract}\W+BROKEN", linted.stdout), linted.stdout
    assert f"mmdesk.{room}.planted" in linted.stdout


# Heavy imports


def imported_at_once(nodes: list[ast.stmt]) -> Iterator[str]:
    """The modules that importing these statements imports: functions and type checks are not run.

    `from a import b` counts as `a.b`, since b may be a module.
    """
    for node in nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                continue
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                yield from imported_at_once(node.orelse)
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module)):
                yield from (f"{module}.{alias.name}" for alias in node.names)
            case _:
                inner = [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.stmt)]
                yield from imported_at_once(inner)


def house_modules() -> dict[str, Path]:
    dotted = {path: shown(path).removesuffix(".py").replace("/", ".") for path in sources}
    return {name.removesuffix(".__init__"): path for path, name in dotted.items()}


def is_heavy(name: str) -> bool:
    return any(f"{name}.".startswith(f"{heavy}.") for heavy in HEAVY)


def drags_in(module: str, modules: dict[str, Path], seen: set[str]) -> Iterator[str]:
    """Every heavy library that importing `module` brings along, as "library (through module)"."""
    seen.add(module)
    for name in imported_at_once(tree(modules[module]).body):
        if is_heavy(name):
            yield f"{name} (through {module})"
        parts = name.split(".")
        for package in (".".join(parts[:n]) for n in range(1, len(parts) + 1)):
            if package in modules and package not in seen:
                yield from drags_in(package, modules, seen)


def test_heavy_libraries_are_imported_when_needed_and_not_before() -> None:
    """Only a module of models/ may import one at its top, and no other room may import that one."""
    modules = house_modules()
    light = [name for name in modules if not name.startswith("mmdesk.models.")]
    offenders = {name: list(drags_in(name, modules, set())) for name in light}
    assert {name: found for name, found in offenders.items() if found} == {}


def test_a_heavy_import_at_the_top_would_be_seen() -> None:
    code = "try:\n    import torch.nn\nexcept ImportError:\n    pass\ndef f():\n    import av\n"
    assert list(imported_at_once(ast.parse(code).body)) == ["torch.nn"]
    code = "from PySide6 import QtCore, QtMultimedia\nimport avro"
    names = imported_at_once(ast.parse(code).body)
    assert list(filter(is_heavy, [*names, "torch.nn"])) == ["PySide6.QtMultimedia", "torch.nn"]


# Sizes


def length(function: Function) -> int:
    """Lines from `def` to the end, the docstring left out."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def functions() -> list[tuple[str, int]]:
    return [
        (f"{shown(path)}:{node.lineno} {node.name}", length(node))
        for path in sources
        for node in ast.walk(tree(path))
        if isinstance(node, Function)
    ]


def test_files_are_short() -> None:
    lengths = {shown(path): len(path.read_text("utf-8").splitlines()) for path in sources}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short_and_half_of_them_very_short() -> None:
    lengths = functions()
    assert [(name, lines) for name, lines in lengths if lines > LONGEST_FUNCTION] == []
    longest = sorted(lengths, key=lambda each: -each[1])[:15]
    assert median(lines for _, lines in lengths) <= MEDIAN_FUNCTION, longest


# Errors


def test_no_error_is_swallowed() -> None:
    offenders = [
        f"{shown(path)}:{node.lineno}"
        for path in sources
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and swallows(node)
    ]
    assert offenders == []


def swallows(handler: ast.ExceptHandler) -> bool:
    """A bare except, or a broad one that does nothing with what it caught."""
    caught = handler.type
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    broad = any(isinstance(n, ast.Name) and n.id in {"Exception", "BaseException"} for n in names)
    return caught is None or (broad and all(does_nothing(node) for node in handler.body))


def does_nothing(node: ast.stmt) -> bool:
    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return constant or isinstance(node, ast.Pass | ast.Continue | ast.Break)


def test_a_swallowed_error_would_be_seen() -> None:
    def handler(text: str) -> ast.ExceptHandler:
        statement = ast.parse(f"try:\n    f()\n{text}").body[0]
        assert isinstance(statement, ast.Try)
        return statement.handlers[0]

    assert swallows(handler("except:\n    raise"))
    assert swallows(handler("except (OSError, Exception):\n    pass"))
    assert not swallows(handler("except Exception:\n    log()"))
    assert not swallows(handler("except OSError:\n    pass"))


# README


def section(title: str) -> str:
    """README from the heading `title` to the next heading of the same rank."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"README has no section named {title!r}."
    return found[1]


def test_every_benchmark_is_named() -> None:
    text = (ROOT / "benchmarks" / "__main__.py").read_text(encoding="utf-8")
    themes = re.findall(r'^    "(\w+)",$', text, re.MULTILINE)
    assert themes
    assert [theme for theme in themes if f"`{theme}`" not in section("Try it")] == []


def test_lines_of_readme_are_no_longer_than_those_of_code() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    # Neither a picture nor a row of a table can be wrapped.
    assert [line for line in lines if len(line) > 100 and not line.startswith(("![", "|"))] == []


def house_map() -> str:
    return section("Map of the house").split("```")[1]


def test_every_room_stands_in_the_map_of_the_house_and_no_other() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    rooms |= {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    mapped = re.findall(r"^  (\w+)(?:/|\.py) ", house_map(), re.MULTILINE)
    assert sorted(mapped) == sorted(rooms)
    in_window = {path.parent.name for path in PACKAGE.glob("gui/*/__init__.py")}
    mapped = re.findall(r"^    (\w+)/ ", house_map(), re.MULTILINE)
    assert sorted(mapped) == sorted(in_window)


def test_everything_beside_the_package_on_the_map_exists() -> None:
    mapped = re.findall(r"^([\w.-]+)", house_map(), re.MULTILINE)
    assert [name for name in mapped if not (ROOT / name).exists()] == []


def terminal_examples() -> list[list[str]]:
    """What README's section on the terminal types after `mmdesk` and the choice of a library."""
    lines = re.findall(r"^mmdesk (.*)$", section("In the terminal"), re.MULTILINE)
    examples = [shlex.split(line.split(" | ")[0], comments=True) for line in lines]
    return [words[2:] if words[0] == "--library" else words for words in examples]


def command_of(words: list[str]) -> str | None:
    """The longest command that `words` begin with."""
    fitting = [name for name in commands() if words[: len(name.split())] == name.split()]
    return max(fitting, key=len, default=None)


def test_every_command_is_shown_in_the_terminal_section() -> None:
    assert set(commands()) - {command_of(words) for words in terminal_examples()} == set()


def test_every_example_is_one_that_mmdesk_understands() -> None:
    for words in terminal_examples():
        command = command_of(words)
        assert command, f"There is no command for: mmdesk {shlex.join(words)}"
        options = {word for word in words if re.fullmatch(r"--?[a-z][a-z0-9-]*", word)}
        assert options <= commands()[command], shlex.join(words)


# What belongs to one machine or one day's work


def tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    command = [git, "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_tracked_files_name_no_machine_and_no_package_index() -> None:
    found = [
        f"{shown(path)}:{number} {match[0]}"
        for path in tracked()
        if path.is_file() and path.suffix not in {".png", ".qm"}  # no text: chance spells anything
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        for match in STRAYS.finditer(line)
    ]
    assert found == []
