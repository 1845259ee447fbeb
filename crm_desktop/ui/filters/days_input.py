"""Choosing days: words that are counted from today, or one day."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.relative_days import NAMED, RelativeDays, days_ago, last_days, next_days
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import ENTER, Surroundings
from crm_desktop.ui.editors.registry import make_editor
from crm_desktop.ui.filters.input import Input
from crm_desktop.ui.filters.number_line import NumberLine

MOST = 9999
Count = Callable[[int], RelativeDays]
_COUNTED: dict[str, tuple[str, Count]] = {
    "last": (N_("the last … days"), last_days),
    "next": (N_("the next … days"), next_days),
    "ago": (N_("… days ago"), days_ago),
    "ahead": (N_("in … days"), lambda number: days_ago(-number)),
}
_DAY = "day"


class DaysInput(Input):
    """A word such as this week, with a number where it counts, or a day that is typed or picked."""

    def __init__(self, workspace: Workspace, *, only_relative: bool = False) -> None:
        super().__init__()
        self._workspace = workspace
        self.words = QComboBox()
        self.words.setAccessibleName(_("Days"))
        self.words.setMaxVisibleItems(24)
        for key, (label, _count) in _COUNTED.items():
            self.words.addItem(_(label), key)
        if not only_relative:
            self.words.addItem(_("a day …"), _DAY)
        for key, (_days, label) in NAMED.items():
            self.words.addItem(_(label), key)
        self.number = NumberLine(1, MOST, 30)
        self.number.setAccessibleName(_("Number of days"))
        self.day = make_editor(Date(), Surroundings(workspace.context))
        self.day.name(_("Day"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.words, 3)
        line.addWidget(self.number, 1)
        line.addWidget(self.day, 2)
        self.setFocusProxy(self.words)
        self.words.currentIndexChanged.connect(lambda _place: self._fit())
        self.number.textChanged.connect(lambda _text: self.changed.emit())
        self.day.changed.connect(self.changed)
        self.day.accepted.connect(self.accepted)
        self.day.next_wanted.connect(lambda step: self.focusNextPrevChild(step > 0))
        for each in (self.words, self.number):
            each.installEventFilter(self)
        self._fit()

    def value(self) -> Any:
        key = self.words.currentData()
        if key in _COUNTED:
            return _COUNTED[key][1](self.number.number())
        if key in NAMED:
            return NAMED[key][0]
        raw = str(self.day.raw())
        if not raw.strip():
            raise InvalidValueError(_("Type a day or pick it from the calendar."))
        return Date().read(raw, self._workspace.context).value

    def show_value(self, value: Any) -> None:
        key, number = _key_of(value)
        self.words.setCurrentIndex(max(self.words.findData(key), 0))
        self.number.show_number(number or self.number.number())
        if isinstance(value, dt.date):
            self.day.show_value(value.date() if isinstance(value, dt.datetime) else value)

    def _fit(self) -> None:
        key = self.words.currentData()
        self.number.setVisible(key in _COUNTED)
        self.day.setVisible(key == _DAY)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept by Enter, which a closed combo box leaves to its window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            self.accepted.emit()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.words:
            return self._typed(event)
        return super().eventFilter(watched, event)

    def _typed(self, event: QKeyEvent) -> bool:
        """Let a digit typed at the word be the number of days."""
        if not event.text().isdecimal() or self.number.isHidden():
            return False
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.number.setText(event.text())
        return True


def _key_of(value: object) -> tuple[str, int]:
    """Give the word for a value, and its number."""
    if isinstance(value, dt.date):
        return _DAY, 0
    if not isinstance(value, RelativeDays):
        return "last", 0
    named = next((key for key, (days, _label) in NAMED.items() if days == value), None)
    if named is not None:
        return named, 0
    first, last = value.first or 0, value.last or 0
    if first == last:
        return ("ago", -first) if first < 0 else ("ahead", first)
    return ("last", -first) if first else ("next", last)
