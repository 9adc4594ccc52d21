"""Decoders that misbehave, for the worker processes to survive."""

import ctypes
import mmap
import os
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import psutil

from mmdesk.core.errors import FileUnreadable
from mmdesk.media import sound_pass
from mmdesk.media.images import PictureLimits, read_picture


def echo(value: object) -> object:
    return value


def crash() -> None:
    ctypes.string_at(0)


def hang() -> NoReturn:
    """For two minutes, so that a test in which nobody ends it fails."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        time.sleep(0.01)
    raise AssertionError("nobody ended what hangs")


def hang_leaving_word(path: Path) -> NoReturn:
    path.write_text(str(os.getpid()))
    hang()


def eat_memory_slowly() -> NoReturn:
    """Shared pages, which no system limit on data counts: only looking at the process helps."""
    eaten = []
    while True:
        eaten.append(mmap.mmap(-1, 4 << 20))
        eaten[-1].write(bytes(4 << 20))
        time.sleep(0.002)


def eat_memory_at_once() -> int:
    return len(bytearray(64 << 30))


def refuse() -> None:
    raise FileUnreadable("It is no picture.")


def fail() -> None:
    raise KeyError("a mistake of ours")


def chatter() -> None:
    os.write(2, b"TIFFReadDirectory: Warning, unknown field.\n")


def process_id() -> int:
    return os.getpid()


def niceness() -> int:
    return int(psutil.Process().nice())


def imported(name: str) -> bool:
    return name in sys.modules


def picture_size(path: Path) -> tuple[int, int]:
    picture = read_picture(path, at_least=256, limits=PictureLimits(300))
    return picture.image.size


def sound_pass_of(path: Path) -> tuple[float | None, int, str | None]:
    """How long a sound lasts, how many windows it has, and what is wrong with it."""
    found = sound_pass.read(path, len, PictureLimits(300))
    return found.facts.duration, len(found.spans), found.problem


def read_or_misbehave(path: Path, *how: Any) -> Any:
    """What a worker does to read a photo, unless the file is named after a misdeed."""
    from mmdesk.indexing import tasks

    if path.name.startswith("crash"):
        crash()
    if path.name.startswith("hang"):
        hang()
    if path.name.startswith("vanish"):
        path.unlink()
    return tasks.read(path, *how)


def look_or_misbehave(path: Path, start: float, *how: Any) -> Any:
    """What a worker does to look through a video, unless its name and the time say otherwise."""
    from mmdesk.indexing import video_tasks

    if path.name.startswith("crash") and 100 <= start < 170:
        crash()
    if path.name.startswith("hang") and start == 0:
        hang()
    if path.name.startswith("never"):
        crash()
    if path.name.startswith("vanish"):
        path.unlink()
    return video_tasks.look(path, start, *how)


def read_video_and_crash(path: Path, *how: Any) -> Any:
    """What a worker does to read a video, which ends it where the file is named so."""
    from mmdesk.indexing import video_tasks

    if path.name.startswith("crash"):
        crash()
    return video_tasks.read(path, *how)
