"""A line that says that something was being typed here, and offers to go on with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.base import clock
from crm_desktop.base.i18n import _
from crm_desktop.services.drafts import Draft
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.note import icon_label
from crm_desktop.ui.values import dates


class DraftOffer(QWidget):
    """Hidden unless there is a draft; emits `taken` (its values) or `discarded`."""

    taken = Signal(object)
    discarded = Signal()

    def __init__(self, side: int = 0) -> None:
        super().__init__()
        self._draft: Draft | None = None
        around = QHBoxLayout(self)
        around.setContentsMargins(side, 8, side, 8)
        box = QFrame()
        box.setProperty("role", "note-info")
        around.addWidget(box)
        self.text = label("", "info", wrap=True)
        self.go_on = button(_("Go on"), self._take, kind="normal", size="row")
        self.discard = button(_("Discard"), self._discard, kind="ghost", size="row")
        line = QHBoxLayout(box)
        line.setContentsMargins(12, 5, 8, 5)
        line.setSpacing(8)
        line.addWidget(icon_label("pencil", "info", 14))
        line.addWidget(self.text, 1)
        line.addWidget(self.go_on)
        line.addWidget(self.discard)
        self.hide()

    def show_draft(self, draft: Draft | None, what: str = "") -> None:
        """Offer a draft, saying `what` it is about; None hides the offer."""
        self._draft = draft
        self.setVisible(draft is not None)
        if draft is None:
            return
        at = draft.at.astimezone()
        when = f"{at:%H:%M}" if at.date() == clock.today() else dates.full(at)
        said = _("You were editing this at {when}: {what}") if what else _("You were editing this at {when}.")
        self.text.setText(said.format(when=when, what=what))
        self.setAccessibleName(self.text.text())

    def _take(self) -> None:
        draft, self._draft = self._draft, None
        self.hide()
        if draft is not None:
            self.taken.emit(draft.value)

    def _discard(self) -> None:
        self._draft = None
        self.hide()
        self.discarded.emit()
