"""The model is loaded ahead of the first search, and a search need not wait for it."""

import psutil
from helpers import tiny_models
from helpers.libraries import House

from mmdesk.core.entities import NoteKind
from mmdesk.models.registry import Purpose


def test_a_search_need_not_wait_for_the_model_and_has_it_once_it_is_warm(house: House) -> None:
    house.photo_set("meadow.jpg", "harbour.jpg")
    house.set(model=str(tiny_models.make(house.library.with_name("model"))))
    house.index()
    with house.open() as library:
        query = library.query("meadow")
        early = library.search(query, wait=False)
        assert [hit.path.name for hit in early.hits] == ["meadow.jpg"]
        assert [note.kind for note in early.notes] == [NoteKind.MODEL_LOADING]
        assert library._models.get(Purpose.PICTURES).pid is None
        library.warm()
        whole = library.search(query, wait=False)
        assert whole.notes == ()
        assert len(whole.hits) == 2
        assert "description" in " ".join(whole.hits[0].reasons)
        psutil.Process(library._models.get(Purpose.PICTURES).pid).kill()
        again = library.search(query)
        assert again == whole


def test_where_nothing_is_described_no_model_is_loaded(house: House) -> None:
    house.photo("meadow.jpg")
    house.set(model=str(tiny_models.make(house.library.with_name("model"))))
    with house.open() as library:
        library.warm()
        assert library._models.get(Purpose.PICTURES).pid is None
