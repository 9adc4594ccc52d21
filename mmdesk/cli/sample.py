"""`mmdesk try`: a small library that is made on the spot: pictures, sounds, a film."""

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from mmdesk.cli.context import stoppable
from mmdesk.cli.moments import moment_table
from mmdesk.cli.output import err, hit_table, say, show_table
from mmdesk.cli.progress import IndexingProgress
from mmdesk.core.entities import Hit
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.library import Library
from mmdesk.samples import film, recordings
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
        say("Drawing a few dozen pictures, playing a few sounds, shooting a short film …")
        _make(pictures)
        _settled_at_once(folder)
        if not tables and app.has_screen():
            raise typer.Exit(app.run(folder, [pictures]))
        _print(folder, pictures)
    stay = f"The samples stay in {escape(str(place))} to be searched; delete them when you like."
    err.print(stay, soft_wrap=True)  # to be copied


def _make(folder: Path) -> None:
    """All samples at once: while one is being painted, another is written."""
    with ThreadPoolExecutor() as threads:
        made = [threads.submit(make, folder) for make in (film.shoot, draw, recordings.record)]
        for each in made:
            each.result()


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
        for search in (*SEARCHES, *recordings.SEARCHES, *film.SEARCHES):
            _show(library, search, pictures)
        _show_moments(library, film.MOMENTS, pictures)
    say("Now with your own: [bold]mmdesk index FOLDER[/], then [bold]mmdesk search TEXT[/].")
    say("To find photos and videos by describing them, get a model: [bold]mmdesk models get[/].")
    say(f"For what is heard, another one: [bold]mmdesk models get {Settings().sound_model}[/].")


def _settled_at_once(folder: Path) -> None:
    """Nobody else writes to these files, so there is nothing to wait for."""
    folder.mkdir()
    Settings(settle_seconds=0.001).save(LibraryPaths.under(folder).settings)


def _show(library: Library, search: SampleSearch, pictures: Path) -> None:
    examples = [pictures / search.like] if search.like else []
    answer = library.search(library.query(search.text, examples, limit=SHOWN))
    hits = [_shortened(hit, pictures) for hit in answer.hits]
    _tell(search.title, library, "search", search.text, *_likes(examples))
    show_table(hit_table(hits))
    err.print()


def _show_moments(library: Library, search: SampleSearch, pictures: Path) -> None:
    file, examples = pictures / film.FILE, [pictures / search.like] if search.like else []
    found = library.moments(file, library.query(search.text, examples)).found
    _tell(search.title, library, "moments", str(file), search.text, *_likes(examples))
    show_table(moment_table(found))
    err.print()


def _likes(examples: list[Path]) -> list[str]:
    return [word for example in examples for word in ("--like", str(example))]


def _tell(title: str, library: Library, *command: str) -> None:
    """A title, and what one would type."""
    words = ["mmdesk", "--library", str(library.folder), *command]
    # Double quotes, because every system's command line understands those.
    typed = " ".join(f'"{word}"' if " " in word else word for word in words if word)
    err.print(f"[bold]{escape(title)}[/]  [dim]{escape(typed)}[/]", soft_wrap=True)  # to be copied


def _shortened(hit: Hit, pictures: Path) -> Hit:
    return replace(hit, path=hit.path.relative_to(pictures))
