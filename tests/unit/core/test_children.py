import signal
import subprocess
import sys

import pytest
from helpers.children import tell_whether_interrupts_are_blocked

from mmdesk.core.children import Child, ChildContext


@pytest.mark.skipif(sys.platform == "win32", reason="Windows blocks no signals")
def test_ctrl_c_does_not_reach_a_child():
    ours, theirs = ChildContext().Pipe()
    child = Child(target=tell_whether_interrupts_are_blocked, args=(theirs,))
    child.start()
    assert ours.recv() is True
    child.join()
    assert not {signal.SIGINT, signal.SIGHUP} & signal.pthread_sigmask(signal.SIG_BLOCK, set())


PROGRAM = """
print("the main module runs", flush=True)
from mmdesk.core.children import Child
if __name__ == "__main__":
    child = Child(target=print, args=("the child runs",))
    child.start()
    child.join()
"""


def test_a_child_does_not_run_the_main_module_again(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    said = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == ["the main module runs", "the child runs"]
