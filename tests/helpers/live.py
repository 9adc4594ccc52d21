"""Stills with clips, as phones make them: Live Photos in two files, motion photos in one."""

import struct
from pathlib import Path

from helpers.films import film, moving, tone
from helpers.pictures import encoded, photo_like
from PIL import ExifTags, Image

IDENTIFIER = "7B2F1F5C-0E3D-4C5E-9D0A-1F2E3D4C5B6A"
TAG = "com.apple.quicktime.content.identifier"
_CAMERA = "http://ns.google.com/photos/1.0/camera/"
_CONTAINER = "http://ns.google.com/photos/1.0/container/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def maker_note(identifier: str) -> bytes:
    """Apple's, with the identifier behind another tag."""
    head = b"Apple iOS\0\0\1MM"
    data = identifier.encode() + b"\0"
    entries = struct.pack(">HHII", 1, 9, 1, 14)
    entries += struct.pack(">HHII", 0x11, 2, len(data), len(head) + 2 + 24 + 4)
    return head + struct.pack(">H", 2) + entries + bytes(4) + data


def still(path: Path, identifier: str | None = IDENTIFIER, seed: int = 0) -> Path:
    """A photo of an iPhone: JPEG or HEIC, by the suffix."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Apple", "iPhone 15"
    if identifier is not None:
        exif.get_ifd(ExifTags.IFD.Exif)[0x927C] = maker_note(identifier)
    kind = "HEIF" if path.suffix.lower() == ".heic" else "JPEG"
    path.parent.mkdir(parents=True, exist_ok=True)
    photo_like(96, 64, seed).save(path, kind, exif=exif.tobytes())
    return path


def clip(path: Path, identifier: str | None = IDENTIFIER, mark: str = "white") -> Path:
    """A second and a half of film, with sound; `mark` makes another one of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tags = {TAG: identifier} if identifier else {}
    return film(path, [(1.5, moving(mark=mark))], tone(1.5), fps=10, tags=tags)


def live_photo(folder: Path, stem: str = "IMG_0001", identifier: str = IDENTIFIER) -> Path:
    """Still and clip; gives the still."""
    clip(folder / f"{stem}.MOV", identifier)
    return still(folder / f"{stem}.HEIC", identifier, seed=sum(stem.encode()))


def mp4(folder: Path) -> bytes:
    """A clip's bytes."""
    path = clip(folder / "of-a-motion-photo.mp4", None)
    raw = path.read_bytes()
    path.unlink()
    return raw


def micro_video(path: Path, raw: bytes) -> Path:
    """Google's first form: the distance of the clip from the file's end."""
    said = f'xmlns:GCamera="{_CAMERA}" GCamera:MicroVideo="1" GCamera:MicroVideoOffset="{len(raw)}"'
    return _with_xmp(path, said, "", raw)


def motion_photo(path: Path, raw: bytes, behind: bytes = b"") -> Path:
    """Google's second form: a list of what the file holds; `behind` is listed after the clip."""
    items = [("Primary", 0), ("MotionPhoto", len(raw))] + [("Other", len(behind))] * bool(behind)
    listed = "".join(
        '<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="x"'
        f' Item:Semantic="{semantic}" Item:Length="{length}"/></rdf:li>'
        for semantic, length in items
    )
    directory = f"<Container:Directory><rdf:Seq>{listed}</rdf:Seq></Container:Directory>"
    spaces = (
        f'xmlns:GCamera="{_CAMERA}" xmlns:Container="{_CONTAINER}"'
        f' xmlns:Item="{_CONTAINER}item/" GCamera:MotionPhoto="1"'
    )
    return _with_xmp(path, spaces, directory, raw + behind)


def _with_xmp(path: Path, attributes: str, inside: str, behind: bytes) -> Path:
    xmp = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description'
        f" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    path.write_bytes(encoded(photo_like(96, 64, 5), "JPEG", xmp=xmp.encode()) + behind)
    return path


def samsung_photo(path: Path, raw: bytes) -> Path:
    """Samsung's: blocks behind the picture, then a directory of them."""
    picture = encoded(photo_like(96, 64, 6), "JPEG")
    blocks, entries = b"", b""
    parts = [(0x0A01, b"Image_UTC_Data", b"1486130514000"), (0x0A30, b"MotionPhoto_Data", raw)]
    starts = []
    for kind, name, data in parts:
        starts.append((kind, len(blocks), 8 + len(name) + len(data)))
        blocks += struct.pack("<HHI", 0, kind, len(name)) + name + data
    for kind, start, size in starts:
        entries += struct.pack("<HHII", 0, kind, len(blocks) - start, size)
    directory = b"SEFH" + struct.pack("<II", 107, len(parts)) + entries
    end = struct.pack("<I", len(directory)) + b"SEFT"
    path.write_bytes(picture + blocks + directory + end)
    return path


def heif_motion_photo(path: Path, raw: bytes) -> Path:
    """HEIF's: a box of its own behind the others."""
    still(path, None)
    path.write_bytes(path.read_bytes() + struct.pack(">I4s", 8 + len(raw), b"mpvd") + raw)
    return path
