"""Connections: one for writing, one for reading in each thread, transactions that roll back.

SQLite's own failures leave this room as sentences: a full disk, a folder that cannot be written,
a damaged file (see `soundness`). A catalogue that may not be written can still be read.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mmdesk.catalogue import migrations, soundness
from mmdesk.core.errors import EnvironmentFailed, LibraryBusy, LibraryUnusable, Stopped

BUSY_SECONDS = 15.0
READER_CACHE, WRITER_CACHE = 32_000, 4_000
"""Kilobytes that SQLite keeps in memory; a writer's fill up for nothing while much is indexed."""
CLOSED = "The library was closed meanwhile."
Row = tuple[Any, ...]


class Database:
    """The catalogue's file; opened, and brought up to date, when made.

    Raises LibraryUnusable when the file is damaged, of a newer version, or cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._address = path, _address(path)
        self._local = threading.local()
        self._readers: list[_Reader] = []
        self._write_lock = threading.RLock()
        self._writer_depth = 0
        self._closed = False
        with _failures_told(path):
            self._writer = self._connect(WRITER_CACHE)
            migrations.bring_up_to_date(self._writer)
            self.id: str = self._writer.execute(
                "SELECT value FROM meta WHERE name = 'catalogue'"
            ).fetchone()[0]

    def _connect(self, cache: int = READER_CACHE) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{cache}")
        return connection

    def rows(self, sql: str, values: Iterable[object] = ()) -> list[Row]:
        """All rows that a question gives; inside a transaction of this thread, its own writes too.

        Raises Stopped when the database is closed meanwhile.
        """
        with _failures_told(self._path):
            if getattr(self._local, "writing", False):
                return self._writer.execute(sql, tuple(values)).fetchall()
            return self._reader().rows(sql, tuple(values))

    def _reader(self) -> "_Reader":
        """This thread's own connection."""
        if not hasattr(self._local, "reader"):
            self._local.reader = _Reader(self._connect())
            self._readers.append(self._local.reader)
            if self._closed:
                self._local.reader.close()
        reader: _Reader = self._local.reader
        return reader

    def row(self, sql: str, values: Iterable[object] = ()) -> Row | None:
        """The first row that a question gives."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def value(self, sql: str, values: Iterable[object] = ()) -> Any:  # noqa: ANN401
        """The first column of the first row, None where there is none."""
        row = self.row(sql, values)
        return row[0] if row else None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several questions about one and the same state."""
        if getattr(self._local, "writing", False):
            yield
            return
        self.rows("BEGIN")
        try:
            yield
        finally:
            self.rows("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction; within another one of the same thread it joins that one."""
        with self._write_lock, _failures_told(self._path):
            if self._closed:
                raise Stopped(CLOSED)
            if self._writer_depth:
                yield
                return
            self._writer.execute("BEGIN IMMEDIATE")
            self._writer_depth, self._local.writing = 1, True
            try:
                yield
                self._writer.execute("COMMIT")
            finally:
                self._writer_depth, self._local.writing = 0, False
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")

    def write(self, sql: str, values: Iterable[object] = ()) -> int:
        """Change something; the id of the row inserted last."""
        with self.writing():
            return self._writer.execute(sql, tuple(values)).lastrowid or 0

    def write_many(self, sql: str, rows: Iterable[Iterable[object]]) -> None:
        """Make the same change for every row of values."""
        with self.writing():
            self._writer.executemany(sql, (tuple(row) for row in rows))

    def check(self) -> str | None:
        """The first finding of SQLite's integrity check; None when all is well."""
        finding = self.value("PRAGMA integrity_check(1)")
        return None if finding == "ok" else str(finding)

    def close(self) -> None:
        """Close every connection, whichever thread made it; who is asking just now is Stopped."""
        self._closed = True
        for reader in list(self._readers):
            reader.close()
        with self._write_lock:
            self._writer.close()


class _Reader:
    """One thread's connection. Another thread closes it only between two questions.

    SQLite crashes the process when a connection goes away under a question.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._asking = connection, threading.Lock()
        self._closed = False

    def rows(self, sql: str, values: tuple[object, ...]) -> list[Row]:
        with self._asking:
            if self._closed:
                raise Stopped(CLOSED)
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        while not self._asking.acquire(timeout=0.05):
            self._connection.interrupt()
        self._closed = True
        self._connection.close()
        self._asking.release()


def _address(path: Path) -> str:
    """Where SQLite finds the catalogue, and whether it may write there.

    Readers of a WAL catalogue write beside it, too. Where that is not allowed, the files that a
    writer has put there serve (https://sqlite.org/wal.html#read_only_databases); without them
    nobody is writing, and the catalogue is read as something that never changes.
    """
    address = path.absolute().as_uri()
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return address
    log, index = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    written_to = index.exists() or (log.exists() and log.stat().st_size > 0)
    return f"{address}?{'mode=ro' if written_to else 'immutable=1'}"


@contextmanager
def _failures_told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _explained(error, path) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        soundness.doubt(path)
        raise LibraryUnusable(
            f"The catalogue {path} is damaged ({error}). "
            "`mmdesk index` sets it aside and builds a new one."
        ) from error


def _explained(error: sqlite3.OperationalError, path: Path) -> EnvironmentFailed | Exception:
    text = str(error)
    if text == "interrupted":
        return Stopped(CLOSED)
    if "full" in text or "disk I/O" in text:
        return LibraryUnusable(
            f"The library's folder {path.parent} cannot take more ({text}). "
            "Make room on its disk; nothing that was indexed is lost."
        )
    if "locked" in text or "busy" in text:
        return LibraryBusy("The library is busy with another mmdesk. Try again in a moment.")
    if "readonly" in text or "unable to open" in text:
        return LibraryUnusable(
            f"The library's folder {path.parent} cannot be written ({text}). "
            "Allow writing there, or choose another one with --library."
        )
    return error
