"""How tall a line of the timeline is and where its parts stand: wrapped text, tag, pictures, files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextLayout, QTextOption

from crm_desktop.base.i18n import _
from crm_desktop.fields.file_names import is_picture
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.timeline.timeline_lines import Line

INSET = 38  # where text begins; the line of time stands at 13
HEAD, GAP, TAG, FILE = 20, 14, 20, 22
PICTURE = (64, 44)
LINES_SHOWN, LINES_FOLDED = 8, 6  # a text of more lines than the first shows as many as the second
PICTURE_GAP = 8


@dataclass(frozen=True, slots=True)
class Laid:
    """A line laid out; places count from its own upper left corner."""

    height: int
    texts: tuple[str, ...] = ()
    step: int = 0  # from one line of text to the next
    more: str = ""  # what shows the whole of a long text or folds it again …
    more_at: QRect = field(default_factory=QRect)  # … and where
    tags: tuple[QRect, ...] = ()
    files: tuple[tuple[QRect, Mapping[str, Any]], ...] = ()


def lay_out(line: Line, width: int, brush: Brush, *, expanded: bool) -> Laid:
    """Lay an entry out in `width` pixels."""
    room = max(width - INSET, 40)
    texts = wrapped(line.text, room, brush, None if expanded else LINES_SHOWN + 1)
    more = ""
    if len(texts) > LINES_SHOWN:
        more = _("Show less") if expanded else _("Show all")
        texts = texts if expanded else texts[:LINES_FOLDED]
    step = brush.metrics("body").height() + 3
    bottom = HEAD + (2 if texts else 0) + step * len(texts)
    more_at = QRect(INSET, bottom, brush.width("small", more) + 4, 20) if more else QRect()
    bottom += 20 if more else 0
    tags = []
    for tag in line.tags:
        wide = min(brush.width("small-strong", tag.text) + 32, room)
        tags.append(QRect(INSET, bottom + 4, wide, TAG))
        bottom += TAG + 6
    files, bottom = _files(line.files, bottom, room, brush)
    return Laid(bottom + GAP, tuple(texts), step, more, more_at, tuple(tags), files)


def _files(
    rows: Sequence[Mapping[str, Any]], top: int, room: int, brush: Brush
) -> tuple[tuple[tuple[QRect, Mapping[str, Any]], ...], int]:
    """Place pictures side by side and other files below one another; gives them and where they end."""
    placed: list[tuple[QRect, Mapping[str, Any]]] = []
    left, (wide, high) = 0, PICTURE
    pictures = [row for row in rows if is_picture(str(row["name"]))]
    for row in pictures:
        if left and left + wide > room:
            left, top = 0, top + high + PICTURE_GAP
        placed.append((QRect(INSET + left, top + 5, wide, high), row))
        left += wide + PICTURE_GAP
    top += high + 8 if pictures else 0
    for row in rows:
        if not is_picture(str(row["name"])):
            placed.append((QRect(INSET, top + 2, min(room, brush.width("small", str(row["name"])) + 110), FILE), row))
            top += FILE
    return tuple(placed), top


def wrapped(text: str, width: int, brush: Brush, most: int | None = None) -> list[str]:
    """Break a text into lines of `width` pixels; no more than `most` of them."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        left = None if most is None else most - len(lines)
        if left == 0:
            break
        lines += _broken(paragraph, width, brush, left)
    return lines


def _broken(paragraph: str, width: int, brush: Brush, most: int | None) -> list[str]:
    if len(paragraph) < width and brush.metrics("body").horizontalAdvance(paragraph) <= width:
        return [paragraph]
    units = paragraph.encode("utf-16-le")  # Qt counts in these, of which an emoji has two
    layout = QTextLayout(paragraph, brush.font("body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) != most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = 2 * line.textStart()
        lines.append(units[start : start + 2 * line.textLength()].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines or [""]
