"""Text that was written in one encoding and read as Latin-1, read as what it most likely was.

Conservative: where nothing speaks clearly against Latin-1, the text stays as it is.
"""

from contextlib import suppress

_LONGEST = 10_000
_WINDOWS = "cp1252"
_JAPANESE, _CYRILLIC = "cp932", "cp1251"
_KANA = range(0x3041, 0x30FF)
_CONTROLS = range(0x80, 0xA0)
"""No text has them: these bytes are letters in other encodings."""
_ACCENTED = range(0xC0, 0x100)
_WORD = 4
"""No word of a Latin script has so many accented letters and no other."""


def mended(text: str) -> str | None:
    """The text without padding, as it was most likely meant; None where nothing is left."""
    text = text.replace("\0", " ").strip()[:_LONGEST]
    with suppress(UnicodeEncodeError):
        text = _decoded(text.encode("latin-1"), text)
    return text.encode("utf-8", "replace").decode("utf-8").strip() or None


def _decoded(raw: bytes, text: str) -> str:
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    if any(byte in _CONTROLS for byte in raw):
        return _japanese(raw) or raw.decode(_WINDOWS, "replace")
    letters = [byte for byte in raw if chr(byte).isalpha()]
    if len(letters) >= _WORD and all(byte in _ACCENTED for byte in letters):
        return raw.decode(_CYRILLIC, "replace")
    return text


def _japanese(raw: bytes) -> str | None:
    """As Shift-JIS, if there are kana in it or no Latin letters: other texts would pass, too."""
    try:
        text = raw.decode(_JAPANESE)
    except UnicodeDecodeError:
        return None
    foreign = not any(chr(byte).isalpha() for byte in raw if byte < 0x80)
    return text if foreign or any(ord(letter) in _KANA for letter in text) else None
