from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.catalogues import a_root

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Root


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


@pytest.fixture
def root(catalogue: Catalogue, tmp_path: Path) -> Root:
    photos = tmp_path / "photos"
    photos.mkdir()
    return a_root(catalogue, photos)
