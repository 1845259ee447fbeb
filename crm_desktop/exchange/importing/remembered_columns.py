"""What a person chose for the columns of a sheet, remembered in the encrypted file by the sheet's headings."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from crm_desktop.base import clock
from crm_desktop.exchange.headings import places, split_numbers
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.reading.find_header import Table, normal_heading
from crm_desktop.fields.kind import DateOrder
from crm_desktop.services.own_keys import used_keys
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import setting

MOST = 200  # sheets that are remembered; the ones imported longest ago are forgotten
_PREFIX = "import_columns:"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was chosen for the columns of one sheet, by column number."""

    entity: str
    places: Mapping[int, str | None] = field(default_factory=dict)
    values: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    date_orders: Mapping[int, DateOrder] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """The remembered choices of a file, by the signature of the headings and the kind of record."""

    found: Mapping[str, Remembered] = field(default_factory=dict)
    used: Callable[[str], frozenset[str]] = lambda _entity: frozenset()  # keys of own fields that are not free

    def of(self, table: Table, entity: str) -> Remembered:
        """Give what is remembered for a table; what is no longer a field is forgotten."""
        kept = self.found.get(signature(table))
        if kept is None or kept.entity != entity:
            return Remembered(entity)
        known, width = places(entity), len(table.headings)
        still = {
            at: place
            for at, place in kept.places.items()
            if at < width and (place is None or split_numbers(place)[0] in known)
        }
        return Remembered(entity, still, kept.values, kept.date_orders)


def signature(table: Table) -> str:
    """Give what all sheets with the same headings in the same order have in common."""
    headings = "\x1f".join(normal_heading(heading) for heading in table.headings)
    return hashlib.sha256(headings.encode()).hexdigest()[:24]


def recall(workspace: Workspace) -> Memory:
    """Read what is remembered in the file."""
    with workspace.read() as session:
        rows = session.execute(select(setting.c.name, setting.c.value).where(setting.c.name.startswith(_PREFIX)))
        found = {name.removeprefix(_PREFIX): _read(json.loads(value)) for name, value in rows}
    return Memory(found, lambda entity: _used_keys(workspace, entity))


def _used_keys(workspace: Workspace, entity: str) -> frozenset[str]:
    with workspace.read() as session:
        return used_keys(session.connection(), entity)


def _read(kept: Mapping[str, Any]) -> Remembered:
    return Remembered(
        str(kept["entity"]),
        {int(at): place for at, place in kept["places"].items()},
        {int(at): values for at, values in kept["values"].items()},
        {int(at): order for at, order in kept["date_orders"].items()},
    )


def remember(connection: Connection, sheets: Iterable[SheetMatch]) -> None:
    """Keep what a person chose for the sheets of an import, as a part of that import's own piece of work."""
    rows = connection.execute(select(setting.c.name, setting.c.value).where(setting.c.name.startswith(_PREFIX)))
    there: dict[str, dict[str, Any]] = {name: json.loads(value) for name, value in rows}
    for sheet in sheets:
        name, chosen = _PREFIX + signature(sheet.table), _chosen(sheet)
        old = {key: value for key, value in there.get(name, {}).items() if key != "at"}
        if chosen is None or chosen == old:
            continue
        there[name] = {"at": clock.now().isoformat(), **chosen}
        value = json.dumps(there[name], ensure_ascii=False)
        statement = insert(setting).values(name=name, value=value)
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
    oldest = sorted(there, key=lambda name: str(there[name]["at"]))[: max(0, len(there) - MOST)]
    for name in oldest:
        connection.execute(delete(setting).where(setting.c.name == name))


def _chosen(sheet: SheetMatch) -> dict[str, Any] | None:
    """Give the choices for one sheet as they are kept, None where a person chose nothing."""
    if not any(match.reason == "asked" or match.values or match.date_order for match in sheet.matches):
        return None
    chosen = [match for match in sheet.matches if match.reason in {"asked", "remembered"}]
    return {
        "entity": sheet.entity,
        "places": {str(match.column): match.target for match in chosen},
        "values": {str(match.column): dict(match.values) for match in sheet.matches if match.values},
        "date_orders": {str(match.column): match.date_order for match in sheet.matches if match.date_order},
    }
