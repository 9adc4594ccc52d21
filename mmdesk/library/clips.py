"""The clips that were taken with stills: where they lie, and which go where a still goes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.library.listening import item_at


class Clips:
    """The clips of one library's stills."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, still: int) -> Path | None:
        """The file of a still's clip, one that can be reached if there is any.

        Of several clips it is the one that is named as the still.
        """
        names = {_stem(place.path) for place in self._places([still])}
        places = self._places(self._catalogue.stills.clips_of([still]))
        places.sort(key=lambda place: (not place.online, _stem(place.path) not in names))
        return places[0].path if places else None

    def going_with(self, files: Iterable[Path]) -> dict[Path, Path]:
        """The clips' files that go where these files go, each with its still's.

        A clip goes with the last file of its still in a folder, and with the one of its own name.
        """
        going = list(files)
        found: dict[Path, Path] = {}
        for path in going:
            for clip in self._beside(path, set(going)):
                if clip not in found or _stem(clip) == _stem(path):
                    found[clip] = path
        return found

    def _beside(self, path: Path, going: set[Path]) -> Iterator[Path]:
        still = item_at(self._catalogue, path)
        if still is None:
            return
        stills = {place.path for place in self._places([still])}
        stay = {_stem(each) for each in stills - going if each.parent == path.parent}
        for place in self._places(self._catalogue.stills.clips_of([still])):
            clip = place.path
            if clip.parent == path.parent and clip not in going:
                own = _stem(clip) == _stem(path) and _stem(clip) not in stay
                if own or not stay:
                    yield clip

    def _places(self, items: Iterable[int]) -> list[Place]:
        return [each for places in self._catalogue.files.places(items).values() for each in places]


def _stem(path: Path) -> str:
    return path.stem.casefold()
