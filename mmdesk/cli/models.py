"""`mmdesk models`: which models there are, getting one, choosing one."""

from typing import Annotated

import typer
from rich.filesize import decimal
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from mmdesk.cli.context import open_library, stoppable
from mmdesk.cli.output import as_json, err, say
from mmdesk.core.errors import DownloadFailed
from mmdesk.core.paths import printable
from mmdesk.models.registry import DEFAULT
from mmdesk.models.weights import Download

app = typer.Typer(help="The models that describe photos.", invoke_without_command=True)
Model = Annotated[
    str,
    typer.Argument(metavar="ID", help="A known name or a hub id."),
]


@app.callback()
def show(context: typer.Context) -> None:
    """The models that describe photos; lists them when nothing else is asked."""
    if context.invoked_subcommand is None:
        list_(context)


@app.command("list")
def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List the models that are known or on this machine."""
    with open_library(context) as library:
        models, used = library.models(), library.settings.model
    if json:
        as_json([{"name": m.name, "state": m.state, "in_use": m.name == used} for m in models])
        return
    for model in models:
        size = decimal(model.size_bytes) if model.size_bytes else ""
        state = f"{model.state}{', in use' if model.name == used else ''}"
        facts = filter(None, (state, size, model.licence, model.summary))
        err.print(f"[bold]{escape(printable(model.name))}[/]", soft_wrap=True)  # to be copied
        err.print(Padding("; ".join(facts), (0, 0, 0, 4), expand=False))


@app.command("get")
def get(context: typer.Context, model: Model = DEFAULT) -> None:
    """Download a model; what has arrived is kept when it breaks off."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with (
        stoppable(),
        open_library(context) as library,
        Progress(*columns, TransferSpeedColumn(), console=err, transient=True) as progress,
    ):
        task = progress.add_task(model, total=None)

        def show_progress(download: Download) -> None:
            progress.update(task, completed=download.done, total=download.total)

        try:
            folder = library.get_model(model, show_progress)
        except DownloadFailed as error:
            raise DownloadFailed(
                f"{error} `mmdesk models get {model}` goes on where it stopped, `mmdesk models use "
                "FOLDER` takes a folder that has it."
            ) from error
    say(f"{escape(model)} is in {escape(str(folder))}. `mmdesk index` describes photos with it.")


@app.command("use")
def use(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="ID-or-FOLDER", help="An installed model.")],
) -> None:
    """Describe and search with this model from now on."""
    with open_library(context) as library:
        name = library.use_model(model)
    say(f"Using {escape(name)}. Run `mmdesk index` on your folders to describe them with it.")
