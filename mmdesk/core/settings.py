"""What the user may set, with the defaults; one JSON file that a person can read and edit.

A new setting is a field here with its default and its lowest sensible value; whoever needs it is
handed the settings and reads the field.
"""

import json
import math
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal, Self, get_args

from mmdesk.core.atomic import replacing
from mmdesk.core.errors import LibraryUnusable, WrongRequest

Device = Literal["auto", "cuda", "mps", "cpu"]


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
    """As a code such as "en"; detected for each sound when empty."""
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

    @classmethod
    def load(cls, path: Path) -> Self:
        """The settings in `path`, defaults where it is absent or silent.

        Raises WrongRequest when the file is no JSON object or names something unknown, and
        LibraryUnusable when it cannot be read.
        """
        try:
            given = json.loads(path.read_text(encoding="utf-8"))
            return cls(**given)
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise LibraryUnusable(
                f"The settings in {path} cannot be read ({error.strerror or error}). "
                "They must be a file that you may read."
            ) from error
        except (ValueError, TypeError, WrongRequest) as error:
            raise WrongRequest(
                f"The settings in {path} cannot be used ({error}). Mend or delete the file."
            ) from error

    def changed(self, **values: object) -> Self:
        """The same settings with some values replaced; raises WrongRequest for wrong ones."""
        unknown = set(values) - {field.name for field in fields(self)}
        if unknown:
            raise WrongRequest(f"There is no setting named {', '.join(sorted(unknown))}.")
        return replace(self, **values)  # type: ignore[arg-type]

    def save(self, path: Path) -> None:
        """Write all settings to `path`, whole or not at all; raises LibraryUnusable."""
        try:
            with replacing(path) as file:
                file.write(json.dumps(asdict(self), indent=2).encode())
        except OSError as error:
            raise LibraryUnusable(
                f"The settings in {path} cannot be written ({error.strerror or error}). "
                "Make room on the disk or allow writing there; they stay as they were."
            ) from error


def _refuse_nonsense(name: str, value: object) -> None:
    if name == "device" and value not in get_args(Device):
        raise WrongRequest(f"device must be one of {', '.join(get_args(Device))}, not {value!r}.")
    if name == "cache_folder" and value and not Path(str(value)).is_absolute():
        raise WrongRequest(f"cache_folder must be a folder's whole path, not {value!r}.")
    if isinstance(value, int | float) and not isinstance(value, bool) and not 0 < value < math.inf:
        raise WrongRequest(f"{name} must be a number more than 0, not {value}.")
    expected = Settings.__annotations__[name]
    accepted = {float: (int, float), int: (int,), bool: (bool,), str: (str,)}.get(expected)
    if accepted and (not isinstance(value, accepted) or (expected is not bool and value is True)):
        raise WrongRequest(f"{name} must be of type {expected.__name__}, not {value!r}.")
