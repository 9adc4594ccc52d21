"""Which files are ours: the registry of formats, and how a file is recognised and identified.

Content decides; a suffix helps only where content cannot tell: old formats without a signature
(TGA, ICO), camera RAW that looks like TIFF, and containers that may hold a film as well as a sound.

To add a format: write one file beside this one with a reader (see `picture.Reader`) or an opener
(see `stream.Opener`), put a row with its signature into `FORMATS`, and add a test on a file of that
format. A format that people
have but mmdesk cannot read yet stands there without a reader: such files are listed with a reason.
"""

import hashlib
import os
import stat
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import BinaryIO

from mmdesk.core.entities import Identity, Kind
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import (
    ffmpeg,
    film_signatures,
    raster,
    raw,
    signatures,
    sndfile,
    sound_signatures,
    soundtracks,
)
from mmdesk.media.picture import Reader
from mmdesk.media.reasons import EMPTY, UNKNOWN, as_reasons
from mmdesk.media.signatures import Signature, begins, branded
from mmdesk.media.stream import Opener

READERS = 4
"""Raised by hand whenever our own reading changes."""

HEAD_BYTES = 4096
_FIRST, _LAST = 1 << 20, 64 << 10
_SNDFILE, _FFMPEG = sndfile.open_sound, ffmpeg.open_sound


@dataclass(frozen=True, slots=True)
class Format:
    """One file format. A `weak` signature counts only together with a fitting suffix.

    Of sounds any sound's suffix fits: many are named after another format than theirs.

    A photo's has a `reader`, a sound's an `opener`, unless mmdesk cannot read it yet; a video's
    `opener` opens its soundtrack.
    """

    name: str
    kind: Kind
    suffixes: frozenset[str]
    signature: Signature
    reader: Reader | None = None
    opener: Opener | None = None
    weak: bool = False

    @property
    def readable(self) -> bool:
        """Whether mmdesk can read it."""
        return self.reader is not None or self.opener is not None


@dataclass(frozen=True, slots=True)
class Identified:
    """What a file is. `kind` is None for files that are not ours; their digest is empty."""

    identity: Identity
    kind: Kind | None
    format: str | None = None
    problem: str | None = None
    """Why it cannot be read, if that is plain already."""


def _photo(
    name: str, suffixes: str, signature: Signature, reader: Reader | None, *, weak: bool = False
) -> Format:
    return Format(name, Kind.PHOTO, _dotted(suffixes), signature, reader, weak=weak)


def _sound(
    name: str, suffixes: str, signature: Signature, opener: Opener | None, *, weak: bool = False
) -> Format:
    return Format(name, Kind.SOUND, _dotted(suffixes), signature, opener=opener, weak=weak)


def _film(name: str, suffixes: str, signature: Signature, *, weak: bool = False) -> Format:
    return Format(name, Kind.VIDEO, _dotted(suffixes), signature, opener=_FFMPEG, weak=weak)


def _dotted(suffixes: str) -> frozenset[str]:
    return frozenset(f".{suffix}" for suffix in suffixes.split())


_RAW_SUFFIXES = (
    "dng cr2 cr3 crw nef nrw arw srf sr2 raf orf rw2 rwl pef srw 3fr fff iiq erf mrw mef mos dcr "
    "kdc x3f"
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_JPEG2000 = (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")
_JPEG_XL = (b"\0\0\0\x0cJXL \r\n\x87\n", b"\xff\x0a")

_LIBRARIES = ("pillow", "pillow-heif", "rawpy", "soundfile", "av")

FORMATS = (
    _photo("JPEG", "jpg jpeg jpe jfif", begins(b"\xff\xd8\xff"), raster.reader("JPEG")),
    _photo("PNG", "png apng", begins(b"\x89PNG\r\n\x1a\n"), raster.reader("PNG")),
    _photo("WebP", "webp", signatures.webp, raster.reader("WebP")),
    _photo("GIF", "gif", begins(b"GIF87a", b"GIF89a"), raster.reader("GIF")),
    _photo("AVIF", "avif avifs", branded(b"avif", b"avis"), raster.reader("AVIF")),
    _photo("RAW", _RAW_SUFFIXES, signatures.raw, raw.read),
    _photo("RAW", _RAW_SUFFIXES, begins(*signatures.TIFF), raw.read, weak=True),
    _photo("HEIF", "heic heif heics heifs hif", branded(*_HEIF_BRANDS), raster.reader("HEIF")),
    _photo("TIFF", "tif tiff", begins(*signatures.TIFF), raster.reader("TIFF")),
    _photo("BMP", "bmp dib", signatures.bmp, raster.reader("BMP")),
    _photo("Photoshop", "psd", begins(b"8BPS\0\x01"), raster.reader("Photoshop")),
    _photo("JPEG 2000", "jp2 j2k jpf jpx jpc j2c", begins(*_JPEG2000), raster.reader("JPEG 2000")),
    _photo("PNM", "pbm pgm ppm pnm", signatures.pnm, raster.reader("PNM")),
    _photo("ICO", "ico", begins(b"\0\0\x01\0"), raster.reader("ICO"), weak=True),
    _photo("TGA", "tga", signatures.tga, raster.reader("TGA"), weak=True),
    _photo("JPEG XL", "jxl", begins(*_JPEG_XL), None, weak=True),
    _sound("WAV", "wav wave bwf rf64 w64", sound_signatures.wav, _SNDFILE),
    _sound("FLAC", "flac fla", begins(b"fLaC"), _SNDFILE),
    _sound("Ogg", "ogg oga opus spx", sound_signatures.ogg, _FFMPEG),
    _film("Ogg", "ogv ogm ogx oggtheora", film_signatures.ogg),
    _sound("AIFF", "aif aiff aifc 8svx", sound_signatures.aiff, _SNDFILE),
    _sound("MP3", "mp3 mp2 mp1 mpga", sound_signatures.mp3, _FFMPEG),
    _sound("Audible", "aax aaxc aa", sound_signatures.audible, ffmpeg.open_protected),
    _sound("M4A", "m4a m4b m4p m4r", sound_signatures.m4a, _FFMPEG),
    _sound("M4A", "m4a m4b m4p m4r aac 3ga", sound_signatures.iso_media, _FFMPEG, weak=True),
    _sound("AAC", "aac adts", sound_signatures.adts, _FFMPEG),
    _sound("WMA", "wma", begins(sound_signatures.ASF), _FFMPEG, weak=True),
    _sound("Matroska", "mka weba", begins(b"\x1aE\xdf\xa3"), _FFMPEG, weak=True),
    _sound("AC-3", "ac3 eac3 ec3", begins(b"\x0bw"), _FFMPEG, weak=True),
    _sound("DTS", "dts", begins(b"\x7f\xfe\x80\x01"), _FFMPEG, weak=True),
    _sound("WavPack", "wv", begins(b"wvpk"), _FFMPEG),
    _sound("Monkey's Audio", "ape", begins(b"MAC ", b"MACF"), _FFMPEG),
    _sound("Musepack", "mpc mp+ mpp", begins(b"MPCK", b"MP+"), _FFMPEG),
    _sound("TAK", "tak", begins(b"tBaK"), _FFMPEG),
    _sound("True Audio", "tta", begins(b"TTA1"), _FFMPEG),
    _sound("AU", "au snd", begins(b".snd", b"dns."), _SNDFILE),
    _sound("Core Audio", "caf", begins(b"caff"), _SNDFILE),
    _sound("AMR", "amr awb", begins(b"#!AMR"), _FFMPEG),
    _sound("DSD", "dsf", begins(b"DSD "), _FFMPEG),
    _sound("DSD", "dff", begins(b"FRM8"), _FFMPEG),
    _sound("Voice", "voc", begins(b"Creative Voice File"), _SNDFILE),
    _sound("NIST", "sph nist", begins(b"NIST_1A"), _SNDFILE),
    _film("RealMedia", "rm rmvb rv", film_signatures.real),
    _sound("RealAudio", "ra ram", begins(b".ra\xfd", b".RMF"), _FFMPEG),
    _sound("Shorten", "shn", begins(b"ajkg"), _FFMPEG),
    _sound("AAC", "aac adts", sound_signatures.adts_or_adif, _FFMPEG, weak=True),
    _sound("MP3", "mp3 mp2 mp1 mpga", sound_signatures.mp3_somewhere, _FFMPEG, weak=True),
    _sound("Musepack before version 7", "mpc mp+ mpp", sound_signatures.anything, None, weak=True),
    _sound("APE tags", "apev2", sound_signatures.anything, None, weak=True),
    _sound("OptimFROG", "ofr ofs", begins(b"OFR "), None),
    _sound("MIDI", "mid midi kar rmi", begins(b"MThd"), None),
    _film("MP4", "mp4 mov qt m4v 3gp 3gpp 3g2 3gp2 f4v insv", film_signatures.mp4),
    _film("Matroska", "mkv webm mk3d", film_signatures.matroska),
    _film("AVI", "avi divx", film_signatures.avi),
    _film("Windows Media", "wmv asf dvr-ms", film_signatures.asf),
    _film("MPEG-TS", "mts m2ts m2t", film_signatures.transport_stream),
    _film("MPEG", "mpg mpeg mpe vob m2p mod evo", film_signatures.program_stream),
    _film("MPEG", "mpg mpeg mpe m1v m2v mpv m4v", film_signatures.elementary_stream, weak=True),
    _film("H.264", "h264 264 avc h265 265 hevc", film_signatures.coded_stream, weak=True),
    _film("Flash", "flv", begins(b"FLV\x01")),
    _film("MXF", "mxf", film_signatures.mxf),
    _film("DV", "dv dif", film_signatures.dv),
    _film("YUV4MPEG", "y4m", begins(b"YUV4MPEG2 ")),
    _film("IVF", "ivf", begins(b"DKIF\0\0")),
    _film("NUT", "nut", begins(b"nut/multimedia container\0")),
    _film("GXF", "gxf", begins(b"\0\0\0\0\1\xbc")),
    _film("Recorded television", "wtv", film_signatures.recorded_television),
    _film("NuppelVideo", "nuv", begins(b"NuppelVideo", b"MythTVVideo")),
    _film("Smacker", "smk", begins(b"SMK2", b"SMK4")),
    _film("Bink", "bik bk2", film_signatures.bink),
    _film("FLIC", "fli flc", film_signatures.flic, weak=True),
)
"""The first that fits wins."""

_SOUND_ONLY = {"MP4": ".m4a", "Matroska": ".mka", "Windows Media": ".wma"}
"""The suffix of a film's container when no picture moves in it."""


@cache
def reader_version() -> str:
    """Changes when a reader changes: a file that failed under another version is worth a retry."""
    from importlib.metadata import version  # with the parser of e-mails, which no start waits for

    return "-".join([str(READERS), *map(version, _LIBRARIES)])


def recognise(head: bytes, suffix: str = "") -> Format | None:
    """The format of a file that begins with `head`, its first 64 to 4096 bytes.

    `suffix` (".tif") lets the weak signatures count; without it they never do.
    """
    fitting = [known for known in FORMATS if known.signature(head)]
    plain = [known for known in fitting if not known.weak or suffix.lower() in known.suffixes]
    found = next(iter(plain), None)
    if _promised(suffix) is Kind.SOUND and (found is None or found.kind is Kind.VIDEO):
        sounds = [known for known in fitting if known.kind is Kind.SOUND and known.readable]
        return next(iter(sounds), found)
    return found


def counted_suffix(file: BinaryIO, head: bytes, suffix: str) -> str:
    """The suffix that counts for an open file: a film's container of sounds only is a sound's."""
    found = recognise(head, suffix)
    if found is not None and found.kind is Kind.VIDEO and soundtracks.only_sound(file, head):
        return _SOUND_ONLY.get(found.name, suffix)
    return suffix


def looks_like_ours(name: str) -> bool:
    """Whether the suffix promises a picture, a sound or a film, whatever the content is."""
    return _promised(PurePath(name).suffix) is not None


def _promised(suffix: str) -> Kind | None:
    return _kinds().get(suffix.lower())


@cache
def _kinds() -> dict[str, Kind]:
    return {suffix: known.kind for known in FORMATS for suffix in known.suffixes}


def reader_of(head: bytes, suffix: str) -> tuple[Format, Reader]:
    """The format that `head` shows and its reader; raises FileUnreadable when there is none."""
    found = _readable(head, suffix, Kind.PHOTO)
    if found.reader is None:
        raise FileUnreadable(UNKNOWN[Kind.PHOTO])
    return found, found.reader


def opener_of(head: bytes, suffix: str) -> Opener:
    """The opener of the sound that `head` shows; raises FileUnreadable when there is none."""
    found = _readable(head, suffix, Kind.SOUND)
    if found.opener is None:
        raise FileUnreadable(UNKNOWN[Kind.SOUND])
    return found.opener


def refuse_unless_film(head: bytes, suffix: str) -> None:
    """Raise FileUnreadable when `head` shows no film."""
    if _readable(head, suffix, Kind.VIDEO).kind is not Kind.VIDEO:
        raise FileUnreadable(UNKNOWN[Kind.VIDEO])


def _readable(head: bytes, suffix: str, wanted: Kind) -> Format:
    """The format that `head` shows; raises FileUnreadable when mmdesk cannot read it."""
    found = recognise(head, suffix)
    if found is None:
        raise FileUnreadable(UNKNOWN[wanted] if head else EMPTY)
    if not found.readable:
        raise FileUnreadable(f"mmdesk cannot read {found.name} yet.")
    return found


def identify(path: Path) -> Identified:
    """Open the file once: its identity, kind and format.

    Raises FileUnreadable when it is gone, forbidden, broken on disk, or no regular file.
    """
    with as_reasons():
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileUnreadable("It is no regular file.")
        with path.open("rb") as file:
            return _identify(file, path)


def _identify(file: BinaryIO, path: Path) -> Identified:
    size = os.fstat(file.fileno()).st_size
    head = file.read(HEAD_BYTES)
    suffix = counted_suffix(file, head, path.suffix)
    file.seek(len(head))
    found = recognise(head, suffix)
    kind = found.kind if found else _promised(suffix)
    if kind is None:
        return Identified(Identity(size, b""), None)
    identity = Identity(size, _digest(file, size, head))
    name = found.name if found else None
    try:
        _readable(head, suffix, kind)
    except FileUnreadable as reason:
        return Identified(identity, kind, name, str(reason))
    return Identified(identity, kind, name)


def _digest(file: BinaryIO, size: int, head: bytes) -> bytes:
    """BLAKE2b over the first MiB and the last 64 KiB; over everything where they would meet."""
    digest = hashlib.blake2b(head, digest_size=16)
    digest.update(file.read(_FIRST - len(head)))
    if size > _FIRST + _LAST:
        file.seek(size - _LAST)
    digest.update(file.read(_LAST))
    return digest.digest()
