"""A day: typed in any way that dates are written, or picked from a calendar."""

import datetime as dt

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.kinds.date import Date
from crm_desktop.ui.editors.calendar_menu import calendar_menu
from crm_desktop.ui.editors.line import LineEditor
from crm_desktop.ui.editors.registry import editor_for
from crm_desktop.ui.look.icons import icon

STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


@editor_for(Date)
class DateEditor(LineEditor):
    """The up and down keys go by a day, page keys by a week, Alt+Down opens the calendar."""

    kind: Date

    def build(self, line: QHBoxLayout) -> None:
        super().build(line)
        self.edit.setPlaceholderText(_("2026-11-24, today, +7"))
        pick = QAction(icon("calendar", "muted", 14), _("Pick from the calendar"), self.edit)
        pick.triggered.connect(self.open_calendar)
        self.edit.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)

    def day(self) -> dt.date | None:
        """Give the day that is typed, None when it is no day."""
        try:
            return self.kind.read(self.edit.text(), self.around.context).value
        except InvalidValueError:
            return None

    def open_calendar(self) -> None:
        """Show a month to pick from."""
        menu = calendar_menu(self, self.day() or self.around.context.today, self._picked)
        menu.popup(self.edit.mapToGlobal(QPoint(0, self.edit.height() + 2)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go by days and weeks."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.open_calendar()
                return True
            if key in STEPS and not event.modifiers():
                day = self.day()
                step = dt.timedelta(days=STEPS[key]) if day else dt.timedelta()
                self.show_value((day or self.around.context.today) + step)
                return True
        return super().eventFilter(watched, event)

    def _picked(self, day: dt.date) -> None:
        self.show_value(day)
        self.edit.setFocus()
