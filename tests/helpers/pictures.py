"""Pictures made on the spot, whose content a test can recognise after any journey."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

QUARTERS = {"red": (220, 40, 40), "green": (40, 180, 60), "blue": (40, 60, 200), "grey": (130,) * 3}

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>{}</rdf:li>'
    "</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
)
"""A sidecar with one keyword, to be given by `format`."""


def quarters(width: int = 120, height: int = 80) -> Image.Image:
    """Red, green, blue and grey quarters: shows which way is up and whether colours are right."""
    image = Image.new("RGB", (width, height))
    places = [(0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2)]
    for colour, (left, top) in zip(QUARTERS.values(), places, strict=True):
        image.paste(colour, (left, top, left + width - width // 2, top + height - height // 2))
    return image


def seen(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters, in reading order."""
    width, height = image.size
    places = [(x * width // 4, y * height // 4) for y in (1, 3) for x in (1, 3)]
    return [tuple(np.atleast_1d(image.getpixel(place)).tolist()) for place in places]


def looks_like_quarters(image: Image.Image, tolerance: int = 12) -> bool:
    """Whether the four quarters are there, upright, in their colours."""
    differences = np.abs(np.array(seen(image)) - np.array(list(QUARTERS.values())))
    return bool(differences.max() <= tolerance)


def photo_like(width: int, height: int, seed: int = 0) -> Image.Image:
    """Soft shapes and a little noise, as cameras deliver."""
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, (7, 9, 3), dtype=np.uint8)
    soft = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    noise = random.normal(0, 6, (height, width, 3))
    return Image.fromarray((np.asarray(soft) + noise).clip(0, 255).astype(np.uint8))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """The image as a file's bytes."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def saved(image: Image.Image, path: Path, kind: str | None = None, **options: object) -> Path:
    """The image as a file."""
    image.save(path, kind, **options)
    return path


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG header of any size, with no pixels behind it."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + body
    header = struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data = b"IDAT" + zlib.compress(b"\0" * 100)
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + struct.pack(">I", len(data) - 4)
        + data
        + struct.pack(">I", zlib.crc32(data))
    )


def profile_that_swaps_red_and_green() -> bytes:
    """A colour profile that no viewer can ignore unnoticed."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for one, other in ((b"rXYZ", b"gXYZ"), (b"rTRC", b"gTRC")):
        srgb = srgb.replace(one, b"????", 1).replace(other, one, 1).replace(b"????", other, 1)
    return srgb.replace("sRGB".encode("utf-16-be"), "odd ".encode("utf-16-be"))
