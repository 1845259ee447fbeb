"""What a column may mean, as the choices of one list that all columns share."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from crm_desktop.base.i18n import _
from crm_desktop.exchange.headings import places, split_numbers, write_heading

LEFT_OUT = ""
TARGET = Qt.ItemDataRole.UserRole


class TargetChoices:
    """The model of the combo boxes of one kind of record; numbered places are added when they occur."""

    def __init__(self, entity: str) -> None:
        self._entity = entity
        self.model = QStandardItemModel()
        self._rows: dict[str, int] = {}
        self._add(LEFT_OUT, _("Leave out"))
        for name in places(entity):
            self._add(name, said_target(name, entity))

    def row(self, target: str | None) -> int:
        """Give the row of a target."""
        key = target or LEFT_OUT
        if key not in self._rows:
            self._add(key, said_target(key, self._entity))
        return self._rows[key]

    def _add(self, key: str, text: str) -> None:
        item = QStandardItem(text)
        item.setData(key, TARGET)
        self._rows[key] = self.model.rowCount()
        self.model.appendRow(item)


def said_target(target: str, entity: str) -> str:
    """Say where a column goes, as a person would."""
    name, numbers = split_numbers(target)
    return write_heading(places(entity)[name], numbers)
