"""Events of indexing as a progress bar on a terminal, and as plain lines elsewhere."""

from types import TracebackType
from typing import Self

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mmdesk.cli.output import err, say
from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.core.paths import printable

LABELS = {Stage.READ: "Reading files", Stage.DESCRIBE: "Describing"}


def tell(event: events.Event) -> None:
    """Print what a person should know."""
    if isinstance(event, events.Notice):
        say(f"[yellow]{escape(printable(event.text))}[/]")


class IndexingProgress:
    """A listener that draws one bar per stage; only notices where stderr is no terminal."""

    def __init__(self, *, notices: bool = True) -> None:
        self._notices = notices
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(
            *columns, console=err, transient=True, disable=not err.is_terminal
        )
        self._tasks = {
            stage: self._progress.add_task(label, visible=False, total=None)
            for stage, label in LABELS.items()
        }

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
        if isinstance(event, events.Progress):
            total = event.done + event.waiting
            self._progress.update(
                self._tasks[event.stage], completed=event.done, total=total, visible=total > 0
            )
