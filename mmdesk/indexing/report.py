"""What became of the files of some roots, once they are indexed."""

from collections.abc import Collection, Sequence
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Root, RootState, Stage
from mmdesk.core.paths import to_path
from mmdesk.core.reports import IndexReport
from mmdesk.indexing.volumes import exists

ABSENT = "Its drive or share is absent, or the folder is elsewhere now: connect it, or remove it."


def report(
    catalogue: Catalogue,
    roots: Sequence[Root],
    worked: Collection[int],
    unfinished: Collection[Path],
    forbidden: Collection[Path],
    seconds: float,
) -> IndexReport:
    """Every file of ours as indexed (its item is among `worked`), unchanged, failed or in part.

    `unfinished` are files that were being written all the time, `forbidden` folders that may not
    be read. A root that is absent is one that failed, too; its items stay.
    """
    items, gone = _items(catalogue, roots)
    failed, partly = _failures(catalogue, roots)
    failed |= dict.fromkeys(_absent(catalogue, roots), ABSENT)
    failed |= dict.fromkeys(unfinished, "It is still being written.")
    failed |= dict.fromkeys(forbidden, "It cannot be read (permission denied).")
    failed_items = catalogue.jobs.failed_items()
    good = [item for item in items if item not in failed_items]
    indexed = sum(item in worked for item in good)
    return IndexReport(
        indexed, len(good) - indexed, tuple(failed.items()), seconds, gone, partly=partly
    )


def _absent(catalogue: Catalogue, roots: Sequence[Root]) -> list[Path]:
    meant = {root.id for root in roots}
    offline = (root for root in catalogue.roots.all() if root.state is RootState.OFFLINE)
    return [root.path for root in offline if root.id in meant]


def so_far(catalogue: Catalogue, roots: Sequence[Root], worked: Collection[int]) -> IndexReport:
    """The report when indexing these roots was ended by an error: of files that were read."""
    items, gone = _items(catalogue, roots)
    unread = catalogue.jobs.items_at(Stage.READ, items) | catalogue.jobs.failed_items()
    read = [item for item in items if item not in unread]
    indexed = sum(item in worked for item in read)
    failed, partly = _failures(catalogue, roots)
    unchanged = len(read) - indexed
    return IndexReport(indexed, unchanged, tuple(failed.items()), 0.0, gone, partly=partly)


def _failures(
    catalogue: Catalogue, roots: Sequence[Root]
) -> tuple[dict[Path, str], tuple[tuple[Path, str], ...]]:
    """Why files failed, and why others are indexed in part."""
    found = [each for root in roots for each in catalogue.files.failed(root)]
    failed = {each.path: each.reason for each in found if not each.partly}
    return failed, tuple((each.path, each.reason) for each in found if each.partly)


def _items(catalogue: Catalogue, roots: Sequence[Root]) -> tuple[list[int], int]:
    """The item of every file of ours, and how many files are gone and wait for a yes."""
    items, gone = list[int](), 0
    clips = catalogue.stills.clips()
    for root in (known for known in catalogue.roots.all() if known.id in {r.id for r in roots}):
        if root.state is not RootState.ASKS:
            items += catalogue.files.items_below(root, readable=True)
            continue
        for path, file in catalogue.files.known(root).items():
            if file.item in clips:
                continue
            there = file.item is not None and exists(root.path / to_path(path))
            gone += file.item is not None and not there
            good = file.item is not None and there and not file.failed
            items += [file.item] if file.item is not None and good else []
    return items, gone
