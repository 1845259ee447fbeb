"""Exports records with all that belongs to them, so that importing the sheet gives equal records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities import entity_named
from crm_desktop.exchange.flatten import Spot, columns_for, flatten, in_order
from crm_desktop.exchange.headings import linking_fields
from crm_desktop.exchange.known_records import Record, Records
from crm_desktop.exchange.plan_import import importable
from crm_desktop.exchange.write_sheets import Lossy, TableWriter, open_writer
from crm_desktop.fields.declare import links_of
from crm_desktop.fields.kind import Cell
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.workspace import Workspace

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: the file, its rows, and each value that had to be cut or changed."""

    file: Path
    rows: int
    lossy: tuple[Lossy, ...]


def export_list(
    workspace: Workspace,
    path: Path,
    entity: str = "customer",
    query: ListQuery | None = None,
    *,
    progress: Progress | None = None,
) -> ExportResult:
    """Write the records that a query gives (all, without one) to an xlsx or csv file, one row each."""
    if entity not in importable():
        message = _("“{name}” is exported with its customer. Known: {known}.")
        raise InvalidValueError(message.format(name=entity, known=", ".join(importable())))
    with workspace.read() as session, open_writer(path) as (writer, written):
        ids = list_ids(session, query or ListQuery(entity))
        _write_table(session, writer, entity, ids, workspace.context.region, progress or Silent())
    return ExportResult(path, written.rows, tuple(written.lossy))


def export_all(workspace: Workspace, path: Path, *, progress: Progress | None = None) -> ExportResult:
    """Write everything as one workbook of linked sheets, customers first."""
    names = [name for name in importable() if entity_named(name).reach is None]
    with workspace.read() as session, open_writer(path) as (writer, written):
        for name in names:
            ids = list_ids(session, ListQuery(name))
            if ids or name == "customer":
                _write_table(session, writer, name, ids, workspace.context.region, progress or Silent())
    return ExportResult(path, written.rows, tuple(written.lossy))


def _write_table(  # noqa: PLR0913, PLR0917 - from where, to where, what
    session: Session, writer: TableWriter, entity: str, ids: Sequence[int], region: str, progress: Progress
) -> None:
    """Look through the records for the columns they need, then write them."""
    spots: set[Spot] = {(entity_named(entity).title, (1,))}
    for done, cells in enumerate(_rows(session, entity, ids, region)):
        spots.update(cells)
        if done % BATCH == 0:
            progress.report(done, 2 * len(ids), _("Exporting"))
    ordered = in_order(spots, entity)

    def rows() -> Iterator[list[Cell | None]]:
        for done, cells in enumerate(_rows(session, entity, ids, region)):
            if done % BATCH == 0:
                progress.report(len(ids) + done, 2 * len(ids), _("Exporting"))
            yield [cells.get(spot) for spot in ordered]

    writer.write(_(entity_named(entity).label_many), columns_for(ordered, entity), rows())


def _rows(session: Session, entity: str, ids: Sequence[int], region: str) -> Iterator[dict[Spot, Cell]]:
    """Give each record laid out in cells, in the order of `ids`."""
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        found = {record.id: record for record in Records(session.connection()).load(entity, some)}
        linked = _linked_cells(session, entity, found.values())
        for record_id in some:
            if record_id in found:
                yield {**linked.get(record_id, {}), **flatten(found[record_id], region)}


def _linked_cells(session: Session, entity: str, records: Iterable[Record]) -> dict[int, dict[Spot, Cell]]:
    """Give the cells that say whose each record is: the customer's number and name, the contact's name."""
    cells: dict[int, dict[Spot, Cell]] = {}
    many = list(records)
    for column, link in links_of(entity_named(entity)).items():
        other = entity_named(link.entity)
        fields = linking_fields(other)
        wanted = {record.values[column] for record in many if record.values[column] is not None}
        query = select(other.id, *(other.__table__.c[each.name] for each in fields)).where(other.id.in_(wanted))
        named = {row[0]: row[1:] for row in session.execute(query)}
        for record in many:
            for declared, value in zip(fields, named.get(record.values[column], ()), strict=False):
                spot = (f"{column.removesuffix('_id')}.{declared.name}", (1,))
                cells.setdefault(record.id, {})[spot] = declared.kind.cell(value)
    return cells
