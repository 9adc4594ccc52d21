"""What is chosen of a video: a frame of it, and the moment that this lies in."""

from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.entities import Hit, Moment
from mmdesk.core.listings import Tile


@dataclass(frozen=True, slots=True)
class Footage:
    """A video at a second: nowhere yet while `at` is None."""

    item: int
    path: Path
    duration: float
    online: bool
    at: float | None = None
    moment: Moment | None = None

    @classmethod
    def of(cls, tile: Tile, hit: Hit | None) -> "Footage":
        """A video at its best moment."""
        best = hit.moments[0] if hit and hit.moments else None
        duration = tile.duration or 0.0
        at = best.at if best else None
        return cls(tile.item, tile.path, duration, tile.online, at, best)

    @property
    def second(self) -> float:
        """Where it is played from, and whose frame is meant."""
        return self.at or 0.0
