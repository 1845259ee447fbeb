"""Ticking values: the options of a choice, or what the file holds, with how often."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.fold import folded
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.fields.typed_match import distance
from crm_desktop.services.conditions.asked import Asked
from crm_desktop.services.conditions.known_values import known_values
from crm_desktop.services.conditions.values import read_value
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import ENTER
from crm_desktop.ui.filters.input import Input
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.look.icons import icon

ROWS, FEW = 8, 8
_ROW = 28
_VALUE = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
Counted = Sequence[tuple[Any, int | None]]


class TicksInput(Input):
    """A list of ticks under a line that narrows it; Space or a click ticks, Enter accepts.

    What is typed and is not in the list can be ticked too, unless only options can be values.
    """

    def __init__(self, workspace: Workspace, entity_name: str, about: Asked) -> None:
        super().__init__()
        self._workspace, self._about = workspace, about
        self._choice = about.kind if isinstance(about.kind, Choice) else None
        self._ticked: dict[Any, None] = {}
        self._known: Counted = ()
        self._lookup: Lookup[Counted] = Lookup(self)
        self._lookup.answered.connect(self._take)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Find a value"))
        self.field.setPlaceholderText(_("Type to find"))
        self.field.addAction(icon("search", "muted", 14), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Values"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(lambda _text: self._show())
        self.list.itemClicked.connect(self._toggle)
        for each in (self.field, self.list):
            each.installEventFilter(self)
        self._ask(entity_name)

    def value(self) -> Any:
        if not self._ticked:
            return None
        values = list(self._ticked)
        return values if isinstance(self._about.kind, Tags) else tuple(values)

    def show_value(self, value: Any) -> None:
        self._ticked = dict.fromkeys(value if isinstance(value, (list, tuple)) else [] if value is None else [value])
        self._show()

    def _ask(self, entity_name: str) -> None:
        if self._choice is not None:
            self._take([(each.key, None) for each in self._choice.all_options(self._workspace.context)])
            return
        workspace, about = self._workspace, self._about

        def answer() -> Counted:
            with workspace.read() as session:
                return known_values(session, entity_name, about)

        self._lookup.ask(answer)

    def _take(self, known: Counted) -> None:
        self._known = known
        few = len(known) <= FEW
        self.field.setHidden(few and self._choice is not None)
        self.setFocusProxy(self.list if self.field.isHidden() else self.field)
        self._show()

    def _show(self) -> None:
        typed = folded(self.field.text()).split()
        counts = dict(self._known)
        listed = [*(each for each in self._ticked if each not in counts), *counts]
        current = self.list.currentItem().data(_VALUE) if self.list.currentItem() else None
        self.list.clear()
        for value in listed:
            text = self._text(value)
            if distance(text, "", typed) is not None:
                self._add(value, text, counts.get(value))
        if not self.list.count() and self._choice is None and self.field.text().strip():
            self._offer(self.field.text().strip())
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_VALUE) == current]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.setFixedHeight(min(max(len(listed), 2), ROWS) * _ROW + 4)

    def _add(self, value: Any, text: str, count: int | None) -> None:
        item = QListWidgetItem(text if count is None else f"{text}   {count:,}", self.list)
        item.setData(_VALUE, value)
        item.setSizeHint(QSize(0, _ROW))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
        item.setCheckState(Qt.CheckState.Checked if value in self._ticked else Qt.CheckState.Unchecked)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)  # a click anywhere ticks, not on the box alone

    def _offer(self, typed: str) -> None:
        """Let what was typed be a value though no record has it."""
        try:
            value = read_value(self._about, typed, self._workspace.context)
        except InvalidValueError:
            return
        for each in value if isinstance(value, list) else [value]:
            self._add(each, self._text(each), None)

    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        value = item.data(_VALUE)
        if value in self._ticked:
            del self._ticked[value]
        else:
            self._ticked[value] = None
        item.setCheckState(Qt.CheckState.Checked if value in self._ticked else Qt.CheckState.Unchecked)
        self.changed.emit()

    def _text(self, value: Any) -> str:
        if self._choice is not None:
            options = {each.key: _(each.label) for each in self._choice.all_options(self._workspace.context)}
            return options.get(value, str(value))
        return str(value) if isinstance(value, str) or self._about.kind is None else self._about.kind.show(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick by Space, accept by Enter (which ticks first where nothing is), move from the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key in ENTER:
            if not self._ticked or (watched is self.field and self.field.text()):
                self._tick_current()
            self.accepted.emit()
        elif key == Qt.Key.Key_Space and (watched is self.list or not self.field.text()):
            self._toggle(self.list.currentItem())
        elif key in _MOVES and watched is self.field:
            self.list.keyPressEvent(event)
        else:
            return super().eventFilter(watched, event)
        return True

    def _tick_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(_VALUE) not in self._ticked:
            self._toggle(item)
