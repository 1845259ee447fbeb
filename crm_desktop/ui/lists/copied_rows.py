"""Rows of a list for the clipboard: a table for Excel, WPS and Word, text with tabs for everything else."""

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData

# Numbers stay the text that they are: 0571 keeps its zero, a phone never becomes 1.38E+10.
_TEXT_CELL = "mso-number-format:'\\@'"


def table_data(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> QMimeData:
    """Give a table with its headings in both forms."""
    lines = [list(heads), *(list(row) for row in rows)]
    data = QMimeData()
    data.setText("\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines))
    table = _row(heads, "th") + "".join(_row(line, "td") for line in lines[1:])
    data.setHtml(f"<meta charset='utf-8'><table>{table}</table>")
    return data


def _row(cells: Iterable[str], tag: str) -> str:
    said = (html.escape(cell).replace("\n", "<br>") for cell in cells)
    return "<tr>" + "".join(f'<{tag} style="{_TEXT_CELL}">{each}</{tag}>' for each in said) + "</tr>"
