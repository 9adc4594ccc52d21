"""What the house answers when asked how things stand, as frozen values."""

from dataclasses import dataclass, replace
from pathlib import Path

from mmdesk.core.entities import Root


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What became of the files of some roots; every file of ours that is there is in one of four.

    Folders that may not be read are among the failed, too.
    """

    indexed: int
    unchanged: int
    failed: tuple[tuple[Path, str], ...]
    """And why; at its end the model in use, where it failed and photos wait for it."""
    seconds: float
    gone: int = 0
    """Files that are known and not there: whether they may be forgotten waits for a yes."""
    forgotten: int = 0
    """Items whose last file is gone, and that were let go."""
    partly: tuple[tuple[Path, str], ...] = ()
    """Files that are indexed in part, and why: something of them is found, not all was read."""
    told: frozenset[Path] = frozenset()
    """Those of them whose reason stood in the library before."""

    @property
    def well(self) -> bool:
        """Whether nothing failed, and nothing is indexed in part that was not so before."""
        return not self.failed and self.told.issuperset(path for path, _ in self.partly)

    def followed_by(self, later: "IndexReport") -> "IndexReport":
        """One report of two times of indexing the same roots."""
        indexed = self.indexed + later.indexed
        unchanged = max(later.unchanged - self.indexed, 0)
        seconds = self.seconds + later.seconds
        forgotten = self.forgotten + later.forgotten
        return replace(
            later,
            indexed=indexed,
            unchanged=unchanged,
            seconds=seconds,
            forgotten=forgotten,
            told=self.told,
        )


@dataclass(frozen=True, slots=True)
class Status:
    """How much the library holds and what is still to do."""

    items: dict[str, int]
    """By kind."""
    spaces: dict[str, int]
    """Embeddings by space."""
    jobs: dict[str, dict[str, int]]
    """By stage, then by state."""
    roots: tuple[Root, ...]
    failed: int
    """Files that could not be indexed."""
    undescribed: int | None
    """Photos and videos that the model in use has yet to describe; None where there is no model."""
    partly: int = 0
    """Files that are indexed in part: something of them is found."""
