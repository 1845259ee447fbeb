"""Paints the history: days, pieces of work with their button, and changed fields before and after."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.base.i18n import _
from crm_desktop.services.work_info import WorkInfo
from crm_desktop.ui.history.history_model import HistoryModel, Line, now_said
from crm_desktop.ui.history.words import look_of
from crm_desktop.ui.look import tones
from crm_desktop.ui.look.brush import Brush

HEIGHTS = {"day": 28, "work": 44, "head": 28, "change": 30, "foot": 34}
BUTTON = QSize(96, 28)
EDGE = 16
TIGHT = 640  # narrower than this, tags give way to the title


class HistoryDelegate(QStyledItemDelegate):
    """The button of a piece of work is painted too; the view asks `button_rect` where it is."""

    def __init__(self, view: QListView, model: HistoryModel, brush: Brush) -> None:
        super().__init__(view)
        self._view, self._model, self._brush = view, model, brush

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the height of a line."""
        _ = option
        line = self._model.lines[index.row()]
        return QSize(100, round(HEIGHTS[line.sort] * self._brush.scale))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        rect: QRect = option.rect
        line = self._model.lines[index.row()]
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "subtle" if line.sort in {"day", "head"} else "selected" if chosen else "surface"
        if hovered and not chosen and line.sort == "work":
            ground = "hover"
        painter.fillRect(rect, self._brush.colour(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._brush.colour("line-row"))
        if line.sort == "day":
            self._day(painter, rect, line)
        elif line.sort == "work" and line.work is not None:
            self._work(painter, rect, line, line.work)
            if chosen:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._brush.colour("accent"))
        elif line.sort == "head":
            for place, text in zip(_columns(rect), (_("Record"), _("Field"), _("Before"), _("After")), strict=True):
                self._brush.text(painter, place, text, "small", "secondary")
        elif line.sort == "change":
            self._change(painter, rect, index.row(), line)
        else:
            width = self._brush.text(painter, rect.adjusted(40, 0, -EDGE, 0), line.title, "small", "muted")
            self._brush.text(painter, rect.adjusted(52 + width, 0, -EDGE, 0), line.caption, "small", "accent")
        if chosen and self._view.hasFocus():
            self._brush.box(painter, QRectF(rect.adjusted(1, 1, -1, -2)), 4, "", "focus")

    def button_rect(self, rect: QRect) -> QRect:
        """Tell where the button of a piece of work stands."""
        return QRect(rect.right() - EDGE - BUTTON.width(), rect.center().y() - 13, BUTTON.width(), BUTTON.height())

    def _day(self, painter: QPainter, rect: QRect, line: Line) -> None:
        width = self._brush.text(painter, rect.adjusted(EDGE, 0, -EDGE, 0), line.title, "small-strong", "secondary")
        self._brush.text(painter, rect.adjusted(EDGE + width + 10, 0, -EDGE, 0), line.caption, "small", "muted")

    def _work(self, painter: QPainter, rect: QRect, line: Line, work: WorkInfo) -> None:
        brush, middle = self._brush, rect.center().y()
        chevron = "chevron-down" if self._model.is_open(work.id) else "chevron-right"
        brush.icon(painter, rect.left() + 12, middle, chevron, "muted")
        when = QRect(rect.left() + 40, rect.top(), 48, rect.height())
        brush.text(painter, when, f"{work.at:%H:%M}", "body", "secondary")
        look = look_of(work)
        disc = tones.tag("neutral" if work.undone else look.tone)
        brush.box(painter, QRectF(rect.left() + 96, middle - 13, 27, 27), 13.5, disc.back)
        brush.icon(painter, rect.left() + 102, middle + 1, look.icon, disc.front)
        right = self._button(painter, self.button_rect(rect), work).left() - 10
        for tag in reversed(line.tags if rect.width() >= TIGHT else ()):
            look_of_tag = tones.tag("neutral" if work.undone else tag.tone)
            width = brush.width("small", tag.text) + 14
            place = QRect(right - width, middle - 9, width, 20)
            brush.box(painter, QRectF(place), 4, look_of_tag.back)
            brush.text(painter, place.adjusted(7, 0, 0, 0), tag.text, "small", look_of_tag.front)
            right = place.left() - 6
        left = rect.left() + 132
        upper = QRect(left, rect.top() + 4, right - left - 8, 19)
        width = brush.text(painter, upper, line.title, "body" if work.undone else "strong", _title_token(work))
        if work.undone:
            painter.fillRect(left, upper.center().y() + 1, min(width, upper.width()), 1, brush.colour("muted"))
        lower = QRect(left, rect.top() + 22, right - left - 8, 18)
        brush.text(painter, lower, line.caption, "small", "muted")

    def _button(self, painter: QPainter, rect: QRect, work: WorkInfo) -> QRect:
        brush = self._brush
        icon, text = button_of(work)
        if not work.undone:
            under = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
            brush.box(painter, QRectF(rect), 6, "hover" if rect.contains(under) else "surface", "line-strong")
        token = "secondary" if work.undone else "text"
        width = 20 + brush.width("body", text)
        left = rect.left() + max(8, (rect.width() - width) // 2)
        brush.icon(painter, left, rect.center().y() + 1, icon, token)
        brush.text(painter, QRect(left + 20, rect.top(), rect.right() - left - 22, rect.height()), text, "body", token)
        return rect

    def _change(self, painter: QPainter, rect: QRect, row: int, line: Line) -> None:
        one, brush = line.change, self._brush
        if one is None:
            return
        owner, label, before, after = _columns(rect)
        above = self._model.lines[row - 1].change
        if above is None or (above.owner_entity, above.owner_id) != (one.owner_entity, one.owner_id):
            brush.text(painter, owner, one.owner, "body", "text")
        brush.text(painter, label, one.label, "body", "secondary")
        if one.before:
            width = brush.text(painter, before, _flat(one.before), "body", "danger")
            painter.fillRect(before.left(), before.center().y() + 1, width, 1, brush.colour("strike"))
        brush.icon(painter, before.right() + 6, rect.center().y(), "arrow-right", "muted")
        now = now_said(one)
        width = brush.text(painter, after, _flat(one.after) or _("empty"), "body", "ok" if one.after else "muted")
        if now:
            brush.text(painter, after.adjusted(width + 8, 0, 0, 0), f"· {now}", "body", "warning")


def button_of(work: WorkInfo) -> tuple[str, str]:
    """Give icon and word of what can be done about a piece of work."""
    if work.undone:
        return "redo-2", _("Redo")
    backwards = {"remove": ("archive-restore", _("Restore")), "merge": ("ungroup", _("Separate"))}
    return backwards.get(work.kind, ("undo-2", _("Undo")))


def _title_token(work: WorkInfo) -> str:
    return "muted" if work.undone else "text"


def _columns(rect: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    """Part a line into record, field, before, after."""
    inner = rect.adjusted(40, 0, -EDGE, 0)
    widths = [inner.width() * part // 100 for part in (24, 15, 27)]
    lefts = [inner.left(), inner.left() + widths[0], inner.left() + sum(widths[:2])]
    found = [QRect(left, rect.top(), width - 12, rect.height()) for left, width in zip(lefts, widths, strict=True)]
    after = inner.left() + sum(widths) + 20
    return found[0], found[1], found[2], QRect(after, rect.top(), inner.right() - after, rect.height())


def _flat(text: str) -> str:
    return " ".join(text.split())
