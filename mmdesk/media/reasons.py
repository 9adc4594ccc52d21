"""Why a file could not be read, in sentences: the one place that knows what decoders raise."""

import errno
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from mmdesk.core.entities import Kind
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import printable

EMPTY = "The file is empty."
UNKNOWN = {
    Kind.PHOTO: "Its content is no picture that mmdesk knows.",
    Kind.SOUND: "Its content is no sound that mmdesk knows.",
    Kind.VIDEO: "Its content is no video that mmdesk knows.",
}
CUT_OFF = "The file is cut off: a part of the picture is missing."
DAMAGED = "The content is damaged or of a kind that mmdesk cannot read"

LIBRARY_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    LookupError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow, pillow-heif and the standard library were seen to raise on damaged files."""

_BY_NUMBER = {
    errno.ENOENT: "The file vanished before it was read.",
    errno.EACCES: "You have no permission to read this file.",
    errno.EPERM: "You have no permission to read this file.",
    errno.EIO: "The drive reported an error while the file was read.",
}

_log = logging.getLogger(__name__)


@contextmanager
def as_reasons() -> Iterator[None]:
    """Whatever a file makes the libraries raise comes out as FileUnreadable with a sentence."""
    try:
        yield
    except LIBRARY_ERRORS as error:
        raise FileUnreadable(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    if isinstance(error, OSError) and error.errno is not None:
        said = f"The file cannot be read: {error.strerror}."
        return _BY_NUMBER.get(error.errno, said)
    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
        return "The picture has more pixels than mmdesk's limit."
    if isinstance(error, EOFError) or "truncated" in text or "not enough image data" in text:
        return CUT_OFF
    if isinstance(error, UnidentifiedImageError) or not text:
        return f"{DAMAGED}."
    return f"{DAMAGED} ({text.rstrip('.')[:200]})."


@contextmanager
def warnings_logged(path: Path) -> Iterator[None]:
    """What the libraries warn of goes to the log; too many pixels stay an error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield
    for said in {str(warning.message) for warning in caught}:
        _log.info("%s: %s", printable(path), said)
