import logging
from pathlib import Path

import pytest

from mmdesk.core import logs


@pytest.fixture(autouse=True)
def _logger_as_it_was():
    loggers = [logging.getLogger(name) for name in logs.LOGGERS]
    before = [(each.level, each.propagate, list(each.handlers)) for each in loggers]
    yield
    for logger, was in zip(loggers, before, strict=True):
        logger.level, logger.propagate, logger.handlers = was


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


def test_what_the_watching_library_complains_of_goes_there_too_and_not_to_the_screen(
    tmp_path, capfd
):
    handler = logs.to_file(tmp_path / "log")
    logging.getLogger("watchdog.observers").error("the thread is inactive")
    handler.close()
    logging.getLogger("watchdog.observers").info("nobody listens any more")
    assert "the thread is inactive" in (tmp_path / "log").read_text()
    assert "nobody" not in (tmp_path / "log").read_text()
    assert capfd.readouterr().err == ""
