"""What records and their fields are called, also those that are gone: read out of the file and its notes."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import Field, Link, fields_of, links_of, stored_fields
from crm_desktop.services.declared_names import DECLARING, declared_said, declaring_column, title_of_declaration
from crm_desktop.services.history import changes_of, image_of
from crm_desktop.services.records import title_of
from crm_desktop.services.settings import setting_named
from crm_desktop.storage.later_work import listed, owner_table
from crm_desktop.storage.noted_values import name_of
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import metadata

# What the rows of the tables beside the entities are called.
_BESIDE = {"setting": N_("Setting"), "saved_view": N_("View"), **DECLARING}


class Names:
    """Looks up what records are called on the screen, also those that are gone; remembers what it was asked."""

    def __init__(self, session: Session) -> None:
        self._session, self._known = session, shapes(session.connection())
        self._titles: dict[tuple[str, int], str] = {}
        self._rows: dict[tuple[str, int], Mapping[str, Any] | None] = {}

    def title(self, table: str, row_id: int, root: int) -> str:
        """Say which record this is: as it is now, else as it was when it was removed."""
        key = (table, row_id)
        if key not in self._titles:
            values = self.row(table, row_id) or image_of(self._session, table, row_id, root) or {}
            self._titles[key] = _said(table, row_id, values)
        return self._titles[key]

    def title_after(self, table: str, row_id: int, root: int, last_note: int) -> str:
        """Say which record this was right after note `last_note`: as it is now, with later changes taken off."""
        own = [shape for shape, (name, _columns) in self._known.items() if name == table]
        statement = text(
            f"SELECT shape, op, change FROM note WHERE root = :root AND shape IN ({listed(own)})"
            " AND row_id = :id AND id > :last ORDER BY id DESC"
        )
        values = dict(self.row(table, row_id) or {})
        for note in self._session.execute(statement, {"root": root, "id": row_id, "last": last_note}):
            if note.op == "D":
                values = dict(zip(self._known[note.shape][1], json.loads(note.change), strict=True))
            elif note.op == "U":
                values |= {column: before for column, (before, _after) in json.loads(note.change).items()}
        return _said(table, row_id, values)

    def label(self, table: str, row_id: int, root: int) -> str:
        """Say what sort of record this is; a channel by its type."""
        if table not in all_entities():
            return _(_BESIDE.get(table, N_("Option")))
        entity = entity_named(table)
        values = self.row(table, row_id) or image_of(self._session, table, row_id, root) or {}
        by = entity.reach.by if entity.reach is not None else ""
        return fields_of(entity)[by].kind.show(values[by]) if by and by in values else _(entity.label)

    def row(self, table: str, row_id: int) -> Mapping[str, Any] | None:
        """Read a row as the database holds it."""
        key = (table, row_id)
        if key not in self._rows:
            statement = f"SELECT * FROM {table} WHERE id = ?"
            found = self._session.connection().exec_driver_sql(statement, (row_id,)).mappings().first()
            self._rows[key] = None if found is None else dict(found)
        return self._rows[key]

    def said(self, table: str, row_id: int, root: int, column: str, value: Any) -> str:
        """Say the value of a column to a person: a link by the title of what it points at."""
        if value is None:
            return ""
        if table == "setting":
            row = self.row(table, row_id)
            return _setting_said(row["name"], value) if row else ""
        if table in DECLARING:
            row = self.row(table, row_id)
            return declared_said(row, column, value) if row else str(value)
        link = links_of(entity_named(table)).get(column) if table in all_entities() else None
        if link is not None:
            return self.title(link.entity, value, value)
        note = _Update("U", row_id, root, json.dumps({column: [None, value]}))
        found = changes_of(self._session, table, note)
        return found[0].seen[1] if found else str(value)


@dataclass(frozen=True, slots=True)
class _Update:
    """A note of one changed value, as `changes_of` reads it."""

    op: str
    row_id: int
    root: int
    change: str


def _said(table: str, row_id: int, values: Mapping[str, Any]) -> str:
    if table == "setting":
        return _setting_label(values["name"]) if values else ""
    if table in DECLARING and values:
        return title_of_declaration(values)
    if table not in all_entities():
        return str(values.get("label", f"#{row_id}"))
    kinds = stored_fields(entity_named(table))
    read = {name: kinds[name].kind.from_db(value) if name in kinds else value for name, value in values.items()}
    return title_of(table, {**read, "id": row_id}, seen=True)


def _setting_label(name: str) -> str:
    with suppress(UnknownFieldError):  # kept by the program for itself
        return _(setting_named(name).label)
    return name


def _setting_said(name: str, value: str) -> str:
    read = json.loads(value)
    with suppress(UnknownFieldError):
        kind = setting_named(name).kind
        read = kind.from_db(read)
        return "" if read is None or not str(read) else str(kind.on_screen(read))
    return str(read)


def column_label(table: str, column: str) -> str:
    """Say what a column is called; of a part with the part's name before it. What a person does not know is empty."""
    if table == "setting":
        return _("Value") if column == "value" else ""
    if table in DECLARING:
        return declaring_column(column)
    if table not in all_entities():
        return column
    entity = entity_named(table)
    name = name_of(column)
    declared: Field | Link | None = links_of(entity).get(name)
    if declared is None and name in stored_fields(entity):
        declared = fields_of(entity)[name]
    if declared is None:
        return ""
    part = owner_table(metadata.tables[table]) != table
    return f"{_(entity.label)} · {_(declared.label)}" if part else _(declared.label)
