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


@given(names)
def test_any_name_can_be_printed_and_sent_as_json(raw):
    path = Path(os.fsdecode(raw))
    printable(path).encode("utf-8")
    assert os.fsencode(json.loads(json.dumps(str(path)))) == os.fsencode(path)
