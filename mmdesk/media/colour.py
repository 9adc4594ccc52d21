"""From whatever colours a file has to 8-bit sRGB.

Colour profiles are applied; transparent parts show white, as on paper; 16-bit and float values are
scaled, never clipped.
"""

import logging
from functools import lru_cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_log = logging.getLogger(__name__)

_PROFILE_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def to_srgb(image: Image.Image, at_least: int) -> Image.Image:
    """RGB in sRGB; shrunk by halves while the short side stays at least `at_least` pixels."""
    plain = _shrunk(_eight_bits(image), at_least)
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes) and profile:
        plain = _apply(profile, plain)
    if plain.mode == "LAB":
        return ImageCms.applyTransform(plain, _lab_transform()) or plain
    return plain if plain.mode == "RGB" else plain.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """The same picture as L, RGB, CMYK or LAB, without transparency."""
    if image.mode.startswith("I") or image.mode == "F":
        return Image.fromarray(_scaled(np.asarray(image)))
    if image.has_transparency_data:
        return _on_white(image)
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in {"L", "RGB", "CMYK", "LAB"} else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    rgba = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(rgba, mask=rgba.getchannel("A"))
    return paper.getchannel(0) if image.mode in {"LA", "La"} else paper


def _scaled(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Floats within 0 to 1 and 16-bit integers by their full range, all others by their own."""
    if np.issubdtype(values.dtype, np.floating):
        known = np.nan_to_num(values.astype(np.float32), posinf=0, neginf=0)
        low, high = min(float(known.min()), 0.0), max(float(known.max()), 1.0)
    else:
        known = values.astype(np.float32)
        low, high = min(float(known.min()), 0.0), max(float(known.max()), 65535.0)
    return ((known - low) * (255.999 / (high - low))).astype(np.uint8)


def _shrunk(image: Image.Image, at_least: int) -> Image.Image:
    """What `draft` does for JPEG while decoding, for every other format."""
    factor = 1
    while min(image.size) // (factor * 2) >= max(at_least, 1):
        factor *= 2
    return image.reduce(factor) if factor > 1 else image


def _apply(profile: bytes, image: Image.Image) -> Image.Image:
    transform, mode = _transform(profile)
    if transform is None or (image.mode != mode and (image.mode, mode) != ("L", "RGB")):
        return image
    return ImageCms.applyTransform(image.convert(mode), transform) or image


@lru_cache(maxsize=16)
def _transform(profile: bytes) -> tuple[ImageCms.ImageCmsTransform | None, str]:
    """The way from a profile to sRGB and the mode it starts from; None where nothing is to do."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = _PROFILE_MODES.get(source.profile.xcolor_space, "")
        if not mode or "sRGB" in (source.profile.profile_description or ""):
            return None, mode
        return ImageCms.buildTransform(source, _srgb(), mode, "RGB"), mode
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        _log.info("A colour profile cannot be used (%s); its colours are shown as they are.", error)
        return None, ""


@lru_cache(maxsize=1)
def _lab_transform() -> ImageCms.ImageCmsTransform:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return ImageCms.buildTransform(lab, _srgb(), "LAB", "RGB")


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
