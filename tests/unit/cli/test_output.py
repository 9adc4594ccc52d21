from pathlib import Path

from mmdesk.cli.output import hit_values
from mmdesk.core.entities import Hit, Kind


def test_times_in_json_are_whole_milliseconds() -> None:
    hit = Hit(1, Kind.SOUND, Path("a.wav"), 0.5, (), start=5.0009977324263035, end=None)
    values = hit_values(hit)
    assert (values["start"], values["end"]) == (5.001, None)
