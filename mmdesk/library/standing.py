"""Which folders are kept, and which may be; nothing here writes to the catalogue."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Root, RootState
from mmdesk.core.errors import WrongRequest
from mmdesk.core.events import Notice
from mmdesk.core.paths import absolute, real, to_path
from mmdesk.indexing import volumes
from mmdesk.indexing.own import Own, place_below
from mmdesk.indexing.scan import is_skipped


def keepable(catalogue: Catalogue, folder: Path, own: Own) -> Path:
    """Where the folder is; one that is kept already may be away.

    Raises WrongRequest for what is no folder, or lies in what the library keeps for itself.
    """
    path = absolute(folder)
    if root_of(catalogue, path) is not None:
        return path
    if not path.is_dir():
        raise WrongRequest(f"{folder} is not a folder.")
    if own.encloses(path) and not _is_part_of_root(catalogue, path, own):
        raise WrongRequest(
            f"{path} lies in the folder {own.paths.folder}, which mmdesk keeps for this library "
            "itself. Choose a folder outside of it, or another place for the library with "
            "--library."
        )
    return path


def _is_part_of_root(catalogue: Catalogue, path: Path, own: Own) -> bool:
    """Whether a root's scan looks into a folder, though it may lie in the library's."""
    root = around(catalogue, path, ())
    place = place_below(root, path) if root else None
    return root is not None and place is not None and not own.below(root).holds(place)


def root_of(catalogue: Catalogue, path: Path) -> Root | None:
    """The root that a whole path leads to, through whatever links."""
    place, roots = real(path), catalogue.roots
    return roots.at(path) or next((r for r in roots.all() if real(r.path) == place), None)


def kept(catalogue: Catalogue, folder: Path) -> Root:
    """The root of this folder; raises WrongRequest, with those that there are, if it is none."""
    path = absolute(folder)
    root = root_of(catalogue, path)
    if root is None:
        known = ", ".join(str(each.path) for each in catalogue.roots.all()) or "none"
        raise WrongRequest(f"{path} is not kept indexed. The folders that are: {known}.")
    return root


def around(catalogue: Catalogue, path: Path, given: Sequence[Path]) -> Path | None:
    """The folder, kept or given too, of which `path` is a part that its scan looks into."""
    kept = {root.path for root in catalogue.roots.all()}
    if path in kept:
        return None
    places = {folder: place_below(folder, path) for folder in (*kept, *given)}
    inside = [f for f, place in places.items() if place and not is_skipped(to_path(place))]
    # A folder that is kept already comes before one that is to be kept.
    return max(inside, key=lambda folder: (folder in kept, len(folder.parts)), default=None)


def still_away(catalogue: Catalogue, asked: Sequence[Root]) -> Iterator[Notice]:
    """What to tell of roots that were away before; a scan tells of it only when it is news."""
    for root in asked:
        known = catalogue.files.some(root)
        if root.state is RootState.OFFLINE and not volumes.present(root, known):
            yield volumes.absence(root)
