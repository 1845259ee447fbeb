"""Exports records with all that belongs to them, so that importing the sheet gives equal records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.plan_import import importable
from crm_desktop.exchange.writing.export_rows import BATCH, RowSource
from crm_desktop.exchange.writing.laid_out import LaidOut
from crm_desktop.exchange.writing.write_csv import UTF_8
from crm_desktop.exchange.writing.write_declared import write_declared
from crm_desktop.exchange.writing.write_sheets import Lossy, TableWriter, open_writer
from crm_desktop.fields.kind import Cell
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.targets import is_part
from crm_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: the file, its rows, and each value that had to be cut or changed."""

    file: Path
    rows: int
    lossy: tuple[Lossy, ...] = ()


def export_list(  # noqa: PLR0913 - each is a choice of the user's
    workspace: Workspace,
    path: Path,
    entity: str = "customer",
    query: ListQuery | None = None,
    *,
    ids: Sequence[int] | None = None,
    fields: Sequence[str] = (),
    encoding: str = UTF_8,
    progress: Progress | None = None,
) -> ExportResult:
    """Write the records that a query gives (all, without one) to an xlsx or csv file, one row each.

    `ids` are written instead where they are given, `fields` are the only columns: places (`contact.mobile`)
    or facts (`last_contact`). Raises `UserFacingError`; then there is no file.
    """
    if entity not in exported():
        message = _("“{name}” is exported with its customer. Known: {known}.")
        raise InvalidValueError(message.format(name=entity, known=", ".join(exported())))
    with workspace.read() as session, open_writer(path, encoding) as (writer, written):
        chosen = list_ids(session, query or ListQuery(entity)) if ids is None else ids
        source = RowSource(session, entity, chosen, workspace.context.region, fields)
        _write_table(source, writer, entity, len(chosen), progress or Silent())
    return ExportResult(path, written.rows, tuple(written.lossy))


def export_all(
    workspace: Workspace, path: Path, *, encoding: str = UTF_8, progress: Progress | None = None
) -> ExportResult:
    """Write everything as one workbook of linked sheets, customers first, what the user declared last.

    A csv file has room for customers alone.
    """
    with workspace.read() as session, open_writer(path, encoding) as (writer, written):
        for name in sorted(exported(), key=lambda name: name != "customer"):
            ids = list_ids(session, ListQuery(name))
            if ids or name == "customer":
                source = RowSource(session, name, ids, workspace.context.region)
                _write_table(source, writer, name, len(ids), progress or Silent())
        records = written.rows
        if path.suffix.lower() == ".xlsx":
            write_declared(writer, workspace.declared)
    return ExportResult(path, records, tuple(written.lossy))


def exported() -> tuple[str, ...]:
    """Give the kinds of record that have a sheet of their own; parts stand in the rows of their customer."""
    return tuple(name for name in importable() if not is_part(name))


def _write_table(source: RowSource, writer: TableWriter, entity: str, count: int, progress: Progress) -> None:
    """Look through the records for the columns they need, then write them."""
    laid_out = LaidOut()
    for done, cells in enumerate(source.rows()):
        laid_out.add(cells)
        if done % BATCH == 0:
            progress.report(done, 2 * count, _("Exporting"))
    spots = source.spots(laid_out.spots)

    def rows() -> Iterator[list[Cell | None]]:
        for done, cells in enumerate(laid_out.rows()):
            if done % BATCH == 0:
                progress.report(count + done, 2 * count, _("Exporting"))
            yield [cells.get(spot) for spot in spots]

    writer.write(_(entity_named(entity).label_many), source.columns(spots), rows())
