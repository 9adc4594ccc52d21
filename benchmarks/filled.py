"""A library of 100,000 photos without indexing them: filled as indexing would fill it.

The photos are spread over twenty years and 500 folders, with words and cameras to be searched for.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image

from benchmarks import photos
from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import FoundFile
from mmdesk.core.entities import Facts, FileState, Identity, Kind, Root, Space
from mmdesk.indexing.volumes import mount_of
from mmdesk.media import thumbnails
from mmdesk.media.thumbnails import ThumbnailCache

PHOTOS, FOLDERS, CHUNK = 100_000, 500, 5_000
PICTURES = 200
"""Different thumbnails; they take turns."""
SUBJECTS = ("beach", "forest", "harbour", "market", "street", "castle", "lake", "bridge", "garden")
RARE = ("umbrella", "lighthouse", "telescope", "accordion", "hedgehog")
CAMERAS = ("Fuji X-T3", "Canon EOS R6", "SonyWH1000", "Pixel 7", "Aurora One")
DAY = 24 * 3600

Vectors = npt.NDArray[np.floating]


def fill(
    catalogue: Catalogue,
    folder: Path,
    vectors: Mapping[Space, Vectors],
    added: Callable[[list[int]], object] = lambda _: None,
) -> None:
    """Put PHOTOS photos into the catalogue, as found below `folder`, and their `vectors` by row.

    `added` hears of the items of each chunk. Without what `write_files` writes, `folder` counts as
    being away.
    """
    random = Random(1)
    root = catalogue.roots.add(folder, mount_of(folder))
    spaces = {catalogue.embeddings.add_space(space): rows for space, rows in vectors.items()}
    for start in range(0, PHOTOS, CHUNK):
        with catalogue.writing():
            numbers = range(start, start + CHUNK)
            items = [_add(catalogue, root, number, random) for number in numbers]
            catalogue.texts.refresh(items)
            segments = catalogue.items.whole_segments(items)
            for space, rows in spaces.items():
                chunk = map(bytes, rows[start : start + CHUNK].astype("<f2"))
                stored = zip((segments[item] for item in items), chunk, strict=True)
                catalogue.embeddings.put(space, stored)
        added(items)


def fill_thumbnails(cache: ThumbnailCache, samples: Path) -> Callable[[list[int]], None]:
    """What gives the items of a chunk their thumbnails, made from photos that `samples` takes."""
    paths = photos.write(samples, range(PICTURES), photos.SMALL)
    pictures = [thumbnails.make(Image.open(path)) for path in paths]
    return lambda items: cache.add({item: pictures[item % PICTURES] for item in items})


def write_files(folder: Path) -> None:
    """The files of all photos: empty, since what is unchanged is never opened."""
    for number in range(PHOTOS):
        path = folder / _path(number)
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True)
        path.touch()


def _add(catalogue: Catalogue, root: Root, number: int, random: Random) -> int:
    taken = datetime(2005, 1, 1) + timedelta(seconds=number * 20 * 365 * DAY // PHOTOS)  # noqa: DTZ001
    subjects = random.sample(SUBJECTS, 3) + (random.sample(RARE, 1) if number % 500 == 0 else [])
    facts = Facts(
        4000, 3000, taken, random.choice(CAMERAS), caption=" ".join(subjects), keywords=("photo",)
    )
    modified = int(taken.timestamp() * 1e9)
    item = catalogue.items.add(Identity(number, b"digest"), Kind.PHOTO, modified)
    catalogue.items.set_facts(item, facts)
    found = FoundFile(_state(root.path / _path(number), number, modified), "1", item)
    catalogue.files.record(root, _path(number).encode(), found)
    return item


def _path(number: int) -> str:
    folder = number * FOLDERS // PHOTOS
    return f"{2005 + folder * 20 // FOLDERS}/trip {folder}/IMG_{number:06}.jpg"


def _state(path: Path, number: int, modified: int) -> FileState:
    """As a look at the file would tell, where there is one."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return FileState(number, modified, modified)
    return FileState(about.st_size, about.st_mtime_ns, max(about.st_mtime_ns, about.st_ctime_ns))
