"""The full-text index: one table of terms per searched entity, whose rowid is the record's id.

The tables keep terms but no texts (contentless), so a row cannot be read back. Beside each stands a
table of seals, hashes of what went in: by it `refresh` skips what did not change, and `check` proves
that the index says what the records say.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from sqlalchemy import Connection

from crm_desktop.base.i18n import N_
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.storage.search_sources import Found, searched_entities, values_of
from crm_desktop.storage.search_terms import COLUMNS, row_of

CHUNK = 2_000  # records brought to terms at a time
MANY = 10_000  # after as many new rows the index is worth tidying

Row = tuple[int, int, tuple[str, ...]]  # id, seal, texts of the columns


def create(connection: Connection) -> None:
    """Make the index tables of every searched entity that has none, empty."""
    for name in searched_entities():
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS search_{name} USING fts5({', '.join(COLUMNS)}, content='', "
            "contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
        )
        connection.exec_driver_sql(
            f"CREATE TABLE IF NOT EXISTS search_{name}_seal (id INTEGER PRIMARY KEY, seal INTEGER NOT NULL)"
        )


def refresh(connection: Connection, entity_name: str, ids: Iterable[int]) -> None:
    """Bring the index after a change of these records (or of their parts); gone ones are dropped."""
    wanted = sorted(ids)
    written = 0
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        rows = _rows(connection, entity_name, some)
        known = _seals(connection, entity_name, some)
        stale = [record_id for record_id in known if record_id not in rows or rows[record_id][1] != known[record_id]]
        drop_rows(connection, entity_name, stale)
        fresh = [row for row in rows.values() if known.get(row[0]) != row[1]]
        _write(connection, entity_name, fresh)
        written += len(fresh)
    if written >= MANY:
        _tidy(connection, entity_name)


def drop_rows(connection: Connection, entity_name: str, ids: Sequence[int]) -> None:
    """Take records out of the index; those that are not in it do no harm."""
    if not ids:
        return
    gone = [(record_id,) for record_id in ids]
    connection.exec_driver_sql(f"DELETE FROM search_{entity_name} WHERE rowid = ?", gone)
    connection.exec_driver_sql(f"DELETE FROM search_{entity_name}_seal WHERE id = ?", gone)


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Write the whole index anew."""
    watched = progress or Silent()
    counts = {name: _count(connection, name) for name in searched_entities()}
    total, done = sum(counts.values()), 0
    for name in counts:
        connection.exec_driver_sql(f"INSERT INTO search_{name}(search_{name}) VALUES ('delete-all')")
        connection.exec_driver_sql(f"DELETE FROM search_{name}_seal")
        for ids in _all_ids(connection, name):
            watched.report(done, total, N_("Building the search index"))
            _write(connection, name, list(_rows(connection, name, ids).values()))
            done += len(ids)
        _tidy(connection, name)
    watched.report(total, total, N_("Building the search index"))


def check(connection: Connection, *, deep: bool = False) -> int:
    """Count the records that are missing from the index or are in it without being there.

    `deep` also derives every record's terms again and counts those whose seal differs, and has FTS5
    prove its own structure (a broken one raises the driver's error).
    """
    wrong = 0
    for name in searched_entities():
        there = f"SELECT id FROM {name}"
        indexed, sealed = f"SELECT rowid FROM search_{name}", f"SELECT id FROM search_{name}_seal"
        wrong += _count(connection, f"({there} EXCEPT SELECT * FROM ({indexed} INTERSECT {sealed}))")
        wrong += _count(connection, f"(SELECT * FROM ({indexed} UNION {sealed}) EXCEPT {there})")
        if deep:
            connection.exec_driver_sql(f"INSERT INTO search_{name}(search_{name}) VALUES ('integrity-check')")
            wrong += sum(_differing(connection, name, ids) for ids in _all_ids(connection, name))
    return wrong


def _rows(connection: Connection, name: str, ids: Sequence[int]) -> dict[int, Row]:
    return {record_id: _row(record_id, found) for record_id, found in values_of(connection, name, ids).items()}


def _row(record_id: int, found: list[Found]) -> Row:
    texts = row_of(found)
    digest = blake2b("\x00".join(texts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return record_id, int.from_bytes(digest, "big", signed=True), texts


def _write(connection: Connection, name: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    places = ", ".join("?" for _ in COLUMNS)
    connection.exec_driver_sql(
        f"INSERT INTO search_{name}(rowid, {', '.join(COLUMNS)}) VALUES (?, {places})",
        [(record_id, *texts) for record_id, _seal, texts in rows],
    )
    seals = [(record_id, seal) for record_id, seal, _texts in rows]
    connection.exec_driver_sql(f"INSERT INTO search_{name}_seal(id, seal) VALUES (?, ?)", seals)


def _seals(connection: Connection, name: str, ids: Sequence[int]) -> dict[int, int]:
    statement = f"SELECT id, seal FROM search_{name}_seal WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0]: row[1] for row in connection.exec_driver_sql(statement, (json.dumps(list(ids)),))}


def _differing(connection: Connection, name: str, ids: Sequence[int]) -> int:
    known = _seals(connection, name, ids)
    return sum(row[1] != known[row[0]] for row in _rows(connection, name, ids).values() if row[0] in known)


def _all_ids(connection: Connection, name: str) -> Iterator[list[int]]:
    last = 0
    while True:
        statement = f"SELECT id FROM {name} WHERE id > ? ORDER BY id LIMIT {CHUNK}"
        ids = [int(row[0]) for row in connection.exec_driver_sql(statement, (last,))]
        if not ids:
            return
        yield ids
        last = ids[-1]


def _count(connection: Connection, rows: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {rows}").scalar_one())


def _tidy(connection: Connection, name: str) -> None:
    """Merge the segments that a large write leaves behind; searches are faster for it."""
    connection.exec_driver_sql(f"INSERT INTO search_{name}(search_{name}) VALUES ('optimize')")
