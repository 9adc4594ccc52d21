"""What is freed goes back to the system, in a process of its own."""

import subprocess
import sys

import pytest

GROWN = """
import ctypes, psutil
from mmdesk.media import memory
memory.give_back_what_is_freed()
c = ctypes.CDLL(None)
c.malloc.restype, c.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
def taken():
    block = c.malloc(1 << 20)
    ctypes.memset(block, 1, 1 << 20)
    return block
c.free(taken())
before = psutil.Process().memory_info().rss
blocks, kept = [], []
for _ in range(100):
    blocks.append(taken())
    kept.append(c.malloc(1 << 10))
for block in blocks:
    c.free(block)
print((psutil.Process().memory_info().rss - before) >> 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other C libraries give back by themselves")
def test_large_blocks_go_back_though_small_ones_between_them_stay() -> None:
    told = subprocess.run(
        [sys.executable, "-c", GROWN], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(told.stdout) < 10
