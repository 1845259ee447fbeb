"""A list with its preview beside it, where there is room or where it is wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

PREVIEW = 336
ROOMY = 1056  # a window of 1240 less the sidebar: from here on the preview has its place


class PreviewSplit(QSplitter):
    """Shows the preview by the width of the page, unless the user chose for this class of width."""

    shown_changed = Signal(bool)

    def __init__(self, main: QWidget, preview: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._preview = preview
        self._chosen: bool | None = None
        self._roomy: bool | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(main)
        self.addWidget(preview)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        preview.hide()

    def is_shown(self) -> bool:
        """Tell whether the preview is wanted now."""
        return bool(self._roomy) if self._chosen is None else self._chosen

    def toggle(self) -> None:
        """Show or hide the preview; the choice holds until the width gets another class."""
        self._chosen = not self.is_shown()
        self._place()

    def fit(self, width: int) -> None:
        """Follow the width of the page."""
        roomy = width >= ROOMY
        if roomy != self._roomy:
            self._roomy, self._chosen = roomy, None
            self._place()

    def _place(self) -> None:
        shown = self.is_shown()
        self._preview.setVisible(shown)
        if shown:
            self.setSizes([max(self.width() - PREVIEW - 1, 200), PREVIEW])
        self.shown_changed.emit(shown)
