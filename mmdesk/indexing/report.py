"""What became of the files of some roots, once they are indexed."""

from collections.abc import Collection, Sequence
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Root
from mmdesk.core.reports import IndexReport


def report(
    catalogue: Catalogue,
    roots: Sequence[Root],
    worked: Collection[int],
    unfinished: Collection[Path],
    forbidden: Collection[Path],
    seconds: float,
) -> IndexReport:
    """Every file of ours as indexed (its item is among `worked`), unchanged or failed.

    `unfinished` are files that were being written all the time, `forbidden` folders that may not
    be read.
    """
    items = [item for root in roots for item in catalogue.files.items_below(root)]
    failed = {path: why for root in roots for path, why in catalogue.files.failed(root)}
    failed |= dict.fromkeys(unfinished, "It is still being written.")
    failed |= dict.fromkeys(forbidden, "It cannot be read (permission denied).")
    failed_items = catalogue.jobs.failed_items()
    good = [item for item in items if item not in failed_items]
    indexed = sum(item in worked for item in good)
    return IndexReport(indexed, len(good) - indexed, tuple(failed.items()), seconds)
