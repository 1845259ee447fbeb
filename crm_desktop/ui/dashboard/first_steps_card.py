"""The first steps on the first page: what is done, what is left, and the way there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.first_steps import STEPS
from crm_desktop.ui.look.controls import box, button, icon_button, label
from crm_desktop.ui.look.note import icon_label


class FirstStepsCard(QWidget):
    """Emits `wanted` with the key of a step, `closed` when it is put away."""

    wanted = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frame = box("card")
        self._column = QVBoxLayout(self._frame)
        self._column.setContentsMargins(17, 12, 12, 14)
        self._column.setSpacing(10)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._inside: QWidget | None = None
        self.left: tuple[str, ...] | None = None  # what is shown as still to be done
        self.hide()

    def show_left(self, left: Sequence[str] | None) -> None:
        """Show which steps are left; None hides the card. Shown again it stays as it is, with the focus in it."""
        left = None if left is None else tuple(left)
        if left == self.left:
            return
        self.left = left
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = None if left is None else self._filled(left)
        if self._inside is not None:
            self._column.addWidget(self._inside)
        self.setVisible(self._inside is not None)

    def _filled(self, left: Sequence[str]) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(_("First steps"), "strong"))
        done = len(STEPS) - len(left)
        head.addWidget(label(_("{done} of {all}").format(done=done, all=len(STEPS)), "muted"))
        head.addStretch()
        head.addWidget(icon_button("x", _("Put the first steps away"), self.closed.emit, size="row"))
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for place, step in enumerate(STEPS):
            grid.addLayout(self._step(place, step.key in left), 0, place)
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        return inside

    def _step(self, place: int, is_left: bool) -> QHBoxLayout:
        step = STEPS[place]
        row = QHBoxLayout()
        row.setSpacing(8)
        mark = icon_label(*(("circle", "muted") if is_left else ("circle-check", "ok")), 16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        if is_left:
            go = button(_(step.label), lambda: self.wanted.emit(step.key), kind="link")
            go.setAccessibleDescription(_(step.why))
            words.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
            words.addWidget(label(_(step.why), "caption", wrap=True))
        else:
            words.addWidget(label(_(step.label), "secondary"))
            words.addWidget(label(_("Done"), "caption"))
        row.addLayout(words, 1)
        return row
