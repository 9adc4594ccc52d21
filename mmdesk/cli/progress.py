"""Events of indexing as a progress bar on a terminal, and as plain lines elsewhere."""

from types import TracebackType
from typing import Self

from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from mmdesk.cli.output import err, say
from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.core.paths import printable

LABELS = {
    Stage.READ: "Reading files",
    Stage.WATCH: "Looking through videos",
    Stage.DESCRIBE: "Describing pictures",
    Stage.HEAR: "Describing sounds",
    Stage.TRANSCRIBE: "Writing down speech",
    Stage.UNDERSTAND: "Understanding speech",
}


def tell(event: events.Event) -> None:
    """Print what a person should know."""
    if isinstance(event, events.Notice):
        say(f"[yellow]{escape(printable(event.text))}[/]")


class Waiting:
    """A listener that says on a terminal, until `stop`, that a model is being loaded."""

    def __init__(self) -> None:
        self._status = err.status("")

    def __call__(self, event: events.Event) -> None:
        """Take one event."""
        if isinstance(event, events.ModelLoading) and err.is_terminal:
            self._status.update(f"Loading the model {escape(printable(event.name))} …")
            self._status.start()

    def stop(self) -> None:
        """The wait is over."""
        self._status.stop()


class IndexingProgress:
    """A listener that draws one bar per stage; only notices where stderr is no terminal.

    One more line says what everything waits for, until something moves again.
    """

    def __init__(self, *, notices: bool = True) -> None:
        self._notices = notices
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}", style="progress.download"),
            TimeRemainingColumn(),
        )
        self._progress = Progress(
            *columns, console=err, transient=True, disable=not err.is_terminal
        )
        self._tasks = {
            stage: self._progress.add_task(label, visible=False, total=None, count="")
            for stage, label in LABELS.items()
        }
        self._waiting = self._progress.add_task("", visible=False, total=None, count="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def __call__(self, event: events.Event) -> None:
        """Take one event."""
        if self._notices:
            tell(event)
        match event:
            case events.Scanning(folder):
                self._wait_for(f"Looking through {printable(folder)}")
            case events.ModelLoading(name):
                self._wait_for(f"Loading the model {name}")
            case events.Progress(stage, done, waiting):
                self._progress.update(self._waiting, visible=False)
                self._move(stage, done, done + waiting)
            case events.Idle():
                self._progress.update(self._waiting, visible=False)

    def _wait_for(self, what: str) -> None:
        self._progress.update(self._waiting, description=escape(what), visible=True)

    def _move(self, stage: Stage, done: int, total: int) -> None:
        self._progress.update(
            self._tasks[stage],
            completed=done,
            total=total,
            visible=total > 0,
            count=f"{done}/{total}",
        )
