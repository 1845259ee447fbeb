"""A new customer in one line: what the words are taken for is shown while one types, Enter adds the customer."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base import clock
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Note
from crm_desktop.services.quick_add import NEXT_STEP, PERSON, Piece, plan_of, quick_add, record_of, take_apart
from crm_desktop.services.records import NewPart
from crm_desktop.services.targets import targets
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.jobs.pause import pause
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.key_label import key_label
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.records.draft_offer import DraftOffer
from crm_desktop.ui.records.keeping_drafts import DraftKeeper
from crm_desktop.ui.records.known_hints import ASKED, Known, KnownLine, known
from crm_desktop.ui.records.live_check import notes_for
from crm_desktop.ui.records.quick_chips import QuickChips
from crm_desktop.ui.values import dates

PLACE = "new/customer/line"
PAUSE_MS = 300
WIDTH = 640
CHIP_HEIGHT = 32


class QuickAddDialog(QDialog):
    """After it: `saved_id` of the new customer, `opened_id` of one that is wanted instead, or `full_form` is wanted.

    `full_form` holds what was typed, for the form to go on with: raw values by target name, and further parts.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.saved_id = 0
        self.opened_id = 0
        self.full_form: tuple[Mapping[str, object], list[NewPart]] | None = None
        self.pieces: tuple[Piece, ...] = ()
        self._workspace = workspace
        self._meanings: dict[str, str] = {}  # what the user said of these words
        self.line = QLineEdit()
        self.chips = QuickChips()
        self.hint = KnownLine()
        self._error = label("", "error", wrap=True)
        self._offer = DraftOffer()
        self._drafts = DraftKeeper(workspace, PLACE, self._typed, self)
        self._lookup: Lookup[dict[str, Known]] = Lookup(self)
        self._pause = pause(self, PAUSE_MS, self._ask)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWindowTitle(_("New customer"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(label(_("New customer"), "title"))
        column.addWidget(self._offer)
        self.line.setPlaceholderText(_("Ms Wang 13800001207 Hemu Furniture, call back next Wed"))
        self.line.setAccessibleName(_("Name, number, company, next step, in any order"))
        self.line.setProperty("fit", "main")
        column.addWidget(self.line)
        self.chips.setMinimumHeight(2 * CHIP_HEIGHT)  # most lines need no more, and the window does not jump
        column.addWidget(self.chips)
        column.addWidget(self.hint)
        self._error.hide()
        column.addWidget(self._error)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button(_("Full form"), self.ask_full_form, icon_name="square-pen", kind="ghost"))
        foot.addWidget(key_label("Ctrl+N"))
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.add = button(_("Add customer"), self.accept, kind="primary")
        foot.addWidget(self.add)
        foot.addWidget(key_label("Enter"))
        column.addLayout(foot)
        self.setFixedWidth(WIDTH)
        self.line.setFocus()

    def _connect(self) -> None:
        self.line.textChanged.connect(self._changed)
        self.line.returnPressed.connect(self.accept)
        self.chips.chosen.connect(self._choose)
        self.hint.opened.connect(self._open_instead)
        self._lookup.answered.connect(self._show_known)
        self._offer.taken.connect(lambda value: self.line.setText(str(value.get("text", ""))))
        self._offer.discarded.connect(self._drafts.forget)
        self.finished.connect(self._end)
        shortcut(self, "Ctrl+N", self.ask_full_form)
        self._offer.show_draft(found := self._drafts.found(), str(found.value.get("text", "")) if found else "")
        self._changed()

    # --- what is typed ---

    def _typed(self) -> dict[str, Any]:
        text = self.line.text().strip()
        return {"text": text} if text else {}

    def _changed(self) -> None:
        self._error.hide()
        found = take_apart(self.line.text(), self._workspace.context, clock.now())
        self.pieces = tuple(Piece(each.text, self._meanings.get(each.text, each.means), each.start) for each in found)
        self._show()
        if self.line.text():
            self._offer.show_draft(None)
            self._drafts.touch()
        self._pause.start()

    def _choose(self, start: int, means: str) -> None:
        chosen = next(each for each in self.pieces if each.start == start)
        self._meanings[chosen.text] = means
        self.pieces = tuple(Piece(each.text, means, start) if each is chosen else each for each in self.pieces)
        self._show()
        self._pause.start()
        self.line.setFocus()

    def _show(self) -> None:
        today, now = self._workspace.context.today, clock.now()
        said: dict[int, str] = {}
        notes: dict[int, tuple[Note, ...]] = {}
        for piece in self.pieces:
            if piece.means == NEXT_STEP and (plan := plan_of(piece.text, now)) is not None:
                at = f" {plan.time:%H:%M}" if plan.time else ""
                day = dates.due(plan.day, today).text
                said[piece.start] = f"{day} {dates.weekday(plan.day)}{at} {plan.text}".strip()
            name = "name" if piece.means == PERSON else piece.means
            if name in targets("customer"):
                found = notes_for("customer", {"name": "-", name: piece.text}, self._workspace.context, None)
                notes[piece.start] = found.get(name, ())
        self.chips.show_pieces(self.pieces, said, notes)
        self.adjustSize()
        self.add.setEnabled(any(piece.means in {"name", PERSON} for piece in self.pieces))

    def _ask(self) -> None:
        workspace = self._workspace
        raw, _more = record_of(self.pieces, clock.now())
        typed: dict[str, object] = {name: raw[name] for name in ASKED if name in raw}
        self._lookup.ask(lambda: known(workspace, typed) if typed else {})

    def _show_known(self, found: dict[str, Known]) -> None:
        self.hint.show_known(next(iter(found.values()), None))

    # --- what becomes of it ---

    def accept(self) -> None:
        """Add the customer, or say why not."""
        if not self.add.isEnabled():
            self._tell(_("Type the name of the customer or the person first."))
            return
        try:
            self.saved_id = quick_add(self._workspace, self.pieces, clock.now()).id
        except UserFacingError as error:
            self._tell(error.message)
            return
        self._forget()
        super().accept()

    def ask_full_form(self) -> None:
        """Go on in the full form with what is typed."""
        self.full_form = record_of(self.pieces, clock.now())
        self._forget()
        super().reject()

    def _forget(self) -> None:
        self.line.clear()
        self._drafts.forget()

    def _open_instead(self, record_id: int) -> None:
        self.opened_id = record_id
        self.reject()

    def _tell(self, message: str) -> None:
        self._error.setText(message)
        self._error.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._pause.stop()
        self._lookup.stop()
        self._drafts.finish()
