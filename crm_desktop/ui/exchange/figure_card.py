"""One figure of an import with its name, coloured where it is more than nothing."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desktop.ui.look.controls import label, set_variant


class FigureCard(QFrame):
    """`tone` is ok, info, warning, error or muted."""

    def __init__(self, text: str, tone: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._tone = tone
        self._figure = label("", "kpi")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(2)
        column.addWidget(label(text, "caption"))
        column.addWidget(self._figure)
        self.show_figure(0)

    def show_figure(self, number: int) -> None:
        """Show a number of rows."""
        self._figure.setText(f"{number:,}")
        set_variant(self._figure, "tone", self._tone if number else "muted")
