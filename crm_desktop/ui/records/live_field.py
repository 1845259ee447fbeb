"""An editor with what there is to say about the text in it, while it is typed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Kind, Note
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.ui.editors.editor import Editor, Surroundings
from crm_desktop.ui.editors.registry import make_editor
from crm_desktop.ui.look.controls import button, label, set_variant
from crm_desktop.ui.look.flow import FlowLayout
from crm_desktop.ui.look.key_label import key_label

Ask = Callable[[object], tuple[Note, ...]]
AddOption = Callable[[str, str], None]
GRAVITY = {"refuse": 0, "warn": 1, "normalised": 2}
STATES = {"refuse": "error", "warn": "warning", "normalised": ""}
ROLES = {"refuse": "error", "warn": "warning", "normalised": "caption"}


class LiveField(QWidget):
    """Editor, message and suggestion. Tab takes a suggestion while there is one, Alt+Enter too.

    `ask(raw)` gives the notes to a text; `add_option(list, text)` adds a value to an open choice.
    """

    changed = Signal()
    accepted = Signal()
    cancelled = Signal()
    next_wanted = Signal(int)
    left = Signal()

    def __init__(
        self, kind: Kind[Any], name: str, around: Surroundings, ask: Ask, add_option: AddOption | None = None
    ) -> None:
        super().__init__()
        self.notes: tuple[Note, ...] = ()
        self._kind = kind
        self._ask = ask
        self._add_option = add_option
        self._untouched: object = None
        self.editor: Editor = make_editor(kind, around, self)
        self._message: QLabel = label("", "error", wrap=True)
        self._suggestion: QPushButton = button("", self._take, kind="link")
        self._add: QPushButton = button("", self._add_typed, icon_name="plus", kind="link")
        self._key = key_label("Tab")
        self._takes = label(_("takes it"), "caption")
        self._takes.setFixedHeight(20)
        self._key.setFixedHeight(20)
        self._build(name)

    def _build(self, name: str) -> None:
        self.editor.name(name)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.editor)
        column.addWidget(self._message)
        offer = FlowLayout(gap=4)
        for each in (self._suggestion, self._key, self._takes, self._add):
            each.hide()
            offer.addWidget(each)
        column.addLayout(offer)
        # Messages wrap in the room there is; they never widen a column of facts.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._message.hide()
        for each in (self._suggestion, self._add):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are Tab and Alt+Enter, in the editor
        self.editor.changed.connect(self._changed)
        self.editor.accepted.connect(self.accepted)
        self.editor.cancelled.connect(self.cancelled)
        self.editor.left.connect(self.left)
        self.editor.next_wanted.connect(self._next)
        self.setFocusProxy(self.editor)
        if (control := self.editor.focusProxy()) is not None:
            control.installEventFilter(self)

    def show_value(self, value: Any) -> None:
        """Show a value, with nothing to say about it yet."""
        blocked = self.editor.blockSignals(True)
        self.editor.show_value(value)
        self.editor.blockSignals(blocked)
        self._untouched = self.editor.raw()
        self.show_notes(())

    def add_line(self, line: QWidget) -> None:
        """Put something more below the field."""
        self._column.addWidget(line)

    def raw(self) -> object:
        """Give what was typed."""
        return self.editor.raw()

    def typed(self) -> str:
        """Give what was typed as a text that the editor's `take` understands."""
        raw = self.editor.raw()
        return self._kind.show(raw) if isinstance(raw, bool) else str(raw)

    def touched(self) -> bool:
        """Tell whether anything was typed since the value was shown."""
        return self.editor.raw() != self._untouched

    def refused(self) -> bool:
        """Tell whether what is typed cannot be saved."""
        return any(note.severity == "refuse" for note in self.notes)

    def ask_again(self) -> None:
        """Judge what is typed, also where nobody typed since (before a save)."""
        self.show_notes(self._ask(self.raw()))

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show the gravest note, and the suggestion that it has."""
        self.notes = notes
        worst = min(notes, key=lambda note: GRAVITY[note.severity]) if notes else None
        self.editor.show_state(STATES[worst.severity] if worst else "")
        self._message.setVisible(worst is not None)
        if worst is not None:
            set_variant(self._message, "role", ROLES[worst.severity])
            said = worst.message
            if worst.severity == "warn" and self.touched():
                said = _("{message} It may be saved.").format(message=said)
            self._message.setText(said)
            self._message.setAccessibleName(said)
        suggestion = self.suggestion()
        self._suggestion.setVisible(bool(suggestion))
        self._show_suggestion()
        self._suggestion.setToolTip(_("Take it (Tab or Alt+Enter)"))
        self._key.setVisible(bool(suggestion))
        self._takes.setVisible(bool(suggestion))
        typed = str(self.raw()).strip()
        open_list = isinstance(self._kind, Choice) and not self._kind.fixed and self._add_option is not None
        addable = open_list and any(note.code == "unknown_option" for note in notes)
        self._add.setVisible(addable)
        self._add.setText(_("Add “{text}” to the list").format(text=typed) if addable else "")

    def suggestion(self) -> str:
        """Give the text that one key would take."""
        typed = str(self.raw())
        return next((each.suggestion for each in self.notes if each.suggestion and each.suggestion != typed), "")

    def _show_suggestion(self) -> None:
        room = max(self.width() - 12, 90)
        metrics = self._suggestion.fontMetrics()
        self._suggestion.setText(metrics.elidedText(self.suggestion(), Qt.TextElideMode.ElideMiddle, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten a long suggestion to the room there is."""
        super().resizeEvent(event)
        self._show_suggestion()

    def _changed(self) -> None:
        self.ask_again()
        self.changed.emit()

    def _take(self) -> None:
        if suggestion := self.suggestion():
            self.editor.take(suggestion)

    def _add_typed(self) -> None:
        if self._add_option is not None and isinstance(self._kind, Choice):
            self._add_option(self._kind.list_name, str(self.raw()))
            self.ask_again()

    def _next(self, step: int) -> None:
        if step > 0 and self.suggestion():
            self._take()
        else:
            self.next_wanted.emit(step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Enter takes the suggestion, or adds the option that is missing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                if self.suggestion():
                    self._take()
                elif self._add.isVisible():
                    self._add_typed()
                return True
        return super().eventFilter(watched, event)
