"""How records get their running numbers: a prefix, so many digits, and the first number that is free."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.fields.declare import Entity, stored_fields
from crm_desktop.fields.kind import Kind
from crm_desktop.services.file_settings import setting_value
from crm_desktop.services.history import WORK_OF_NOTE
from crm_desktop.services.settings import SETTINGS
from crm_desktop.storage.notes import shapes

if TYPE_CHECKING:
    from crm_desktop.services.workspace import Workspace

_SETTINGS = frozenset(each.name for each in SETTINGS)
DIGITS = 5  # of entities whose numbers have no settings of their own


@dataclass(frozen=True, slots=True)
class Numbering:
    """Running numbers of the field `column` of an entity; `first` is the lowest that is given."""

    table: str
    column: str
    prefix: str
    digits: int = DIGITS
    first: int = 1

    def written(self, number: int) -> str:
        """Write a running number: KH-00012."""
        return f"{self.prefix}{number:0{self.digits}d}"

    def free(self, session: Session) -> int:
        """Give the number that the next record gets: above every one that is used behind this prefix."""
        used = self._highest(session, self.column, self.table)
        return max(used, self._highest_removed(session), self.first - 1) + 1

    def _highest_removed(self, session: Session) -> int:
        """Give the highest number of the records that were removed since the newest one that is there.

        Those removed before it have lower numbers, so the notes that are looked at are few, save right after a large
        removal. What an undo took away was never given.
        """
        highest = 0
        for shape, (table, columns) in shapes(session.connection()).items():
            if table == self.table and self.column in columns:
                removed = (
                    f"note WHERE root > (SELECT coalesce(max(id), 0) FROM {table}) AND shape = {shape} AND op = 'D'"
                    f" AND (SELECT kind FROM work WHERE work.id = {WORK_OF_NOTE}) NOT IN ('undo', 'redo')"
                )
                number = f"json_extract(change, '$[{columns.index(self.column)}]')"
                highest = max(highest, self._highest(session, number, removed))
        return highest

    def _highest(self, session: Session, number: str, rows: str) -> int:
        """Give the highest of the numbers (an SQL expression) behind this prefix in some rows (what follows FROM)."""
        statement = text(
            f"SELECT max(CAST(substr(number, :length) AS INTEGER)) FROM (SELECT {number} AS number FROM {rows})"
            " WHERE number GLOB :pattern"
        )
        pattern = f"{_literally(self.prefix)}[0-9]*"
        return int(session.scalar(statement, {"length": len(self.prefix) + 1, "pattern": pattern}) or 0)

    def next(self, session: Session) -> str:
        """Write the number that the next record gets."""
        return self.written(self.free(session))


def numbering_of(session: Session, entity: type[Entity], column: str) -> Numbering:
    """Give how a field's numbers are made: as the file's settings say, where there are any for the entity."""
    table = entity.__tablename__
    kind: Kind[object] = stored_fields(entity)[column].kind
    if f"{table}_prefix" not in _SETTINGS:
        return Numbering(table, column, str(getattr(kind, "prefix", "")))
    said = {name: setting_value(session, f"{table}_{name}") for name in ("prefix", "digits", "next")}
    return numbering_said(table, column, said)


def numbering_said(table: str, column: str, said: Mapping[str, object]) -> Numbering:
    """Give the numbering that `prefix`, `digits` and `next` say, as they may still be typed."""
    return Numbering(table, column, str(said["prefix"] or ""), int(str(said["digits"])), int(str(said["next"])))


def _literally(prefix: str) -> str:
    """Keep the signs of a prefix from standing for others in a GLOB pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in prefix)


def next_said(workspace: "Workspace", table: str, column: str, said: Mapping[str, object]) -> str:
    """Give the number that the next record would get if the settings were as `said`."""
    with workspace.read() as session:
        return numbering_said(table, column, said).next(session)
