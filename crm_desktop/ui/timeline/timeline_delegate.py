"""Paints the timeline: a line down the left, a disc for each entry, text that wraps."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.ui.look import tones
from crm_desktop.ui.look.brush import Brush, Face
from crm_desktop.ui.timeline.timeline_model import Line, TimelineModel

INSET = 38  # where text begins; the line of time stands at 13
DISC = 27
GAP = 14
TAG_HEIGHT = 20


class TimelineDelegate(QStyledItemDelegate):
    """Heights are measured once for a width and kept."""

    def __init__(self, view: QListView, model: TimelineModel, brush: Brush) -> None:
        super().__init__(view)
        self._view, self._model, self._brush = view, model, brush
        self._wrapped: dict[tuple[str, int], tuple[list[str], int]] = {}

    def forget(self) -> None:
        """Measure anew: fonts or widths changed."""
        self._wrapped.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the height that a line needs in the width there is."""
        _ = option
        line, width = self._model.lines[index.row()], self._view.viewport().width()
        if line.sort == "month":
            return QSize(width, 30)
        if line.sort == "work":
            return QSize(width, 26)
        lines, height = self._wrap(line.text, width - INSET)
        tag = TAG_HEIGHT + 6 if line.tag else 0
        return QSize(width, 20 + (2 if lines else 0) + height + tag + GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        rect: QRect = option.rect
        line = self._model.lines[index.row()]
        brush = self._brush
        painter.fillRect(rect, brush.colour("surface"))
        if line.sort == "month":
            self._month(painter, rect, line)
            return
        painter.fillRect(rect.left() + 13, rect.top(), 1, rect.height(), brush.colour("line"))
        if line.sort == "work":
            self._work(painter, rect, line)
        else:
            self._interaction(painter, rect, line)
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            brush.box(painter, QRectF(rect.adjusted(INSET - 6, 0, -1, -6)), 5, "", "focus")

    def _month(self, painter: QPainter, rect: QRect, line: Line) -> None:
        width = self._brush.text(painter, rect.adjusted(0, 0, 0, -4), line.title, "small-strong", "muted")
        middle = rect.top() + (rect.height() - 4) // 2
        painter.fillRect(rect.left() + width + 10, middle, rect.width() - width - 10, 1, self._brush.colour("line"))

    def _work(self, painter: QPainter, rect: QRect, line: Line) -> None:
        brush = self._brush
        row = QRect(rect.left() + INSET, rect.top(), rect.width() - INSET, 20)
        brush.box(painter, QRectF(rect.left() + 9, row.center().y() - 4, 9, 9), 4.5, "neutral-bg", "line-strong")
        more = brush.width("small", line.tag) + 12 if line.tag else 0
        when = brush.width("small", f" · {line.when}")
        text = QRect(row.left(), row.top(), max(row.width() - more - when, 40), row.height())
        used = brush.text(painter, text, line.title, "small", "muted")
        used = min(used, text.width())
        rest = QRect(text.left() + used, row.top(), row.right() - text.left() - used, row.height())
        used += brush.text(painter, rest, f" · {line.when}", "small", "muted")
        brush.text(
            painter, rest.adjusted(brush.width("small", f" · {line.when}") + 12, 0, 0, 0), line.tag, "small", "accent"
        )

    def _interaction(self, painter: QPainter, rect: QRect, line: Line) -> None:
        brush, look = self._brush, tones.tag(line.tone)
        brush.box(painter, QRectF(rect.left() - 2, rect.top() - 3, DISC + 5, DISC + 5), (DISC + 5) / 2, "surface")
        brush.box(painter, QRectF(rect.left(), rect.top() - 1, DISC, DISC), DISC / 2, look.back)
        brush.icon(painter, rect.left() + 6, rect.top() + 13, line.icon, look.front)
        head = QRect(rect.left() + INSET, rect.top(), rect.width() - INSET, 20)
        when = brush.text(painter, head, line.when, "caption", "muted", right=True)
        brush.text(painter, head.adjusted(0, 0, -when - 12, 0), line.title, "strong", "text")
        top = head.bottom() + 3
        lines, height = self._wrap(line.text, rect.width() - INSET)
        step = height // len(lines) if lines else 0
        for each in lines:
            brush.text(painter, QRect(head.left(), top, head.width(), step), each, "body", "secondary")
            top += step
        if line.tag:
            tag = tones.tag(line.tag_tone)
            face: Face = "small-strong"
            box = QRect(head.left(), top + 4, brush.width(face, line.tag) + 32, TAG_HEIGHT)
            brush.box(painter, QRectF(box), 4, tag.back)
            brush.icon(painter, box.left() + 7, box.center().y() + 1, "calendar-check", tag.front)
            brush.text(painter, box.adjusted(25, 0, 0, 0), line.tag, face, tag.front)

    def _wrap(self, text: str, width: int) -> tuple[list[str], int]:
        """Break a text into lines of `width`; gives them and their height."""
        key = (text, width)
        found = self._wrapped.get(key)
        if found is None:
            face: Face = "body"
            step = self._brush.metrics(face).height() + 3
            lines: list[str] = []
            for paragraph in text.splitlines():
                lines += _broken(paragraph, width, self._brush)
            found = self._wrapped[key] = (lines, step * len(lines))
        return found


def _broken(paragraph: str, width: int, brush: Brush) -> list[str]:
    layout = QTextLayout(paragraph, brush.font("body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines or [""]
