"""What is said about a table that was found: each remark a sentence under a stable code."""

from collections.abc import Iterable

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.reading.cells import column_letters
from crm_desktop.exchange.reading.table_body import Reason
from crm_desktop.fields.kind import Note

SHOWN = 5  # ranges of rows that are named


def rows_left_out(reason: Reason, rows: list[tuple[int, str]]) -> Note:
    """Say which rows were left out, and why."""
    numbers, first = said_rows(number for number, _text in rows), rows[0][1][:40]
    match reason:
        case "total":
            text = _("Rows that sum up were left out: {rows} (“{first}”).")
        case "repeated":
            text = _("Headings and titles that return on each page were left out: rows {rows}.")
        case "page":
            text = _("Page numbers were left out: rows {rows} (“{first}”).")
        case "group":
            text = _("Rows that only part the table were left out: {rows} (“{first}”).")
        case "numbered":
            text = _("Rows with nothing but a running number or 0 were left out: {rows}.")
        case "example":
            text = _("The example of the template was left out: row {rows}.")
        case "remark":
            text = _("Text below the table was left out: rows {rows} (“{first}”).")
    severity = "warn" if reason in {"group", "remark"} else "normalised"
    return Note(
        "warn" if severity == "warn" else "normalised", f"{reason}_rows", text.format(rows=numbers, first=first)
    )


def another_below(number: int) -> Note:
    """Say that a second table stands below."""
    text = _("Another table begins in row {row} and was not read. To import it too, put it on a sheet of its own.")
    return Note("warn", "another_table", text.format(row=number))


def another_above(number: int) -> Note:
    """Say that a table stands above the one that was chosen."""
    text = _(
        "Another table stands above, in row {row}, and was not read. To import it too, put it on a sheet of its own."
    )
    return Note("warn", "another_table", text.format(row=number))


def another_beside(columns: list[int]) -> Note:
    """Say that something stands beside the table."""
    text = _("What stands beside the table was not read: columns {columns}.")
    return Note("warn", "table_beside", text.format(columns=said_columns(columns)))


def two_lines(first: int, last: int) -> Note:
    """Say that headings were put together."""
    text = _("The headings of rows {first} and {last} were read together.")
    return Note("normalised", "two_heading_lines", text.format(first=first, last=last))


def hidden_rows(numbers: Iterable[int]) -> Note:
    """Say that hidden rows were read."""
    text = _("Hidden rows were read too: {rows}.")
    return Note("warn", "hidden_rows", text.format(rows=said_rows(numbers)))


def hidden_columns(columns: list[int]) -> Note:
    """Say that hidden columns were read."""
    text = _("Hidden columns were read too: {columns}.")
    return Note("warn", "hidden_columns", text.format(columns=said_columns(columns)))


def merged_cells(count: int) -> Note:
    """Say that cells over several rows were repeated."""
    text = ngettext(
        "{n} merged cell was read in each of its rows.", "{n} merged cells were read in each of their rows.", count
    )
    return Note("normalised", "merged_cells", text)


def cell_notes(count: int, heading: str) -> Note:
    """Say where notes on cells went."""
    text = _("The notes on cells (in {n} rows) stand in a column of their own, “{heading}”.")
    return Note("normalised", "cell_notes", text.format(n=count, heading=heading))


def without_results(count: int, first: str) -> Note:
    """Say that formulas have no values to read."""
    text = _(
        "The workbook was saved without the results of its formulas: {n} cells are empty, the first is {first}. "
        "Open it in Excel or WPS, save it, and try again."
    )
    return Note("warn", "formulas_without_results", text.format(n=count, first=first))


def said_rows(numbers: Iterable[int]) -> str:
    """Give numbers as ranges: 3, 5–7, and so on."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    said = [str(first) if first == last else f"{first}–{last}" for first, last in ranges[:SHOWN]]
    return ", ".join([*said, *(["…"] if len(ranges) > SHOWN else [])])


def said_columns(columns: list[int]) -> str:
    """Give columns by their letters."""
    return ", ".join(
        [*(column_letters(at) for at in columns[: 2 * SHOWN]), *(["…"] if len(columns) > 2 * SHOWN else [])]
    )
