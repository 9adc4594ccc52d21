"""XMP, embedded in a picture or in a sidecar file beside it."""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from mmdesk.core.entities import Facts
from mmdesk.media import facts

LARGEST = 16 << 20
"""Bytes; what is longer holds brush strokes rather than facts."""

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
    "http://www.digikam.org/ns/1.0/": "digiKam",
}
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_COORDINATE = re.compile(r"(\d+),([\d.]+)(?:,([\d.]+))?([NSEW])")

Properties = dict[str, list[str]]
"""Property ("dc:title") to its values."""


def read(raw: bytes) -> facts.Block:
    """What the XMP says; raises ValueError or SyntaxError when it is no XMP."""
    told = _properties(parsed(raw))

    def first(*names: str) -> str | None:
        return next((values[0] for name in names if (values := told.get(name))), None)

    latitude, longitude = _degrees(first("exif:GPSLatitude")), _degrees(first("exif:GPSLongitude"))
    place = facts.position(latitude, longitude)
    return facts.Block(
        Facts(
            camera=facts.camera(first("tiff:Make"), first("tiff:Model")),
            lens=first("exifEX:LensModel", "aux:Lens"),
            latitude=place and place[0],
            longitude=place and place[1],
            rating=facts.rating(first("xmp:Rating")),
            title=first("dc:title", "photoshop:Headline"),
            caption=facts.caption(first("dc:description")),
            keywords=_keywords(told),
        ),
        taken=facts.moment(first("exif:DateTimeOriginal"))
        or facts.moment(first("photoshop:DateCreated")),
        made=facts.moment(first("xmp:CreateDate")),
        satellites=facts.moment(first("exif:GPSTimeStamp"), "Z"),
    )


def parsed(raw: bytes) -> Element:
    """The tree of some XMP; raises ValueError or SyntaxError when it is none."""
    if len(raw) > LARGEST:
        raise ValueError(f"XMP of {len(raw)} bytes is too long")
    written = decoded(raw).rstrip("\0 \r\n\t")
    start = re.search(r"<(\w+:)?(xmpmeta|xapmeta|RDF)\b", written)
    if start is None:
        raise ValueError("there is no XMP in it")
    root: Element = ElementTree.fromstring(written[start.start() :])
    return root


def decoded(raw: bytes) -> str:
    """The text of XMP in whichever encoding it was written."""
    encoding = next((name for bom, name in _BOMS.items() if raw.startswith(bom)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _properties(root: Element) -> Properties:
    told: Properties = defaultdict(list)
    # Only what stands directly below RDF describes the picture; deeper ones tell of its parts.
    for rdf in root.iter(f"{_RDF}RDF"):
        for description in rdf.findall(f"{_RDF}Description"):
            for name, value in _pairs(description):
                if cleaned := facts.text(value):
                    told[name].append(cleaned)
    return told


def _pairs(description: Element) -> Iterator[tuple[str, str | None]]:
    """Simple values stand as attributes or as elements, several ones in a list."""
    for tag, value in description.attrib.items():
        yield _short(tag), value
    for child in description:
        entries = child.findall(f"*/{_RDF}li")
        for entry in entries or [child]:
            yield _short(child.tag), entry.text


def simple_values(element: Element) -> dict[str, str]:
    """By name, namespace and all, what stands in an element as attributes or as plain elements."""
    return dict(element.attrib) | {child.tag: child.text or "" for child in element}


def _short(tag: str) -> str:
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(namespace, '')}:{name}"


def _keywords(told: Properties) -> tuple[str, ...]:
    leaves = [path.rpartition("|")[2] for path in told.get("lr:hierarchicalSubject", [])]
    leaves += [path.rpartition("/")[2] for path in told.get("digiKam:TagsList", [])]
    return facts.words([*told.get("dc:subject", []), *leaves])


def _degrees(written: str | None) -> float | None:
    """Degrees from "34,47.847N" or "34,47,50N"."""
    found = _COORDINATE.fullmatch(written or "")
    return facts.degrees(filter(None, found.groups()[:3]), found[4]) if found else None
