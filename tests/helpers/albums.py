"""Small libraries of a few photos that a test may delete, break or take away."""

from pathlib import Path

from helpers.libraries import House

from mmdesk.core.entities import Filters
from mmdesk.core.listings import Order
from mmdesk.library import Library


def album(place: Path, *names: str) -> House:
    """A library of photos with these names, indexed without any model."""
    house = House(place / "album", place / "photos")
    house.set(model="nobody/nothing")
    house.photo_set(*names)
    house.index()
    return house


def items_by_name(library: Library) -> dict[str, int]:
    """Each item by the name of its file, in the order of names."""
    items = library.browsing.listing(Filters(), Order.NAME).items
    tiles = library.browsing.tiles(items)
    return {tiles[item].path.name: item for item in items}
