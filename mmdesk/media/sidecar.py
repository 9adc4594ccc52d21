"""Writes what the user says about a picture into the XMP file beside it, never into the picture.

What others wrote there stays: only `xmp:Rating` and `dc:subject` are taken out where they stood
and put back in a description of their own, as the specification allows ("XMP Specification Part
1", 2012, 7.4: any number of rdf:Description with the same rdf:about). The file is written aside
and renamed, so that it is never half a file.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.dom.minidom import Document, Element
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException, minidom

from mmdesk.core.atomic import replacing
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import xmp

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_XMLNS = "http://www.w3.org/2000/xmlns/"
_RATING, _SUBJECT = (_XMP, "Rating"), (_DC, "subject")
_EMPTY = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}"></rdf:RDF></x:xmpmeta>'
_KEPT = {"\n": "\ufdd0", "\r": "\ufdd1", "\t": "\ufdd2"}
"""White space that XML keeps only as references, and what stands for it until it is written."""

_Name = tuple[str, str]
"""Namespace and local name."""


def write(path: Path, rating: int | None, keywords: Sequence[str]) -> None:
    """Put a rating and keywords into the XMP file at `path`, which may not exist yet.

    Keywords are added to those that stand there; None and none leave what stands there. Raises
    FileUnreadable, with nothing written, when what is there cannot be understood; OSError when the
    folder cannot be written.
    """
    path = path.resolve()
    document = _parsed(path) if path.exists() else minidom.parseString(_EMPTY)
    rdf = next(iter(document.getElementsByTagNameNS(_RDF, "RDF")), None)
    if rdf is None:
        raise FileUnreadable(f"{path.name} is no XMP; it stays as it is.")
    _put(document, rdf, rating, keywords)
    with replacing(path) as file:
        file.write(_text(document).encode())


def _parsed(path: Path) -> Document:
    with path.open("rb") as file:
        raw = file.read(xmp.LARGEST + 1)
    if len(raw) > xmp.LARGEST:
        raise FileUnreadable(f"{path.name} is too long for XMP; it stays as it is.")
    try:
        document: Document = minidom.parseString(xmp.decoded(raw).strip("\ufeff\0 \r\n\t"))
    except (ExpatError, DefusedXmlException, ValueError) as error:
        raise FileUnreadable(
            f"{path.name} holds damaged XMP ({error}); it stays as it is. Mend or remove it."
        ) from error
    return document


def _put(document: Document, rdf: Element, rating: int | None, keywords: Sequence[str]) -> None:
    descriptions = [each for each in _children(rdf) if _named(each, (_RDF, "Description"))]
    about = next((each.getAttributeNS(_RDF, "about") for each in descriptions), "")
    ours = _new(document, rdf, "rdf:Description")
    ours.setAttributeNS(_RDF, "rdf:about", about)
    if rating is not None:
        _taken_out(descriptions, _RATING)
        ours.setAttributeNS(_XMLNS, "xmlns:xmp", _XMP)
        ours.setAttributeNS(_XMP, "xmp:Rating", str(rating))
    if keywords:
        there = _taken_out(descriptions, _SUBJECT)
        ours.setAttributeNS(_XMLNS, "xmlns:dc", _DC)
        ours.appendChild(_bag(document, rdf, _once([*there, *keywords])))
    for each in descriptions:
        if _is_empty(each):
            rdf.removeChild(each)
    rdf.appendChild(ours)


def _new(document: Document, rdf: Element, name: str) -> Element:
    """A new element of RDF's own; it says what "rdf" means where the file calls it otherwise."""
    element = document.createElementNS(_RDF, name)
    if rdf.prefix != "rdf":
        element.setAttributeNS(_XMLNS, "xmlns:rdf", _RDF)
    return element


def _bag(document: Document, rdf: Element, words: Iterable[str]) -> Element:
    subject = document.createElementNS(_DC, "dc:subject")
    bag = subject.appendChild(_new(document, rdf, "rdf:Bag"))
    for word in words:
        entry = bag.appendChild(_new(document, rdf, "rdf:li"))
        entry.appendChild(document.createTextNode(word))
    return subject


def _taken_out(descriptions: Iterable[Element], name: _Name) -> list[str]:
    """Remove a property, wherever it stands; the texts that it held."""
    held = []
    for description in descriptions:
        if description.hasAttributeNS(*name):
            held.append(description.getAttributeNS(*name))
            description.removeAttributeNS(*name)
        for child in [each for each in _children(description) if _named(each, name)]:
            entries = child.getElementsByTagNameNS(_RDF, "li") or [child]
            held += [_text_in(entry) for entry in entries]
            description.removeChild(child)
    return [text.strip() for text in held if text.strip()]


def _once(words: Iterable[str]) -> Iterable[str]:
    """The words without those that differ from an earlier one in their case only."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return first.values()


def _is_empty(description: Element) -> bool:
    """Whether it says nothing but what it is about."""
    attributes = description.attributes.values()
    said = [each for each in attributes if each.namespaceURI not in {_XMLNS, _RDF}]
    return not said and next(_children(description), None) is None


def _children(element: Element) -> Iterator[Element]:
    return (each for each in element.childNodes if isinstance(each, Element))


def _named(element: Element, name: _Name) -> bool:
    return (element.namespaceURI, element.localName) == name


def _text_in(element: Element) -> str:
    return "".join(each.data for each in element.childNodes if hasattr(each, "data"))


def _text(document: Document) -> str:
    for element in document.getElementsByTagName("*"):
        for attribute in element.attributes.values():
            for sign, stands_for_it in _KEPT.items():
                attribute.value = attribute.value.replace(sign, stands_for_it)
    written = "\n".join(each.toxml() for each in document.childNodes) + "\n"
    for sign, stands_for_it in _KEPT.items():
        written = written.replace(stands_for_it, f"&#{ord(sign)};")
    return written
