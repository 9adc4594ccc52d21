from dataclasses import replace
from pathlib import Path

import pytest
from helpers.catalogues import a_root, an_item
from helpers.encoders import ChosenVectors, unit
from PIL import Image

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Facts, Filters, NoteKind, Query, RootState
from mmdesk.core.errors import FileUnreadable, ModelFailed, ModelLoading, ModelUnavailable
from mmdesk.core.settings import Settings
from mmdesk.media.formats import identify
from mmdesk.media.images import PictureLimits, read_prepared
from mmdesk.media.workers import Workers
from mmdesk.models.looks import Looks
from mmdesk.models.registry import Purpose
from mmdesk.search import explain
from mmdesk.search.engine import Engine
from mmdesk.search.examples import Examples
from mmdesk.search.neighbours import Neighbours

LIMITS = PictureLimits(100)
COLOURS = {"red": (250, 10, 10), "rose": (250, 60, 60), "green": (10, 250, 10)}
TEXTS = {"something red": (1, 0, 0), "meadow": (0, 1, 0)}


class Loading(ChosenVectors):
    """A model for those who do not wait, before it is loaded."""

    def encode_texts(self, texts):
        raise ModelLoading(f"Later: {texts}.")

    encode_pictures = encode_texts


class House:
    """Three one-coloured photos in a library, and an engine over it."""

    def __init__(self, folder: Path, workers: Workers) -> None:
        self.folder = folder
        self.catalogue = Catalogue(folder / "c.sqlite")
        self.root = a_root(self.catalogue, folder)
        self.encoder = ChosenVectors(TEXTS)
        self.failure: Exception | None = None
        self.loading = False
        self.items = {name: self._photo(name, colour) for name, colour in COLOURS.items()}
        self.neighbours = Neighbours(self.catalogue, folder / "vectors", Settings())
        self.examples = Examples(self.catalogue, workers, LIMITS)
        self.engine = Engine(self.catalogue, self.neighbours, self.examples, self._model)

    def _photo(self, name: str, colour: tuple[int, int, int]) -> int:
        path = self.folder / f"{name}.png"
        Image.new("RGB", (32, 32), colour).save(path)
        identity = identify(path).identity
        item = an_item(self.catalogue, self.root, path.name, Facts(title=f"In {name}"), identity)
        self.describe(item, path, self.encoder)
        self.describe(item, path, Looks())
        return item

    def describe(self, item, path, encoder) -> None:
        pixels = read_prepared(path, encoder.preparation, LIMITS)
        vector = encoder.encode_pictures(pixels[None])[0]
        space = self.catalogue.embeddings.add_space(encoder.space)
        segment = self.catalogue.items.whole_segments([item])[item]
        self.catalogue.embeddings.put(space, [(segment, vector.tobytes())])

    def _model(self, purpose: Purpose, *, wait: bool) -> ChosenVectors:
        if purpose is not Purpose.PICTURES:
            raise ModelUnavailable(f"Get the model for {purpose}.")
        if self.loading and not wait:
            return Loading(TEXTS)
        if self.failure:
            raise self.failure
        return self.encoder

    def names(self, **query) -> list[str]:
        return [hit.path.stem for hit in self.engine.search(Query(**query)).hits]

    def close(self) -> None:
        self.neighbours.close()
        self.catalogue.close()


@pytest.fixture(scope="module")
def workers():
    workers = Workers(1, 30, 1024)
    yield workers
    workers.stop()


@pytest.fixture
def house(tmp_path, workers):
    house = House(tmp_path, workers)
    yield house
    house.close()


def test_a_description_ranks_by_the_model(house):
    assert house.names(text="something red") == ["red", "rose", "green"]
    assert house.names(text="meadow")[0] == "green"


def test_words_and_description_agree_on_the_first_place(house):
    hit = house.engine.search(Query(text="meadow")).hits[0]
    assert hit.reasons == ("description (1.00)",)
    house.encoder.texts = {"green": unit((0, 1, 0))}
    hit = house.engine.search(Query(text="green")).hits[0]
    assert (hit.path.stem, hit.score) == ("green", pytest.approx(1.0))
    assert hit.reasons == ("words in name, title", "description (1.00)")


def test_without_the_model_words_answer_and_it_is_said(house):
    house.failure = ModelUnavailable("Get it with X.")
    answer = house.engine.search(Query(text="rose"))
    assert [hit.path.stem for hit in answer.hits] == ["rose"]
    assert [note.text for note in answer.notes] == [
        "Searched by words, not by description: Get it with X."
    ]


def test_a_model_that_fails_leaves_the_words(house):
    house.failure = ModelFailed("It crashed.")
    answer = house.engine.search(Query(text="rose"))
    assert [hit.path.stem for hit in answer.hits] == ["rose"]
    assert "crashed" in answer.notes[0].text


def test_who_does_not_wait_for_the_model_gets_words_and_looks_and_is_told(house):
    house.loading = True
    answer = house.engine.search(Query(text="rose"), wait=False)
    assert [hit.path.stem for hit in answer.hits] == ["rose"]
    assert [note.kind for note in answer.notes] == [NoteKind.MODEL_LOADING]
    house.encoder.texts = {"rose": unit((1, 0, 0))}
    assert house.engine.search(Query(text="rose")).notes == ()


def test_what_needs_no_text_or_picture_encoded_needs_no_loaded_model(house):
    house.loading = True
    answer = house.engine.search(Query(examples=(house.folder / "red.png",)), wait=False)
    assert "content of red.png" in " ".join(answer.hits[0].reasons)
    assert answer.notes == ()


def test_an_example_is_not_its_own_result(house):
    assert house.names(examples=(house.folder / "red.png",)) == ["rose", "green"]


def test_nor_is_a_copy_of_it_from_elsewhere(house, tmp_path):
    copy = tmp_path / "elsewhere.png"
    copy.write_bytes((house.folder / "red.png").read_bytes())
    assert house.names(examples=(copy,)) == ["rose", "green"]


def test_a_picture_from_elsewhere_is_an_example_too(house, tmp_path):
    Image.new("RGB", (50, 40), (5, 200, 5)).save(tmp_path / "new.jpg")
    answer = house.engine.search(Query(examples=(tmp_path / "new.jpg",)))
    assert answer.hits[0].path.stem == "green"
    assert answer.hits[0].reasons[0].startswith("content of new.jpg")


def test_text_and_examples_join(house):
    assert house.names(text="meadow", examples=(house.folder / "red.png",))[0] in {"green", "rose"}
    assert len(house.names(text="meadow", examples=(house.folder / "red.png",))) == 2


def test_several_examples_join(house):
    both = (house.folder / "red.png", house.folder / "green.png")
    assert house.names(examples=both) == ["rose"]


def test_an_example_that_is_no_picture_says_so(house, tmp_path):
    (tmp_path / "x.jpg").write_text("no picture")
    with pytest.raises(FileUnreadable):
        house.names(examples=(tmp_path / "x.jpg",))


def test_an_example_on_an_absent_drive_is_known_by_its_path(house):
    path = house.folder / "red.png"
    path.unlink()
    assert house.names(examples=(path,)) == ["rose", "green"]


def test_filters_hold_for_every_list(house):
    query = Query(text="something red", examples=(house.folder / "green.png",))
    filters = replace(query.filters, cameras=("none",))
    assert house.names(text=query.text, examples=query.examples, filters=filters) == []


def test_without_text_or_example_the_newest_come(house):
    hits = house.engine.search(Query(limit=2)).hits
    assert [hit.path.stem for hit in hits] == ["red", "rose"]
    assert {hit.reasons for hit in hits} == {("among the newest",)}


def test_what_is_found_by_filters_alone_says_so(house):
    query = house.engine.search(Query(filters=Filters(folders=(str(house.folder),))))
    assert {hit.reasons for hit in query.hits} == {("passes the filters",)}


def test_a_reason_shows_how_little_a_far_hit_fits(house):
    house.encoder.texts = {"the opposite of red": (-1, 0.5, 0)}
    *_, last = house.engine.search(Query(text="the opposite of red")).hits
    assert (last.path.stem, last.reasons) == ("red", ("description (-0.88)",))


def test_items_without_files_are_never_hits(house):
    file = house.catalogue.files.known(house.root)[b"red.png"]
    house.catalogue.files.forget([file.id])
    assert house.names(text="something red") == ["rose", "green"]


def test_a_hit_on_an_absent_drive_is_marked(house):
    house.catalogue.roots.set_state(house.root, RootState.OFFLINE)
    hits = house.engine.search(Query(text="something red")).hits
    assert [hit.online for hit in hits] == [False] * 3


def test_new_embeddings_are_found_at_once(house):
    assert house.names(text="meadow")[0] == "green"
    Image.new("RGB", (32, 32), (0, 255, 0)).save(house.folder / "lime.png")
    item = an_item(house.catalogue, house.root, "lime.png")
    house.describe(item, house.folder / "lime.png", house.encoder)
    assert house.names(text="meadow")[0] == "lime"


def test_a_deleted_index_fills_itself_again(house):
    house.neighbours.tend(house.encoder.space)
    house.neighbours.close()
    snapshots = list((house.folder / "vectors").rglob("*.bin"))
    assert snapshots
    for snapshot in snapshots:
        snapshot.unlink()
    assert house.names(text="meadow")[0] == "green"


def test_a_limit_is_kept(house):
    assert len(house.names(text="something red", limit=1)) == 1


def test_unwanted_pictures_push_away_what_is_like_them(house):
    assert house.names(text="something red") == ["red", "rose", "green"]
    red = house.folder / "red.png"
    assert house.names(text="something red", without=(red,)) == ["green", "rose"]


def test_unwanted_pictures_push_examples_away(house):
    red, green = house.folder / "red.png", house.folder / "green.png"
    between = house.folder / "between.png"
    Image.new("RGB", (32, 32), (140, 130, 10)).save(between)
    assert house.names(examples=(between,)) == ["rose", "red", "green"]
    assert house.names(examples=(between,), without=(red,)) == ["green", "rose"]
    assert house.names(examples=(between,), without=(green,)) == ["red", "rose"]


def test_unwanted_pictures_alone_order_all_by_how_far_they_are(house):
    answer = house.engine.search(Query(without=(house.folder / "red.png",)))
    assert [hit.path.stem for hit in answer.hits] == ["green", "rose"]
    assert "unlike red.png" in answer.hits[0].reasons[0]


def test_an_example_that_is_unwanted_too_leaves_what_is_unlike_it(house):
    red = house.folder / "red.png"
    assert house.names(examples=(red,), without=(red,)) == ["green", "rose"]


def test_favourites_only(house):
    house.catalogue.marks.favourite([house.items["green"]], on=True)
    assert house.names(text="something red", filters=Filters(favourites=True)) == ["green"]


def test_an_unwanted_picture_that_is_missing_is_named(house):
    missing = house.folder / "missing.png"
    query = Query(text="something red", without=(missing,))
    with pytest.raises(FileUnreadable) as raised:
        house.engine.search(query)
    reason = explain.unusable(query, house.examples, raised.value)
    assert str(reason) == f"There is no file {missing}."
