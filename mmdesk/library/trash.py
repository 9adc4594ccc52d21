"""Moves files to the system's trash, and back where the system tells what lies there.

Asking the user first is for whoever calls. Windows and macOS show their trash to the user, but do
not tell programs which of its entries a file became.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from mmdesk.core.listings import Failure, Outcome, Trashed


class Trash:
    """The trash of this system."""

    restorable = sys.platform.startswith("linux")
    """Whether `restore` can bring files back."""

    def move(self, paths: Iterable[Path]) -> tuple[list[Trashed], list[Failure]]:
        """Move files to the trash: what lies there now, and what could not be moved and why."""
        raise NotImplementedError

    def restore(self, trashed: Sequence[Trashed]) -> Outcome:
        """Bring files back to where they were, unless something else is there by now."""
        raise NotImplementedError
