from pathlib import Path

import pytest
from helpers.libraries import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty library without a model, and an empty folder for photos."""
    house = House(tmp_path / "library", tmp_path / "photos")
    house.photos.mkdir()
    house.set()
    return house
