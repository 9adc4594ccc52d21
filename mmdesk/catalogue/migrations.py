"""The catalogue's schema and how an older one becomes the present one.

The version is major * 1000 + minor, in SQLite's user_version. A new table or column is a new entry
in STEPS and a new minor; a change that older programs could not live with is a new major. A
catalogue that is newer than STEPS is refused, untouched.
"""

import sqlite3
import uuid
from collections.abc import Iterator

from mmdesk.core.errors import LibraryUnusable

FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE roots (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    mount BLOB NOT NULL,
    state TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0
);

-- Folder paths are relative to their root, with "/" between names, as bytes.
-- mounted: another volume than its parent's was there when it was last seen.
CREATE TABLE folders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    root INTEGER NOT NULL REFERENCES roots ON DELETE CASCADE,
    path BLOB NOT NULL,
    mounted INTEGER NOT NULL DEFAULT 0,
    UNIQUE (root, path)
);

-- item is NULL for a file that is not ours or cannot be read; the latter has a problem. One that
-- could be read before and cannot be opened now has both.
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    folder INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
    name BLOB NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    sidecar INTEGER NOT NULL,
    item INTEGER REFERENCES items,
    problem TEXT,
    reader TEXT NOT NULL,
    UNIQUE (folder, name)
);
CREATE INDEX files_item ON files (item);
CREATE INDEX files_folder ON files (folder, item);

-- moment: local time when it was taken, else when the file was last modified.
-- orphaned: seconds since 1970 when the last file of the item went away.
CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest BLOB NOT NULL,
    modified INTEGER NOT NULL,
    moment TEXT NOT NULL,
    orphaned INTEGER,
    width INTEGER, height INTEGER,
    taken_at TEXT, taken_zone INTEGER,
    camera TEXT, lens TEXT,
    latitude REAL, longitude REAL,
    orientation INTEGER, rating INTEGER,
    title TEXT, caption TEXT,
    keywords TEXT NOT NULL DEFAULT '[]',
    UNIQUE (size, digest)
);
CREATE INDEX items_moment ON items (moment);
CREATE INDEX items_orphaned ON items (orphaned) WHERE orphaned IS NOT NULL;

CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    starts REAL,
    ends REAL
);
CREATE INDEX segments_item ON segments (item);

CREATE TABLE spaces (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    dimension INTEGER NOT NULL
);

CREATE TABLE embeddings (
    space INTEGER NOT NULL REFERENCES spaces,
    segment INTEGER NOT NULL REFERENCES segments ON DELETE CASCADE,
    vector BLOB NOT NULL,
    UNIQUE (space, segment)
);
CREATE INDEX embeddings_segment ON embeddings (segment);

-- The log that vector indexes catch up from; its numbers are the catalogue's change numbers.
CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    space INTEGER NOT NULL,
    segment INTEGER NOT NULL
);
CREATE INDEX changes_space ON changes (space, number);

CREATE TABLE jobs (
    item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    stage TEXT NOT NULL,
    state TEXT NOT NULL,
    newness INTEGER NOT NULL,
    error TEXT,
    reader TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (item, stage)
) WITHOUT ROWID;
CREATE INDEX jobs_next ON jobs (stage, state, newness DESC);

CREATE VIRTUAL TABLE words USING fts5 (
    name, folders, title, caption, keywords, camera,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER embedding_added AFTER INSERT ON embeddings BEGIN
    INSERT INTO changes (space, segment) VALUES (new.space, new.segment);
END;
CREATE TRIGGER embedding_changed AFTER UPDATE ON embeddings BEGIN
    INSERT INTO changes (space, segment) VALUES (new.space, new.segment);
END;
CREATE TRIGGER embedding_removed AFTER DELETE ON embeddings BEGIN
    INSERT INTO changes (space, segment) VALUES (old.space, old.segment);
END;
CREATE TRIGGER item_removed AFTER DELETE ON items BEGIN
    DELETE FROM words WHERE rowid = old.id;
END;

CREATE TRIGGER file_added AFTER INSERT ON files WHEN new.item IS NOT NULL BEGIN
    UPDATE items SET orphaned = NULL WHERE id = new.item;
END;
CREATE TRIGGER file_moved_on AFTER UPDATE OF item ON files WHEN old.item IS NOT new.item BEGIN
    UPDATE items SET orphaned = NULL WHERE id = new.item;
    UPDATE items SET orphaned = CAST(strftime('%s', 'now') AS INTEGER)
    WHERE id = old.item AND NOT EXISTS (SELECT 1 FROM files WHERE item = old.item);
END;
CREATE TRIGGER file_removed AFTER DELETE ON files WHEN old.item IS NOT NULL BEGIN
    UPDATE items SET orphaned = CAST(strftime('%s', 'now') AS INTEGER)
    WHERE id = old.item AND NOT EXISTS (SELECT 1 FROM files WHERE item = old.item);
END;
"""

MARKS = """
-- What the user said about items: outlives their files. rating is NULL where none was given, tags
-- is a JSON list.
CREATE TABLE marks (
    item INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
    favourite INTEGER NOT NULL DEFAULT 0,
    rating INTEGER,
    tags TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE recent_searches (id INTEGER PRIMARY KEY AUTOINCREMENT, text BLOB NOT NULL UNIQUE);
CREATE TABLE saved_searches (name TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID;

-- Everything, the newest first, is read from this alone.
CREATE INDEX items_present ON items (moment DESC, id DESC) WHERE orphaned IS NULL;

-- A file that was edited in place is another item: the marks move on to it. They do not when files
-- change places, for then the other item lies, or lay, elsewhere. Where a copy of the file stays as
-- it was, only an item that never had a file before gets the same marks.
CREATE TRIGGER marks_move_on BEFORE UPDATE OF item ON files
WHEN old.item IS NOT new.item AND old.item IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM files WHERE item = new.item) BEGIN
    UPDATE OR IGNORE marks SET item = new.item
    WHERE item = old.item AND new.item IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM files WHERE item = old.item AND id != old.id);
    INSERT OR IGNORE INTO marks (item, favourite, rating, tags)
    SELECT new.item, favourite, rating, tags FROM marks
    WHERE item = old.item AND new.item IN (SELECT id FROM items WHERE orphaned IS NULL);
END;
"""

AWAY = """
-- away: the volume that the folder lay on, below its root, was absent when it was last looked for.
ALTER TABLE folders ADD COLUMN away INTEGER NOT NULL DEFAULT 0;
"""

ONE_ORDER = """
-- Photos of one moment are shown in the order in which they were taken in and are worked off.
DROP INDEX items_present;
CREATE INDEX items_present ON items (moment DESC, id) WHERE orphaned IS NULL;
"""

SOUNDS = """
ALTER TABLE items ADD COLUMN duration REAL;
ALTER TABLE items ADD COLUMN artist TEXT;
ALTER TABLE items ADD COLUMN album TEXT;
ALTER TABLE items ADD COLUMN genre TEXT;
ALTER TABLE items ADD COLUMN year INTEGER;
ALTER TABLE items ADD COLUMN track INTEGER;
ALTER TABLE items ADD COLUMN comment TEXT;
ALTER TABLE items ADD COLUMN bpm REAL;
ALTER TABLE items ADD COLUMN key TEXT;

ALTER TABLE roots ADD COLUMN speech INTEGER NOT NULL DEFAULT 0;
ALTER TABLE segments ADD COLUMN part TEXT NOT NULL DEFAULT 'whole';
CREATE UNIQUE INDEX segments_part ON segments (item, part, starts, ends);
DROP INDEX segments_item;

-- One transcript for each item whose speech was begun to be written down by this model; seconds:
-- up to where.
CREATE TABLE transcripts (
    item INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
    model TEXT NOT NULL,
    language TEXT,
    seconds REAL NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE phrases (
    item INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
    starts REAL NOT NULL,
    ends REAL NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (item, starts, ends, text)
) WITHOUT ROWID;

-- What the passages say, in words that are found (said) and as it was written down; rowid is the
-- segment's.
CREATE VIRTUAL TABLE spoken USING fts5 (
    said, text UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER segment_removed AFTER DELETE ON segments WHEN old.part = 'passage' BEGIN
    DELETE FROM spoken WHERE rowid = old.id;
END;

-- The index of words has one field more; comments stand in that of captions.
CREATE VIRTUAL TABLE more_words USING fts5 (
    name, folders, title, caption, keywords, camera, music,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO more_words (rowid, name, folders, title, caption, keywords, camera, music)
SELECT rowid, name, folders, title, caption, keywords, camera, '' FROM words;
DROP TRIGGER item_removed;
DROP TABLE words;
ALTER TABLE more_words RENAME TO words;
CREATE TRIGGER item_removed AFTER DELETE ON items BEGIN
    DELETE FROM words WHERE rowid = old.id;
END;
"""

VIDEOS = """
ALTER TABLE items ADD COLUMN frame_rate REAL;
ALTER TABLE items ADD COLUMN codec TEXT;

-- live: what a still and the clip taken with it have in common; still: the photo that a clip
-- belongs to, with which it is shown and found as one.
ALTER TABLE items ADD COLUMN live TEXT;
ALTER TABLE items ADD COLUMN still INTEGER REFERENCES items ON DELETE SET NULL;
CREATE INDEX items_live ON items (live) WHERE live IS NOT NULL;
CREATE INDEX items_still ON items (still) WHERE still IS NOT NULL;
DROP INDEX items_present;
CREATE INDEX items_present ON items (moment DESC, id) WHERE orphaned IS NULL AND still IS NULL;

-- What phones took may have a clip, which nobody asked for before.
INSERT OR IGNORE INTO jobs (item, stage, state, newness)
SELECT id, 'read', 'waiting', strftime('%s', moment) + 0 FROM items
WHERE kind = 'photo'
  AND (camera LIKE 'Apple %' OR camera LIKE 'Google %' OR camera LIKE 'Samsung %');

-- One for each video that was begun to be looked through; seconds: up to where its shots are known,
-- last: how the frame of the latest shot looks, seen: whether that is all of them, complete:
-- whether its sound was listened to as well, problem: what could not be read of it.
CREATE TABLE watched (
    item INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
    seconds REAL NOT NULL DEFAULT 0,
    last BLOB,
    seen INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0,
    problem TEXT
);
"""

STEPS: dict[int, str] = {
    1000: FIRST,
    1001: MARKS,
    1002: AWAY,
    1003: ONE_ORDER,
    1004: SOUNDS,
    1005: VIDEOS,
}
PRESENT = max(STEPS)


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Run the steps that this catalogue lacks; raises LibraryUnusable for a newer one."""
    version = _version(connection)
    if version > PRESENT:
        raise LibraryUnusable(
            f"This library was made by a newer mmdesk (catalogue {_readable(version)}, this one "
            f"knows {_readable(PRESENT)}). Update mmdesk, or choose another one with --library."
        )
    if version == PRESENT:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    for step in sorted(number for number in STEPS if number > version):
        _run(connection, step)


def _run(connection: sqlite3.Connection, step: int) -> None:
    """Take one step, whole or not at all, unless another process has just done so."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) < step:
            for statement in _statements(STEPS[step]):
                connection.execute(statement)
            if step == min(STEPS):
                connection.execute("INSERT INTO meta VALUES ('catalogue', ?)", [str(uuid.uuid4())])
            connection.execute(f"PRAGMA user_version = {step}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _statements(script: str) -> Iterator[str]:
    """One by one, since `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _readable(version: int) -> str:
    return f"{version // 1000}.{version % 1000}"
