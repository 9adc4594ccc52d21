from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from helpers.catalogues import a_root, an_item

from mmdesk.catalogue.items import KEPT_SECONDS, local_time
from mmdesk.core.entities import Facts, Filters, Kind, Stage

SUMMER = datetime(2021, 7, 15, 23, 59, 59, tzinfo=timezone(timedelta(hours=2)))
FACTS = Facts(
    width=4000,
    height=3000,
    taken_at=SUMMER,
    camera="Aurora One",
    lens="35 mm",
    latitude=38.7,
    longitude=-9.1,
    orientation=6,
    rating=4,
    title="Tram 28",
    caption="Up the hill",
    keywords=("tram", "Lisbon, Portugal"),
)


def test_facts_come_back_as_they_were(catalogue, root):
    item = an_item(catalogue, root, "a.jpg", FACTS)
    assert catalogue.items.facts([item]) == {item: FACTS}


def test_a_time_without_a_zone_stays_without(catalogue, root):
    naive = Facts(taken_at=SUMMER.replace(tzinfo=None))
    item = an_item(catalogue, root, "a.jpg", naive)
    assert catalogue.items.facts([item])[item].taken_at == naive.taken_at


@pytest.fixture
def three(catalogue, root):
    """An evening in July 2021, a day in 2023, and one without a date of its own (2023-11-14)."""
    return (
        an_item(catalogue, root, "2022 Lisboñ/a.jpg", FACTS),
        an_item(catalogue, root, "Oslo/b.jpg", Facts(taken_at=datetime(2023, 1, 2), camera="Zed")),  # noqa: DTZ001
        an_item(catalogue, root, "Oslo/Fjord/c.jpg"),
    )


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(), "abc"),
        (Filters(since=date(2021, 7, 15), until=date(2021, 7, 15)), "a"),
        (Filters(until=date(2021, 7, 14)), ""),
        (Filters(since=date(2023, 1, 1)), "bc"),
        (Filters(since=date(2023, 6, 1)), "c"),
        (Filters(cameras=("aurora",)), "a"),
        (Filters(cameras=("aurora", "zed")), "ab"),
        (Filters(cameras=("%",)), ""),
        (Filters(kinds=frozenset({Kind.PHOTO})), "abc"),
        (Filters(kinds=frozenset({Kind.SOUND})), ""),
        (Filters(folders=("oslo",)), "bc"),
        (Filters(folders=("Fjord",)), "c"),
        (Filters(folders=("photos",)), "abc"),
        (Filters(folders=("/photos/Oslo",)), "bc"),
        (Filters(folders=("/photos/Os",)), ""),
        (Filters(folders=("Lisbon", "Fjord")), "ac"),
        (Filters(folders=("2022",)), "a"),
        (Filters(folders=("lisbon 2022",)), ""),
        (Filters(folders=("lis",)), ""),
        (Filters(folders=("",)), ""),
        (Filters(folders=("oslo",), since=date(2023, 6, 1)), "c"),
    ],
)
def test_what_passes_filters(catalogue, three, filters, passing):
    wanted = [item for item, name in zip(three, "abc", strict=True) if name in passing]
    segments = catalogue.items.whole_segments(wanted)
    assert catalogue.items.segments_passing(filters).tolist() == sorted(segments.values())


def test_the_newest_come_first(catalogue, three):
    assert catalogue.items.newest(Filters(), 2) == [three[2], three[1]]


def test_items_long_without_files_are_dropped(catalogue, root):
    item = an_item(catalogue, root, "a.jpg")
    catalogue.files.forget([catalogue.files.known(root)[b"a.jpg"].id])
    now = datetime.now().timestamp()  # noqa: DTZ005
    assert catalogue.items.purge(now) == []
    assert catalogue.items.purge(now + KEPT_SECONDS + 60) == [item]
    assert catalogue.items.all() == set()


def test_items_in_two_roots_pass_by_either(catalogue, root):
    other = a_root(catalogue, Path("/usb"))
    item = an_item(catalogue, root, "a.jpg")
    an_item(catalogue, other, "b.jpg", content=b"a.jpg")
    for folder in ("/photos", "/usb"):
        assert catalogue.items.newest(Filters(folders=(folder,)), 10) == [item]


def test_no_time_is_too_far_away():
    second = 10**9
    assert local_time(1_700_000_000 * second) == datetime.fromtimestamp(1_700_000_000)  # noqa: DTZ006
    assert local_time(10**12 * second) == datetime(9999, 12, 31)  # noqa: DTZ001
    assert local_time(-(10**12) * second) == datetime(1, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize("modified", [-(2**63), -1, 2**63 - 1])
def test_a_file_of_any_date_becomes_an_item(catalogue, root, modified):
    item = an_item(catalogue, root, "a.jpg", modified=modified)
    catalogue.jobs.add(Stage.READ, [item])
    assert [job.item for job in catalogue.jobs.next(Stage.READ, 1)] == [item]
