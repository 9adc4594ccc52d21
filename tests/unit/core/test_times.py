import pytest

from mmdesk.core.times import clock, stretch


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (7.9, "0:07"), (187, "3:07"), (3599.9, "59:59"), (3727, "1:02:07"), (-1, "0:00")],
)
def test_a_time_is_minutes_and_seconds_and_hours_where_there_are_any(seconds, shown):
    assert clock(seconds) == shown


def test_a_stretch_has_a_dash_between():
    assert stretch(7.5, 17.5) == "0:07\N{EN DASH}0:17"
