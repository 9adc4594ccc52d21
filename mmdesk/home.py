"""Where this user's library lies unless another one is named."""

from pathlib import Path

import platformdirs


def default_library() -> Path:
    """The library that belongs to this user on this system."""
    return platformdirs.user_data_path("mmdesk", appauthor=False)
