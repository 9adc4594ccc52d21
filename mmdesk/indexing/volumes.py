"""Whether the volume that a root lies on is there.

An unmounted drive often leaves its empty folder behind, which looks like every file deleted. So a
root remembers where its volume was mounted, and counts as absent when that is no longer so; and a
folder below a root that held a volume of its own is not looked at while it holds none.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from mmdesk.core.entities import Root
from mmdesk.core.events import Notice, Topic
from mmdesk.core.paths import to_path


def mount_of(path: Path) -> Path:
    """The mount point (on Windows the drive) that `path` lies on."""
    return next(folder for folder in (path, *path.parents) if os.path.ismount(folder))


def exists(path: Path) -> bool:
    """Whether something is at `path`; False, too, where its drive does not answer."""
    return os.path.exists(path)  # noqa: PTH110 (Path.exists() raises for a dead drive)


def mounted(folder: Path) -> bool:
    """Whether another volume is at `folder`, or where it links to, than its parent lies on."""
    try:
        return folder.stat().st_dev != folder.parent.stat().st_dev
    except OSError:
        return False


def absent(root: Root, mounts: Iterable[bytes]) -> set[bytes]:
    """Those of the folders below a root, on volumes of their own, that hold none now."""
    return {path for path in mounts if not mounted(root.path / to_path(path))}


def present(root: Root, known: Iterable[Path]) -> bool:
    """Whether the root can be looked through; `known` are some of its files.

    A volume that is mounted elsewhere than before is accepted when a known file is on it.
    """
    try:
        if not root.path.is_dir():
            return False
        return mount_of(root.path) == root.mount or any(path.is_file() for path in known)
    except OSError:
        return False


def absence(root: Root) -> Notice:
    """What to tell about a root that is not present."""
    text = f"{root.path} is not there. Its items stay, marked offline."
    return Notice(Topic.ROOT_ABSENT, text, str(root.path))
