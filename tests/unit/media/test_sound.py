import os
import threading
import tracemalloc
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest
from helpers.pictures import encoded, quarters
from helpers.shared import shared
from helpers.sounds import chirp, decoded, reason, write, write_av

from mmdesk.core.entities import Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import ffmpeg, formats, stream
from mmdesk.media.sound import open_sound, samples, stretches

RATE = 48000
UNDECODABLE = "No sound can be decoded from it: the file is cut off or damaged."
EMPTY = "It holds no sound: its length is zero."

LIBSNDFILE = {
    "16.wav": "PCM_16",
    "24.wav": "PCM_24",
    "32.wav": "PCM_32",
    "float.wav": "FLOAT",
    "64.wav": "DOUBLE",
    "16.flac": "PCM_16",
    "24.flac": "PCM_24",
    "16.aiff": "PCM_16",
    "16.au": "PCM_16",
    "24.caf": "PCM_24",
    "16.w64": "PCM_16",
    "16.rf64": "PCM_16",
    "8.wav": "PCM_U8",
    "law.wav": "ULAW",
    "adpcm.wav": "IMA_ADPCM",
    "vorbis.ogg": None,
    "opus.opus": None,
    "lame.mp3": None,
}
FFMPEG = {
    "alac.m4a": "alac",
    "pack.wv": "wavpack",
    "true.tta": "tta",
    "pcm.mka": "pcm_s24le",
    "aac.m4a": "aac",
    "adts.aac": "aac",
    "media.wma": "wmav2",
    "dolby.ac3": "ac3",
    "opus.mka": "libopus",
}
LOSSLESS = [*LIBSNDFILE][:12] + [*FFMPEG][:4]
LOSSY = [name for name in (*LIBSNDFILE, *FFMPEG) if name not in LOSSLESS]


def made(folder: Path, name: str) -> Path:
    """Four seconds, stereo, in the format of that name."""
    if name in FFMPEG:
        return write_av(folder / name, chirp(4, RATE, 2), FFMPEG[name], RATE)
    return write(folder / name, chirp(4, RATE, 2), RATE, LIBSNDFILE[name])


@pytest.mark.parametrize("name", LOSSLESS)
def test_lossless_sounds_come_out_as_they_went_in(name: str, tmp_path: Path) -> None:
    found, rate, problem = decoded(made(tmp_path, name))
    expected = chirp(4, RATE, 2).mean(axis=1)
    assert (rate, problem, len(found)) == (RATE, None, len(expected))
    assert np.abs(found - expected).max() < 2**-8


@pytest.mark.parametrize("name", LOSSY)
def test_lossy_sounds_come_out_alike(name: str, tmp_path: Path) -> None:
    """The codec's delay aside, which not every container tells."""
    found, rate, problem = decoded(made(tmp_path, name))
    expected = chirp(4, rate, 2).mean(axis=1)
    assert problem is None
    assert abs(len(found) - len(expected)) < 4096
    spectra = np.fft.rfft(found[:131072]), np.fft.rfft(expected[:131072])
    delay = (int(np.fft.irfft(spectra[0] * spectra[1].conj()).argmax()) + 65536) % 131072 - 65536
    assert abs(delay) < 4096
    apart = found[4096 + delay :][: 2 * rate] - expected[4096:][: 2 * rate]
    assert np.abs(apart).max() < 0.1


@pytest.mark.parametrize("name", LOSSLESS + LOSSY)
def test_any_stretch_is_what_the_whole_sound_has_there(name: str, tmp_path: Path) -> None:
    path = made(tmp_path, name)
    whole, rate, _ = decoded(path)
    for start, end in [(0.0, 0.1), (0.4, 0.9), (1.2345, 1.5), (2.75, 3.75), (3.9, 4.0)]:
        found = samples(path, Span(start, end), rate)
        expected = whole[round(start * rate) : round(end * rate)]
        assert len(found) == len(expected)
        assert np.abs(found - expected).max() < 1e-3, start


@pytest.mark.parametrize("target", [16000, 22050, 44100, 96000])
@pytest.mark.parametrize("rate", [8000, 44100, 47999])
def test_a_resampled_stretch_is_what_the_whole_resampled_sound_has_there(
    rate: int, target: int, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.wav", chirp(5, rate), rate)
    with open_sound(path) as sound:
        whole = np.concatenate(list(sound.blocks(rate=target)))
    assert abs(len(whole) - 5 * target) <= 1
    for start, end in [(0.0, 1.0), (1.2345, 2.5), (3.3, 5.0)]:
        found = samples(path, Span(start, end), target)
        expected = whole[round(start * target) : round(end * target)]
        assert np.abs(found - expected).max() < 1e-3


def test_stretches_are_the_same_decoded_in_one_go(tmp_path: Path) -> None:
    path = write_av(tmp_path / "a.aac", chirp(40, 8000), "aac", 8000)
    spans = [Span(0.5, 2), Span(1, 3), Span(1.5, 1.75), Span(6, 7), Span(30, 31), Span(39.5, 60)]
    with open_sound(path) as sound:
        together = list(stretches(sound, spans, 16000))
    for span, found in zip(spans, together, strict=True):
        alone = samples(path, span, 16000)
        assert len(found) == len(alone)
        assert np.abs(found - alone).max() < 1e-3, span


def test_blocks_are_about_a_second_also_of_many_channels(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", np.zeros((200_000, 64), np.float32), 192_000)
    with open_sound(path) as sound:
        assert (sound.rate, sound.channels) == (192_000, 64)
        assert max(len(block) for block in sound.frames()) * 64 <= 1 << 22
        assert sum(map(len, sound.blocks())) == 200_000


@pytest.mark.parametrize("channels", [1, 2, 3, 8, 12])
def test_mono_is_the_mean_of_all_channels(channels: int, tmp_path: Path) -> None:
    frames = np.full((1000, channels), 0.5, np.float32)
    frames[:, -1] = -0.25
    found, _, _ = decoded(write(tmp_path / "a.wav", frames, subtype="FLOAT"))
    assert np.allclose(found, frames.mean(axis=1), atol=1e-6)


def test_one_frame_is_a_sound(tmp_path: Path) -> None:
    found, rate, problem = decoded(write(tmp_path / "a.wav", np.full((1, 2), 0.5, np.float32)))
    assert (found.tolist(), rate, problem) == ([0.5], 44100, None)


def test_what_is_no_number_is_silent_and_what_is_too_loud_limited(tmp_path: Path) -> None:
    frames = np.full((6, 2), 0.5, np.float32)
    frames[0], frames[1, 0], frames[2, 1], frames[3], frames[4] = np.nan, np.inf, np.nan, 1e30, -9
    found, _, _ = decoded(write(tmp_path / "a.wav", frames, subtype="FLOAT"))
    assert found.tolist() == [0, 0.25, 0.25, 4, -4, 0.5]


def test_the_content_decides_and_not_the_suffix(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", chirp()).rename(tmp_path / "a.wav")
    assert formats.identify(path).format == "MP3"
    found, _, problem = decoded(path)
    assert (len(found), problem) == (3 * 44100, None)


@pytest.mark.parametrize("junk", [bytes(3000), b"junk \xff\xfb" * 300])
def test_an_mp3_may_begin_with_something_else(junk: bytes, tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", chirp())
    path.write_bytes(junk + path.read_bytes())
    assert formats.identify(path).format == "MP3"
    assert abs(len(decoded(path)[0]) - 3 * 44100) < 5000


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("16.wav", "breaks off after 2.0 s of 4.0 s"),
        ("16.flac", "breaks off after 2."),
        ("alac.m4a", UNDECODABLE),
        ("pcm.mka", "breaks off after 2."),
        ("lame.mp3", "breaks off after"),
        ("16.aiff", "breaks off after 2.0 s of 4.0 s"),
        ("adts.aac", "breaks off after"),
    ],
)
def test_a_sound_that_is_cut_off_counts_as_far_as_it_goes_and_says_so(
    name: str, says: str | None, tmp_path: Path
) -> None:
    """Raw AAC tells nobody how long it should be; an M4A has its index at the end."""
    path = made(tmp_path, name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    if says == UNDECODABLE:
        assert reason(path) == says
        return
    found, rate, problem = decoded(path)
    assert 1.4 * rate < len(found) < 2.7 * rate
    assert says in problem if says and problem else says is problem


JPEG = encoded(quarters(), "JPEG")
LYRICS = b"LYRICSBEGININD0000200LYR00010[00:01]bla000035LYRICS200"


@pytest.mark.parametrize("more", [LYRICS, bytes(5000), b"\r\n", b"some text " * 50, JPEG])
def test_what_follows_the_last_frame_of_an_mp3_is_no_damage(more: bytes, tmp_path: Path) -> None:
    path = made(tmp_path, "lame.mp3")
    path.write_bytes(path.read_bytes() + more)
    found, rate, problem = decoded(path)
    assert (round(len(found) / rate, 1), problem) == (4.0, None)


def test_an_mp3_without_a_count_of_its_frames_may_end_anywhere(tmp_path: Path) -> None:
    path = made(tmp_path, "lame.mp3")
    path.write_bytes(path.read_bytes().replace(b"Xing", bytes(4)).replace(b"Info", bytes(4))[:-99])
    assert decoded(path)[2] is None


def test_what_a_wav_lacks_is_told_to_the_second_however_long_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", np.zeros((8000 * 200, 1), np.float32), 8000)
    path.write_bytes(path.read_bytes()[:-24_000])
    problem = decoded(path)[2]
    assert problem
    assert "breaks off after 3:18 of 3:20" in problem


def test_a_recording_whose_header_has_no_length_yet_is_read_to_its_end(tmp_path: Path) -> None:
    path = made(tmp_path, "16.wav")
    raw = path.read_bytes()
    at = raw.index(b"data") + 4
    path.write_bytes(raw[:4] + bytes(4) + raw[8:at] + bytes(4) + raw[at + 4 :])
    found, rate, problem = decoded(path)
    assert (len(found), problem) == (4 * rate, None)


def spoiled(path: Path) -> Path:
    """The same file with some of its bytes, a little behind the middle, replaced by noise."""
    raw = bytearray(path.read_bytes())
    at = len(raw) * 3 // 5
    raw[at : at + 800] = np.random.default_rng(5).bytes(800)
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("name", ["16.flac", "vorbis.ogg", "opus.opus", "alac.m4a", "pack.wv"])
def test_damage_is_told_and_what_lies_behind_it_keeps_its_time(name: str, tmp_path: Path) -> None:
    path = made(tmp_path, name)
    whole, rate, _ = decoded(path)
    found, _, problem = decoded(spoiled(path))
    assert problem
    assert problem.startswith("A part of the sound is damaged or missing, first after ")
    assert len(found) == len(whole)
    for part in (slice(0, rate), slice(7 * rate // 2, None)):
        assert np.abs(found[part] - whole[part]).max() < 0.05


@pytest.mark.parametrize("name", ["lame.mp3", "adts.aac", "dolby.ac3"])
def test_damage_is_told_where_a_format_has_no_times_to_keep(name: str, tmp_path: Path) -> None:
    path = made(tmp_path, name)
    whole, rate, _ = decoded(path)
    found, _, problem = decoded(spoiled(path))
    assert problem
    assert 0 <= len(whole) - len(found) < rate


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.mkv", "b.webm", "c.wmv", "c.asf"])
def test_a_container_for_films_with_only_a_soundtrack_is_a_sound(name: str, tmp_path: Path) -> None:
    codec = {"b": "libopus", "c": "wmav2"}.get(name[0], "aac")
    path = write_av(tmp_path / name, chirp(4, RATE, 2), codec, RATE)
    assert formats.identify(path).kind == "sound"
    found, rate, problem = decoded(path)
    assert (round(len(found) / rate, 1), problem) == (4.0, None)


def test_a_film_is_no_sound() -> None:
    for name in ("cockatoo.mp4", "tiny.mp4", "asl.mkv"):
        assert formats.identify(shared("data/videos") / name).kind == "video"


def test_a_protected_sound_says_so(tmp_path: Path) -> None:
    path = made(tmp_path, "aac.m4a")
    path.write_bytes(path.read_bytes().replace(b"mp4a", b"drms"))
    assert reason(path) == ffmpeg.PROTECTED
    path = made(tmp_path, "media.wma")
    protection = bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e") + (24).to_bytes(8, "little")
    raw = path.read_bytes()
    length = int.from_bytes(raw[16:24], "little") + len(protection)
    head = raw[:16] + length.to_bytes(8, "little") + raw[24:30]
    path.write_bytes(head + protection + raw[30:])
    assert reason(path) == ffmpeg.PROTECTED
    path = tmp_path / "a.aax"
    path.write_bytes(b"\0\0\0\x18ftypaax \0\0\0\0aax M4B " + bytes(100))
    assert reason(path) == ffmpeg.PROTECTED


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.wav", b"", "The file is empty."),
        ("a.mp3", b"just text", "Its content is no sound that mmdesk knows."),
        ("a.wav", b"RIFF\x04\0\0\0WAVE", UNDECODABLE),
        ("a.wav", b"RIFF\xff\xff\xff\xffWAVEfmt ", UNDECODABLE),
        ("a.flac", b"fLaC" + bytes(100), UNDECODABLE),
        ("a.ogg", b"OggS" + bytes(100), UNDECODABLE),
        ("a.m4a", b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42", UNDECODABLE),
        ("a.mid", b"MThd" + bytes(20), "mmdesk cannot read MIDI yet."),
        ("a.mp3", b"ID3\3\0\0\0\0\0\x10" + bytes(16), UNDECODABLE),
    ],
)
def test_what_holds_no_sound_says_why(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason(tmp_path / name) == says


def test_a_sound_of_no_length_says_so(tmp_path: Path) -> None:
    for name in ("a.wav", "a.aiff", "a.au"):
        assert reason(write(tmp_path / name, np.zeros((0, 1), np.float32))) == stream.EMPTY_SOUND


def test_rates_and_channels_that_cannot_be_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", chirp(0.1))
    raw = bytearray(path.read_bytes())
    raw[24:28] = (0).to_bytes(4, "little")
    path.write_bytes(raw)
    assert reason(path)
    path = write(tmp_path / "b.wav", np.zeros((10, 300), np.float32))
    assert reason(path) == "300 channels are more or fewer than mmdesk can read."


def test_a_playlist_that_calls_itself_a_sound_opens_no_other_address(tmp_path: Path) -> None:
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/a.ts"
        other = write(tmp_path / "other.wav", chirp(0.5))
        for text in (
            f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{address}\n#EXT-X-ENDLIST\n",
            f"ffconcat version 1.0\nfile {other.name}\n",
        ):
            path = tmp_path / "a.mp3"
            path.write_text(text)
            with pytest.raises(FileUnreadable):
                ffmpeg.open_sound(path)
        server.shutdown()
        thread.join()
    assert asked == []


def test_a_wav_of_ten_hours_is_read_in_little_memory(tmp_path: Path) -> None:
    """Sparse: silence but for one loud second in the last minute."""
    rate, seconds = 8000, 36_000
    path = write(tmp_path / "long.wav", np.zeros((0, 1), np.float32), rate)
    header = bytearray(path.read_bytes())
    length = 2 * rate * seconds
    header[4:8] = (len(header) + length - 8).to_bytes(4, "little")
    header[-4:] = length.to_bytes(4, "little")
    loud = chirp(1, rate)
    with path.open("wb") as file:
        file.write(header)
        file.seek(length - 2 * rate * 30, os.SEEK_CUR)
        file.write((loud * 32768).astype("<i2").tobytes())
        file.truncate(len(header) + length)
    tracemalloc.start()
    with open_sound(path) as sound:
        assert sound.duration == seconds
        count = sum(map(len, sound.blocks()))
        found = np.concatenate(list(sound.blocks(seconds - 30.0, seconds - 29.0)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == rate * seconds
    assert np.abs(found - loud[:, 0]).max() < 1e-4
    assert peak < 4 << 20


def test_a_sound_of_many_days_ends_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LONGEST", 2.0)
    assert len(decoded(write(tmp_path / "a.wav", chirp(3)))[0]) == 2 * 44100


def test_a_name_that_is_no_text_works(tmp_path: Path) -> None:
    for suffix in (".wav", ".mp3"):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe" + suffix.encode()))
        try:
            path.write_bytes(write(tmp_path / f"a{suffix}", chirp(1)).read_bytes())
        except OSError:
            pytest.skip("this file system takes only names that are text")
        assert len(decoded(path)[0]) == 44100


def test_real_sounds_keep_their_time_under_seeking() -> None:
    for name in ("speech/multilingual.mp3", "speech/jfk.flac", "named/train.wav"):
        path = shared("data/sounds") / name
        whole, rate, problem = decoded(path)
        assert problem is None
        found = samples(path, Span(3.21, 9.87), rate)
        assert np.abs(found - whole[round(3.21 * rate) : round(9.87 * rate)]).max() < 1e-4
