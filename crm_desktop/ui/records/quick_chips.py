"""What a line was taken for, as chips: each says a meaning and its words, and may be given another meaning."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Note
from crm_desktop.services.quick_add import MEANINGS, NOTHING, Piece
from crm_desktop.ui.look.controls import button, set_variant
from crm_desktop.ui.look.flow import FlowLayout
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.tooltip import plain_tooltip

ICONS = {
    "name": "building-2", "person": "user", "contact": "user", "mobile": "smartphone", "phone": "phone",
    "email": "mail", "wechat": "message-circle", "address": "map-pin", "next_step": "calendar-check", "tags": "tag",
    "remark": "sticky-note", NOTHING: "x",
}  # fmt: skip
LONGEST = 28  # characters of a chip


class QuickChips(QWidget):
    """Emits `chosen(start, meaning)` when a piece is given another meaning."""

    chosen = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=6)
        self.chips: list[QPushButton] = []

    def show_pieces(
        self, pieces: Sequence[Piece], said: Mapping[int, str], notes: Mapping[int, Sequence[Note]]
    ) -> None:
        """Show pieces; `said` is what is shown instead of their words, `notes` what is wrong, both by their start."""
        while len(self.chips) > len(pieces):
            chip = self.chips.pop()
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self.chips) < len(pieces):
            chip = button("", kind="chip")
            self.chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()
        for chip, piece in zip(self.chips, pieces, strict=True):
            self._show(chip, piece, said.get(piece.start, piece.text), notes.get(piece.start, ()))
        self.updateGeometry()

    def _show(self, chip: QPushButton, piece: Piece, said: str, notes: Sequence[Note]) -> None:
        words = said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
        meaning = _(MEANINGS[piece.means])
        refused = any(note.severity == "refuse" for note in notes)
        chip.setText(f"{meaning}  {words}".replace("&", "&&"))
        chip.setIcon(icon("circle-alert" if refused else ICONS[piece.means], "danger" if refused else "accent", 14, 3))
        set_variant(chip, "state", "error" if refused else "")
        told = " ".join(note.message for note in notes)
        chip.setToolTip(plain_tooltip(told or _("Click to give it another meaning")))
        chip.setAccessibleName(_("{label}: {value}").format(label=meaning, value=f"{said}. {told}".strip(". ")))
        if chip.property("connected"):
            chip.clicked.disconnect()
        chip.setProperty("connected", True)
        chip.clicked.connect(lambda _checked: self._choose(chip, piece))

    def _choose(self, chip: QPushButton, piece: Piece) -> None:
        menu = QMenu(self)
        for meaning, text in MEANINGS.items():
            if meaning == NOTHING:
                menu.addSeparator()
            action = QAction(icon(ICONS[meaning], "secondary"), _(text), menu)
            action.setCheckable(True)
            action.setChecked(meaning == piece.means)
            action.triggered.connect(lambda _on, chosen=meaning: self.chosen.emit(piece.start, chosen))
            menu.addAction(action)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))
