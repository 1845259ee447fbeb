"""What is told about pieces of work: what they were, what they changed, what an undo kept."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.i18n import N_, _, counted
from crm_desktop.fields.masked import text_on_screen
from crm_desktop.storage.later_work import EVERY as EVERY  # noqa: PLC0414 - windows choose by it
from crm_desktop.storage.later_work import Drop as Drop  # noqa: PLC0414 - windows choose by it
from crm_desktop.storage.take_back import Kept

_KEPT_BECAUSE = {
    "later_work": N_("It was worked on afterwards, so it is kept."),
    "changed_since": N_("It was changed again afterwards, so the later value is kept."),
    "removed_since": N_("It was removed afterwards, so it stays removed."),
    "taken": N_("Another record has taken its number since."),
    "owner_gone": N_("The record that it belonged to is gone."),
    "no_field": N_("This version of the program no longer keeps the field."),
}
FOR_LATER_EDITS = frozenset({"later_work", "changed_since", "removed_since"})  # dropping these lets it be taken back


@dataclass(frozen=True, slots=True)
class WorkInfo:
    """One piece of work as the history shows it; `counts` are (added, changed, removed) by table."""

    id: int
    title: str
    kind: str
    at: dt.datetime
    counts: Mapping[str, tuple[int, int, int]]
    undone: bool
    partly: bool = False  # undone, but later work kept some of it
    undone_at: dt.datetime | None = None  # told by pages of the history only


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
    """Something that an undo kept as it is, and why; `field` is empty for a whole record, `root` is its owner."""

    entity: str
    record_id: int
    field: str
    message: str
    reason: str = ""
    root: int = 0

    @property
    def for_later_edits(self) -> bool:
        """Whether it is kept because it was edited later, so that a person may choose otherwise."""
        return self.reason in FOR_LATER_EDITS


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What was taken back (or done again), by which piece of work, and what was kept."""

    undone: WorkInfo
    work_id: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class UndoLook:
    """What an undo would do, by table: added records removed, changed ones put back, removed ones brought back."""

    work: WorkInfo
    removed: Mapping[str, int]
    put_back: Mapping[str, int]
    brought_back: Mapping[str, int]
    conflicts: tuple[Conflict, ...]

    @property
    def nothing(self) -> bool:
        """Whether the undo would change nothing at all."""
        return not any(count for each in (self.removed, self.put_back, self.brought_back) for count in each.values())


def conflict_of(kept: Kept) -> Conflict:
    """Say why something was kept, in the current language."""
    return Conflict(kept.table, kept.row_id, kept.column, _(_KEPT_BECAUSE[kept.reason]), kept.reason, kept.root)


def info_of(row: Mapping[str, Any]) -> WorkInfo:
    """Read a row of the work table; the title comes in the current language."""
    return WorkInfo(
        id=row["id"],
        title=text_on_screen(_titled(row["title"], json.loads(row["args"]))),
        kind=row["kind"],
        at=dt.datetime.fromisoformat(row["at"]),
        counts={table: tuple(three) for table, three in json.loads(row["counts"]).items()},
        undone=row["undone_by"] is not None,
        partly=bool(row["partly"]),
        undone_at=dt.datetime.fromisoformat(row["undone_at"]) if row.get("undone_at") else None,
    )


EARLIER_TITLES = (N_("Removed {n} × {entity}"),)  # no work begins so any more, but files hold them: still translated


def _titled(message: str, args: Mapping[str, Any]) -> str:
    # A title inside a title (undo of …) is kept untranslated too.
    inner = {name: _inner(value) if isinstance(value, dict) else value for name, value in args.items()}
    return _(message).format(**inner)


def _inner(value: Mapping[str, Any]) -> str:
    """Say a title, a label or a number of things inside a title; a `small` one as within an English sentence."""
    if "many" in value:
        return counted((value["title"], value["many"]), value["args"]["n"])
    said = _titled(value["title"], value["args"])
    return said.lower() if value.get("small") else said
