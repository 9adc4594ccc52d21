"""Clips that were taken with a still: with it they are one item, which is shown and found as it.

A clip is of a still when both say the same `live` and every folder that has the clip has the still,
too. A copy of the clip that lies without it is a video of its own, and then so is the clip.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mmdesk.catalogue.database import Database
from mmdesk.catalogue.jobs import Jobs
from mmdesk.core.entities import EMBEDDED, Kind, Stage
from mmdesk.core.paths import to_path

_LISTED = "(SELECT value FROM json_each(?))"


@dataclass(slots=True)
class _Lying:
    """Where the files of an item lie: the stems of their names, by folder."""

    live: str
    still: int | None
    stems: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


class Stills:
    """The clips of one catalogue that belong to stills."""

    def __init__(self, database: Database, jobs: Jobs) -> None:
        self._database, self._jobs = database, jobs

    def pair(self, items: Iterable[int]) -> set[int]:
        """Join clips with stills, and part them, as the facts and places of `items` ask for.

        Gives the clips that are something else now. Those that are videos of their own again get
        the jobs of videos; the others lose theirs.
        """
        with self._database.writing():
            clips = self._clips_about(list(items))
            lives = json.dumps(sorted({clip.live for clip in clips.values()}))
            stills = self._lying(f"kind = ? AND live IN {_LISTED}", (Kind.PHOTO, lives))
            found = {clip: _still_of(lying, stills) for clip, lying in clips.items()}
            changed = {clip for clip, still in found.items() if still != clips[clip].still}
            for clip in changed:
                self._set(clip, found[clip])
        return changed

    def _clips_about(self, items: list[int]) -> dict[int, _Lying]:
        """The videos that may be clips as far as these items are concerned."""
        listed = json.dumps(items)
        lives = f"SELECT live FROM items WHERE id IN {_LISTED} AND live IS NOT NULL"
        return self._lying(
            f"kind = ? AND live != ? AND live IN ({lives})", (Kind.VIDEO, EMBEDDED, listed)
        ) | self._lying(
            f"still IS NOT NULL AND (i.id IN {_LISTED} OR still IN {_LISTED})", (listed, listed)
        )

    def _lying(self, condition: str, values: tuple[object, ...]) -> dict[int, _Lying]:
        rows = self._database.rows(
            "SELECT i.id, coalesce(live, ''), still, folder, name FROM items i"
            f" JOIN files f ON f.item = i.id WHERE {condition}",
            values,
        )
        lying: dict[int, _Lying] = {}
        for item, live, still, folder, name in rows:
            found = lying.setdefault(item, _Lying(live, still))
            found.stems[folder].add(_stem(name))
        return lying

    def _set(self, clip: int, still: int | None) -> None:
        self._database.write("UPDATE items SET still = ? WHERE id = ?", (still, clip))
        if still is None:
            self._jobs.add_unwatched([clip])
        else:
            self._database.write(
                "DELETE FROM jobs WHERE item = ? AND stage != ?", (clip, Stage.READ)
            )

    def clips(self) -> set[int]:
        """Every clip that belongs to a still."""
        return {item for (item,) in self._database.rows("SELECT id FROM items WHERE still NOTNULL")}

    def clips_of(self, items: Iterable[int]) -> dict[int, int]:
        """The clips of these stills, each with its still."""
        return dict(
            self._database.rows(
                f"SELECT id, still FROM items WHERE still IN {_LISTED} ORDER BY id",
                (json.dumps(list(items)),),
            )
        )

    def still_of(self, item: int) -> int | None:
        """The still that a clip belongs to, if it is one."""
        found: int | None = self._database.value("SELECT still FROM items WHERE id = ?", (item,))
        return found


def _still_of(clip: _Lying, stills: dict[int, _Lying]) -> int | None:
    """The still that lies wherever the clip does; of several one of its name, the oldest."""
    beside = [
        item
        for item, still in stills.items()
        if still.live == clip.live and clip.stems.keys() <= still.stems.keys()
    ]

    def alike(item: int) -> bool:
        return any(clip.stems[folder] & stills[item].stems[folder] for folder in clip.stems)

    return min(beside, key=lambda item: (not alike(item), item), default=None)


def _stem(name: bytes) -> str:
    return to_path(name).stem.casefold()
