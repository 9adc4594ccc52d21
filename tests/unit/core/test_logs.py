import logging
from pathlib import Path

import pytest

from mmdesk.core import logs


@pytest.fixture(autouse=True)
def _logger_as_it_was():
    logger = logging.getLogger("mmdesk")
    before = (logger.level, logger.propagate, list(logger.handlers))
    yield
    logger.level, logger.propagate, logger.handlers = before


def test_records_go_to_the_file(tmp_path):
    handler = logs.to_file(tmp_path / "log")
    logging.getLogger("mmdesk.somewhere").info("something happened")
    handler.close()
    assert "INFO mmdesk.somewhere: something happened" in (tmp_path / "log").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_the_log_is_no_failure_and_prints_nothing(capfd):
    handler = logs.to_file(Path("/dev/full"))
    logging.getLogger("mmdesk.somewhere").error("something happened")
    handler.close()
    assert capfd.readouterr().err == ""
