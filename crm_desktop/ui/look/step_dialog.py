"""A dialog in steps: rail at the left, one page at a time, what comes next at the bottom."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.look.note import note
from crm_desktop.ui.look.step_rail import StepRail


class StepDialog(QDialog):
    """Pages are added in the order of the steps; `next_step`, `previous_step` and `extra` are for the subclass.

    Not a QWizard, whose pages and buttons resist the style sheet.
    """

    def __init__(self, steps: Sequence[tuple[str, str]], rail_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(True)
        self.rail = StepRail(list(steps))
        self.pages = QStackedWidget()
        self.hint = label("", "caption")
        self.extra = button("", self.on_extra, kind="ghost")
        self.back = button(_("Back"), self.on_back)
        self.next = button(_("Next"), self.on_next, kind="primary")
        self.extra.hide()
        self._build(rail_width)

    def _build(self, rail_width: int) -> None:
        rail = box("rail")
        rail.setFixedWidth(rail_width)
        self._rail_layout = QVBoxLayout(rail)
        self._rail_layout.setContentsMargins(14, 20, 14, 20)
        self._rail_layout.addWidget(self.rail)
        self._rail_layout.addStretch()
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(rail)
        body.addWidget(self.pages, 1)
        footer = box("strip")
        footer.setFixedHeight(58)
        self.footer = QHBoxLayout(footer)
        self.footer.setContentsMargins(16, 0, 16, 0)
        self.footer.setSpacing(8)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.footer.addWidget(self.hint, 1)
        for each in (self.extra, self.back, self.next):
            self.footer.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(footer)

    def set_rail_note(self, icon_name: str, title: str, text: str) -> None:
        """Put a calm word under the steps."""
        self._rail_layout.addWidget(note("ok", title, text, icon_name=icon_name))

    @property
    def step(self) -> int:
        """Tell the step that is shown, counted from 0."""
        return self.pages.currentIndex()

    def go(self, step: int) -> None:
        """Show a step."""
        self.pages.setCurrentIndex(step)
        self.rail.show_step(step)
        self.back.setVisible(step > 0)

    def on_next(self) -> None:
        """Answer the main button; a subclass checks the page first."""
        self.go(self.step + 1)

    def on_back(self) -> None:
        """Answer Back."""
        self.go(self.step - 1)

    def on_extra(self) -> None:
        """Answer the third button, where one is shown."""
