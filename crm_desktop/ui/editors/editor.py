"""What every editor can do: show a value, give what was typed, tell when it is accepted or given up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.fields.kind import Context, Kind
from crm_desktop.ui.look.controls import set_variant

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an editor may need besides its kind: the context of reading, and the record's other values."""

    context: Context
    values: Callable[[], Mapping[str, Any]] = field(default=dict)
    compact: bool = False  # in a row of facts, 26 high instead of 32


class Editor(QWidget):
    """One control in which a value of a kind is typed. Subclasses build it and call `watch`.

    Keys are the same everywhere: Enter accepts, Esc gives up, Tab asks for the next field. `raw` is
    what `Kind.read` takes; nobody reads or formats values in here.
    """

    changed = Signal()
    accepted = Signal()
    cancelled = Signal()
    next_wanted = Signal(int)  # +1 for Tab, -1 for Shift+Tab
    left = Signal()  # the focus went elsewhere
    enter_accepts = True  # False where Enter writes a new line, then Ctrl+Enter accepts

    def __init__(self, kind: Kind[Any], around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.around = around
        self._control: QWidget = self
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.build(line)

    def build(self, line: QHBoxLayout) -> None:
        """Put the control into `line`; subclasses do."""
        raise NotImplementedError

    def raw(self) -> object:
        """Give what was typed or ticked, for `Kind.read`."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value as it may be typed; None is empty."""
        raise NotImplementedError

    def take(self, text: str) -> None:
        """Take a suggested text."""
        raise NotImplementedError

    def select_all(self) -> None:
        """Make typing replace what is there."""

    def name(self, name: str) -> None:
        """Say what the control is for, to a screen reader."""
        self._control.setAccessibleName(name)

    def show_state(self, state: str) -> None:
        """Show that what was typed is refused ("error"), odd ("warning") or fine ("")."""
        set_variant(self._control, "state", state)

    def watch(self, control: QWidget) -> None:
        """Take `control` as the one whose keys and focus count."""
        self._control = control
        if self.around.compact:
            control.setProperty("fit", "row")
        control.installEventFilter(self)
        self.setFocusProxy(control)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn keys and a lost focus into signals."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            away = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
            if event.reason() not in away:
                self.left.emit()
        if event.type() == QEvent.Type.Wheel and not self._control.hasFocus():
            return True  # scrolling past a field must not change it
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, plain = (
            event.key(),
            event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier},
        )
        if key in ENTER and (plain if self.enter_accepts else event.modifiers() == Qt.KeyboardModifier.ControlModifier):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape and plain:
            self.cancelled.emit()
        elif key == Qt.Key.Key_Tab and plain:
            self.next_wanted.emit(1)
        elif key == Qt.Key.Key_Backtab:
            self.next_wanted.emit(-1)
        else:
            return False
        return True
