"""What work takes: seconds, and processor seconds with those of child processes."""

import os
from collections.abc import Callable
from time import perf_counter

import psutil


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def each(count: int, work: Callable[[], object]) -> tuple[float, float]:
    """Seconds and processor seconds for each of `count` things, child processes included."""
    before, wall = _busy(), seconds(work)
    return wall / count, (_busy() - before) / count


def _busy() -> float:
    process = psutil.Process(os.getpid())
    times = [each.cpu_times() for each in (process, *process.children(recursive=True))]
    return float(sum(time.user + time.system for time in times))
