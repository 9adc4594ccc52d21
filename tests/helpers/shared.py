"""The real files and small real models that lie beside the checkout on some machines."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("MMDESK_SHARED", Path(__file__).parents[3] / "shared"))


def shared(part: str) -> Path:
    """`part` of the shared collection; the test is skipped where it is absent."""
    path = SHARED / part
    if not path.exists():
        pytest.skip(f"needs {part} of the shared collection, which is not on this machine")
    return path
