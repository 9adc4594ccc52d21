"""Which folders are kept, and which may be; nothing here writes to the catalogue."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Root, RootState
from mmdesk.core.errors import WrongRequest
from mmdesk.core.events import Notice
from mmdesk.core.paths import absolute
from mmdesk.indexing import volumes
from mmdesk.indexing.scan import is_skipped


def keepable(catalogue: Catalogue, folder: Path) -> Path:
    """Where the folder is; one that is kept already may be away. Raises WrongRequest if none."""
    path = absolute(folder)
    if catalogue.roots.at(path) is None and not path.is_dir():
        raise WrongRequest(f"{folder} is not a folder.")
    return path


def kept(catalogue: Catalogue, folder: Path) -> Root:
    """The root of this folder; raises WrongRequest, with those that there are, if it is none."""
    path = absolute(folder)
    root = catalogue.roots.at(path)
    if root is None:
        known = ", ".join(str(each.path) for each in catalogue.roots.all()) or "none"
        raise WrongRequest(f"{path} is not kept indexed. The folders that are: {known}.")
    return root


def around(catalogue: Catalogue, path: Path, given: Sequence[Path]) -> Path | None:
    """The folder, kept or given too, of which `path` is a part that its scan looks into."""
    kept = {root.path for root in catalogue.roots.all()}
    if path in kept:
        return None
    outer = [folder for folder in (*kept, *given) if folder in path.parents]
    inside = [folder for folder in outer if not is_skipped(path.relative_to(folder))]
    # A folder that is kept already comes before one that is to be kept.
    return max(inside, key=lambda folder: (folder in kept, len(folder.parts)), default=None)


def still_away(catalogue: Catalogue, asked: Sequence[Root]) -> Iterator[Notice]:
    """What to tell of roots that were away before; a scan tells of it only when it is news."""
    for root in asked:
        known = catalogue.files.some(root)
        if root.state is RootState.OFFLINE and not volumes.present(root, known):
            yield volumes.absence(root)
