"""How long one thread may keep the interpreter."""

import sys

from mmdesk.gui.turns import TURN, short_turns


def test_turns_are_short_while_there_is_a_window() -> None:
    usual = sys.getswitchinterval()
    with short_turns():
        assert abs(sys.getswitchinterval() - TURN) < TURN / 100
    assert sys.getswitchinterval() == usual
