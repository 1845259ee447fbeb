"""A customer's timeline as lines to paint: months, entries, and changes folded together."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities.interaction import CHANNELS, DIRECTIONS
from crm_desktop.services.timeline import Entry
from crm_desktop.ui.values import dates

Index = QModelIndex | QPersistentModelIndex
CHANNEL_OPTIONS = {option.key: option for option in CHANNELS}
DIRECTION_LABELS = {option.key: option.label for option in DIRECTIONS}
SYSTEM = "work"


@dataclass(frozen=True, slots=True)
class Line:
    """One painted line: a month, an entry, or `folded` pieces of work behind one another."""

    sort: Literal["month", "interaction", "work"]
    title: str
    when: str = ""
    text: str = ""
    tag: str = ""
    tag_tone: str = "accent"
    icon: str = ""
    tone: str = "neutral"
    entry: Entry | None = None
    folded: tuple[Entry, ...] = ()

    def said(self) -> str:
        """Say the whole line in words, for screen readers and copying."""
        return " · ".join(part for part in (self.title, self.when, self.text, self.tag) if part)


class TimelineModel(QAbstractListModel):
    """The lines of one customer, filtered by channel; a fold of changes opens on its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._entries: Sequence[Entry] = ()
        self._today = dt.date.min
        self._channel = ""
        self._open: set[int] = set()

    def show_entries(self, entries: Sequence[Entry], today: dt.date) -> None:
        """Show another timeline, newest first."""
        self._entries, self._today = entries, today
        self._arrange()

    def show_channel(self, channel: str) -> None:
        """Keep the entries of one channel, `work` for changes, all with ""."""
        self._channel = channel
        self._arrange()

    def counts(self) -> dict[str, int]:
        """Count the entries by channel; changes are counted under `work`, all under ""."""
        found: dict[str, int] = {"": len(self._entries)}
        for entry in self._entries:
            key = entry.channel if entry.sort == "interaction" else SYSTEM
            found[key] = found.get(key, 0) + 1
        return found

    def toggle(self, row: int) -> None:
        """Open or close a fold of changes."""
        line = self.lines[row]
        if line.sort == "work" and line.entry is not None:
            self._open ^= {line.entry.record_id}
            self._arrange()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a line in words; painting takes the line itself."""
        line = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.said()
        if role == Qt.ItemDataRole.ToolTipRole and line.entry is not None:
            return dates.full(line.entry.at)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let months be passed over."""
        if index.isValid() and self.lines[index.row()].sort == "month":
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _arrange(self) -> None:
        self.beginResetModel()
        self.lines = []
        month = None
        pending: list[Entry] = []
        for entry in self._entries:
            key = entry.channel if entry.sort == "interaction" else SYSTEM
            if self._channel not in {"", key}:
                continue
            if (entry.at.year, entry.at.month) != month:
                self._flush(pending)
                month = (entry.at.year, entry.at.month)
                self.lines.append(Line("month", dates.month(entry.at.date())))
            if entry.sort == "work":
                pending.append(entry)
                continue
            self._flush(pending)
            self.lines.append(interaction_line(entry, self._today))
        self._flush(pending)
        self.endResetModel()

    def _flush(self, pending: list[Entry]) -> None:
        """Write changes that follow one another: one line, or each its own where the fold is open."""
        if not pending:
            return
        first, rest = pending[0], tuple(pending[1:])
        is_open = first.record_id in self._open
        more = (
            ""
            if not rest
            else _("Fold")
            if is_open
            else ngettext("Show {n} more change", "Show {n} more changes", len(rest))
        )
        self.lines.append(work_line(first, self._today, rest, more))
        if is_open:
            self.lines += [work_line(each, self._today, (), "") for each in rest]
        pending.clear()


def interaction_line(entry: Entry, today: dt.date) -> Line:
    """Say an interaction."""
    option = CHANNEL_OPTIONS[entry.channel]
    title = [_(option.label), _(DIRECTION_LABELS[entry.direction]) if entry.direction else "", entry.contact]
    text = "\n".join(
        part for part in (entry.text, _("Outcome: {text}").format(text=entry.outcome) if entry.outcome else "") if part
    )
    tag, tone = "", "accent"
    if entry.follow_up_on is not None:
        due = dates.due(entry.follow_up_on, today)
        if entry.follow_up_done:
            tag, tone = _("Followed up"), "ok"
        else:
            tag = _("Next step: {when}").format(when=due.text)
            tone = {"late": "danger", "today": "warning"}.get(due.state, "accent")
    return Line(
        "interaction", " · ".join(part for part in title if part), _when(entry.at, today), text, tag, tone,
        option.icon, option.tone, entry,
    )  # fmt: skip


def work_line(entry: Entry, today: dt.date, rest: tuple[Entry, ...], more: str) -> Line:
    """Say a change in one quiet line."""
    said = [
        _("{label}: {before} → {after}").format(label=each.label, before=each.seen[0] or "—", after=each.seen[1] or "—")
        for each in entry.changes
    ]
    text = ", ".join(said) or entry.text
    return Line("work", text, dates.short(entry.at.date(), today), tag=more, entry=entry, folded=rest)


def _when(at: dt.datetime, today: dt.date) -> str:
    return f"{dates.short(at.date(), today)} {dates.weekday(at.date())} {at:%H:%M}"
