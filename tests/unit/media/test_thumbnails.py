import io
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.pictures import looks_like_quarters, photo_like, quarters
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mmdesk.core.errors import LibraryUnusable
from mmdesk.media import thumbnails
from mmdesk.media.thumbnails import ThumbnailCache

Blobs = dict[int, bytes]


def blob(item: int, size: int = 500) -> bytes:
    return random.Random(item).randbytes(size)


OPENED: list[ThumbnailCache] = []


@pytest.fixture(autouse=True)
def _everything_closed() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()


def cache(folder: Path, owner: str = "ours") -> ThumbnailCache:
    OPENED.append(ThumbnailCache(folder, owner))
    return OPENED[-1]


def filled(folder: Path, count: int = 5, size: int = 500) -> ThumbnailCache:
    made = cache(folder)
    made.add({item: blob(item, size) for item in range(count)})
    return made


def pack_of(folder: Path) -> Path:
    (pack,) = folder.glob("*.pack")
    return pack


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((1200, 800), (256, 171)),
        ((800, 1200), (171, 256)),
        ((40_000, 10), (256, 1)),
        ((20, 9), (20, 9)),
    ],
)
def test_a_thumbnail_fits_and_never_grows(size: tuple[int, int], small: tuple[int, int]) -> None:
    with Image.open(io.BytesIO(thumbnails.make(Image.new("RGB", size)))) as made:
        assert made.size == small


def test_a_thumbnail_shows_the_picture_and_tells_nothing() -> None:
    picture = quarters(600, 400)
    picture.info = {"exif": b"Exif\0\0secret", "comment": b"secret", "icc_profile": b"secret"}
    made = thumbnails.make(picture)
    with Image.open(io.BytesIO(made)) as shown:
        assert looks_like_quarters(shown)
    assert b"secret" not in made


def test_a_photos_thumbnail_is_small() -> None:
    assert len(thumbnails.make(photo_like(800, 600))) < 30_000


def test_what_was_added_is_there_after_reopening(tmp_path: Path) -> None:
    filled(tmp_path).close()
    again = cache(tmp_path)
    assert again.ids() == set(range(5))
    assert all(again.get(item) == blob(item) for item in range(5))
    assert again.get(99) is None


def test_an_absent_cache_is_empty_and_reading_makes_no_files(tmp_path: Path) -> None:
    assert cache(tmp_path / "none").ids() == set()
    assert not (tmp_path / "none").exists()


def test_a_reader_sees_what_the_writer_does_meanwhile(tmp_path: Path) -> None:
    reader, writer = cache(tmp_path), cache(tmp_path)
    assert reader.get(1) is None
    writer.add({1: b"one", 2: b"two"})
    assert reader.get(1) == b"one"
    writer.add({1: b"one again"})
    writer.remove([2, 77])
    assert reader.get(1) == b"one again"
    assert reader.ids() == {1}


def test_another_owners_cache_is_empty_and_replaced_by_the_first_write(tmp_path: Path) -> None:
    filled(tmp_path).close()
    other = cache(tmp_path, "other")
    assert other.ids() == set()
    other.add({7: b"seven"})
    assert other.ids() == {7}
    assert cache(tmp_path).ids() == set()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_pack_that_is_mostly_dead_is_written_anew(tmp_path: Path) -> None:
    writer, reader = filled(tmp_path, 40, 50_000), cache(tmp_path)
    assert reader.get(39) == blob(39, 50_000)
    before = pack_of(tmp_path)
    writer.remove(range(30))
    assert pack_of(tmp_path) != before
    assert pack_of(tmp_path).stat().st_size == 10 * 50_000
    assert reader.ids() == writer.ids() == set(range(30, 40))
    assert reader.get(39) == writer.get(39) == blob(39, 50_000)


def test_adding_the_same_item_again_and_again_does_not_fill_the_disk(tmp_path: Path) -> None:
    writer = cache(tmp_path)
    for number in range(100):
        writer.add({1: blob(number, 100_000)})
    assert writer.get(1) == blob(99, 100_000)
    assert pack_of(tmp_path).stat().st_size < 2_000_000


def test_a_damaged_thumbnail_counts_as_absent(tmp_path: Path) -> None:
    filled(tmp_path).close()
    content = bytearray(pack_of(tmp_path).read_bytes())
    content[2 * 500 + 7] ^= 1
    pack_of(tmp_path).write_bytes(content)
    again = cache(tmp_path)
    assert [again.get(item) is None for item in range(5)] == [False, False, True, False, False]
    assert again.ids() == {0, 1, 3, 4}
    again.add({7: b"seven"})
    assert cache(tmp_path).ids() == {0, 1, 3, 4, 7}


@pytest.mark.parametrize("torn", ["index", "pack"])
def test_a_torn_end_costs_only_what_was_torn(tmp_path: Path, torn: str) -> None:
    """As kill -9 leaves it while the last thumbnail is written."""
    filled(tmp_path).close()
    path = tmp_path / "thumbnails.index" if torn == "index" else pack_of(tmp_path)
    os.truncate(path, path.stat().st_size - 3)
    again = cache(tmp_path)
    assert again.ids() == set(range(4))
    again.add({10: b"ten"})
    assert cache(tmp_path).ids() == {0, 1, 2, 3, 10}
    assert cache(tmp_path).get(3) == blob(3)
    assert cache(tmp_path).get(10) == b"ten"


def test_what_followed_a_damaged_row_never_comes_back(tmp_path: Path) -> None:
    writer = filled(tmp_path)
    writer.add({0: b"second"})
    writer.close()
    index = bytearray((tmp_path / "thumbnails.index").read_bytes())
    rows = (len(index) - 32) // 6
    index[32 + 2 * rows + 3] ^= 1
    (tmp_path / "thumbnails.index").write_bytes(index)
    cache(tmp_path).add({0: b"third"})
    again = cache(tmp_path)
    assert again.ids() == {0, 1}
    assert again.get(0) == b"third"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_garbage_in_the_files_upsets_anyone(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    filled(folder).close()
    path = data.draw(st.sampled_from([folder / "thumbnails.index", pack_of(folder)]))
    content = path.read_bytes()
    at = data.draw(st.integers(0, len(content)))
    path.write_bytes(content[:at] + data.draw(st.binary(max_size=80)))
    again = cache(folder)
    assert all(again.get(item) in {None, blob(item)} for item in range(5))
    again.add({3: b"three"})
    assert cache(folder).get(3) == b"three"
    assert all(cache(folder).get(item) in {None, blob(item)} for item in (0, 1, 2, 4))


def test_deleted_files_come_back_with_the_next_write(tmp_path: Path) -> None:
    writer = filled(tmp_path)
    for path in tmp_path.iterdir():
        path.unlink()
    assert writer.ids() == set()
    assert writer.get(1) is None
    writer.add({1: b"one"})
    assert cache(tmp_path).get(1) == b"one"


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 5)), st.binary(min_size=1))))
def test_the_cache_equals_a_dictionary(
    steps: list[tuple[bool, set[int], bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    writer, reader, expected = cache(folder), cache(folder), {}
    for adds, items, content in steps:
        if adds:
            writer.add(dict.fromkeys(items, content))
            expected |= dict.fromkeys(items, content)
        else:
            writer.remove(items)
            expected = {item: blob for item, blob in expected.items() if item not in items}
        for one in (writer, reader):
            assert {item: one.get(item) for item in one.ids()} == expected


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryUnusable, match="cannot be written"):
        cache(tmp_path / "file" / "thumbnails").add({1: b"one"})


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files")
def test_a_pack_that_was_deleted_while_open_is_written_anew(tmp_path: Path) -> None:
    writing = filled(tmp_path)
    pack_of(tmp_path).unlink()
    writing.add({9: blob(9)})
    again = cache(tmp_path)
    assert {item: again.get(item) for item in again.ids()} == {
        item: blob(item) for item in (0, 1, 2, 3, 4, 9)
    }
