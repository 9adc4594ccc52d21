"""`mmdesk try`: a small library of pictures and sounds made on the spot; nothing is downloaded."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from mmdesk.cli.context import stoppable
from mmdesk.cli.output import err, hit_table, say, show_table
from mmdesk.cli.progress import IndexingProgress
from mmdesk.core.entities import Hit
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.library import Library
from mmdesk.samples import recordings
from mmdesk.samples.library import SEARCHES, SampleSearch, draw

SHOWN = 5


def try_(
    tables: Annotated[
        bool, typer.Option("--print", help="Show a few searches here, without the window.")
    ] = False,
) -> None:
    """Make a small sample library and show it in the window, or what searching it finds."""
    from mmdesk import app

    with stoppable(), _kept_on_success() as place:
        pictures, folder = place / "pictures", place / "library"
        say("Drawing a few dozen pictures, and playing a few sounds …")
        draw(pictures)
        recordings.record(pictures)
        _settled_at_once(folder)
        if not tables and app.has_screen():
            raise typer.Exit(app.run(folder, [pictures]))
        _print(folder, pictures)
    stay = f"The samples stay in {escape(str(place))} to be searched; delete them when you like."
    err.print(stay, soft_wrap=True)  # to be copied


@contextmanager
def _kept_on_success() -> Iterator[Path]:
    """A new folder, which stays only where the block comes to its end: what it printed names it."""
    place = Path(tempfile.mkdtemp(prefix="mmdesk-try-"))
    with ExitStack() as undoing:
        undoing.callback(shutil.rmtree, place, ignore_errors=True)
        yield place
        undoing.pop_all()


def _print(folder: Path, pictures: Path) -> None:
    progress = IndexingProgress(notices=False)
    with Library(folder, indexing=True, emit=progress) as library:
        with progress:
            report = library.index([pictures])
        say(f"{report.indexed} files indexed in {report.seconds:.1f} s, without any model.\n")
        for search in (*SEARCHES, *recordings.SEARCHES):
            _show(library, search, pictures)
    say("Now with your own: [bold]mmdesk index FOLDER[/], then [bold]mmdesk search TEXT[/].")
    say("To find photos by describing them, get the model first: [bold]mmdesk models get[/].")
    say(f"To find sounds so, another one: [bold]mmdesk models get {Settings().sound_model}[/].")


def _settled_at_once(folder: Path) -> None:
    """Nobody else writes to these files, so there is nothing to wait for."""
    folder.mkdir()
    Settings(settle_seconds=0.001).save(LibraryPaths.under(folder).settings)


def _show(library: Library, search: SampleSearch, pictures: Path) -> None:
    examples = [pictures / search.like] if search.like else []
    answer = library.search(library.query(search.text, examples, limit=SHOWN))
    hits = [_shortened(hit, pictures) for hit in answer.hits]
    typed = escape(_as_typed(search, library, examples))
    err.print(f"[bold]{escape(search.title)}[/]  [dim]{typed}[/]", soft_wrap=True)  # to be copied
    show_table(hit_table(hits))
    err.print()


def _as_typed(search: SampleSearch, library: Library, examples: list[Path]) -> str:
    likes = [word for example in examples for word in ("--like", str(example))]
    words = ["mmdesk", "--library", str(library.folder), "search", search.text, *likes]
    # Double quotes, because every system's command line understands those.
    return " ".join(f'"{word}"' if " " in word else word for word in words if word)


def _shortened(hit: Hit, pictures: Path) -> Hit:
    return replace(hit, path=hit.path.relative_to(pictures))
