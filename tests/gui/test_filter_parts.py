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
    ("name", "said"), [("en_US", "5/2/1921"), ("de_DE", "02.05.1921"), ("en_GB", "02/05/1921")]
)
def test_a_day_says_its_century(country, name, said):
    country(name)
    [part] = filter_parts(Filters(since=date(1921, 5, 2)))
    assert part.text == f"Since {said}"


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2021, 7, 1), date(2021, 7, 31), "July 2021"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2021, 1, 1), date(2021, 1, 31), "January 2021"),
        (date(2021, 12, 1), date(2021, 12, 31), "December 2021"),
        (date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (date(2021, 7, 4), date(2021, 7, 4), "04/07/2021"),
    ],
)
def test_one_month_year_or_day_is_one_chip_that_is_removed_whole(country, since, until, said):
    country("en_GB")
    [part] = list(filter_parts(Filters(since=since, until=until, favourites=True)))[:1]
    assert part.text == said
    assert part.alone == Filters(since=since, until=until)
    assert part.rest == Filters(favourites=True)


def test_other_spans_say_months_where_they_begin_or_end_with_one(country):
    country("en_GB")
    since, until = filter_parts(Filters(since=date(2021, 7, 1), until=date(2022, 2, 28)))
    assert (since.text, until.text) == ("Since July 2021", "Until February 2022")
    since, until = filter_parts(Filters(since=date(2021, 7, 2), until=date(2021, 7, 31)))
    assert (since.text, until.text) == ("Since 02/07/2021", "Until July 2021")
    since, until = filter_parts(Filters(since=date(2021, 7, 1), until=date(2021, 7, 30)))
    assert (since.text, until.text) == ("Since July 2021", "Until 30/07/2021")
    [until] = filter_parts(Filters(until=date.max))
    assert until.text == "Until 9999"


def test_whole_years_are_only_years():
    since, until = filter_parts(Filters(since=date(2020, 1, 1), until=date(2022, 12, 31)))
    assert (since.text, until.text) == ("Since 2020", "Until 2022")
