"""Fetching a model from the hub: the one thing that uses the network, and only when asked.

Files gather in a staging folder, are continued where an earlier call was cut, are checked against
the size and SHA-256 that the hub names, and become the model's folder all at once: a model that is
partly there never looks installed. huggingface_hub speaks to the hub; since it no longer continues
a file across calls, reading the files' bytes is ours.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmdesk.core.errors import DownloadFailed, ModelUnavailable, WrongRequest
from mmdesk.models.families import Family
from mmdesk.models.files import PICKLED, read_json
from mmdesk.models.registry import (
    FAMILIES,
    download_folder,
    has_weights,
    repository_of,
    staging_folder,
)

if TYPE_CHECKING:
    from huggingface_hub import HfApi, ModelInfo

_CHUNK = 64 << 10
_TIMEOUT = 20
_SPARE = 64 << 20
"""Bytes that must stay free on the drive."""


@dataclass(frozen=True, slots=True)
class Download:
    """How far a download has come, in bytes, all files together."""

    model: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    size: int
    sha256: str | None
    part: Path
    """Its name carries the content's id: parts of another version are never continued."""


def fetch(
    model: str,
    models_folder: Path,
    progress: Callable[[Download], None],
    endpoint: str | None = None,
) -> Path:
    """Fetch a known model or a hub id into `models_folder`; its folder. Does nothing when there.

    Raises WrongRequest for what is neither, ModelUnavailable when the hub has no such model or not
    as safetensors, DownloadFailed when the network or the drive stops it, and whatever MmdeskError
    `progress` raises, which puts the download down; the next call goes on.
    """
    repository = repository_of(model)
    if repository is None:
        raise WrongRequest(f"{model!r} is neither a known model nor a hub id such as owner/name.")
    folder = download_folder(repository, models_folder)
    if not has_weights(folder):
        with _told(model, models_folder):
            _fetch(model, repository, models_folder, progress, endpoint)
    return folder


def _fetch(
    model: str,
    repository: str,
    models_folder: Path,
    progress: Callable[[Download], None],
    endpoint: str | None,
) -> None:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import HfApi

    hub = HfApi(endpoint=endpoint, token=False)
    info = hub.model_info(repository, files_metadata=True, timeout=_TIMEOUT)
    family = _family(model, {sibling.rfilename for sibling in info.siblings or []})
    staging = staging_folder(repository, models_folder)
    files = _files(family, info, staging)
    _emptied(staging, {file.part for file in files})
    _enough_room(model, files, models_folder)
    total = sum(file.size for file in files)
    done = 0
    for file in files:
        before = done

        def told(arrived: int, before: int = before) -> None:
            progress(Download(model, before + arrived, total))

        _complete(hub, repository, info.sha or "main", file, told)
        if file.name == family.config:
            _must_be_usable(model, family, file.part)
        done += file.size
    for file in files:
        (staging / file.name).parent.mkdir(exist_ok=True)
        file.part.replace(staging / file.name)
    folder = download_folder(repository, models_folder)
    shutil.rmtree(folder, ignore_errors=True)  # it held no weights, or we were not here
    staging.replace(folder)


def _emptied(staging: Path, parts: set[Path]) -> None:
    """Make the staging folder, and rid it of all but these parts."""
    staging.mkdir(parents=True, exist_ok=True)
    for outdated in set(staging.iterdir()) - parts:
        if outdated.is_dir():
            shutil.rmtree(outdated)
        else:
            outdated.unlink()


def _must_be_usable(model: str, family: Family, config: Path) -> None:
    """Raise ModelUnavailable before gigabytes arrive of a kind that nothing here can run."""
    kind = read_json(config).get("model_type")
    if family.types and not any(kind in each.types for each in FAMILIES.values()):
        shutil.rmtree(config.parent)
        labels = ", ".join(each.label for each in FAMILIES.values())
        raise ModelUnavailable(
            f"The hub has {model}, a model of the kind {kind}, which mmdesk cannot use; choose one "
            f"of these kinds: {labels}."
        )


def _files(family: Family, info: "ModelInfo", staging: Path) -> list[_File]:
    """The files to fetch, smallest first."""
    listed = {sibling.rfilename: sibling for sibling in info.siblings or []}
    alike = [each for each in FAMILIES.values() if each.weights == family.weights]
    wanted = {family.config, family.weights}.union(*(each.more for each in alike))
    files = []
    for name in sorted(wanted & set(listed)):
        sibling = listed[name]
        sha256 = sibling.lfs.sha256 if sibling.lfs else None
        version = (sha256 or sibling.blob_id or info.sha or "unknown")[:16]
        part = staging / f"{name.replace('/', '--')}.{version}.part"
        files.append(_File(name, sibling.size or 0, sha256, part))
    return sorted(files, key=lambda file: file.size)


def _family(model: str, listed: set[str]) -> Family:
    """A family whose files these are; raises ModelUnavailable when what must be there is not.

    Those of transformers do not differ in them.
    """
    for family in FAMILIES.values():
        if {family.config, family.weights} <= listed:
            return family
    for family in FAMILIES.values():
        if family.config in listed:
            raise ModelUnavailable(_without_weights(model, family, listed))
    configs = dict.fromkeys(family.config for family in FAMILIES.values())
    raise ModelUnavailable(
        f"The hub has {model}, but without {' or '.join(configs)}: it is of no kind that mmdesk "
        "loads; choose another."
    )


def _without_weights(model: str, family: Family, listed: set[str]) -> str:
    sharded = f"{family.weights}.index.json" in listed
    pickled = sorted(name for name in listed if Path(name).suffix in PICKLED)
    if sharded:
        why = f"its weights are several files, and mmdesk loads those in one, {family.weights}"
    elif pickled:
        why = f"its weights are there only as {pickled[0]}, a kind of file that can run code"
    else:
        why = f"mmdesk loads only models of the kind {family.label} with safetensors weights"
    return f"The hub has {model}, but without {family.weights}: {why}; choose another."


def _enough_room(model: str, files: list[_File], folder: Path) -> None:
    there = sum(file.part.stat().st_size for file in files if file.part.exists())
    needed = sum(file.size for file in files) - there + _SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DownloadFailed(
            f"There is no room for the model {model}: {folder} needs {_mb(needed)} more and has "
            f"{_mb(free)}; free some space, or choose a folder that has the model."
        )


def _complete(
    hub: "HfApi", repository: str, revision: str, file: _File, told: Callable[[int], None]
) -> None:
    """Bring one part to its full length and check it; raises DownloadFailed when it is wrong."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]

    url = hf_hub_url(repository, file.name, revision=revision, endpoint=hub.endpoint)
    file.part.touch()
    told(min(file.part.stat().st_size, file.size))
    while (there := file.part.stat().st_size) < file.size:
        try:
            _append(url, file, there, told)
        except HTTPError:
            if file.part.stat().st_size == there:  # nothing came: asking again will not help
                raise
    told(file.size)
    if file.part.stat().st_size > file.size or not _as_promised(file):
        file.part.unlink()
        raise DownloadFailed(
            f"The file {file.name} of {repository} arrived, but its content is not what the hub "
            "promises, so it was thrown away; try again later."
        )


def _append(url: str, file: _File, there: int, told: Callable[[int], None]) -> None:
    """Ask for what is missing of a file and add it to its part."""
    from huggingface_hub import get_session
    from huggingface_hub.utils import hf_raise_for_status  # type: ignore[attr-defined]

    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={there}-"} if there else {})
    with get_session().stream(
        "GET", url, headers=headers, timeout=_TIMEOUT, follow_redirects=True
    ) as response:
        hf_raise_for_status(response)
        continued = response.status_code == 206
        arrived = there if continued else 0
        with file.part.open("ab" if continued else "wb") as out:
            for chunk in response.iter_bytes(_CHUNK):
                arrived += len(chunk)
                if arrived > file.size:
                    break
                out.write(chunk)
                told(arrived)
    if arrived != file.size:
        raise DownloadFailed(
            f"The hub sent {'more' if arrived > file.size else 'less'} than the {file.size} bytes "
            f"that it promised of {file.name}; try again later."
        )


def _as_promised(file: _File) -> bool:
    if file.sha256 is None:
        return True
    with file.part.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == file.sha256


@contextmanager
def _told(model: str, models_folder: Path) -> Iterator[None]:
    """What stops a download, as one sentence that says how to get the model all the same."""
    from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError
    from huggingface_hub.errors import HTTPError as NetworkError  # type: ignore[attr-defined]

    again = "try again, or choose a folder that has it; until then mmdesk works with what it has"
    try:
        yield
    except RepositoryNotFoundError as error:
        raise ModelUnavailable(f"The hub has no model {model} that anyone may fetch.") from error
    except HfHubHTTPError as error:
        status: Any = error.response.status_code
        raise DownloadFailed(
            f"The model {model} is not complete, as the hub answered with an error ({status}): "
            f"{again}."
        ) from error
    except (NetworkError, ConnectionError) as error:
        raise DownloadFailed(
            f"The model {model} is not complete, as the hub cannot be reached or the connection "
            f"broke: {again}."
        ) from error
    except (ValueError, KeyError, TypeError) as error:  # a login page of the network's, say
        raise DownloadFailed(
            f"The model {model} is not complete, as what answered is not the hub: {again}."
        ) from error
    except OSError as error:
        full = error.errno == errno.ENOSPC
        why = f"{models_folder} is full" if full else f"{models_folder}: {error.strerror or error}"
        raise DownloadFailed(f"The model {model} cannot be stored ({why}): {again}.") from error


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
