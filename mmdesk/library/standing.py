"""Where the roots stand at this moment, without a scan: nothing here writes to the catalogue."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Root, RootState
from mmdesk.core.errors import WrongRequest
from mmdesk.core.events import Notice
from mmdesk.core.paths import absolute
from mmdesk.indexing import volumes


def keepable(catalogue: Catalogue, folder: Path) -> Path:
    """Where the folder is; one that is kept already may be away. Raises WrongRequest if none."""
    path = absolute(folder)
    if catalogue.roots.at(path) is None and not path.is_dir():
        raise WrongRequest(f"{folder} is not a folder.")
    return path


def still_away(catalogue: Catalogue, asked: Sequence[Root]) -> Iterator[Notice]:
    """What to tell of roots that were away before; a scan tells of it only when it is news."""
    for root in asked:
        if root.state is RootState.OFFLINE and not _present(catalogue, root):
            yield volumes.absence(root)


def _present(catalogue: Catalogue, root: Root) -> bool:
    return volumes.present(root, catalogue.files.some(root))
