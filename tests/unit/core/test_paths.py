import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.paths import printable, to_bytes, to_path

names = st.binary(min_size=1, max_size=40).filter(lambda raw: b"\0" not in raw and b"/" not in raw)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names are text, not bytes")
@given(names)
def test_any_name_survives_the_way_there_and_back(raw):
    assert to_bytes(to_path(raw)) == to_bytes(Path(os.fsdecode(raw)))


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028"])
def test_no_name_steers_a_terminal(sign):
    shown = printable(f"a{sign}[31mb")
    assert sign not in shown
    assert shown == f"a{sign.encode('unicode_escape').decode()}[31mb"


def test_names_in_any_script_are_shown_as_they_are():
    for name in ("Grüße", "תמונות", "写真 1", "😀"):
        assert printable(name) == name


@given(names)
def test_any_name_can_be_printed_and_sent_as_json(raw):
    path = Path(os.fsdecode(raw))
    printable(path).encode("utf-8")
    assert os.fsencode(json.loads(json.dumps(str(path)))) == os.fsencode(path)
