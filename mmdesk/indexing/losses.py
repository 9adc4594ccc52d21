"""How much a root has lost of late: who deletes much deletes it in many small parts.

Events tell of a large deletion, or of a disk that fails, a few files at a time. Parts that follow
each other closely are therefore counted as one loss; files that someone deletes now and then, even
many in the course of days, are not.
"""

import time
from dataclasses import dataclass, field

from mmdesk.core.entities import Root

QUIET_SECONDS = 60.0
"""So long after its last part a loss is over."""


@dataclass(frozen=True, slots=True)
class _Loss:
    items: int
    until: float


@dataclass(slots=True)
class Losses:
    """The losses that are not over yet, by root."""

    quiet: float = QUIET_SECONDS
    _of: dict[int, _Loss] = field(default_factory=dict)

    def lately(self, root: Root) -> int:
        """How many items the loss that is going on has cost the root so far."""
        loss = self._of.get(root.id)
        return loss.items if loss and time.monotonic() < loss.until else 0

    def add(self, root: Root, items: int) -> None:
        """So many more items of the root were forgotten just now."""
        if items:
            self._of[root.id] = _Loss(self.lately(root) + items, time.monotonic() + self.quiet)
