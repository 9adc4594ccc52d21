"""What stands in the sidebar, as frozen values, read from the library in a task.

Each node carries the query it asks for, so that a click asks and a query finds its node. A new
section is a line in `tree_of`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mmdesk.core.entities import Filters, Kind, Query, Root
from mmdesk.core.errors import WrongRequest
from mmdesk.core.listings import Folder, Order
from mmdesk.core.paths import printable
from mmdesk.gui.finder import MOST
from mmdesk.gui.parts.told import said

if TYPE_CHECKING:
    from mmdesk.library import Library

MOST_RECENT = 8
TOP = -1
"""The parent of what stands at the outermost level."""

translate = QCoreApplication.translate


class Part(Enum):
    """What a node stands for."""

    ALL = auto()
    FAVOURITES = auto()
    SECTION = auto()
    FOLDER = auto()
    RECENT = auto()
    SAVED = auto()


Key = tuple[Part, str]
"""What makes a node the same node after the library was read again."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the sidebar. `parent` and `below` are places in the tree's list of nodes."""

    key: Key
    text: str
    parent: int
    row: int
    query: Query | None = None
    """What a click asks for; None where it cannot be asked, for the reason in `problem`."""
    count: int | None = None
    path: Path | None = None
    root: Root | None = None
    below: tuple[int, ...] = ()
    problem: str = ""

    @property
    def part(self) -> Part:
        """What it stands for."""
        return self.key[0]

    @property
    def is_root(self) -> bool:
        """Whether it is a folder that the user added, not one below it."""
        return self.root is not None and self.path == self.root.path


@dataclass(frozen=True, slots=True)
class Tree:
    """All nodes; `top` are those of the outermost level."""

    nodes: tuple[Node, ...] = ()
    top: tuple[int, ...] = ()
    active: frozenset[Path] = frozenset()
    """The roots in which files are being indexed."""

    def with_active(self, roots: frozenset[Path]) -> "Tree":
        """The same with these roots active, too."""
        return replace(self, active=self.active | roots)


def tree_of(library: "Library", touched: Iterable[int] = ()) -> Tree:
    """Read all that the sidebar shows; `touched` are items that have just been indexed."""
    folders = library.browsing.folders()
    growing = _Growing(library)
    everything = library.browsing.count(Filters())
    photos = library.browsing.count(Filters(kinds=frozenset({Kind.PHOTO})))
    of_photos, of_all = translate("Sidebar", "All photos"), translate("Sidebar", "Everything")
    every = of_photos if photos == everything else of_all
    growing.add(TOP, (Part.ALL, ""), every, query=_filtered(Filters()), count=everything)
    growing.add_favourites()
    section = growing.add_section("folders", translate("Sidebar", "Folders"))
    growing.add_folders(section, folders)
    if saved := library.marking.saved():
        section = growing.add_section("saved", translate("Sidebar", "Saved searches"))
        growing.add_searches(section, Part.SAVED, [(each.name, each.text) for each in saved])
    if recent := library.marking.recent()[:MOST_RECENT]:
        section = growing.add_section("recent", translate("Sidebar", "Recent searches"))
        growing.add_searches(section, Part.RECENT, [(text, text) for text in recent])
    paths = [tile.path for tile in library.browsing.tiles(touched).values()]
    roots = {folder.path for folder in folders}
    active = {root for root in roots for path in paths if path.is_relative_to(root)}
    return growing.grown(frozenset(active))


def _filtered(filters: Filters) -> Query:
    return Query(filters=filters, limit=MOST)


def _by_names(text: str, examples: Iterable[Path]) -> str:
    """A search as it is shown: its examples by their names, without their folders."""
    for example in examples:
        text = text.replace(str(example), example.name)
    return text


class _Growing:
    """A tree while its nodes are added, each after its parent."""

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._nodes: list[Node] = []
        self._below: dict[int, list[int]] = {TOP: []}

    def grown(self, active: frozenset[Path]) -> Tree:
        nodes = tuple(
            replace(node, below=tuple(self._below[place])) for place, node in enumerate(self._nodes)
        )
        return Tree(nodes, tuple(self._below[TOP]), active)

    def add(self, parent: int, key: Key, text: str, **more: object) -> int:
        place, among = len(self._nodes), self._below[parent]
        self._nodes.append(Node(key, text, parent, len(among), **more))  # type: ignore[arg-type]
        among.append(place)
        self._below[place] = []
        return place

    def add_section(self, name: str, text: str) -> int:
        return self.add(TOP, (Part.SECTION, name), text)

    def add_favourites(self) -> None:
        filters = Filters(favourites=True)
        count = len(self._library.browsing.listing(filters, Order.DATE).items)
        text = translate("Sidebar", "Favourites")
        self.add(TOP, (Part.FAVOURITES, ""), text, query=_filtered(filters), count=count)

    def add_folders(self, parent: int, folders: Sequence[Folder]) -> None:
        names = Counter(folder.path.name for folder in folders)
        for folder in folders:
            alone = folder.path.name and names[folder.path.name] == 1
            text = printable(folder.path.name if alone else folder.path)
            place = self.add(
                parent,
                (Part.FOLDER, str(folder.path)),
                text,
                query=_filtered(Filters(folders=(str(folder.path),))),
                count=folder.count,
                path=folder.path,
                root=folder.root,
            )
            self.add_folders(place, folder.folders)

    def add_searches(self, parent: int, part: Part, searches: Iterable[tuple[str, str]]) -> None:
        for name, text in searches:
            try:
                query, problem = replace(self._library.query(text), limit=MOST), ""
            except WrongRequest as error:
                query, problem = None, said(error)
            shown = _by_names(name, query.examples) if query and part is Part.RECENT else name
            self.add(parent, (part, name), printable(shown), query=query, problem=problem)
