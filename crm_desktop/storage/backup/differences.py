"""What is different between a backup and the file as it is now, by table and by customer."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Table

from crm_desktop.storage.backup.verify_backup import Proven
from crm_desktop.storage.customer_file import CustomerFile
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.engine import database_uri
from crm_desktop.storage.integrity import CHECKING_CACHE
from crm_desktop.storage.keys import wipe
from crm_desktop.storage.tables import noted_tables, root_column

OWNER = "customer"


@dataclass(frozen=True, slots=True)
class TableDifference:
    """Rows of one table: how many there were and are; how many came, changed and went since the backup."""

    table: str
    then: int
    now: int
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class OwnerDifference:
    """A customer that is not as it was: gone, changed in so many fields and parts, or new since the backup.

    `id` is the one in the backup; of a new one, the present one.
    """

    id: int
    name: str
    state: Literal["removed", "changed", "added"]
    changes: int


@contextlib.contextmanager
def compared(backup: Proven, file: CustomerFile) -> Iterator[Any]:
    """Give a connection to the backup's database on which the open file, as it is now, is `present`."""
    with file.connected() as (_connection, key), backup.connected() as both:
        literal = key.literal()
        with spoken(file.path):
            both.execute("PRAGMA query_only = ON")
            both.execute("ATTACH DATABASE ? AS present KEY ?", (database_uri(file.path), bytes(literal)))
            both.execute(f"PRAGMA present.cache_size = {CHECKING_CACHE}")
            wipe(literal)
            yield both


def by_table(both: Any) -> list[TableDifference]:
    """Compare every table that the user's records stand in."""
    return [_of_table(both, table) for table in noted_tables() if _columns(both, "main", table)]


def by_owner(both: Any) -> list[OwnerDifference]:
    """Give the customers that are not as they were, with how much of each and of its parts is different."""
    changes: dict[int, int] = {}
    for table in noted_tables():
        root = root_column(table)
        if _columns(both, "main", table) and (table.name == OWNER or root == f"{OWNER}_id"):
            for owner, number in both.execute(_changes_by_owner(both, table, root)):
                changes[owner] = changes.get(owner, 0) + number
    present = f"SELECT uid FROM present.{OWNER}"
    names = both.execute(f"SELECT id, name, uid IN ({present}) FROM main.{OWNER}").fetchall()
    found = [
        OwnerDifference(owner, name, "changed" if still else "removed", changes.get(owner, 0))
        for owner, name, still in names
        if not still or owner in changes
    ]
    new = both.execute(f"SELECT id, name FROM present.{OWNER} WHERE uid NOT IN (SELECT uid FROM main.{OWNER})")
    return found + [OwnerDifference(owner, name, "added", 0) for owner, name in new]


def _of_table(both: Any, table: Table) -> TableDifference:
    name, key = table.name, key_of(table)
    # Nearly every row still has its number, by which it is found at once; only the others are sought by their uid.
    same = f"old.id = new.id AND old.{key} = new.{key}"
    gone = f"main.{name} AS old WHERE NOT EXISTS (SELECT 1 FROM present.{name} AS new WHERE {same}) AND old.{key}"
    new = f"present.{name} AS new WHERE NOT EXISTS (SELECT 1 FROM main.{name} AS old WHERE {same}) AND new.{key}"
    changed = f"main.{name} AS old JOIN present.{name} AS new ON {same} WHERE {' OR '.join(_unequal(both, table))}"
    renumbered = f"{gone} IN (SELECT {key} FROM present.{name})"
    statements = (
        f"SELECT count(*) FROM main.{name}",
        f"SELECT count(*) FROM present.{name}",
        f"SELECT count(*) FROM {new} NOT IN (SELECT {key} FROM main.{name})",
        f"SELECT (SELECT count(*) FROM {changed}) + (SELECT count(*) FROM {renumbered})",
        f"SELECT count(*) FROM {gone} NOT IN (SELECT {key} FROM present.{name})",
    )
    return TableDifference(name, *(both.execute(each).fetchone()[0] for each in statements))


def _changes_by_owner(both: Any, table: Table, root: str) -> str:
    """Give the SQL of (customer, how many fields or parts changed or went) for one table."""
    name, unequal = table.name, _unequal(both, table)
    matched = f"main.{name} AS old JOIN present.{name} AS new ON old.uid = new.uid"
    if name == OWNER:
        return f"SELECT old.id, {' + '.join(f'({each})' for each in unequal)} AS n FROM {matched} WHERE n > 0"
    return (
        f"SELECT {root}, count(*) FROM (SELECT old.{root} FROM {matched} WHERE {' OR '.join(unequal)} UNION ALL"
        f" SELECT {root} FROM main.{name} WHERE uid NOT IN (SELECT uid FROM present.{name})) GROUP BY 1"
    )


def _unequal(both: Any, table: Table) -> list[str]:
    """Give the conditions under which a row is not as it was, one per column that both have."""
    shared = _columns(both, "main", table) & _columns(both, "present", table)
    return [f'old."{column.name}" IS NOT new."{column.name}"' for column in table.columns if column.name in shared]


def _columns(both: Any, schema: str, table: Table) -> set[str]:
    names = both.execute("SELECT name FROM pragma_table_info(?, ?)", (table.name, schema)).fetchall()
    return {name for (name,) in names} - {"id"}


def key_of(table: Table) -> str:
    """Name the column by which a row is known again in another copy of the file."""
    return "uid" if "uid" in table.columns else "name" if "name" in table.columns else "id"
