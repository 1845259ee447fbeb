"""What is said about the reading of a sheet as a whole, each remark under a stable code."""

from dataclasses import replace

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.reading.workbook import Sheet
from crm_desktop.fields.kind import Note


def first_part(rows: int) -> Note:
    """Say that the rest was left out, as the user chose."""
    text = _("Only the first {rows} rows were read, as you chose; the rest of the table was left out.")
    return Note("warn", "first_part", text.format(rows=f"{rows:,}"))


def with_first_part_told(sheet: Sheet) -> Sheet:
    """Give a sheet that was cut by choice, and says so."""
    return replace(sheet, told=(*sheet.told, first_part(len(sheet.rows))))


def nul_characters(count: int) -> Note:
    """Say that a text held characters that no text has."""
    text = ngettext(
        "{n} NUL character in the file was left out; another program may have damaged it.",
        "{n} NUL characters in the file were left out; another program may have damaged it.",
        count,
    )
    return Note("warn", "nul_characters", text)


def broken_characters(count: int) -> Note:
    """Say that a few characters of a text are broken."""
    text = ngettext(
        "{n} character in the file is broken and stands as “�”; correct it after the import.",
        "{n} characters in the file are broken and stand as “�”; correct them after the import.",
        count,
    )
    return Note("warn", "broken_characters", text)


def open_elsewhere() -> Note:
    """Say that what is not saved yet cannot be read."""
    text = _("The workbook is open in another program; what is not saved there was not read.")
    return Note("warn", "open_elsewhere", text)


def other_tables(count: int) -> Note:
    """Say that a page has more tables than the one that was read."""
    text = _("The page has {n} tables; the largest was read.")
    return Note("warn", "other_tables", text.format(n=count))
