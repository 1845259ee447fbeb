"""Brings chosen customers of a backup back, with everything that belongs to them, beside what there is now.

A record is known again by its uid. One that is gone is added with the number it had, or with a new one where
that is taken; one that changed gets its old values; what came later stays. A part that belongs to somebody else
by now stays there, and a copy of it comes back: nobody but the chosen ones is touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table

from crm_desktop.fields.declare import new_uid
from crm_desktop.storage.backup.chosen_rows import OWNER, Row, links_of, record_tables, rows_where


@dataclass(slots=True)
class BroughtBack:
    """How many rows of one table were added and changed; `same` ones were as they had been."""

    table: str
    added: int = 0
    changed: int = 0
    same: int = 0


@dataclass(slots=True)
class _Return:
    """One bringing back: the backup, the present file, and which present record each old one has become."""

    source: Any
    present: Any
    became: dict[str, dict[int, int]] = field(default_factory=dict)


def bring_back(source: Any, present: Connection, chosen: Mapping[str, list[Row]]) -> list[BroughtBack]:
    """Write the rows that `chosen_rows` gave into the present file, inside an open piece of work."""
    present.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    task = _Return(source, present.connection.driver_connection)
    return [_bring(task, table, chosen[name]) for name, table in record_tables().items() if name in chosen]


def _bring(task: _Return, table: Table, rows: list[Row]) -> BroughtBack:
    told = BroughtBack(table.name)
    there = {now["uid"]: now for now in rows_where(task.present, table.name, "uid", {row["uid"] for row in rows})}
    taken = {now["id"] for now in rows_where(task.present, table.name, "id", {row["id"] for row in rows})}
    new_ids = count(_highest_id(task, table, rows) + 1)
    others = {uid for uid, now in there.items() if _is_others(task, table, now)}
    became = task.became.setdefault(table.name, {})
    for row in rows:  # before any is written: they may name each other
        came = there.get(row["uid"])
        own = row["id"] if came is None else came["id"]
        became[row["id"]] = next(new_ids) if row["uid"] in others or (came is None and own in taken) else own
    for row in rows:
        now = there.get(row["uid"])
        if now is None or row["uid"] in others:
            _add(task, table, row if now is None else {**row, "uid": new_uid()}, became[row["id"]])
            told.added += 1
        elif _change(task, table, row, now):
            told.changed += 1
        else:
            told.same += 1
    return told


def _highest_id(task: _Return, table: Table, rows: list[Row]) -> int:
    """Give the highest id that was ever given or is about to come back: new ones lie above it."""
    given = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?"
    highest: int = max(task.present.execute(given, (table.name,)).fetchone()[0], *(row["id"] for row in rows))
    return highest


def _is_others(task: _Return, table: Table, now: Row) -> bool:
    """Tell whether a part belongs by now to a record that is not brought back; among those that are it moves back."""
    owners = [(column, target) for column, target, owned in links_of(table) if owned][:1]
    return any(now[column] not in task.became[target].values() for column, target in owners)


def _add(task: _Return, table: Table, row: Row, row_id: int) -> None:
    values = {"id": row_id, **_fitting(task, table, row, None)}
    columns = ", ".join(f'"{name}"' for name in values)
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(values))})"
    task.present.execute(statement, tuple(values.values()))
    _bring_bytes(task, values)


def _change(task: _Return, table: Table, row: Row, now: Row) -> bool:
    """Give a record its old values; one that only others need stays as it is."""
    if table.name != OWNER and not any(owned for _column, _target, owned in links_of(table)):
        return False
    values = _fitting(task, table, row, now)
    changes = {name: value for name, value in values.items() if now[name] != value}
    if changes:
        sets = ", ".join(f'"{name}" = ?' for name in changes)
        task.present.execute(f"UPDATE {table.name} SET {sets} WHERE id = ?", (*changes.values(), now["id"]))
        _bring_bytes(task, values)
    return bool(changes)


def _fitting(task: _Return, table: Table, row: Row, now: Row | None) -> Row:
    """Give an old row's values as they fit the present file: links to present records, numbers that are free."""
    own = [column.name for column in table.columns if column.name != "id"]
    values = {name: row[name] for name in own if name in row}
    for link, target, _owned in links_of(table):
        values[link] = _present_id(task, target, values[link])
    for column in table.columns:
        if column.unique and values.get(column.name) is not None:
            values[column.name] = _free(task, table, column.name, values[column.name], now)
    return values


def _present_id(task: _Return, target: str, old: int | None) -> int | None:
    """Give the present record that an old one is; None where it is not there any more."""
    if old is None or old in task.became.get(target, {}):
        return None if old is None else task.became[target][old]
    uids = [row["uid"] for row in rows_where(task.source, target, "id", [old])]
    found = rows_where(task.present, target, "uid", uids)
    return int(found[0]["id"]) if found else None


def _free(task: _Return, table: Table, column: str, value: object, now: Row | None) -> object:
    """Give a unique value, or where somebody else has it by now the same with -2, -3 … behind it."""
    own, wanted, number = now["id"] if now else 0, value, 1
    while any(row["id"] != own for row in rows_where(task.present, table.name, column, [str(wanted)])):
        number += 1
        wanted = f"{value}-{number}"
    return wanted


def _bring_bytes(task: _Return, values: Row) -> None:
    """Bring the bytes of an attachment; they are kept once by their hash."""
    for row in rows_where(task.source, "blob", "sha256", [values["sha256"]]) if "sha256" in values else ():
        task.present.execute("INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?, ?)", (row["sha256"], row["bytes"]))
