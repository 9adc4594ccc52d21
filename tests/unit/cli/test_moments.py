"""A video's moments as a table for people."""

import io

from rich.console import Console

from mmdesk.cli.moments import moment_table
from mmdesk.core.entities import Evidence, Lane, Moment, Span

SEEN = Evidence(Lane.SEEN, Span(61.0, 64.5), "description (0.31)")
SAID = Evidence(Lane.SAID, Span(60.0, 70.0), '"look [there], a boat"')
MOMENTS = (
    Moment(60.0, 70.0, 61.0, 0.98, (SEEN, SAID)),
    Moment(3725.0, 3730.0, 3725.0, 0.5, (SEEN,)),
)


def drawn(width: int = 100) -> list[str]:
    page = Console(file=io.StringIO(), width=width)
    page.print(moment_table(MOMENTS))
    return page.file.getvalue().splitlines()


def test_a_moment_has_its_time_its_lanes_and_why() -> None:
    heading, first, second = (line.split() for line in drawn())
    assert heading == ["score", "time", "lanes", "why"]
    assert first[:4] == ["0.98", "1:00\N{EN DASH}1:10", "seen,", "said"]
    assert second[:3] == ["0.50", "1:02:05\N{EN DASH}1:02:10", "seen"]


def test_what_is_said_is_shown_as_it_is() -> None:
    assert '"look [there], a boat"' in drawn()[1]


def test_a_narrow_terminal_folds_the_reasons_and_no_time() -> None:
    lines = drawn(width=48)
    assert max(map(len, lines)) <= 48
    assert "1:02:05\N{EN DASH}1:02:10" in "\n".join(lines)
