"""A wide button of two lines: an icon, what it does, a word about it, and where it leads."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.note import icon_label

_HEIGHT = 56


class TwoLineButton(QPushButton):
    """A button as a card; `say` changes its words."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        caption: str,
        clicked: Callable[[], object] | None = None,
        *,
        leads: str = "chevron-right",
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title, self._caption = label("", "strong"), label("", "caption")
        self._build(icon_name, leads, "muted" if quiet else "accent")
        self.setFixedHeight(_HEIGHT)
        self.say(title, caption)
        if clicked is not None:
            self.clicked.connect(lambda _checked: clicked())

    def _build(self, icon_name: str, leads: str, colour: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._caption)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 7, 12, 7)
        layout.setSpacing(11)
        layout.addWidget(icon_label(icon_name, colour, 18))
        layout.addLayout(words, 1)
        if leads:
            layout.addWidget(icon_label(leads, "muted", 14))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, title: str, caption: str) -> None:
        """Change both lines."""
        self._title.setText(title)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.setAccessibleName(f"{title}. {caption}")

    def sizeHint(self) -> QSize:
        """Ask for room for both lines, which a button would not count."""
        return QSize(max(self._title.sizeHint().width(), self._caption.sizeHint().width()) + 100, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let long captions be cut rather than widen the window."""
        return QSize(160, _HEIGHT)
