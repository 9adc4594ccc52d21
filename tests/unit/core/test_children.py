import signal
import sys

import pytest
from helpers.children import report

from mmdesk.core.children import Child, ChildContext


@pytest.fixture(scope="module")
def reported():
    ours, theirs = ChildContext().Pipe()
    child = Child(target=report, args=(theirs,))
    child.start()
    theirs.close()
    answer = ours.recv()
    child.join()
    return answer


@pytest.mark.skipif(sys.platform == "win32", reason="Windows blocks no signals")
def test_ctrl_c_does_not_reach_a_child(reported):
    assert reported[0]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_a_child_does_not_run_the_main_module_again(reported):
    assert not reported[1]
