"""One fact of a record: its name, its value, and the editor that the value turns into."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Kind, Note
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.look.controls import icon_button, label
from crm_desktop.ui.look.icons import pixmap
from crm_desktop.ui.look.row import Row
from crm_desktop.ui.records.live_field import AddOption, Ask, LiveField
from crm_desktop.ui.values.shown import Shown
from crm_desktop.ui.values.value_view import value_view

LABEL_WIDTH = 84
MARK = 14


class FactRow(Row):
    """Shows a fact; a click, F2 or Enter edits it, Enter or leaving saves, Esc gives up.

    Emits `edited(name, raw)`; who saves calls `show_value` or, when refused, `show_notes`.
    """

    edited = Signal(str, object)
    opened = Signal(str)
    closed = Signal(str)
    next_wanted = Signal(str, int)

    def __init__(  # noqa: PLR0917 - what a row is made of
        self,
        name: str,
        text: str,
        kind: Kind[Any],
        shown: Shown,
        around: Surroundings,
        ask: Ask,
        add_option: AddOption | None,
    ) -> None:
        super().__init__(live=shown.field.editable and not shown.field.sql)
        self.name = name
        self.text = text
        self.value: Any = None
        self.field: LiveField | None = None
        self._kind, self._shown, self._around, self._ask, self._add_option = kind, shown, around, ask, add_option
        self._warnings: tuple[Note, ...] = ()
        self._resting: tuple[str, str] | None = None
        self._drawn: tuple[Shown, Any, str, tuple[Note, ...]] | None = None
        self._deed: QPushButton | None = None
        self._deed_stays = False
        self._label = label(text, "caption", wrap=True)
        self._view: QWidget = QLabel()
        self._mark = QLabel()
        self._grid = QGridLayout(self)
        self._build()

    def _build(self) -> None:
        self.activated.connect(self.open)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._label.setFixedWidth(LABEL_WIDTH - 8)
        self._mark.setFixedSize(QSize(MARK, MARK))
        grid = self._grid
        grid.setContentsMargins(6, 3, 4, 3)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._mark, 0, 3, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)

    def offer(self, icon_name: str, name: str, act: Callable[[], object], *, stays: bool) -> None:
        """Offer a deed at the right of the value: always, or under the pointer and with the focus only."""
        self._deed = icon_button(icon_name, name, act, size="mark")
        self._deed.setIconSize(QSize(MARK, MARK))
        self._deed.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its menu offers it to the keyboard
        self._deed.setVisible(stays)
        self._deed_stays = stays
        self._grid.addWidget(self._deed, 0, 2, Qt.AlignmentFlag.AlignTop)

    # --- reading ---

    def take_shown(self, shown: Shown) -> None:
        """Say values by other words from now on: options of a choice may have been renamed."""
        self._shown = shown

    def show_value(self, value: Any, warnings: tuple[Note, ...] = (), resting: tuple[str, str] | None = None) -> None:
        """Show a value, what is odd about it, and a mark (icon and token) at rest; ends an editing."""
        drawn = (self._shown, value, self._shown.text(value), warnings)  # the same value may be hidden by now
        same = self._drawn == drawn
        self.value, self._warnings, self._resting = value, warnings, resting
        self._close()
        if same:  # most facts of most records are empty, and a view is dear
            self._view.show()
            self._show_mark(hovered=self.underMouse())
            return
        self._drawn = drawn
        view = value_view(self._shown, value, warnings)
        self._grid.removeWidget(self._view)
        self._view.hide()
        self._view.deleteLater()
        self._view = view
        self._grid.addWidget(view, 0, 1)
        said = self._shown.text(value) or _("empty")
        self.setAccessibleName(_("{label}: {value}").format(label=self.text, value=said))
        self._show_mark(hovered=self.underMouse())

    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return self.value is None or self.value is False or self.value in ("", [])

    # --- editing ---

    def is_open(self) -> bool:
        """Tell whether it is being edited."""
        return self.field is not None

    def at_rest(self) -> bool:
        """Show hover and focus while it is not being edited."""
        return self.live and self.field is None

    def hovered(self, on: bool) -> None:
        """Show a pencil under the pointer, and what else can be done."""
        self._show_mark(hovered=on)
        self._show_deed(on or self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show what can be done."""
        super().focusInEvent(event)
        self._show_deed(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide what can be done."""
        super().focusOutEvent(event)
        self._show_deed(self.underMouse())

    def open(self) -> None:
        """Turn the value into its editor."""
        if not self.live or self.field is not None:
            return
        field = LiveField(self._kind, self.text, self._around, self._ask, self._add_option)
        field.show_value(self.value)
        field.accepted.connect(self._save)
        field.cancelled.connect(self._give_up)
        field.left.connect(self._left)
        field.next_wanted.connect(self._next)
        self.field = field
        self._view.hide()
        self._mark.hide()
        self._show_deed(False)
        self._label.setContentsMargins(0, 4, 0, 0)
        self._grid.addWidget(field, 0, 1, 1, 3)
        field.show()  # a hidden field takes no focus
        field.setFocus()
        field.editor.select_all()
        self.opened.emit(self.name)

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Tell why what was typed was not saved."""
        if self.field is not None:
            self.field.show_notes(notes)

    def save(self) -> bool:
        """Save what is typed, if it may be; gives whether the row is closed then."""
        field = self.field
        if field is None:
            return True
        if not field.touched():
            self._give_up()
            return True
        field.ask_again()
        if field.refused():
            return False
        self.edited.emit(self.name, field.raw())
        return self.field is None

    def _save(self) -> None:
        if self.save():
            self.setFocus(Qt.FocusReason.TabFocusReason)

    def _left(self) -> None:
        # Leaving saves what is right; what is refused stays open with its reason.
        self.save()

    def _next(self, step: int) -> None:
        if self.save():
            self.next_wanted.emit(self.name, step)

    def _give_up(self) -> None:
        had_focus = self.field is not None and self.field.isAncestorOf(self.focusWidget() or self)
        self._close()
        self._view.show()
        if had_focus:
            self.setFocus(Qt.FocusReason.TabFocusReason)

    def _close(self) -> None:
        if self.field is None:
            return
        field, self.field = self.field, None
        field.blockSignals(True)
        self._grid.removeWidget(field)
        field.hide()
        field.deleteLater()
        self._label.setContentsMargins(0, 0, 0, 0)
        self._mark.show()
        self._show_deed(self.underMouse())
        self.closed.emit(self.name)

    def _show_deed(self, wanted: bool) -> None:
        if self._deed is not None:
            self._deed.setVisible(self.field is None and (wanted or self._deed_stays))

    def _show_mark(self, *, hovered: bool) -> None:
        if self._warnings:
            name, token = "triangle-alert", "warning"
        elif hovered and self.live:
            name, token = "pencil", "muted"
        elif self._resting:
            name, token = self._resting
        else:
            self._mark.clear()
            return
        self._mark.setPixmap(pixmap(name, token, MARK, self.devicePixelRatioF()))
