"""Filters as chips say what they ask for."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from mmdesk.core.entities import Filters
from mmdesk.gui.search.filter_parts import filter_parts


@pytest.fixture
def country():
    """Let days be written as in a country."""
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "said"), [("en_US", "5/1/1921"), ("de_DE", "01.05.1921"), ("en_GB", "01/05/1921")]
)
def test_a_day_says_its_century(country, name, said):
    country(name)
    [part] = filter_parts(Filters(since=date(1921, 5, 1)))
    assert part.text == f"Since {said}"


def test_whole_years_are_only_years():
    since, until = filter_parts(Filters(since=date(2020, 1, 1), until=date(2022, 12, 31)))
    assert (since.text, until.text) == ("Since 2020", "Until 2022")
