"""Videos: finding shots, against decoding every frame; indexing as a whole; memory over 2 hours.

The opponent is what anybody would write: one pass with PyAV that turns one frame a second into a
picture. It is measured as it is by itself, and with one thread, as mmdesk decodes (several files
at once); rounds of both sides follow each other. One film is coded as phones do it, a keyframe a
second and cuts anywhere, one as x264 does by itself. Both show the same shots.
"""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import av

from benchmarks import clock, films, hour, model, speech
from benchmarks.report import Report
from mmdesk.core.settings import Settings
from mmdesk.library import Library
from mmdesk.media import shots
from mmdesk.media.film import open_film
from mmdesk.media.picture import PictureLimits

ROUNDS, LEAST = 3, 5.0
CODED = {
    "as phones code it, GOP 30": {"g": "30", "bf": "0", "sc_threshold": "0", "b": "12M"},
    "as x264 does by itself, GOP 250": {},
}
LIMITS = PictureLimits(100)
HOURS, GROWTH = 2, 300.0
"""Of film; megabytes that memory may grow, caches of the database included."""


def main() -> None:
    """Print how much faster shots are found, how fast videos are indexed, and in what memory."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = films.write(folder / "films", CODED)
        report = Report(f"Shots of {films.SECONDS} s of 1080p H.264, {ROUNDS} rounds in turn")
        for path in paths:
            _compare(report, path)
        report.print()
        _index(folder, paths[0])
        _remember(folder, paths[1])


def _compare(report: Report, path: Path) -> None:
    ways = {
        "decoding all": partial(decode_all, path),
        "decoding all, one thread": partial(decode_all, path, 1),
        "sampling": partial(sample, path),
    }
    rounds = [[clock.each(1, way) for way in ways.values()] for _ in range(ROUNDS)]
    *opponents, ours = zip(*rounds, strict=True)
    found, begins = sample(path), [each.start for each in films.shots()]
    hits = sum(any(abs(one - each) < 1.5 / films.RATE for one in found) for each in begins)
    what = f"{path.stem}: sampling, {len(found)} frames, {hits} of {len(begins)} cuts to the frame"
    report.row(what, _rate(ours))
    for way, theirs in zip(ways, opponents, strict=False):
        ratio = median(a[0] / b[0] for a, b in zip(theirs, ours, strict=True))
        report.demand(f"than {way}", _rate(theirs), ratio, least=LEAST)
        busy = median(a[1] / b[1] for a, b in zip(theirs, ours, strict=True))
        report.row("the same in core-seconds", "", busy)


def _rate(times: "tuple[tuple[float, float], ...]") -> str:
    wall, busy = map(median, zip(*times, strict=True))
    return f"{films.SECONDS / wall:.0f} x real time, {busy:.1f} core-s"


def decode_all(path: Path, threads: int | None = None) -> list[float]:
    """Every frame decoded, one a second made a picture; their times."""
    taken: list[float] = []
    with av.open(str(path)) as container:
        if threads:
            container.streams.video[0].codec_context.thread_count = threads
        for frame in container.decode(video=0):
            if frame.time >= len(taken):
                frame.to_image()
                taken.append(frame.time)
    return taken


def sample(path: Path) -> list[float]:
    """The starts of all shots, found as indexing does it."""
    found: list[float] = []
    start, before, last = 0.0, None, False
    while not last:
        with open_film(path, LIMITS) as film:
            piece = shots.sample(film, start, before)
        found += [each.start for each in piece.frames]
        before = piece.frames[-1].signature if piece.frames else before
        start, last = piece.end, piece.last
    return found


def _index(folder: Path, path: Path) -> None:
    """Whole indexing with models of the true size: shots, descriptions, sound; then speech."""
    first = films.repeat(path, _folder(folder / "first") / "first.mp4", seconds=4.0)
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # torch stays out of this one
        eyes = apart.submit(model.make, folder / "eyes").result()
        ears = apart.submit(model.make_clap, folder / "ears").result()
        scribe = apart.submit(speech.make, folder / "scribe").result()
    report = Report(f"Indexing {films.SECONDS} s of 1080p H.264 with speech, {path.stem}")
    for words in (False, True):
        state = _folder(folder / f"indexed {words}")
        Settings(
            model=str(eyes),
            sound_model=str(ears),
            speech=words,
            speech_model=str(scribe),
            speech_language="en",
            sentence_model="nobody/nothing",
        ).save(state / "settings.json")
        film = films.repeat(path, _folder(folder / f"film {words}") / "film.mp4")
        with Library(state, indexing=True) as library:
            library.index([first.parent])  # processes started, models loaded
            told = library.index([film.parent])
        what = "speech written down, too" if words else "seen and heard"
        report.row(what, f"{films.SECONDS / told.seconds:.1f} s of video/s")
    report.print()


def _remember(folder: Path, path: Path) -> None:
    """Memory while a long film is looked through and listened to, no model loaded."""
    short = films.repeat(path, _folder(folder / "short") / "short.mp4", 2)
    long = films.repeat(path, _folder(folder / "long") / "long.mp4", 60 * HOURS)
    state = _folder(folder / "remembered")
    Settings(model="nobody/nothing", sound_model="nobody/nothing").save(state / "settings.json")
    with Library(state, indexing=True) as library:
        library.index([short.parent])
        before = hour.Watch().stopped()
        watch = hour.Watch()
        try:
            told = library.index([long.parent])
        finally:
            most = watch.stopped()
    report = Report(f"Memory while {HOURS} hours of video are looked through")
    report.row("all processes, after two minutes of video", f"{before:.0f} MB")
    report.demand("growth in MB", f"{most:.0f} MB at most", most - before, most=GROWTH)
    speed = f"{told.seconds:.0f} s, {HOURS * 3600 / told.seconds:.0f} x real time"
    report.row("time", speed)
    report.print()


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
