"""A month to pick a day from, in a menu under a field or a button."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from crm_desktop.base.i18n import _


def calendar_menu(parent: QWidget, day: dt.date, picked: Callable[[dt.date], object]) -> QMenu:
    """Make a menu that shows the month of `day`; a click or Enter calls `picked` and closes it."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar = QCalendarWidget()
    calendar.setAccessibleName(_("Calendar"))
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def take(date: QDate) -> None:
        menu.close()
        picked(dt.date(date.year(), date.month(), date.day()))

    calendar.clicked.connect(take)
    calendar.activated.connect(take)
    action = QWidgetAction(menu)
    action.setDefaultWidget(calendar)
    menu.addAction(action)
    menu.aboutToShow.connect(calendar.setFocus)
    return menu
