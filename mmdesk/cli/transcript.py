"""`mmdesk transcript`: what is said in a sound or a video."""

from pathlib import Path
from typing import Annotated

import typer

from mmdesk.cli import subtitles
from mmdesk.cli.context import open_library
from mmdesk.cli.output import as_json, as_text, milliseconds, say
from mmdesk.core.entities import Phrase
from mmdesk.core.errors import WrongRequest
from mmdesk.core.paths import printable
from mmdesk.core.times import clock


def transcript(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A sound or a video of the library.")
    ],
    srt: Annotated[bool, typer.Option("--srt", help="As SubRip subtitles.")] = False,
    vtt: Annotated[bool, typer.Option("--vtt", help="As WebVTT subtitles.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON: start, end, text.")] = False,
) -> None:
    """Print what is said in FILE, line by line with its time."""
    if srt + vtt + json > 1:
        raise WrongRequest("Choose one of --srt, --vtt and --json.")
    with open_library(context) as library:
        found = library.transcript_of(file)
    if not found.complete:
        say("[yellow]Not all of it has been written down yet; `mmdesk index` goes on.[/]")
    elif not found.phrases:
        say("Nothing is said in it.")
    if json:
        as_json([_values(phrase) for phrase in found.phrases])
    elif srt:
        as_text(subtitles.srt(found.phrases))
    elif vtt:
        as_text(subtitles.vtt(found.phrases))
    else:
        as_text("".join(f"{clock(p.start)}  {printable(p.text)}\n" for p in found.phrases))


def _values(phrase: Phrase) -> dict[str, object]:
    start, end = milliseconds(phrase.start), milliseconds(phrase.end)
    return {"start": start, "end": end, "text": phrase.text}
