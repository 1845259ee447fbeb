"""What a column may mean, as the choices of one list that all columns share, by the part of the record."""

from itertools import groupby

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import Place, places, split_numbers, write_heading
from crm_desktop.exchange.importing.choices import NEW_FIELD
from crm_desktop.ui.look.fonts import interface_font

LEFT_OUT = ""
TARGET = Qt.ItemDataRole.UserRole


class TargetChoices:
    """The model of the combo boxes of one kind of record; numbered places are added when they occur."""

    def __init__(self, entity: str, *, new_field: bool = True) -> None:
        self.entity = entity
        self.model = QStandardItemModel()
        self._rows: dict[str, int] = {}
        self._add(LEFT_OUT, _("Leave out"))
        if new_field:
            self._add(NEW_FIELD, _("New field"))
        groups = list(dict.fromkeys(self._group(each) for each in places(entity).values()))
        grouped = sorted(places(entity).values(), key=lambda place: groups.index(self._group(place)))
        for group, members in groupby(grouped, key=self._group):
            self._add_heading(_(entity_named(group).label))
            for place in members:
                self._add(place.name, said_target(place.name, entity))

    def row(self, target: str | None) -> int:
        """Give the row of a target."""
        key = target or LEFT_OUT
        if key not in self._rows:
            self._add(key, said_target(key, self.entity))
        return self._rows[key]

    def _group(self, place: Place) -> str:
        """Give the kind of record a place belongs to: a contact's mobile is the contact's."""
        if len(place.steps) > 1:
            first = places(self.entity).get(place.steps[0])
            return place.entity if first is None else first.entity
        return place.entity

    def _add(self, key: str, text: str) -> None:
        item = QStandardItem(text)
        item.setData(key, TARGET)
        self._rows[key] = self.model.rowCount()
        self.model.appendRow(item)

    def _add_heading(self, text: str) -> None:
        item = QStandardItem(text)
        font = interface_font(11)
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.model.appendRow(item)


class TargetCombo(QComboBox):
    """Type a part of the name to find a place; what is none of them is forgotten when the field is left.

    `entered` tells that the keyboard arrived here.
    """

    entered = Signal()

    def __init__(self, choices: TargetChoices, target: str | None) -> None:
        super().__init__()
        self.setProperty("fit", "row")
        self._line = QLineEdit()
        self.setEditable(True)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(choices.model)
        self.setMaxVisibleItems(18)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCurrentIndex(choices.row(target))
        self.setCompleter(_completer(choices.model, self))
        self._line.editingFinished.connect(self._settle)
        self.currentIndexChanged.connect(lambda _at: self._line.setCursorPosition(0))
        self._line.setCursorPosition(0)

    @property
    def target(self) -> str | None:
        """Give the place that is chosen, None for none."""
        return str(self.itemData(self.currentIndex(), TARGET) or "") or None

    def ask(self, text: str) -> None:
        """Begin with no choice at all, and with a word that asks for one."""
        self.setCurrentIndex(-1)
        self._line.setPlaceholderText(text)

    def _settle(self) -> None:
        """Take what is typed where it is the beginning of one place only, else show what was chosen before."""
        typed = self._line.text()
        if typed != self.itemText(self.currentIndex()):
            found = self.findText(typed, Qt.MatchFlag.MatchFixedString)
            if found >= 0 and self.itemData(found, TARGET) is not None:
                self.setCurrentIndex(found)
            self._line.setText(self.itemText(self.currentIndex()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be ready to be typed over."""
        super().focusInEvent(event)
        self._line.selectAll()
        self.entered.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the list of columns scroll; a turn of the wheel is no choice."""
        event.ignore()


def _completer(model: QAbstractItemModel, combo: QComboBox) -> QCompleter:
    made = QCompleter(model, combo)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    made.setMaxVisibleItems(12)
    return made


def said_target(target: str, entity: str) -> str:
    """Say where a column goes, as a person would."""
    name, numbers = split_numbers(target)
    return write_heading(places(entity)[name], numbers)
