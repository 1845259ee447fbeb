"""Changes a field of many records at once: a plan that tells what would change, then one piece of work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Entity, field_named
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.masked import text_on_screen
from crm_desktop.fields.own_values import assigned, column_of, unfolded
from crm_desktop.services import backups
from crm_desktop.services.bulk_values import Becomes, Edit, Judge
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.own_links import read_own_links
from crm_desktop.services.records import title_of
from crm_desktop.services.workspace import Workspace

CHUNK = 1_000  # records that are read, judged and written together
SHOWN = 200  # lines of a plan that are kept to be looked at
LARGE = 100  # from so many changed records a backup is made before

Scope = Sequence[int] | ListQuery


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one record as the screen may show it: what it is and becomes, or why it is refused."""

    record_id: int
    title: str
    field: str
    label: str
    before: str
    after: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a bulk edit does to `total` records: counts, and the first lines of what changes and is refused."""

    entity: str
    edits: tuple[Edit, ...]
    total: int
    changed: int = 0
    refused: int = 0
    changes: tuple[Line, ...] = ()
    refusals: tuple[Line, ...] = ()

    @property
    def same(self) -> int:
        """Tell how many records stay as they are because they are so already."""
        return self.total - self.changed - self.refused


@dataclass(frozen=True, slots=True)
class Done:
    """What a bulk edit did, and by which piece of work (0: nothing changed)."""

    plan: Plan
    work_id: int


@dataclass(slots=True)
class _Tally:
    """Counts while the records are gone through; `lines` are the first of each sort."""

    changed: int = 0
    refused: int = 0
    changes: list[Line] = field(default_factory=list)
    refusals: list[Line] = field(default_factory=list)


def plan(
    workspace: Workspace, entity_name: str, scope: Scope, edits: Sequence[Edit], *, progress: Progress | None = None
) -> Plan:
    """Tell what `bulk_edit` would do, and change nothing; not for the window's thread where many are meant.

    Raises `UnknownFieldError` and `InvalidValueError` for edits that make no sense for any record.
    """
    entity = entity_named(entity_name)
    with workspace.read() as session:
        edits = _with_links(session, entity, edits)
        judge = Judge(entity, edits, workspace.context)
        ids = list_ids(session, scope) if isinstance(scope, ListQuery) else scope
        connection = session.connection()
        return _gone_through(connection, entity, ids, edits, judge, progress or Silent(), write=False)


def bulk_edit(
    workspace: Workspace, entity_name: str, scope: Scope, edits: Sequence[Edit], *, progress: Progress | None = None
) -> Done:
    """Change the records that the rules let be changed, as one titled piece of work; refused ones stay and are told.

    The file is backed up before many are changed. Cancelling through `progress` takes all of it back.
    """
    watch = progress or Silent()
    entity = entity_named(entity_name)
    with workspace.read() as session:
        edits = _with_links(session, entity, edits)
        ids = list_ids(session, scope) if isinstance(scope, ListQuery) else scope
    found = plan(workspace, entity_name, ids, edits, progress=watch)
    if not found.changed:
        return Done(found, 0)
    title, args = _title(entity, edits, found.changed, workspace)
    if found.changed >= LARGE:
        watch.report(0, len(ids), _("Backing up first"))
        backups.before(workspace, "bulk", progress=watch)
    judge = Judge(entity, edits, workspace.context)
    with workspace.work(title, kind="bulk", **args) as work:
        done = _gone_through(work.connection, entity, ids, edits, judge, watch, write=True)
        watch.report(len(ids), len(ids), _("Updating the lists and the search"))
    return Done(done, work.id if work.kept else 0)


def _with_links(session: Session, entity: type[Entity], edits: Sequence[Edit]) -> list[Edit]:
    """Give the edits, customers that own fields name by their numbers; raises `InvalidValueError` for one unknown."""
    try:
        return [
            replace(each, raw=read_own_links(session, entity, {each.field: each.raw}).get(each.field, each.raw))
            for each in edits
        ]
    except NotFoundError as error:
        raise InvalidValueError(str(error)) from error


def _gone_through(  # noqa: PLR0913, PLR0917 - what is gone through, by what, and whether it is written
    connection: Connection,
    entity: type[Entity],
    ids: Sequence[int],
    edits: Sequence[Edit],
    judge: Judge,
    progress: Progress,
    *,
    write: bool,
) -> Plan:
    tally, total = _Tally(), 0
    for start, rows in _read(connection, entity, ids, judge.needed | {entity.title}):
        progress.report(start, len(ids), _("Changing") if write else _("Looking at what would change"))
        total += len(rows)
        became = [(row, judge.becomes(row)) for row in rows]
        for row, becomes in became:
            _count(tally, entity, row, becomes, edits)
        if write:
            _write(connection, entity, became)
    lines = {"changes": tuple(tally.changes), "refusals": tuple(tally.refusals)}
    return Plan(entity.__tablename__, tuple(edits), total, tally.changed, tally.refused, **lines)


def _read(
    connection: Connection, entity: type[Entity], ids: Sequence[int], needed: frozenset[str]
) -> Iterator[tuple[int, Sequence[Mapping[str, Any]]]]:
    """Read the records a chunk at a time, in the order of `ids`; those that are gone are left out."""
    table = entity.__table__
    every = len(needed) <= 1
    columns = list(table.columns) if every else [column_of(entity, name) for name in sorted(needed)]
    for start in range(0, len(ids), CHUNK):
        some = list(ids[start : start + CHUNK])
        rows = connection.execute(select(table.c.id, *columns).where(table.c.id.in_(some))).mappings()
        found: dict[int, Mapping[str, Any]] = {
            row["id"]: unfolded(entity, dict(row)) if every else dict(row) for row in rows
        }
        yield start, [found[each] for each in some if each in found]


def _count(
    tally: _Tally, entity: type[Entity], row: Mapping[str, Any], becomes: Becomes, edits: Sequence[Edit]
) -> None:
    if becomes.refused is not None:
        tally.refused += 1
        name, note = becomes.refused
        if len(tally.refusals) < SHOWN:
            raw = next((each.raw for each in edits if each.field == name), "")
            line = _line(entity, row, name, None)
            tally.refusals.append(replace(line, after=text_on_screen(str(raw)), reason=text_on_screen(note.message)))
    elif becomes.values:
        tally.changed += 1
        if len(tally.changes) < SHOWN:
            tally.changes += [_line(entity, row, name, value) for name, value in becomes.values.items()]


def _line(entity: type[Entity], row: Mapping[str, Any], name: str, after: Any) -> Line:
    declared = field_named(entity, name)
    kind = declared.kind.within(row)
    shown = ["" if value is None else kind.on_screen(value) for value in (row.get(name), after)]
    return Line(row["id"], title_of(entity.__tablename__, row, seen=True), name, _(declared.label), *shown)


def _write(connection: Connection, entity: type[Entity], became: Sequence[tuple[Mapping[str, Any], Becomes]]) -> None:
    """Write the changed records, one statement for all that get the same values."""
    grouped: dict[str, tuple[Mapping[str, Any], list[int]]] = {}
    for row, becomes in became:
        if becomes.values:
            grouped.setdefault(repr(becomes.values), (becomes.values, []))[1].append(row["id"])
    for values, some in grouped.values():
        connection.execute(update(entity).where(entity.id.in_(some)).values(**assigned(entity, values)))


def _title(
    entity: type[Entity], edits: Sequence[Edit], number: int, workspace: Workspace
) -> tuple[str, dict[str, object]]:
    """Say a bulk edit in a line, untranslated, with what fills its places."""
    records = _small(entity.label if number == 1 else entity.label_many)
    if len(edits) > 1:
        return N_("Changed {n} {records}"), {"n": number, "records": records}
    edit = edits[0]
    declared = field_named(entity, edit.field)
    args = {"n": number, "records": records, "field": _small(declared.label), "value": _value(edit, entity, workspace)}
    if edit.deed == "replace":
        return N_("Replaced “{sought}” by “{value}” in {field} of {n} {records}"), {**args, "sought": edit.sought}
    if not str(edit.raw).strip():
        return N_("Emptied {field} of {n} {records}"), args
    titles = {
        "set": N_("Set {field} of {n} {records} to {value}"),
        "fill": N_("Filled in {field} of {n} {records}: {value}"),
        "tag": N_("Tagged {n} {records} “{value}”"),
        "untag": N_("Took the tag “{value}” off {n} {records}"),
    }
    return titles[edit.deed], args


def _small(label: str) -> dict[str, object]:
    """Name a label inside a sentence: English writes it small."""
    return {"title": label, "args": {}, "small": True}


def _value(edit: Edit, entity: type[Entity], workspace: Workspace) -> object:
    """Say what was written: a declared option stays untranslated, so that the history speaks the reader's language."""
    kind = field_named(entity, edit.field).kind
    if edit.deed == "replace" or kind.needs:
        return str(edit.raw)
    value = kind.read(edit.raw, workspace.context).value
    if isinstance(kind, Choice):
        for option in kind.options:
            if option.key == value:
                return {"title": option.label, "args": {}}
    return "" if value is None else kind.show(value)
