import threading

from mmdesk.library.file_watch import FileWatch


def test_a_file_that_is_written_is_noticed_until_the_watch_ends(tmp_path):
    file, noticed = tmp_path / "file", threading.Semaphore(0)
    watch = FileWatch(file, noticed.release, seconds=0.001)
    file.write_text("there")
    assert noticed.acquire(timeout=30)
    file.unlink()
    assert noticed.acquire(timeout=30)
    watch.stop()
    assert not watch._thread.is_alive()
