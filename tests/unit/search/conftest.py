from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.senses import Mixed

from mmdesk.media.workers import Workers


@pytest.fixture(scope="package")
def workers() -> Iterator[Workers]:
    workers = Workers(1, 30, 1024)
    yield workers
    workers.stop()


@pytest.fixture
def mixed(tmp_path: Path, workers: Workers) -> Iterator[Mixed]:
    mixed = Mixed(tmp_path, workers)
    yield mixed
    mixed.close()
