"""What to do about what was seen: a pure difference between a scan and the catalogue.

Nothing here touches a disk or a database, so that every case can be tested as values.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from mmdesk.catalogue.files import KnownFile, within
from mmdesk.core.entities import FileState

FORGET_SHARE = 0.2
"""Forgetting more than this share of a root's items waits for the user's yes."""
HANDFUL = 20
"""So many items that went away under mmdesk's eyes were taken away by hand, whatever the share."""


class Loss(Enum):
    """How sure it is that what is gone is meant to be gone."""

    MEANT = auto()
    """The user said so: no need to ask."""
    SEEN = auto()
    """Events told of it; more than a handful is likelier a mishap."""
    FOUND = auto()
    """A scan found it gone; a drive may be away."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a scan asks for. Every seen file is in one of the first four."""

    identify: dict[bytes, FileState]
    """New or changed: to be opened."""
    unsettled: dict[bytes, FileState]
    """New or changed a moment ago, perhaps still being written: to be looked at again."""
    reread: dict[bytes, FileState]
    """The same content, but its sidecar came, changed or went."""
    unchanged: int
    gone: dict[bytes, KnownFile]
    """Known, but no longer there."""


def plan(
    seen: Mapping[bytes, FileState],
    known: Mapping[bytes, KnownFile],
    *,
    unreadable: Collection[bytes] = (),
    reader: str = "",
    recent: range,
) -> Plan:
    """Compare `seen` with `known`, both by path and of the same scope.

    What lies in a folder that was unreadable is not taken for gone. A file that no reader could
    take is opened again when `reader` is another one. A file that changed at a `recent` time (ns
    since 1970) is unsettled.
    """
    identify: dict[bytes, FileState] = {}
    unsettled: dict[bytes, FileState] = {}
    reread: dict[bytes, FileState] = {}
    unchanged = 0
    for path, state in seen.items():
        before = known.get(path)
        if before is None or _to_open(state, before, reader):
            (unsettled if state.changed in recent else identify)[path] = state
        elif state.sidecar != before.state.sidecar:
            reread[path] = state
        else:
            unchanged += 1
    gone = {
        path: file
        for path, file in known.items()
        if path not in seen and not any(within(path, away, deep=True) for away in unreadable)
    }
    return Plan(identify, unsettled, reread, unchanged, gone)


def _to_open(state: FileState, before: KnownFile, reader: str) -> bool:
    if (before.item is None or before.failed) and before.reader != reader:
        return True
    if before.failed and state.sidecar != before.state.sidecar:
        return True
    return (state.size, state.changed) != (before.state.size, before.state.changed)


def must_ask(loss: Loss, gone_items: int, all_items: int, lately: int = 0) -> bool:
    """Whether forgetting so many of a root's items needs the user's yes.

    `lately` are those, no longer among `all_items`, that the same loss has cost it already.
    """
    together = gone_items + lately
    if loss is Loss.MEANT or (loss is Loss.SEEN and together <= HANDFUL):
        return False
    return gone_items > 0 and together > FORGET_SHARE * (all_items + lately)
