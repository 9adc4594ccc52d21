"""What the user may set, with the defaults; one JSON file that a person can read and edit.

A new setting is a field here with its default; whoever needs it is handed the settings and reads
the field. A setting in the file that is none of ours, of a newer version say, is left as it is.
"""

import json
import logging
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal, Self, get_args

from mmdesk.core.atomic import replacing
from mmdesk.core.entities import Stage
from mmdesk.core.errors import LibraryUnusable, WrongRequest
from mmdesk.core.languages import code_of

Device = Literal["auto", "cuda", "mps", "cpu"]
_WANTED = {
    bool: "true or false",
    int: "a whole number more than 0",
    float: "a number more than 0",
    str: "a text in quotes",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one library."""

    model: str = "ViT-B-32/laion2b_s34b_b79k"
    """What sees photos: a known model's name, a hub id, or a folder. So the other models."""
    sound_model: str = "laion/clap-htsat-unfused"
    """What hears sounds."""
    speech: bool = False
    """Write down what is said in all sounds; else in those of the folders chosen for it."""
    speech_model: str = "openai/whisper-base"
    """What writes down speech."""
    speech_language: str = ""
    """A code such as "en", or a name such as "English"; detected for each sound when empty."""
    sentence_model: str = "sentence-transformers/all-MiniLM-L6-v2"
    """What understands the passages that were said."""
    device: Device = "auto"
    gently: bool = False
    """Index with one thread at low priority."""
    gently_on_battery: bool = True
    """Index so while the machine runs on its battery."""
    language: str = ""
    """The window's, as a code such as "de"; the system's when empty."""
    cache_folder: str = ""
    """Where thumbnails and vectors are kept, as a whole path; with the library when empty."""
    settle_seconds: float = 2.0
    """A file is read once it has not changed for this long."""
    rescan_minutes: float = 60.0
    model_idle_minutes: float = 5.0
    """The model process ends after this long without work."""
    decode_seconds: float = 60.0
    decode_megabytes: int = 2048
    decode_megapixels: int = 300
    thumbnail_megabytes: int = 256
    """Memory for thumbnails that are ready to be drawn; each screenful takes 5 to 30."""
    exact_scan_rows: int = 500_000
    """Spaces with more vectors than this are searched through the HNSW index.

    A scan of this many (512 dimensions) takes about 15 ms and finds everything; the HNSW index
    takes 3 ms, and 1 ms of building and 2 kB of memory for each vector (two cores).
    """
    hnsw_m: int = 24
    hnsw_ef_construction: int = 200
    hnsw_ef: int = 400

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            _refuse_nonsense(name, value)
        if self.speech_language:
            object.__setattr__(self, "speech_language", code_of(self.speech_language))

    @property
    def models(self) -> dict[Stage, str]:
        """The model that each stage works with."""
        return {
            Stage.DESCRIBE: self.model,
            Stage.HEAR: self.sound_model,
            Stage.TRANSCRIBE: self.speech_model,
            Stage.UNDERSTAND: self.sentence_model,
        }

    @classmethod
    def load(cls, path: Path) -> Self:
        """The settings in `path`, defaults where it is absent or silent.

        Raises WrongRequest when the file is no JSON object or holds a value that cannot be so, and
        LibraryUnusable when it cannot be read.
        """
        try:
            given = _read(path)
            unknown = _unknown(given)
            if unknown:
                logger.info("%s: no setting of this version: %s", path, ", ".join(unknown))
            return cls().changed(**{name: given[name] for name in given if name not in unknown})
        except OSError as error:
            raise LibraryUnusable(
                f"The settings in {path} cannot be read ({error.strerror or error}). "
                "They must be a file that you may read."
            ) from error
        except WrongRequest as error:
            raise WrongRequest(
                f"The settings in {path} cannot be used. {error} Mend or delete the file."
            ) from error

    def changed(self, **values: object) -> Self:
        """The same settings with some values replaced; raises WrongRequest for wrong ones."""
        if unknown := _unknown(values):
            raise WrongRequest(f"There is no setting named {', '.join(unknown)}.")
        return replace(self, **values)  # type: ignore[arg-type]

    def save(self, path: Path) -> None:
        """Write all settings to `path`, whole or not at all; raises LibraryUnusable.

        What the file holds that is no setting of ours stays in it. Raises WrongRequest when it is
        no JSON object.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            held = _read(path)
            others = {name: held[name] for name in _unknown(held)}
            with replacing(path) as file:
                file.write(json.dumps(asdict(self) | others, indent=2).encode())
        except OSError as error:
            raise LibraryUnusable(
                f"The settings in {path} cannot be written ({error.strerror or error}). "
                "Make room on the disk or allow writing there; they stay as they were."
            ) from error


def _read(path: Path) -> dict[str, object]:
    """What the file holds; nothing where it is absent."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise WrongRequest(f"It is no JSON, as {place} shows ({error.msg}).") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise WrongRequest("It is no JSON, which is text in UTF-8.") from error
    if not isinstance(given, dict):
        raise WrongRequest('It must be a JSON object, such as {"gently": true}.')
    return given


def _unknown(given: Iterable[str]) -> list[str]:
    return sorted(set(given) - {field.name for field in fields(Settings)})


def _refuse_nonsense(name: str, value: object) -> None:
    if name == "device" and value not in get_args(Device):
        raise WrongRequest(
            f"{name} must be one of {', '.join(get_args(Device))}, not {_shown(value)}."
        )
    if name == "cache_folder" and value and not Path(str(value)).is_absolute():
        raise WrongRequest(f"{name} must be a folder's whole path, not {_shown(value)}.")
    if name == "speech_language" and isinstance(value, str) and value and not code_of(value):
        raise WrongRequest(
            f'{name} must be a language that Whisper knows, such as "en" or "English", or "" '
            f"to have it found out; it is {_shown(value)}."
        )
    expected = Settings.__annotations__[name]
    if expected in _WANTED and not _fits(expected, value):
        default = _shown(Settings.__dataclass_fields__[name].default)
        wanted = f"{_WANTED[expected]}, such as {default}"
        raise WrongRequest(f"{name} must be {wanted}; it is {_shown(value)}.")


def _fits(expected: type, value: object) -> bool:
    if expected in {bool, str} or isinstance(value, bool):
        return type(value) is expected
    whole = isinstance(value, int)
    number = whole or (expected is float and isinstance(value, float))
    return number and 0 < value < math.inf  # type: ignore[operator]


def _shown(value: object) -> str:
    """The value as the file has it."""
    return json.dumps(value, ensure_ascii=False, default=str)
