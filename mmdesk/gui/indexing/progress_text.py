"""How far, how fast, how long still: a smoothed rate, and the words for it in a person's language.

Numbers are written as the system's locale does. Nothing here knows a widget.
"""

import re

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from mmdesk.core.entities import JobState, Kind, Stage
from mmdesk.core.reports import Status

HALF_LIFE = 8.0
"""Seconds after which what was counted weighs half as much in the rate."""
_ARCHITECTURE = re.compile(r"ViT-[^/]+")
"""How the known photo models begin; behind it stands what they were trained on."""
_EARLY = 2.0
"""Seconds of counting before a rate is worth showing."""


class Pace:
    """A rate smoothed over the last seconds, from counts that rise."""

    def __init__(self) -> None:
        self._last: tuple[float, float] | None = None
        self._done = self._seconds = self._counted = 0.0

    def note(self, done: float, now: float) -> None:
        """`done` so many at the time `now` (seconds, any origin)."""
        if self._last is not None:
            seconds = now - self._last[1]
            fading = 0.5 ** (seconds / HALF_LIFE)
            self._done = self._done * fading + max(done - self._last[0], 0)
            self._seconds = self._seconds * fading + seconds
            self._counted += seconds
        self._last = done, now

    def rest(self) -> None:
        """Nothing is being done: the time until the next count is not to be reckoned."""
        self._last = None

    @property
    def rate(self) -> float | None:
        """So many each second; None while it is too early to say."""
        return self._done / self._seconds if self._counted >= _EARLY else None

    def seconds_for(self, rest: float) -> float | None:
        """How long `rest` more take; None while nobody knows: the first seconds are no measure."""
        return rest / self.rate if self.rate and self._counted >= HALF_LIFE else None


def number(value: float) -> str:
    """A whole number as the locale groups it."""
    return QLocale().toString(round(value))


def size(count: float) -> str:
    """Bytes as kB, MB or GB, powers of ten."""
    digits = 1 if count >= 1e9 else 0
    form = QLocale.DataSizeFormat.DataSizeSIFormat
    return QLocale().formattedDataSize(round(count), digits, form)


def of(done: float, total: float) -> str:
    """How many of how many."""
    text = QCoreApplication.translate("Progress", "{done} of {total}")
    return text.format(done=number(done), total=number(total))


def size_of(done: float, total: float) -> str:
    """How many bytes of how many."""
    text = QCoreApplication.translate("Progress", "{done} of {total}")
    return text.format(done=size(done), total=size(total))


def files_per_second(rate: float) -> str:
    """The rate of indexing; by the minute where it is slow."""
    if rate < 1:
        minutely = round(rate * 60)
        return _Counts().files_a_minute(minutely)
    text = QCoreApplication.translate("Progress", "{} files a second")
    return text.format(QLocale().toString(rate, "f", 1) if rate < 10 else number(rate))


def speed(rate: float) -> str:
    """The rate of a download, in bytes a second."""
    return QCoreApplication.translate("Progress", "{}/s").format(size(rate))


def time_left(seconds: float) -> str:
    """About how long it still takes, in the largest fitting unit."""
    if seconds < 60:
        return QCoreApplication.translate("Progress", "less than a minute left")
    minutes, hours, days = (round(seconds / unit) for unit in (60, 3600, 86400))
    if minutes < 90:
        return _Counts().minutes_left(minutes)
    if hours < 36:
        return _Counts().hours_left(hours)
    return _Counts().days_left(days)


def to_be_described(status: Status) -> tuple[int, int]:
    """How many files no description finds yet, of how many that have a model."""
    unheard = status.jobs.get(Stage.HEAR, {}).get(JobState.WAITING, 0)
    seen = 0 if status.undescribed is None else _count(status, Kind.PHOTO, Kind.VIDEO)
    heard = status.items.get(Kind.SOUND, 0) if unheard else 0
    return (status.undescribed or 0) + unheard, seen + heard


def _count(status: Status, *kinds: Kind) -> int:
    return sum(status.items.get(kind, 0) for kind in kinds)


def undescribed(missing: int | None, total: int) -> str:
    """What share of the files no description finds yet; empty when none, or without a model."""
    if not missing or not total:
        return ""
    percent = 100 * missing // total
    if percent == 0:
        return QCoreApplication.translate("Progress", "Less than 1 % not described yet")
    return QCoreApplication.translate("Progress", "{} % not described yet").format(percent)


def short_name(model: str) -> str:
    """A model's name without the data it was trained on or who publishes it; a folder's name."""
    name = model.rstrip("/\\").replace("\\", "/")
    first, _, last = name.rpartition("/")
    return first if _ARCHITECTURE.fullmatch(first) else last


class _Counts(QObject):
    """Texts with plural forms: the translators' tools see those in calls of `self.tr` only."""

    def files_a_minute(self, count: int) -> str:
        return self.tr("%n file(s) a minute", "", count)

    def minutes_left(self, count: int) -> str:
        return self.tr("about %n minute(s) left", "", count)

    def hours_left(self, count: int) -> str:
        return self.tr("about %n hour(s) left", "", count)

    def days_left(self, count: int) -> str:
        return self.tr("about %n day(s) left", "", count)
