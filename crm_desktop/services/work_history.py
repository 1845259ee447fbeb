"""The pieces of work of a file, a page at a time, by sort and by day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.services.work_info import WorkInfo, info_of
from crm_desktop.storage.tables import work

PAGE = 50


@dataclass(frozen=True, slots=True)
class WorkSort:
    """A filter of the history: the kinds of work that it shows; with none, what no other filter shows."""

    name: str
    label: str
    kinds: frozenset[str] = frozenset()


ALL = WorkSort("all", N_("All"))
SORTS = (
    WorkSort("import", N_("Imports"), frozenset({"import"})),
    WorkSort("bulk", N_("Bulk changes"), frozenset({"bulk"})),
    WorkSort("edit", N_("Edits")),
    WorkSort("merge", N_("Merges"), frozenset({"merge", "unmerge"})),
    WorkSort("remove", N_("Removals"), frozenset({"remove"})),
)
_NAMED = frozenset().union(*(each.kinds for each in SORTS))
_UNDOING = ("undo", "redo")
_undoing = work.alias("undoing")


def sort_named(name: str) -> WorkSort:
    """Give a filter by its name; raises `InvalidValueError`."""
    for each in (ALL, *SORTS):
        if each.name == name:
            return each
    known = ", ".join(each.name for each in (ALL, *SORTS))
    raise InvalidValueError(_("“{name}” is no kind of work. Known: {known}.").format(name=name, known=known))


def shows(name: str, info: WorkInfo) -> bool:
    """Tell whether a piece of work stands under the filter `name`."""
    sort = sort_named(name)
    named = info.kind in sort.kinds if sort.kinds else sort == ALL or info.kind not in _NAMED
    return named and info.kind not in _UNDOING


def work_page(
    session: Session, sort: WorkSort = ALL, *, before: int | None = None, limit: int = PAGE
) -> list[WorkInfo]:
    """Give pieces of work, newest first, older than number `before`; undoing is told with what it undid."""
    query = select(work, _undoing.c.at.label("undone_at")).join(
        _undoing, _undoing.c.id == work.c.undone_by, isouter=True
    )
    query = query.where(*_shown(sort)).order_by(work.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(work.c.id < before)
    return [info_of(dict(row)) for row in session.execute(query).mappings()]


def count_by_day(session: Session, sort: WorkSort = ALL) -> Mapping[dt.date, int]:
    """Count the pieces of work by the day on which they were done."""
    day = func.substr(work.c.at, 1, 10)
    rows = session.execute(select(day, func.count()).where(*_shown(sort)).group_by(day))
    return {dt.date.fromisoformat(said): number for said, number in rows}


def count_by_sort(session: Session) -> Mapping[str, int]:
    """Count the pieces of work under each filter, by its name."""
    rows = session.execute(select(work.c.kind, func.count()).where(*_shown(ALL)).group_by(work.c.kind))
    kinds: dict[str, int] = {kind: number for kind, number in rows}  # noqa: C416 - mypy takes no rows for pairs
    return {
        sort.name: sum(
            number
            for kind, number in kinds.items()
            if sort == ALL or (kind in sort.kinds if sort.kinds else kind not in _NAMED)
        )
        for sort in (ALL, *SORTS)
    }


def _shown(sort: WorkSort) -> tuple[ColumnElement[bool], ...]:
    shown = work.c.kind.not_in(_UNDOING)
    if sort.kinds:
        return (shown, work.c.kind.in_(sort.kinds))
    return (shown,) if sort == ALL else (shown, work.c.kind.not_in(_NAMED))
