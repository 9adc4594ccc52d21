"""What indexing is doing, folded from what it tells: a state, counts, and how fast it goes.

No widgets and no clock of its own, so that whole runs can be played through in a test.
"""

from enum import StrEnum
from pathlib import Path

from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.gui.indexing.progress_text import Pace


class Doing(StrEnum):
    """What indexing is at."""

    STARTING = "starting"
    SCANNING = "scanning"
    READING = "reading"
    WATCHING = "watching"
    LOADING = "loading"
    DESCRIBING = "describing"
    HEARING = "hearing"
    TRANSCRIBING = "transcribing"
    UNDERSTANDING = "understanding"
    IDLE = "idle"
    FAILED = "failed"


_STAGES = {
    Stage.READ: Doing.READING,
    Stage.WATCH: Doing.WATCHING,
    Stage.DESCRIBE: Doing.DESCRIBING,
    Stage.HEAR: Doing.HEARING,
    Stage.TRANSCRIBE: Doing.TRANSCRIBING,
    Stage.UNDERSTAND: Doing.UNDERSTANDING,
}


class Work:
    """Where indexing stands; `note` each event with the time it came."""

    def __init__(self) -> None:
        self.doing = Doing.STARTING
        self.folder: Path | None = None
        self.model = ""
        self.message = ""
        """Why indexing ended, when it FAILED."""
        self._done = dict.fromkeys(Stage, 0)
        self._waiting = dict.fromkeys(Stage, 0)
        self._before = dict.fromkeys(Stage, 0)
        self._paces = {stage: Pace() for stage in Stage}

    def note(self, event: events.Event, now: float) -> None:
        """Take in an event; others than those of indexing change nothing."""
        match event:
            case events.Progress():
                self._progress(event, now)
            case events.Scanning(folder):
                self.doing, self.folder = Doing.SCANNING, folder
            case events.ModelLoading(name) if self.doing is not Doing.IDLE:  # else a search's
                self.doing, self.model = Doing.LOADING, name
            case events.Idle():
                self.doing = Doing.IDLE
                self._before = dict(self._done)
                self.rest()
            case events.IndexingFailed(message):
                self.doing, self.message = Doing.FAILED, message
                self.rest()

    def begin(self) -> None:
        """Indexing starts anew."""
        self.doing, self.message = Doing.STARTING, ""

    def rest(self) -> None:
        """Nothing is done for a while; the rates stay as they were."""
        for pace in self._paces.values():
            pace.rest()

    def _progress(self, event: events.Progress, now: float) -> None:
        more = event.done > self._done[event.stage]
        if event.done < self._done[event.stage]:  # the work has begun anew
            self._before[event.stage] = 0
        self._done[event.stage], self._waiting[event.stage] = event.done, event.waiting
        stage = self._stage()
        if stage is not event.stage:
            self._paces[event.stage].rest()
            return
        self._paces[stage].note(event.done, now)
        if more or self.doing is not Doing.LOADING:
            self.doing = _STAGES[stage]

    def _stage(self) -> Stage | None:
        """The first stage that has work: files are read before they are described."""
        return next((stage for stage in Stage if self._waiting[stage]), None)

    @property
    def _shown(self) -> Stage | None:
        return next((stage for stage, doing in _STAGES.items() if doing is self.doing), None)

    @property
    def done(self) -> int:
        """How many are done since the work began."""
        return self._done[self._shown] - self._before[self._shown] if self._shown else 0

    @property
    def waiting(self) -> int:
        """How many are still to do."""
        return self._waiting[self._shown] if self._shown else 0

    @property
    def total(self) -> int:
        """All that there was and is to do; 0 where nothing is counted."""
        return self.done + self.waiting

    @property
    def rate(self) -> float | None:
        """Files each second; None while nobody knows."""
        return self._paces[self._shown].rate if self._shown else None

    @property
    def seconds_left(self) -> float | None:
        """How long what is being done still takes; None while nobody knows."""
        return self._paces[self._shown].seconds_for(self.waiting) if self._shown else None
