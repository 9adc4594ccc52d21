"""Facts: what a picture's EXIF, IPTC, XMP and sidecar say about it, as one answer.

Where they differ the sidecar wins, then embedded XMP, then IPTC, then EXIF: people correct facts in
programs that write XMP. For the date, a block that knows when the shutter opened comes before one
that only knows when the file was made; a zone is added from whichever block knows it.

To read another block: one file beside `exif` with a `read` that gives a `facts.Block`, and its
place in `_embedded`.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, BinaryIO

from mmdesk.core.entities import EMBEDDED, Facts
from mmdesk.core.paths import printable
from mmdesk.media import exif, iptc, live, raster, xmp
from mmdesk.media.facts import Block
from mmdesk.media.picture import Picture
from mmdesk.media.reasons import LIBRARY_ERRORS, warnings_logged

_log = logging.getLogger(__name__)


def read_facts(path: Path, sidecar: Path | None, picture: Picture) -> Facts:
    """The facts of the picture that was read from `path`.

    Never fails: a block that cannot be read is logged and left out.
    """
    blocks = [] if sidecar is None else list(_beside(sidecar))
    with warnings_logged(path), _left_out(path, "header"), path.open("rb") as file:
        blocks.extend(_embedded(path, file, picture.format))
    return replace(_merged(blocks), width=picture.width, height=picture.height)


def with_sidecar(facts: Facts, sidecar: Path | None) -> Facts:
    """The facts as a sidecar corrects and completes them; one that cannot be read is left out."""
    return facts if sidecar is None else _merged([*_beside(sidecar), Block(facts)])


def of_container(path: Path, sidecar: Path | None, tags: Block, embedded: bytes) -> Facts:
    """What a film's tags say, as XMP that is `embedded` or lies beside it corrects them."""
    blocks = [] if sidecar is None else list(_beside(sidecar))
    with warnings_logged(path), _left_out(path, "XMP"):
        if embedded:
            blocks.append(xmp.read(embedded))
    return _merged([*blocks, tags])


def _beside(sidecar: Path) -> Iterator[Block]:
    with warnings_logged(sidecar), _left_out(sidecar, "sidecar"):
        yield _trusted(xmp.read(_small(sidecar)))


def _embedded(path: Path, file: BinaryIO, name: str) -> Iterator[Block]:
    if name == "RAW":
        yield from _raw_blocks(path, exif.tags_of_raw(file))
        return
    with raster.opened(file, name) as image:
        # pillow-heif turns the pixels and clears the tag, but tells what it was.
        orientation = image.info.get("original_orientation") or raster.orientation_of(image)
        yield Block(Facts(orientation=orientation))
        with _left_out(path, "XMP"):
            if embedded := image.info.get("xmp"):
                yield xmp.read(_bytes(embedded))
        with _left_out(path, "IPTC"):
            yield iptc.read(image)
        with _left_out(path, "EXIF"):
            yield exif.read(exif.tags_of(image))
    with _left_out(path, "clip"):
        yield Block(Facts(live=EMBEDDED if live.motion_clip(path) else None))


def _raw_blocks(path: Path, tags: exif.Tags) -> Iterator[Block]:
    with _left_out(path, "XMP"):
        if embedded := tags.get("ApplicationNotes"):
            yield xmp.read(_bytes(embedded))
    with _left_out(path, "EXIF"):
        yield exif.read(tags)


def _small(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(xmp.LARGEST + 1)


def _bytes(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bytes | tuple | list):
        return bytes(value)
    raise TypeError(f"a block of {type(value).__name__}")


@contextmanager
def _left_out(path: Path, block: str) -> Iterator[None]:
    try:
        yield
    except LIBRARY_ERRORS as error:
        _log.info("The %s of %s cannot be read: %s", block, printable(path), error)


def _trusted(sidecar: Block) -> Block:
    """A sidecar's weaker date counts fully: it was written to correct the picture's."""
    return replace(sidecar, taken=sidecar.taken or sidecar.made)


def _merged(blocks: list[Block]) -> Facts:
    chosen: dict[str, Any] = {
        field.name: next((value for value in values if value not in {None, ()}), field.default)
        for field in fields(Facts)
        for values in [[getattr(block.facts, field.name) for block in blocks]]
    }
    # Half a position from one block and half from another would be a third place.
    place = next((b.facts for b in blocks if b.facts.latitude is not None), Facts())
    chosen |= {"latitude": place.latitude, "longitude": place.longitude}
    return Facts(**{**chosen, "taken_at": _taken_at(blocks)})


def _taken_at(blocks: list[Block]) -> datetime | None:
    moments = [block.taken for block in blocks] + [block.made for block in blocks]
    known = [moment for moment in moments if moment]
    satellites = next((block.satellites for block in blocks if block.satellites), None)
    if not known:
        return satellites
    if known[0].tzinfo:
        return known[0]
    same = (other for other in known if other.tzinfo and other.replace(tzinfo=None) == known[0])
    return next(same, None) or _zoned(known[0], satellites)


def _zoned(local: datetime, satellites: datetime | None) -> datetime:
    """The zone is what lies between the camera's clock and the satellites', in quarter hours."""
    if satellites is None:
        return local
    ahead = local.replace(tzinfo=UTC) - satellites
    quarters = round(ahead / timedelta(minutes=15))
    away = timedelta(minutes=15) * quarters
    if abs(away) > timedelta(hours=14) or abs(ahead - away) > timedelta(minutes=2):
        return local
    return local.replace(tzinfo=timezone(away))
