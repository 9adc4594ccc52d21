"""What `mmdesk` can be told in a terminal, read from the application itself."""

from functools import cache
from typing import Any

import typer.main


@cache
def commands() -> dict[str, set[str]]:
    """The options of every command by its name, such as "models get"; groups are left out."""
    from mmdesk.cli import app

    return _below(typer.main.get_command(app), ())


def _below(command: Any, path: tuple[str, ...]) -> dict[str, set[str]]:
    """`command` is click's; which click depends on typer's version, so its class is not named."""
    inner = getattr(command, "commands", None)
    if inner is None:
        options = {option for parameter in command.params for option in _shown(parameter)}
        return {" ".join(path): {*options, "--help"}}
    found: dict[str, set[str]] = {}
    for name, below in inner.items():
        found |= _below(below, (*path, name))
    return found


def _shown(parameter: Any) -> list[str]:
    """As what its help shows a parameter: a file that is asked for as FILE, say."""
    is_argument = parameter.param_type_name == "argument"
    return [parameter.metavar] if is_argument and parameter.metavar else parameter.opts
