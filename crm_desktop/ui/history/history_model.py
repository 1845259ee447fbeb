"""The history as lines to paint: days, pieces of work, and under an opened one what it changed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.work_details import Change, Details
from crm_desktop.services.work_history import PAGE
from crm_desktop.services.work_info import WorkInfo
from crm_desktop.ui.history.words import Tag, day_said, tags_of, undone_said
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.values import dates

Index = QModelIndex | QPersistentModelIndex
Sort = Literal["day", "work", "head", "change", "foot"]


@dataclass(frozen=True, slots=True)
class Line:
    """One painted line; `work` is the piece of work that it is or stands under."""

    sort: Sort
    title: str = ""
    caption: str = ""
    work: WorkInfo | None = None
    change: Change | None = None
    tags: tuple[Tag, ...] = ()

    def said(self) -> str:
        """Say the whole line in words, for screen readers and copying."""
        if self.change is not None:
            one = self.change
            sentence = _("{label}: {before} → {after}")
            said = sentence.format(label=one.label, before=one.before or "—", after=one.after or "—")
            return " · ".join(part for part in (one.owner, said, now_said(one)) if part)
        when = dates.full(self.work.at) if self.work is not None and self.sort == "work" else ""
        return " · ".join(part for part in (when, self.title, self.caption, *(tag.text for tag in self.tags)) if part)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work with the words under its title."""

    work: WorkInfo
    caption: str


class Source(Protocol):
    """Where the lines are read."""

    def pieces(self, before: int | None, limit: int) -> Sequence[Piece]:
        """Give pieces of work, newest first, older than number `before`."""

    def details(self, work: WorkInfo, limit: int) -> Details:
        """Give what a piece of work changed."""


def now_said(change: Change) -> str:
    """Say what a field holds today, where later work has changed it again."""
    return "" if change.now is None else _("now {value}").format(value=change.now or "—")


class HistoryModel(QAbstractListModel):
    """Pieces of work newest first, read a page at a time as the view is scrolled down."""

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._source = source
        self._pieces: list[Piece] = []
        self._counts: Mapping[dt.date, int] = {}
        self._today = dt.date.min
        self._whole = True  # the oldest is there
        self._open: dict[int, Details] = {}

    def show_first(self, counts: Mapping[dt.date, int], today: dt.date, *, least: int = PAGE) -> None:
        """Read the newest pieces of work anew, at least as many as were there; what was open stays open."""
        self.beginResetModel()
        self._counts, self._today = counts, today
        limit = max(least, len(self._pieces))
        self._pieces = list(self._source.pieces(None, limit))
        self._whole = len(self._pieces) < limit
        opened, self._open = self._open, {}
        for piece in self._pieces:
            if piece.work.id in opened:
                self._open[piece.work.id] = self._source.details(piece.work, PAGE)
        self.lines = self._lines_of(self._pieces, None)
        self.endResetModel()

    def forget(self) -> None:
        """Start from the newest page the next time, with nothing open."""
        self._pieces, self._open = [], {}

    def is_open(self, work_id: int) -> bool:
        """Tell whether the changes of a piece of work are shown."""
        return work_id in self._open

    def row_of(self, work_id: int) -> int:
        """Give the row of a piece of work, reading on until it is found; -1 where it is not in this history."""
        while True:
            for row, line in enumerate(self.lines):
                if line.sort == "work" and line.work is not None and line.work.id == work_id:
                    return row
            if not self.canFetchMore() or self._pieces[-1].work.id < work_id:
                return -1
            self.fetchMore()

    def toggle(self, row: int) -> None:
        """Show or hide what a piece of work changed."""
        work = self.lines[row].work
        if work is None:
            return
        if work.id in self._open:
            del self._open[work.id]
            self._replace(row, [])
        else:
            self._open[work.id] = self._source.details(work, PAGE)
            self._replace(row, self._changes_of(work))

    def show_more(self, row: int) -> None:
        """Show ten times as many of the changes that the line at `row` ends."""
        work = self.lines[row].work
        if work is not None:
            self._open[work.id] = self._source.details(work, 10 * PAGE)
            self._replace(self.row_of(work.id), self._changes_of(work))

    def _replace(self, row: int, new: Sequence[Line]) -> None:
        """Put other lines under the piece of work at `row`."""
        last = row
        while last + 1 < len(self.lines) and self.lines[last + 1].sort in {"head", "change", "foot"}:
            last += 1
        if last > row:
            self.beginRemoveRows(QModelIndex(), row + 1, last)
            del self.lines[row + 1 : last + 1]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(QModelIndex(), row + 1, row + len(new))
            self.lines[row + 1 : row + 1] = new
            self.endInsertRows()
        self.dataChanged.emit(self.index(row), self.index(row))

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        """Tell whether there is older work."""
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's signature
        """Read the next page of older work."""
        older = self._source.pieces(self._pieces[-1].work.id, PAGE)
        self._whole = len(older) < PAGE
        if not older:
            return
        new = self._lines_of(older, self._pieces[-1].work.at.date())
        self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(new) - 1)
        self._pieces += older
        self.lines += new
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a line in words; painting takes the line itself."""
        line = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.said()
        if role == Qt.ItemDataRole.ToolTipRole and line.sort in {"work", "change"}:
            return plain_tooltip(line.said())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let days and headings be passed over."""
        if index.isValid() and self.lines[index.row()].sort in {"day", "head"}:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _lines_of(self, pieces: Sequence[Piece], day: dt.date | None) -> list[Line]:
        lines: list[Line] = []
        for piece in pieces:
            if piece.work.at.date() != day:
                day = piece.work.at.date()
                number = ngettext("{n} piece of work", "{n} pieces of work", self._counts.get(day, 0))
                lines.append(Line("day", day_said(day, self._today), number))
            caption = undone_said(piece.work) or piece.caption
            lines.append(Line("work", piece.work.title, caption, piece.work, tags=tags_of(piece.work)))
            if piece.work.id in self._open:
                lines += self._changes_of(piece.work)
        return lines

    def _changes_of(self, work: WorkInfo) -> list[Line]:
        found = self._open[work.id]
        lines = [Line("head", work=work), *(Line("change", work=work, change=each) for each in found.changes)]
        if found.more:
            more = ngettext("and {n} more record", "and {n} more records", found.more)
            lines.append(Line("foot", more, _("Show more") if len(found.changes) < 10 * PAGE else "", work))
        return lines
