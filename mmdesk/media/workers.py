"""Worker processes: each file is decoded where it can do no harm.

A task that crashes, hangs or grows too large costs its worker and that one file; the next task
gets a new worker. Only what was asked for is imported there: the program's main module is not run
again, and a worker ends by itself when the program is gone.
"""

import logging
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakSet, ref

from mmdesk.core.children import Child, ChildContext
from mmdesk.core.errors import Bug, EnvironmentFailed, FileUnreadable
from mmdesk.media import worker

if TYPE_CHECKING:
    from pebble import ProcessPool

Result = TypeVar("Result")

_ATTEMPTS = 3
"""A pool breaks when an idle worker is killed from outside: its tasks are given to a new one."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Task:
    """A pickled (function, arguments), and how long it may take."""

    pickled: bytes
    seconds: float


class Workers:
    """Up to `count` processes; a task may take so many seconds and megabytes, as a rule."""

    def __init__(self, count: int, seconds: float, megabytes: int) -> None:
        self.count, self._seconds, self._megabytes = count, seconds, megabytes
        self._gently = False
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._context = _Context()
        self._open: WeakSet[Future[object]] = WeakSet()
        self._stopped = False

    def submit(
        self, function: Callable[..., Result], *args: object, seconds: float | None = None
    ) -> "Future[Result]":
        """Run `function(*args)` in a worker; processes start with the first call.

        `seconds` is for a task that may take longer than others: hours of sound, say.
        The future raises FileUnreadable, with the reason, for whatever the file did to the
        worker; cancelling it ends the task even when it runs already.
        """
        future: Future[Result] = Future()
        self._open.add(future)  # type: ignore[arg-type]
        task = _Task(pickle.dumps((function, args)), seconds or self._seconds)
        self._schedule(future, task, _ATTEMPTS)
        return future

    def gently(self, on: bool) -> None:
        """Low priority from the next task on, or normal priority again.

        A process may not raise its own priority again everywhere: new ones take over.
        """
        with self._lock:
            if on != self._gently:
                self._gently = on
                self._retire()

    def stop(self) -> None:
        """End all workers at once; what has not finished is cancelled."""
        with self._lock:
            self._stopped = True
            pool, self._pool = self._pool, None
        for future in list(self._open):
            future.cancel()
        if pool is not None:
            pool.stop()
        for process in self._context.started():
            process.kill()
        if pool is not None:
            pool.join()

    def _schedule(self, future: "Future[Result]", task: "_Task", attempts: int) -> None:
        with self._lock:
            if self._stopped:
                future.cancel()
                return
            inner = self._running().schedule(worker.run, args=(task.pickled,), timeout=task.seconds)
        # Weakly, since `inner` knows `future`: each result would wait for the garbage collector.
        weakly = ref(inner)
        future.add_done_callback(lambda done: _cancel(weakly()) if done.cancelled() else None)
        inner.add_done_callback(partial(self._settle, future, task, attempts))

    def _running(self) -> "ProcessPool":
        from pebble import ProcessPool  # with asyncio, which no start should wait for

        if self._pool is None or not self._pool.active:
            self._retire()
            self._pool = ProcessPool(
                max_workers=self.count,
                initializer=worker.begin,
                initargs=(self._megabytes, self._gently),
                context=self._context,
            )
        return self._pool

    def _retire(self) -> None:
        """Let the pool finish what it has, aside, and end."""
        if self._pool is not None:
            self._pool.close()
            threading.Thread(target=self._pool.join, name="retired workers", daemon=True).start()
            self._pool = None

    def _settle(
        self,
        future: "Future[Result]",
        task: "_Task",
        attempts: int,
        inner: "Future[worker.Outcome]",
    ) -> None:
        if inner.cancelled():
            future.cancel()
            return
        error = inner.exception()
        if isinstance(error, BrokenProcessPool) and attempts > 1:
            self._schedule(future, task, attempts - 1)
            return
        if not future.set_running_or_notify_cancel():
            return
        if error is not None:
            future.set_exception(self._reason(error, task))
            return
        outcome = inner.result()
        if outcome.noise:
            _log.info("Said while a file was read: %s", outcome.noise.strip())
        if outcome.error is not None:
            future.set_exception(outcome.error)
        else:
            future.set_result(outcome.result)

    def _reason(self, error: BaseException, task: "_Task") -> Exception:
        from pebble import ProcessExpired

        if isinstance(error, TimeoutError):
            return FileUnreadable(f"Reading it took longer than {task.seconds:g} s.")
        if isinstance(error, ProcessExpired):
            if error.exitcode == worker.OUT_OF_MEMORY:
                return worker.too_large(self._megabytes)
            return FileUnreadable("Its decoder crashed.")
        if isinstance(error, BrokenProcessPool):
            return EnvironmentFailed("The processes that read files cannot be started.")
        return Bug(f"A task could not be handed over: {error!r}")


def _cancel(task: "Future[worker.Outcome] | None") -> None:
    if task is not None:
        task.cancel()


class _Context(ChildContext):
    """Starts workers, and knows them, so that they can be ended without waiting."""

    def __init__(self) -> None:
        super().__init__()
        self._processes: WeakSet[Child] = WeakSet()

    def Process(  # type: ignore[override]  # noqa: N802 - it stands in for the class
        self, *args: object, **kwargs: object
    ) -> Child:
        process = super().Process(*args, **kwargs)
        self._processes.add(process)
        return process

    def started(self) -> list[Child]:
        return [process for process in list(self._processes) if process.pid is not None]
