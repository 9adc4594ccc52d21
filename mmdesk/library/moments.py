"""The moments of one video of a library, or why none can be told."""

from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Kind, Moments, Query, Stage
from mmdesk.core.errors import FileUnreadable, WrongRequest
from mmdesk.core.paths import absolute
from mmdesk.library.listening import known_item
from mmdesk.search.engine import Engine


def moments_of(catalogue: Catalogue, engine: Engine, file: Path, query: Query) -> Moments:
    """Where in a video a query is answered, the best first.

    Raises WrongRequest where the file is no video of the library, or was not looked through yet,
    FileUnreadable where it could not be.
    """
    path = absolute(file)
    item = known_item(catalogue, path)
    if not catalogue.items.of_kind(Kind.VIDEO, [item]):
        raise WrongRequest(f"{path} is no video: it has no moments.")
    if catalogue.stills.still_of(item) is not None:
        raise WrongRequest(f"{path} is the clip of a photo: it is found with that, as one.")
    if not catalogue.segments.of_items([item]):
        _refuse_unwatched(catalogue, item, path)
    return engine.moments(item, query)


def looked_through(catalogue: Catalogue, file: Path) -> bool:
    """Whether nothing of a video is left to be looked through; what failed is not tried again."""
    item, jobs = known_item(catalogue, absolute(file)), catalogue.jobs
    return not jobs.items_at(Stage.WATCH, [item]) or jobs.failure(Stage.WATCH, item) is not None


def _refuse_unwatched(catalogue: Catalogue, item: int, path: Path) -> None:
    for stage in (Stage.READ, Stage.WATCH):
        if failure := catalogue.jobs.failure(stage, item):
            raise FileUnreadable(f"{path} could not be looked through: {failure}")
        if catalogue.jobs.items_at(stage, [item]):
            raise WrongRequest(
                f"{path} was not looked through yet: `mmdesk index FOLDER` goes on with it."
            )
