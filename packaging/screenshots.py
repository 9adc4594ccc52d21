"""`python packaging/screenshots.py FOLDER`: pictures of the window as it is, for README and eyes.

Shows the drawn pictures, and what lies in ../shared/data where that is there, unless told
`--drawn`; with `--double` at 200 %. Runs without a screen; dark is a palette, since such a platform
has no dark scheme of its own.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "--double" in sys.argv:
    os.environ["QT_SCALE_FACTOR"] = "2"

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QDialog

from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.language import Language
from mmdesk.gui.main_window import MainWindow
from mmdesk.gui.player.player import State
from mmdesk.gui.player.sound_tiles import sound_of
from mmdesk.gui.settings.model_card import ModelCard
from mmdesk.gui.tasks import Tasks
from mmdesk.gui.workspace import Workspace
from mmdesk.library import Library
from mmdesk.samples import film, recordings
from mmdesk.samples.library import draw

SIZE = (1280, 800)
PATIENCE = 60.0
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


class Studio:
    """A window on a library, and the pictures that are taken of it."""

    def __init__(self, library: Path, album: Path, application: QApplication) -> None:
        self.album, self.application = album, application
        self.bridge, self.tasks = Bridge(), Tasks()
        self.window = MainWindow(LibraryPaths.under(library), self.tasks, self.bridge)
        self.library = Library(library, indexing=True, emit=self.bridge.tell)
        self.window.resize(*SIZE)
        self.window.show()
        self.library.watch()
        self.window.show_library(self.library)

    @property
    def space(self) -> Workspace:
        """The panels."""
        if self.window.workspace is None:
            raise RuntimeError("The library is not open.")
        return self.window.workspace

    def shown(self, names: int) -> Callable[[], bool]:
        """Whether so many photos are in the grid."""
        return lambda: len(self.space.results.model.items) >= names

    def take(self, name: str) -> None:
        """A picture of the window, with all that is still on its way."""
        self.wait(lambda: False, 1.5)
        self.window.grab().save(str(self.album / f"{name}.png"))

    def wait(self, ready: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Let the window work until it is ready, or the time is over."""
        end = time.monotonic() + seconds
        while not ready() and time.monotonic() < end:
            self.application.processEvents()
            time.sleep(0.005)

    def close(self) -> None:
        """Close window and library."""
        self.window.close()
        self.library.close()
        self.tasks.stop()


@contextmanager
def studio(library: Path, album: Path, application: QApplication) -> Iterator[Studio]:
    """A studio that is closed afterwards."""
    made = Studio(library, album, application)
    try:
        yield made
    finally:
        made.close()


def main() -> None:
    """Take all pictures into the folder that is named."""
    album = Path(sys.argv[1])
    album.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    ending = "-double" if "--double" in sys.argv else ""
    with TemporaryDirectory() as name:
        place = Path(name)
        draw(place / "Pictures")
        recordings.record(place / "Pictures")
        film.shoot(place / "Pictures")
        for style, prepare in _styles(application).items():
            prepare()
            library = place / f"library {style}"
            library.mkdir()
            Settings(settle_seconds=0.001).save(LibraryPaths.under(library).settings)
            with studio(library, album, application) as made:
                _story(made, place / "Pictures", f"{style}{ending}")


def _styles(application: QApplication) -> dict[str, Callable[[], object]]:
    language = Language(application, "en")
    return {
        "light": lambda: None,
        "german": lambda: language.use("de"),
        "dark": lambda: (language.use("en"), application.setPalette(_dark())),
    }


def _story(made: Studio, pictures: Path, style: str) -> None:
    """What a person sees, from the first start on."""
    made.take(f"welcome-{style}")
    made.space.roots.add([pictures])
    made.wait(made.shown(1))
    made.take(f"indexing-{style}")
    if SHARED.is_dir() and "--drawn" not in sys.argv:
        made.space.roots.add([SHARED / "photos", SHARED / "awkward"])
    made.wait(made.shown(43 + len(recordings.RECORDINGS) + 1))
    space, items = made.space, made.space.results.model.items
    made.take(f"model-{style}")
    for card in space.findChildren(ModelCard):
        card.hide()
    space.toasts.dismiss()
    space.results.grid.select_item(items[3])
    made.take(f"browsing-{style}")
    space.finder.ask_text("lighthouse")
    made.take(f"results-{style}")
    space.finder.browse()
    made.wait(made.shown(43))
    space.finder.add_examples(
        [next(pictures.rglob("*harbour*.jpg"), next(pictures.rglob("*.jpg")))]
    )
    made.take(f"examples-{style}")
    made.wait(space.results.grid.isVisible, 5)
    space.preview.show_item(space.results.model.items[0])
    made.take(f"preview-{style}")
    space.preview.dismiss()
    _film(made, pictures, style)
    _sounds(made, style)
    space.finder.ask_text("no such thing anywhere")
    made.take(f"nothing-{style}")
    space.finder.ask_text('like:"/nowhere/gone.jpg"')
    made.take(f"error-{style}")
    space.show_settings()
    for dialog in made.window.findChildren(QDialog):
        made.wait(lambda: False, 1)
        dialog.grab().save(str(made.album / f"settings-{style}.png"))
        dialog.close()


def _sounds(made: Studio, style: str) -> None:
    """The recordings, one of them as if it were heard: such a machine need not have a device."""
    space = made.space
    space.finder.ask_text("kind:sound")
    made.wait(lambda: len(space.results.model.items) == len(recordings.RECORDINGS))
    made.wait(lambda: bool(space.results.model.tile(0)))
    space.results.grid.select_item(space.results.model.items[0])
    player, tile = space.listening.player, space.results.model.tile(0)
    if tile is not None:
        player.sound, player.state = sound_of(tile), State.PAUSED
        player._position = 0.4 * (tile.duration or 0.0)
        player.changed.emit()
    made.take(f"sounds-{style}")
    space.preview.show_item(space.results.model.items[0])
    made.take(f"sound-{style}")
    space.preview.dismiss()
    player.stop()


def _film(made: Studio, pictures: Path, style: str) -> None:
    """The film where it looks like a photo: on its tile, along its time, and large."""
    space, path = made.space, pictures / film.FILE
    [item] = made.library.browsing.items_at([path]).values()
    made.wait(lambda: bool(made.library.browsing.shots(item)))
    space.finder.browse()
    space.finder.add_examples([pictures / str(film.SEARCHES[0].like)])
    made.wait(lambda: item in space.results.model.items)
    space.results.grid.select_item(item)
    made.take(f"moments-{style}")
    space.preview.show_item(item)
    made.take(f"film-{style}")
    space.preview.dismiss()


def _dark() -> QPalette:
    """A dark palette, as dark desktops have."""
    palette = QPalette(QColor(53, 56, 60), QColor(36, 38, 41))
    palette.setColor(QPalette.ColorRole.Base, QColor(27, 29, 31))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(61, 130, 200))
    palette.setColor(QPalette.ColorRole.HighlightedText, Qt.GlobalColor.white)
    palette.setColor(QPalette.ColorRole.Link, QColor(110, 170, 240))
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(150, 154, 160))
    return palette


if __name__ == "__main__":
    main()
