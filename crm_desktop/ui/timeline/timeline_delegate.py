"""Paints the timeline: a line down the left, a disc for each entry, text that wraps, pictures below."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.fields.file_names import is_picture
from crm_desktop.services.timeline import WORK
from crm_desktop.ui.look import tones
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.timeline.thumbnails import Thumbnails
from crm_desktop.ui.timeline.timeline_layout import GAP, HEAD, INSET, Laid, lay_out
from crm_desktop.ui.timeline.timeline_lines import Line, Tag
from crm_desktop.ui.timeline.timeline_model import TimelineModel
from crm_desktop.ui.values.files import file_icon, size_words

Index = QModelIndex | QPersistentModelIndex
DISC = 27
MONTH_HEIGHT, WORK_HEIGHT = 30, 26
USUAL = HEAD + 24 + GAP  # an entry with one line of text: what one that was not read yet is held for
LAID_KEPT = 4000
BESIDE_BAR = 10


class TimelineDelegate(QStyledItemDelegate):
    """Lines are laid out once for a width and kept."""

    def __init__(self, view: QListView, model: TimelineModel, brush: Brush, pictures: Thumbnails) -> None:
        super().__init__(view)
        self._view, self._model, self._brush, self._pictures = view, model, brush, pictures
        self._laid: dict[tuple[int, int, bool], tuple[Line, Laid]] = {}

    def forget(self) -> None:
        """Lay out anew: fonts or widths changed."""
        self._laid.clear()

    def guessed_heights(self) -> list[int]:
        """Give the heights that rows have, or may have as far as can be told without reading them."""
        keys = (row.key for row in self._model.rows)
        return [MONTH_HEIGHT if key is None else WORK_HEIGHT if key.sort == WORK else USUAL for key in keys]

    def width(self) -> int:
        """Give the width of rows: clear of the scroll bar, where there is one."""
        return self._view.viewport().width() - (BESIDE_BAR if self._view.verticalScrollBar().maximum() else 0)

    def height(self, row: int) -> int:
        """Give the height that a row needs in the width there is."""
        key = self._model.rows[row].key
        return MONTH_HEIGHT if key is None else WORK_HEIGHT if key.sort == WORK else self.laid(row).height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the room that a row needs."""
        _ = option
        return QSize(self.width(), self.height(index.row()))

    def laid(self, row: int) -> Laid:
        """Give where the parts of an entry stand."""
        line, key = self._model.line(row), self._model.rows[row].key
        expanded = key is not None and key[1:3] in self._model.expanded
        width = self.width()
        # Lines are kept by the model as long as nothing changes, so being the same one is being equal.
        known = (id(line), width, expanded)
        found = self._laid.get(known)
        if found is None or found[0] is not line:
            if len(self._laid) > LAID_KEPT:
                self._laid.clear()
            found = self._laid[known] = (line, lay_out(line, width, self._brush, expanded=expanded))
        return found[1]

    def file_at(self, row: int, place: QPoint) -> Mapping[str, Any] | None:
        """Give the file whose picture or name is at `place`, counted from the row's own corner."""
        key = self._model.rows[row].key
        if key is None or key.sort == WORK:
            return None
        return next((values for rect, values in self.laid(row).files if rect.contains(place)), None)

    def is_more_at(self, row: int, place: QPoint) -> bool:
        """Tell whether a click at `place` opens or closes a long text or a fold of changes."""
        key = self._model.rows[row].key
        if key is None:
            return False
        return bool(self._model.rows[row].folded) if key.sort == WORK else self.laid(row).more_at.contains(place)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        rect, brush = option.rect, self._brush
        key = self._model.rows[index.row()].key
        line = self._model.line(index.row())
        if key is None:
            self._month(painter, rect, line)
            return
        painter.fillRect(rect.left() + 13, rect.top(), 1, rect.height(), brush.colour("line"))
        if key.sort == WORK:
            self._work(painter, rect, line, self._model.more(index.row()))
        else:
            self._entry(painter, rect, line, self.laid(index.row()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            bottom = 2 if key.sort == WORK else GAP // 2
            brush.box(painter, QRectF(rect.adjusted(INSET - 8, -4, -1, -bottom)), 5, "", "focus")

    def _month(self, painter: QPainter, rect: QRect, line: Line) -> None:
        width = self._brush.text(painter, rect.adjusted(0, 0, 0, -4), line.title, "small-strong", "muted")
        middle = rect.top() + (rect.height() - 4) // 2
        painter.fillRect(rect.left() + width + 10, middle, rect.width() - width - 10, 1, self._brush.colour("line"))

    def _work(self, painter: QPainter, rect: QRect, line: Line, more: str) -> None:
        brush = self._brush
        row = QRect(rect.left() + INSET, rect.top(), rect.width() - INSET, 20)
        brush.box(painter, QRectF(rect.left() + 9, row.center().y() - 4, 9, 9), 4.5, "neutral-bg", "line-strong")
        when = f" · {line.when}"
        behind = brush.width("small", when) + (brush.width("small", more) + 12 if more else 0)
        text = QRect(row.left(), row.top(), max(row.width() - behind, 40), row.height())
        used = min(brush.text(painter, text, line.title, "small", "muted"), text.width())
        rest = QRect(text.left() + used, row.top(), row.right() - text.left() - used, row.height())
        used = brush.text(painter, rest, when, "small", "muted")
        brush.text(painter, rest.adjusted(used + 12, 0, 0, 0), more, "small", "accent")

    def _entry(self, painter: QPainter, rect: QRect, line: Line, laid: Laid) -> None:
        brush, look = self._brush, tones.tag(line.tone)
        brush.box(painter, QRectF(rect.left() - 2, rect.top() - 3, DISC + 5, DISC + 5), (DISC + 5) / 2, "surface")
        brush.box(painter, QRectF(rect.left(), rect.top() - 1, DISC, DISC), DISC / 2, look.back)
        brush.icon(painter, rect.left() + 6, rect.top() + 13, line.icon, look.front)
        head = QRect(rect.left() + INSET, rect.top(), rect.width() - INSET, HEAD)
        when = brush.text(painter, head, line.when, "caption", "muted", right=True)
        brush.text(painter, head.adjusted(0, 0, -when - 12, 0), line.title, "strong", "text")
        top = head.bottom() + 3
        seen = self._view.viewport().height()
        for each in laid.texts:
            if -laid.step < top < seen:
                brush.text(painter, QRect(head.left(), top, head.width(), laid.step), each, "body", "secondary")
            top += laid.step
        corner = rect.topLeft()
        if laid.more:
            brush.text(painter, laid.more_at.translated(corner), laid.more, "small", "accent")
        for tag, place in zip(line.tags, laid.tags, strict=True):
            self._tag(painter, place.translated(corner), tag)
        for place, values in laid.files:
            self._file(painter, place.translated(corner), values)

    def _tag(self, painter: QPainter, box: QRect, tag: Tag) -> None:
        brush, tone = self._brush, tones.tag(tag.tone)
        brush.box(painter, QRectF(box), 4, tone.back)
        brush.icon(painter, box.left() + 7, box.center().y() + 1, tag.icon, tone.front)
        brush.text(painter, box.adjusted(25, 0, -7, 0), tag.text, "small-strong", tone.front)

    def _file(self, painter: QPainter, place: QRect, values: Mapping[str, Any]) -> None:
        brush, name, size = self._brush, str(values["name"]), int(values["size"])
        if not is_picture(name):
            brush.icon(painter, place.left(), place.center().y() + 1, file_icon(name), "secondary")
            used = brush.text(painter, place.adjusted(20, 0, -70, 0), name, "small", "accent")
            brush.text(painter, place.adjusted(28 + used, 0, 0, 0), size_words(size), "caption", "muted")
            return
        ratio = painter.device().devicePixelRatioF()
        picture = self._pictures.picture(str(values["sha256"]), place.size() * ratio, size)
        brush.box(painter, QRectF(place), 6, "neutral-bg", "line")
        if picture is None:
            brush.icon(painter, place.center().x() - 6, place.center().y() + 1, "image", "muted")
            return
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(QRectF(place), 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(place, picture)
        painter.restore()
