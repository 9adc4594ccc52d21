import threading
from pathlib import Path

from mmdesk.indexing.watch import Debounce


def gathered(notes, **timing):
    ready = threading.Event()
    batches = []

    def take(paths):
        batches.append(paths)
        ready.set()

    debounce = Debounce(take, **timing)
    notes(debounce)
    assert ready.wait(10)
    debounce.stop()
    return batches


def test_paths_that_come_together_are_handed_on_together():
    def notes(debounce):
        for name in "abca":
            debounce.note(Path(name))

    assert gathered(notes, quiet=0.05, longest=5) == [{Path("a"), Path("b"), Path("c")}]


def test_a_place_that_never_gets_quiet_is_handed_on_all_the_same():
    stop = threading.Event()

    def notes(debounce):
        def keep_noting():
            while not stop.wait(0.01):
                debounce.note(Path("log"))

        threading.Thread(target=keep_noting, daemon=True).start()

    batches = gathered(notes, quiet=30, longest=0.1)
    stop.set()
    assert batches[0] == {Path("log")}


def test_stopping_ends_the_thread():
    debounce = Debounce(set.clear)
    running = [thread for thread in threading.enumerate() if thread.name == "mmdesk-debounce"]
    debounce.stop()
    assert running
    assert not any(thread.is_alive() for thread in running)
