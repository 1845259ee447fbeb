"""Writes an empty workbook to fill in: headings, an example, lists to choose from, notes on what is accepted."""

from pathlib import Path
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.writing.export import ExportResult, exported
from crm_desktop.exchange.writing.flatten import CODES
from crm_desktop.exchange.writing.template_columns import Asked, asked_columns
from crm_desktop.exchange.writing.write_sheets import check_target, whole_file
from crm_desktop.exchange.writing.write_xlsx import column_width, sheet_name
from crm_desktop.fields.kind import Context

ROWS = 5_000  # that have lists to choose from
TINTS = ("DDEDE6", "DFE8F4", "F3E9D6", "EAE3F1", "E6E9EC")  # one for each group of columns
EXAMPLE_INK = "7A828A"
NOTE_WIDTH, NOTE_LINE, NOTE_CHARACTERS = 260, 17, 30  # pixels, and characters of a line


def write_template(path: Path, entity: str = "customer", context: Context | None = None) -> ExportResult:
    """Write the template of an entity to an xlsx file; every heading is one that an import knows by itself.

    `context` brings the user's own words of choices. Raises `InvalidValueError` for another kind of file or entity.
    """
    from openpyxl import Workbook

    if entity not in exported():
        message = _("There is no template for “{name}”. Known: {known}.")
        raise InvalidValueError(message.format(name=entity, known=", ".join(exported())))
    if path.suffix.lower() != ".xlsx":
        raise InvalidValueError(_("A template is an Excel workbook: choose a name that ends in .xlsx."))
    check_target(path)
    book = Workbook()
    sheet, lists = book.active, book.create_sheet("Lists")
    sheet.title = sheet_name(_(entity_named(entity).label_many))
    lists.sheet_state = "hidden"
    tints: dict[str, str] = {}
    said: set[object] = set()
    for at, asked in enumerate(asked_columns(entity, context or Context()), 1):
        tint = tints.setdefault(asked.group, TINTS[len(tints) % len(TINTS)])
        _write_column(sheet, at, asked, tint, said)
        if asked.words:
            _offer(sheet, lists, at, asked)
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "B2"
    with whole_file(path) as temporary:
        book.save(temporary)
    return ExportResult(path, 0)


def _write_column(sheet: Any, at: int, asked: Asked, tint: str, said: set[object]) -> None:
    """Write heading and example; what another column's example says already is not said again."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    head = sheet.cell(1, at, asked.heading)
    head.font = Font(bold=True)
    head.fill = PatternFill("solid", fgColor=tint)
    head.alignment = Alignment(vertical="center")
    if asked.note:
        lines = sum(1 + len(line) // NOTE_CHARACTERS for line in asked.note.split("\n"))
        head.comment = Comment(asked.note, "Kebu", height=NOTE_LINE * (lines + 1), width=NOTE_WIDTH)
    shown = asked.example
    if shown is not None and not asked.words:
        shown = None if shown.value in said else shown
        said.add(asked.example.value if asked.example is not None else None)
    column = sheet.column_dimensions[get_column_letter(at)]
    column.width = column_width(asked.heading, [shown])
    number_format = _number_format(asked)
    column.number_format = number_format
    if shown is not None:
        cell = sheet.cell(2, at, shown.value)
        cell.number_format = number_format
        cell.font = Font(italic=True, color=EXAMPLE_INK)


def _number_format(asked: Asked) -> str:
    """Give how what is typed into the column is kept: codes as text, days and amounts as such."""
    if asked.place.kind.name in CODES:
        return "@"
    shown = asked.example.number_format if asked.example is not None else "@"
    return "General" if shown == "@" else shown


def _offer(sheet: Any, lists: Any, at: int, asked: Asked) -> None:
    """Offer the words of a choice; what is not among them is let in where an import would take it."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(at)
    for row, word in enumerate(asked.words, 1):
        lists.cell(row, at, word)
    source = f"'{lists.title}'!${letter}$1:${letter}${len(asked.words)}"
    offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=asked.only_these)
    offer.errorStyle = "warning"  # an import understands other spellings too
    offer.error = _("This is not in the list. Keep it?")
    offer.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(offer)
