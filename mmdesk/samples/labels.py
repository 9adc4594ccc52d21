"""Writes a picture with what a camera and its owner would have written into it.

The camera's facts go into EXIF, the owner's words into an XMP packet, or into a sidecar beside the
file for pictures that carry none.
"""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from mmdesk.core.entities import Facts

QUALITY = 88

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="{rating}">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:description><rdf:Alt>
    <rdf:li xml:lang="x-default">{caption}</rdf:li>
   </rdf:Alt></dc:description>
   <dc:subject><rdf:Bag>{keywords}</rdf:Bag></dc:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


TURNED = 6
"""The orientation of a picture whose pixels lie on their left side."""


def save(picture: Image.Image, path: Path, facts: Facts, *, sidecar: bool = False) -> None:
    """Write upright `picture` in the format of `path`'s suffix, turned as `facts` say."""
    if facts.orientation == TURNED:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    words = packet(facts)
    if sidecar:
        path.with_name(f"{path.name}.xmp").write_bytes(words)
    picture.save(path, exif=exif(facts), **_options(path.suffix, b"" if sidecar else words))


def _options(suffix: str, words: bytes) -> dict[str, Any]:
    """How Pillow writes each format quickly, and where it takes the XMP packet."""
    if suffix == ".png":
        chunks = PngInfo()
        chunks.add_itxt("XML:com.adobe.xmp", words.decode())
        return {"pnginfo": chunks, "compress_level": 1}
    return {"quality": QUALITY, "xmp": words} | ({"method": 2} if suffix == ".webp" else {})


def packet(facts: Facts) -> bytes:
    """The owner's words as an XMP packet."""
    keywords = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in facts.keywords)
    title, caption = escape(facts.title or ""), escape(facts.caption or "")
    filled = _PACKET.format(
        rating=facts.rating or 0, title=title, caption=caption, keywords=keywords
    )
    return filled.encode()


def exif(facts: Facts) -> Image.Exif:
    """The camera's facts as EXIF."""
    written = Image.Exif()
    written[ExifTags.Base.Orientation] = facts.orientation or 1
    written[ExifTags.Base.Software] = "mmdesk samples"
    if facts.camera:
        written[ExifTags.Base.Make], written[ExifTags.Base.Model] = (
            facts.camera.split()[0],
            facts.camera,
        )
    _write_moment(written, facts)
    _write_place(written, facts)
    return written


def _write_moment(written: Image.Exif, facts: Facts) -> None:
    details = written.get_ifd(ExifTags.IFD.Exif)
    if facts.lens:
        details[ExifTags.Base.LensModel] = facts.lens
    if facts.taken_at:
        moment = f"{facts.taken_at:%Y:%m:%d %H:%M:%S}"
        written[ExifTags.Base.DateTime] = details[ExifTags.Base.DateTimeOriginal] = moment
        details[ExifTags.Base.OffsetTimeOriginal] = facts.taken_at.isoformat("T", "seconds")[19:]


def _write_place(written: Image.Exif, facts: Facts) -> None:
    if facts.latitude is None or facts.longitude is None:
        return
    place = written.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N" if facts.latitude >= 0 else "S"
    place[ExifTags.GPS.GPSLatitude] = _degrees(facts.latitude)
    place[ExifTags.GPS.GPSLongitudeRef] = "E" if facts.longitude >= 0 else "W"
    place[ExifTags.GPS.GPSLongitude] = _degrees(facts.longitude)


def _degrees(angle: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds, as EXIF wants them."""
    minutes, seconds = divmod(round(abs(angle) * 3600, 2), 60)
    return minutes // 60, minutes % 60, round(seconds, 2)
