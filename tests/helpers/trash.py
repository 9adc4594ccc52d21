"""A trash of their own for tests: they must never touch the user's."""

from pathlib import Path

import pytest


def home_trash(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home's trash lies in `folder` from now on; skips where the system's cannot be moved."""
    plat_other = pytest.importorskip("send2trash.plat_other")
    import send2trash

    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setattr(plat_other, "XDG_DATA_HOME", bytes(folder))
    monkeypatch.setattr(plat_other, "HOMETRASH_B", bytes(folder / "Trash"))
    # The test's folder may lie on another volume than the home: the home's trash is for both.
    monkeypatch.setattr(plat_other, "get_dev", lambda _path: 1)
    monkeypatch.setattr(send2trash, "send2trash", plat_other.send2trash)
    return folder / "Trash"
