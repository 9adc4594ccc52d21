from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from helpers.catalogues import a_root, an_item

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Space
from mmdesk.core.settings import Settings
from mmdesk.search.neighbours import Neighbours

SPACE, FORMER = Space("now/1", "now", 2), Space("former/1", "former", 2)
EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


def put(catalogue: Catalogue, space: Space, **vectors: np.ndarray) -> list[int]:
    """Give each named item a vector; the segments."""
    root = a_root(catalogue, Path("/photos"))
    items = [an_item(catalogue, root, name) for name in vectors]
    whole = catalogue.items.whole_segments(items)
    segments = [whole[item] for item in items]
    packed = (vector.astype("<f2").tobytes() for vector in vectors.values())
    number = catalogue.embeddings.add_space(space)
    catalogue.embeddings.put(number, zip(segments, packed, strict=True))
    return segments


def opened(catalogue: Catalogue, folder: Path) -> Neighbours:
    return Neighbours(catalogue, folder, Settings())


def nearest(neighbours: Neighbours, space: Space = SPACE) -> list[int]:
    return [segment for segment, _ in neighbours.nearest(space, EAST, 10, None)]


def logged(catalogue: Catalogue, space: Space) -> int:
    number = catalogue.embeddings.space_id(space)
    assert number is not None
    return len(catalogue._database.rows("SELECT 1 FROM changes WHERE space = ?", (number,)))


def upkeep(neighbours: Neighbours, *spaces: Space) -> None:
    while any(map(neighbours.tend, spaces)) or neighbours.tidy(spaces):
        pass


def test_the_log_is_let_go_once_the_files_have_caught_up(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    first, second = put(catalogue, SPACE, a=NORTH, b=EAST)
    neighbours = opened(catalogue, tmp_path / "vectors")
    upkeep(neighbours, SPACE)
    assert logged(catalogue, SPACE) == 1
    (third,) = put(catalogue, SPACE, c=EAST + NORTH)
    assert nearest(neighbours) == [second, third, first]
    assert nearest(opened(catalogue, tmp_path / "vectors")) == [second, third, first]
    assert nearest(opened(catalogue, tmp_path / "none")) == [second, third, first]


def test_who_has_missed_what_was_let_go_starts_anew(catalogue: Catalogue, tmp_path: Path) -> None:
    first, second = put(catalogue, SPACE, a=EAST, b=NORTH)
    searching = opened(catalogue, tmp_path / "vectors")
    assert nearest(searching) == [first, second]
    put(catalogue, SPACE, a=NORTH, b=EAST)
    (third,) = put(catalogue, SPACE, c=EAST + NORTH)
    upkeep(opened(catalogue, tmp_path / "vectors"), SPACE)
    put(catalogue, SPACE, c=EAST + NORTH)
    assert nearest(searching) == [second, third, first]


def test_a_model_out_of_use_keeps_its_embeddings_and_no_log(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    first, second = put(catalogue, FORMER, a=EAST, b=NORTH)
    neighbours = opened(catalogue, tmp_path / "vectors")
    upkeep(neighbours, FORMER)
    put(catalogue, SPACE, a=EAST)
    put(catalogue, FORMER, a=NORTH, b=EAST)
    upkeep(neighbours, SPACE)
    assert logged(catalogue, FORMER) == 1
    assert nearest(opened(catalogue, tmp_path / "vectors"), FORMER) == [second, first]


def test_vectors_of_no_known_space_are_removed(catalogue: Catalogue, tmp_path: Path) -> None:
    put(catalogue, SPACE, a=EAST)
    put(catalogue, FORMER, a=EAST)
    neighbours, folder = opened(catalogue, tmp_path / "vectors"), tmp_path / "vectors"
    upkeep(neighbours, SPACE, FORMER)
    kept = sorted(folder.iterdir())
    (folder / "17").mkdir()
    (folder / "17/flat-000001.bin").write_bytes(b"of a catalogue that is no more")
    upkeep(neighbours, SPACE)
    assert sorted(folder.iterdir()) == kept


def test_every_segment_that_is_asked_for_has_its_cosine_or_none(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    neighbours = opened(catalogue, tmp_path)
    east, north = put(catalogue, SPACE, east=EAST, north=NORTH)
    asked = np.array(sorted([east, north, 10_000]), np.int64)
    cosines = dict(zip(asked.tolist(), neighbours.cosines(SPACE, EAST, asked), strict=True))
    assert cosines[east] == pytest.approx(1)
    assert cosines[north] == pytest.approx(0)
    assert np.isnan(cosines[10_000])
    assert len(neighbours.cosines(SPACE, EAST, asked[:0])) == 0
