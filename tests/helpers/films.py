"""Films that tests make with PyAV: known pictures at known times, with sound under them."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = str | tuple[int, int, int] | Image.Image | Callable[[float], Image.Image]
"""A colour, an image, or what makes one of the seconds since its shot began."""
Sound = NDArray[np.float32]

RATE = 48000
_CODECS = {
    ".webm": ("libvpx", "libopus"),
    ".avi": ("mpeg4", "pcm_s16le"),
    ".mpg": ("mpeg2video", "mp2"),
    ".vob": ("mpeg2video", "mp2"),
    ".wmv": ("wmv2", "wmav2"),
    ".flv": ("libx264", "libmp3lame"),
}
_QUICK = {"libx264": {"preset": "ultrafast"}, "libvpx": {"deadline": "realtime", "cpu-used": "8"}}


def film(
    path: Path,
    shots: Sequence[tuple[float, Picture]],
    sound: Sound | None = None,
    *,
    fps: float = 25,
    times: Sequence[float] | None = None,
    size: tuple[int, int] = (160, 120),
    gop: int | None = None,
    codec: str | None = None,
    sound_codec: str | None = None,
    container: str | None = None,
    rate: int = RATE,
    sound_at: float = 0.0,
    rotate: int = 0,
    sar: Fraction | None = None,
    pix_fmt: str = "yuv420p",
    options: dict[str, str] | None = None,
    tags: dict[str, str] | None = None,
    colours: tuple[int, int, int] | None = None,
    muxer: dict[str, str] | None = None,
) -> Path:
    """A film of shots (seconds, picture), in the container that `path`'s suffix names.

    `sound` is (frames,) or (frames, channels). `times` (s) are those of each frame, in place of
    `fps`. `rotate` turns it as a player shows it, in degrees against the clock. `colours` are
    FFmpeg's numbers of primaries, transfer and matrix. No shots: a file with sound only.
    """
    pictures, heard = _CODECS.get(path.suffix, ("libx264", "aac"))
    codec = codec or pictures
    # As phones write what a container's own tags have no place for.
    named = {"movflags": "use_metadata_tags"} if any("." in tag for tag in tags or {}) else {}
    with av.open(str(path), "w", format=container, options=named | (muxer or {})) as out:
        out.metadata.update(tags or {})
        frames: Iterator[av.VideoFrame] = iter(())
        if shots:
            # The times of variable frames are whole milliseconds.
            base = Fraction(1, 1000) if times is not None else 1 / Fraction(fps).limit_denominator()
            stream = out.add_stream(codec, rate=1 / base if times is None else 30)
            stream.width, stream.height, stream.pix_fmt = *size, pix_fmt
            stream.codec_context.time_base = base
            stream.options = _QUICK.get(codec, {}) | (options or {})
            if gop:
                stream.gop_size = gop
            if sar:
                stream.codec_context.sample_aspect_ratio = sar
            if colours:
                context = stream.codec_context
                context.color_primaries, context.color_trc, context.colorspace = colours
            if rotate:
                stream.set_display_rotation(rotate)
            frames = _frames(shots, size, pix_fmt, base, times)
        track = _Soundtrack(out, sound, rate, sound_codec or heard, sound_at)
        for frame in frames:
            track.write(float(frame.pts * frame.time_base))
            out.mux(stream.encode(frame))
        track.write(None)
        if shots:
            out.mux(stream.encode(None))
    return path


def _frames(shots, size, pix_fmt, base: Fraction, times) -> Iterator[av.VideoFrame]:
    total = sum(seconds for seconds, _ in shots)
    if times is None:
        times = [n * float(base) for n in range(round(total / float(base)))]
    begins, number, shown = 0.0, 0, None
    for time in times:
        while number < len(shots) - 1 and time >= begins + shots[number][0] - 1e-6:
            begins, number, shown = begins + shots[number][0], number + 1, None
        picture = shots[number][1]
        if shown is None or callable(picture):
            image = _image(picture, time - begins, size)
            shown = av.VideoFrame.from_image(image).reformat(*size, pix_fmt)
        frame = shown
        frame.pts, frame.time_base = round(time / base), base
        yield frame


def _image(picture: Picture, time: float, size: tuple[int, int]) -> Image.Image:
    if callable(picture):
        picture = picture(time)
    if isinstance(picture, Image.Image):
        return picture.convert("RGB").resize(size)
    return Image.new("RGB", size, picture)


class _Soundtrack:
    """Written as far as the pictures are, so that both lie side by side in the file."""

    def __init__(self, out, sound: Sound | None, rate: int, codec: str, at: float) -> None:
        self._out, self._rate, self._at, self._done = out, rate, at, 0
        self._sound = None if sound is None else np.ascontiguousarray(sound.reshape(len(sound), -1))
        if self._sound is not None:
            self._layout = {1: "mono", 2: "stereo"}[self._sound.shape[1]]
            self._stream = out.add_stream(codec, rate=rate, layout=self._layout)
            self._stream.bit_rate = 96_000
            out.start_encoding()
            self._fit = av.AudioResampler(
                self._stream.format.name, self._layout, rate, self._stream.frame_size or 1024
            )

    def write(self, until: float | None) -> None:
        """What sounds before a time (s); the rest of it for None."""
        if self._sound is None:
            return
        end = len(self._sound) if until is None else round((until + 1 - self._at) * self._rate)
        end = min(end, len(self._sound))
        while self._done < end:
            part = self._sound[self._done : self._done + self._rate]
            self._mux(part)
            self._done += len(part)
        if until is None:
            self._mux(None)
            self._out.mux(self._stream.encode(None))

    def _mux(self, part: Sound | None) -> None:
        frame = None
        if part is not None:
            planes = np.ascontiguousarray(part.T, np.float32)
            frame = av.AudioFrame.from_ndarray(planes, "fltp", self._layout)
            frame.sample_rate, frame.time_base = self._rate, Fraction(1, self._rate)
            frame.pts = self._done + round(self._at * self._rate)
        for ready in self._fit.resample(frame):
            self._out.mux(self._stream.encode(ready))


def tone(seconds: float, pitch: float = 440.0, rate: int = RATE) -> Sound:
    """(frames,): one steady tone."""
    time = np.arange(round(seconds * rate)) / rate
    return (0.4 * np.sin(2 * np.pi * pitch * time)).astype(np.float32)


def moving(background: str = "navy", mark: str = "white") -> Callable[[float], Image.Image]:
    """A shot in which a square crosses the picture once every 4 s."""

    def drawn(time: float) -> Image.Image:
        image = Image.new("RGB", (160, 120), background)
        image.paste(mark, (left := int(time * 40) % 160, 40, left + 40, 80))
        return image

    return drawn


def clock_face(time: float) -> Image.Image:
    """Shows the seconds since its shot began, as hundredths in 4 x 4 black and white blocks."""
    bits = np.array([round(time * 100) >> n & 1 for n in range(16)], np.uint8).reshape(4, 4)
    return Image.fromarray(np.kron(bits * 255, np.ones((30, 40), np.uint8))).convert("RGB")


def read_clock(image: Image.Image) -> float:
    """The seconds that a picture of `clock_face` shows, in any size."""
    blocks = np.asarray(image.convert("L").resize((4, 4), Image.Resampling.BOX)) > 127
    return float(np.dot(blocks.ravel(), 1 << np.arange(16))) / 100


def cut_off(path: Path, share: float) -> Path:
    """The same file without its end."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


def damaged(path: Path, begins: float, ends: float, seed: int = 0) -> Path:
    """The same file with noise between two shares of its length."""
    raw = bytearray(path.read_bytes())
    one, other = int(len(raw) * begins), int(len(raw) * ends)
    raw[one:other] = np.random.default_rng(seed).bytes(other - one)
    path.write_bytes(bytes(raw))
    return path
