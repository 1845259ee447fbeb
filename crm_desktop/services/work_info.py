"""What is told about pieces of work: what they were, what they changed, what an undo kept."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.i18n import _


@dataclass(frozen=True, slots=True)
class WorkInfo:
    """One piece of work as the history shows it; `counts` are (added, changed, removed) by table."""

    id: int
    title: str
    kind: str
    at: dt.datetime
    counts: Mapping[str, tuple[int, int, int]]
    undone: bool


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The announcement of committed work: which records are to be looked at again.

    `ids` are by entity and hold the owners of changed parts too; `many` says that there were too
    many to name, so everything is to be looked at again.
    """

    work: WorkInfo
    ids: Mapping[str, frozenset[int]]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that an undo kept as it is, and why; `field` is empty for a whole record."""

    entity: str
    record_id: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What was taken back (or done again), by which piece of work, and what was kept."""

    undone: WorkInfo
    work_id: int
    conflicts: tuple[Conflict, ...]


def info_of(row: Mapping[str, Any]) -> WorkInfo:
    """Read a row of the work table; the title comes in the current language."""
    return WorkInfo(
        id=row["id"],
        title=_titled(row["title"], json.loads(row["args"])),
        kind=row["kind"],
        at=dt.datetime.fromisoformat(row["at"]),
        counts={table: tuple(three) for table, three in json.loads(row["counts"]).items()},
        undone=row["undone_by"] is not None,
    )


def _titled(message: str, args: Mapping[str, Any]) -> str:
    # A title inside a title (undo of …) is kept untranslated too.
    inner = {
        name: _titled(value["title"], value["args"]) if isinstance(value, dict) else value
        for name, value in args.items()
    }
    return _(message).format(**inner)
