"""Where a call, a message, a visit is written down: channel, text, when, with whom, and what comes next."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from crm_desktop.base import clock
from crm_desktop.base.errors import InvalidValueError, UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.entities.interaction import CHANNELS, DIRECTIONS
from crm_desktop.fields.said_times import today_at
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look import theme
from crm_desktop.ui.look.controls import button, label, set_variant
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.painted_tabs import ComposerTabs, Tab
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.timeline.next_step import NextStep
from crm_desktop.ui.timeline.note_text import NoteText

OFFERED = ("call", "wechat", "visit", "email", "note")
WITHOUT_DIRECTION = ("visit", "note", "meeting")
LASTING = ("call", "visit", "meeting")  # what takes minutes worth noting
TEXT_HEIGHT = 48


class Composer(QWidget):
    """Writes interactions of one customer; Ctrl+Enter saves, each as its own undoable work."""

    saved = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.customer_id = 0
        self._direction = "out"
        self._contact: Mapping[str, Any] | None = None
        self._contacts: Sequence[Mapping[str, Any]] = ()
        self.tabs = ComposerTabs(_("Kind of interaction"))
        self.text = NoteText()
        self.next_step = NextStep()
        self.when = QLineEdit()
        self.minutes = QLineEdit()
        self._direction_button: QPushButton = button("", self._turn, kind="ghost", size="row")
        self._contact_button: QPushButton = button("", self._choose_contact, icon_name="user", kind="ghost", size="row")
        self._next_button: QPushButton = button(
            _("Follow-up"), self.next_step.edit, icon_name="calendar-plus", kind="ghost", size="row"
        )
        self._error = label("", "error", wrap=True)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        options = {option.key: option for option in CHANNELS}
        self.tabs.show_tabs([Tab(key, _(options[key].label), icon=options[key].icon) for key in OFFERED])
        self.tabs.setToolTip("Ctrl+Shift+1…5")
        self.tabs.currentChanged.connect(lambda _place: self._show_direction())
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        hint = label("Ctrl+Shift+1…5", "caption")
        hint.setContentsMargins(0, 0, 10, 0)
        head.addWidget(hint)
        column.addLayout(head)
        box = ComposerBox(self.tabs)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(12, 9, 12, 9)
        inner.setSpacing(6)
        self.text.setPlaceholderText(_("What was said? “Wed 10 am call back” makes a task…"))
        self.text.setAccessibleName(_("What was said?"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEXT_HEIGHT)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setProperty("kind", "bare")
        self.text.document().setDocumentMargin(0)
        self.text.textChanged.connect(self._typed)
        inner.addWidget(self.text)
        inner.addWidget(self.next_step)
        inner.addWidget(self._error)
        self._error.hide()
        inner.addLayout(self._foot())
        column.addWidget(box)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, key, self.save)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        self.when.setPlaceholderText(_("Now"))
        self.when.setAccessibleName(_("When"))
        self.when.setToolTip(_("When it was: empty for now, 10:30, yesterday 10:30 or 2026-11-24 10:30"))
        self.when.setProperty("fit", "row")
        self.when.setFixedWidth(106)
        self.when.addAction(icon("clock", "muted", 14), QLineEdit.ActionPosition.LeadingPosition)
        self.when.textChanged.connect(lambda _text: set_variant(self.when, "state", ""))
        self.when.returnPressed.connect(self.save)
        self.minutes.setPlaceholderText(_("min"))
        self.minutes.setAccessibleName(_("Minutes that it took"))
        self.minutes.setToolTip(_("Minutes that it took"))
        self.minutes.setProperty("fit", "row")
        self.minutes.setFixedWidth(52)
        self.minutes.textChanged.connect(lambda _text: set_variant(self.minutes, "state", ""))
        self.minutes.returnPressed.connect(self.save)
        self._next_button.setIcon(icon("calendar-plus", "accent", 16, 3))
        for each in (self._direction_button, self.when, self.minutes, self._contact_button, self._next_button):
            foot.addWidget(each)
        foot.addStretch(1)
        save = button(_("Save"), self.save, kind="primary", size="row")
        save.setToolTip("Ctrl+Enter")
        foot.addWidget(save)
        return foot

    # --- what the page asks ---

    def show_customer(self, customer_id: int, contacts: Sequence[Mapping[str, Any]]) -> None:
        """Write for this customer; what was typed for another is not carried over."""
        if customer_id != self.customer_id:
            self.customer_id = customer_id
            self._contact = contacts[0] if contacts else None
            self.clear()
        self._contacts = contacts
        ids = [contact["id"] for contact in contacts]
        if self._contact is not None and self._contact["id"] not in ids:
            self._contact = contacts[0] if contacts else None
        self._show_buttons()

    def start(self, channel: str = "") -> None:
        """Begin to write, as a call or whatever `channel` says."""
        if channel:
            self.tabs.choose(channel)
        self.text.setFocus()

    def clear(self) -> None:
        """Begin anew."""
        self.text.clear()
        self.when.clear()
        self.minutes.clear()
        self.next_step.clear()
        self._error.hide()
        self._show_buttons()

    def has_text(self) -> bool:
        """Tell whether something is typed that is not saved."""
        return bool(self.text.toPlainText().strip())

    def raw(self) -> dict[str, object]:
        """Give the interaction as typed, for the rules to read; raises `InvalidValueError` for a time to come."""
        channel = self.tabs.key()
        raw: dict[str, object] = {
            "customer_id": self.customer_id,
            "channel": channel,
            "content": self.text.toPlainText(),
        }
        if channel not in WITHOUT_DIRECTION:
            raw["direction"] = self._direction
        if self.when.text().strip():
            raw["happened_at"] = self._moment()
        if self._contact is not None and channel != "note":
            raw["contact_id"] = self._contact["id"]
        if channel in LASTING and self.minutes.text().strip():
            raw["minutes"] = self.minutes.text()
        task = self.next_step.task()
        return raw | {f"task.{name}" if name != "due_on" else "task": value for name, value in task.items()}

    def _moment(self) -> object:
        """Give when it was: as typed, or today where only a time is; raises `InvalidValueError` for one to come."""
        moment = today_at(self.when.text(), clock.now())
        if moment is not None and moment > clock.now():
            message = _("{time} is still to come today. For another day write it in front, like “yesterday 10:30”.")
            raise InvalidValueError(message.format(time=f"{moment:%H:%M}"))
        return moment or self.when.text()

    def save(self) -> None:
        """Write it down."""
        if not self.has_text() and self.next_step.line.text().strip():
            self._save_task()
            return
        if not self.has_text():
            self._tell(_("Write a word about it first."))
            self.text.setFocus()
            return
        try:
            saved = records.add(self.workspace, "interaction", self.raw())
        except UserFacingError as error:
            self._tell(error.message)
            if self.when.text().strip():
                set_variant(self.when, "state", "error")
            return
        self.clear()
        self.saved.emit(saved.id)

    def draft(self) -> dict[str, Any]:
        """Give what is typed and chosen as plain data; empty where nothing is typed."""
        if not self.has_text() and not self.next_step.line.text().strip():
            return {}
        return {
            "channel": self.tabs.key(),
            "text": self.text.toPlainText(),
            "when": self.when.text(),
            "minutes": self.minutes.text(),
            "direction": self._direction,
            "contact": self._contact["id"] if self._contact else None,
            "next": self.next_step.draft(),
        }

    def show_draft(self, kept: Mapping[str, Any]) -> None:
        """Show what `draft` gave, and go on writing."""
        self.start(str(kept.get("channel", "")))
        self.when.setText(str(kept.get("when", "")))
        self.minutes.setText(str(kept.get("minutes", "")))
        self._direction = kept.get("direction", self._direction)
        if "contact" in kept:
            self._contact = next((each for each in self._contacts if each["id"] == kept["contact"]), None)
        self.text.setPlainText(str(kept.get("text", "")))
        self.next_step.show_draft(kept.get("next", {}))
        self._show_buttons()

    def _save_task(self) -> None:
        """Plan something though nothing was said."""
        task = {"customer_id": self.customer_id, **self.next_step.task()}
        if self._contact is not None:
            task["contact_id"] = self._contact["id"]
        try:
            records.add(self.workspace, "task", task)
        except UserFacingError as error:
            self._tell(error.message)
            return
        self.clear()

    # --- its buttons ---

    def _typed(self) -> None:
        self._error.hide()
        self.next_step.look_at(self.text.toPlainText())

    def _tell(self, message: str) -> None:
        self._error.setText(message)
        self._error.show()

    def _turn(self) -> None:
        self._direction = "in" if self._direction == "out" else "out"
        self._show_direction()

    def _show_buttons(self) -> None:
        self._show_direction()
        self._contact_button.setText(self._contact["name"] if self._contact else _("Contact"))
        self._contact_button.setVisible(bool(self._contacts))

    def _show_direction(self) -> None:
        option = next(each for each in DIRECTIONS if each.key == self._direction)
        self._direction_button.setVisible(self.tabs.key() not in WITHOUT_DIRECTION)
        self.minutes.setVisible(self.tabs.key() in LASTING)
        self._direction_button.setText(_(option.label))
        self._direction_button.setIcon(icon(option.icon, "secondary"))
        self._direction_button.setAccessibleName(_("Direction: {direction}").format(direction=_(option.label)))

    def _choose_contact(self) -> None:
        menu = QMenu(self)
        for contact in self._contacts:
            action = QAction(contact["name"], menu)
            action.triggered.connect(lambda _on, chosen=contact: self._take_contact(chosen))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Nobody in particular"), lambda: self._take_contact(None))
        self._under(menu, self._contact_button)

    def _take_contact(self, contact: Mapping[str, Any] | None) -> None:
        self._contact = contact
        self._show_buttons()

    def _under(self, menu: QMenu, under: QWidget) -> None:
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))


class ComposerBox(QFrame):
    """The paper under the tabs: its upper edge is open where the chosen tab stands."""

    def __init__(self, tabs: ComposerTabs) -> None:
        super().__init__()
        self._tabs = tabs
        tabs.currentChanged.connect(lambda _place: self.update())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        _ = event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.token("surface"))
        focus = self.isAncestorOf(self.window().focusWidget() or self)
        painter.setPen(QPen(theme.token("focus" if focus else "line-strong"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        tab = self._tabs.tabRect(self._tabs.currentIndex())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(tab.left() + 1, 0, tab.width() - 2, 2, theme.token("surface"))
        painter.end()
