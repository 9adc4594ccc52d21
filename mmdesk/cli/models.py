"""`mmdesk models`: which models there are and what for, getting one, choosing one."""

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from mmdesk.cli.context import open_library, stoppable
from mmdesk.cli.output import as_json, err, say
from mmdesk.core.errors import DownloadFailed, ModelUnavailable, WrongRequest
from mmdesk.core.paths import printable
from mmdesk.library import Library, ListedModel
from mmdesk.models.in_use import SETTINGS
from mmdesk.models.registry import DEFAULT, FAMILIES, KNOWN, Purpose, repository_of
from mmdesk.models.weights import Download

app = typer.Typer(help="The models that describe and listen.", invoke_without_command=True)
PURPOSES = {
    Purpose.PICTURES: "describes photos and videos",
    Purpose.SOUNDS: "describes sounds",
    Purpose.SPEECH: "writes down speech",
    Purpose.SENTENCES: "understands speech",
}
Model = Annotated[
    str,
    typer.Argument(metavar="ID", help="A known name or a hub id."),
]


@app.callback()
def show(context: typer.Context) -> None:
    """The models that describe and listen; lists them when nothing else is asked."""
    if context.invoked_subcommand is None:
        list_(context)


@app.command("list")
def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List the models that are known or on this machine."""
    with open_library(context) as library:
        models = _listed(library)
    if json:
        as_json([_values(model, in_use=used) for model, used in models])
        return
    for model, used in models:
        size = decimal(model.size_bytes) if model.size_bytes else ""
        state = f"{model.state}{', in use' if used else ''}"
        facts = filter(None, (PURPOSES[model.purpose], state, size, model.licence, model.summary))
        err.print(f"[bold]{escape(printable(model.name))}[/]", soft_wrap=True)  # to be copied
        err.print(Padding("; ".join(facts), (0, 0, 0, 4), expand=False))


def _listed(library: Library) -> list[tuple[ListedModel, bool]]:
    """Every model, and whether it is in use for what it is for."""
    return [
        (model, model.name == getattr(library.settings, SETTINGS[purpose]))
        for purpose in Purpose
        for model in library.models(purpose)
    ]


def _values(model: ListedModel, *, in_use: bool) -> dict[str, object]:
    purpose, state = model.purpose.value, model.state.value
    return {"name": model.name, "purpose": purpose, "state": state, "in_use": in_use}


@app.command("get")
def get(context: typer.Context, model: Model = DEFAULT) -> None:
    """Download a model; what has arrived is kept when it breaks off."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with (
        stoppable(),
        open_library(context) as library,
        Progress(
            *(*columns, TransferSpeedColumn()),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        ) as progress,
    ):
        task = progress.add_task(model, total=None)

        def show_progress(download: Download) -> None:
            progress.update(task, completed=download.done, total=download.total)

        try:
            folder = library.get_model(model, show_progress)
        except DownloadFailed as error:
            raise DownloadFailed(
                f"{error} A folder is chosen with `mmdesk models use FOLDER`."
            ) from error
    say(f"{escape(model)} is in {escape(printable(folder))}. `mmdesk index` works with it.")


@app.command("use")
def use(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="ID-or-FOLDER", help="An installed model.")],
) -> None:
    """Use this model from now on for what it is made for, as its files tell."""
    with open_library(context) as library:
        try:
            name, does = library.use_model(model), PURPOSES[library.purpose_of(model)]
        except ModelUnavailable as error:
            if _names_a_model(library, model):
                raise
            raise WrongRequest(_no_folder(model) or str(error)) from error
    say(f"Using {escape(printable(name))}, which {does}. Run `mmdesk index` on your folders.")


def _names_a_model(library: Library, model: str) -> bool:
    """Whether there is a model behind what was typed, though it may not be here, or not whole."""
    listed = {each.name for each, _ in _listed(library)} | {each.repository for each in KNOWN}
    configs = (_folder(model) / family.config for family in FAMILIES.values())
    return model in listed or any(config.is_file() for config in configs)


def _folder(model: str) -> Path:
    return Path(model.removeprefix("local-dir:")).expanduser()


def _no_folder(model: str) -> str | None:
    """What to say of something that was typed like a folder; None of the rest."""
    if not re.search(r"[/\\~]", model) or _folder(model).is_dir():
        return None
    said = f"There is no folder {model}."
    if repository_of(model):
        said += f" If it is the hub id of a model, `mmdesk models get {model}` downloads it."
    return said
