"""Photos to index: as large and as rich in detail as cameras make them, each one different."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops

LARGE = (4000, 3000)
SMALL = (320, 240)
_QUALITY = 90


def write(folder: Path, numbers: range, size: tuple[int, int]) -> list[Path]:
    """JPEGs of this size, one for each number, each number always the same picture."""
    folder.mkdir(parents=True)
    paths = [folder / f"IMG_{number:05}.jpg" for number in numbers]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        list(workers.map(_write, paths, numbers, [size] * len(paths), chunksize=8))
    return paths


def _write(path: Path, number: int, size: tuple[int, int]) -> None:
    random = np.random.default_rng(number)
    layers = [_cut(layer, size, random) for layer in _scenery(size)]
    picture = Image.blend(layers[0], layers[1], random.uniform(0.2, 0.8))
    # Sensor noise: without it a picture would decode faster than any camera's.
    ImageChops.add(picture, layers[2], offset=-128).save(path, "JPEG", quality=_QUALITY)


def _cut(layer: Image.Image, size: tuple[int, int], random: np.random.Generator) -> Image.Image:
    left, top = (int(random.integers(0, length // 4)) for length in size)
    return layer.crop((left, top, left + size[0], top + size[1]))


@cache
def _scenery(size: tuple[int, int]) -> tuple[Image.Image, ...]:
    """Two landscapes and noise, a quarter larger than a photo each way."""
    width, height = (length * 5 // 4 for length in size)
    random = np.random.default_rng(width)
    noise = random.normal(128, 5, (height, width, 1)).astype(np.uint8)
    grain = Image.fromarray(noise.repeat(3, axis=2))
    return landscape(width, height, random), landscape(width, height, random), grain


def landscape(width: int, height: int, random: np.random.Generator) -> Image.Image:
    """Shapes of every size, the larger the stronger, as in nature."""
    pixels = np.full((height, width, 3), 128, np.float32)
    for strength, cells in _octaves(width):
        grid = random.normal(0, strength, (cells * height // width + 2, cells + 2, 3))
        for colour in range(3):
            plane = Image.fromarray(grid[..., colour].astype(np.float32))
            pixels[..., colour] += np.asarray(plane.resize((width, height)))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _octaves(width: int) -> Iterator[tuple[float, int]]:
    strength, cells = 45.0, 3
    while cells < width // 4:
        yield strength, cells
        strength, cells = strength * 0.62, cells * 2
