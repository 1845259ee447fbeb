"""The left side of the preview: which document, on which paper, and where it goes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.printing.declare import Document
from crm_desktop.printing.page import PAPERS
from crm_desktop.ui.look.controls import button, label, rule, set_variant

WIDTH = 272


class OptionsPane(QFrame):
    """The choices; `changed` says that the pages are to be laid out again."""

    changed = Signal()

    def __init__(self, documents: Sequence[Document], chosen: str) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.document = QComboBox()
        for each in documents:
            self.document.addItem(_(each.label), each.name)
        self.document.setCurrentIndex(self.document.findData(chosen))
        self.document.setAccessibleName(_("Document"))
        self.subject = label("", "secondary", wrap=True)
        self.paper = QComboBox()
        for name in PAPERS:
            self.paper.addItem(_paper_text(name), name)
        self.paper.setAccessibleName(_("Paper"))
        self.upright, self.sideways = _segment(_("Portrait")), _segment(_("Landscape"))
        self._turned = QButtonGroup(self)
        self._turned.addButton(self.upright)
        self._turned.addButton(self.sideways)
        self.upright.setChecked(True)
        self.save = button(_("Save as PDF…"), icon_name="file-down", size="main")
        self.save.setShortcut("Ctrl+S")
        self.print = button(_("Print…"), icon_name="printer", kind="primary", size="main")
        self.print.setShortcut("Ctrl+P")
        self.news = label("", "caption", wrap=True)
        self._build()
        for box in (self.document, self.paper):
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._turned.buttonClicked.connect(lambda _button: self.changed.emit())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        turned = QHBoxLayout()
        turned.setSpacing(6)
        turned.addWidget(self.upright, 1)
        turned.addWidget(self.sideways, 1)
        top = _section()
        top.addWidget(label(_("Document"), "field", buddy=self.document))
        top.addWidget(self.document)
        top.addWidget(self.subject)
        middle = _section()
        middle.addWidget(label(_("Paper"), "field", buddy=self.paper))
        middle.addWidget(self.paper)
        middle.addSpacing(4)
        middle.addWidget(label(_("Direction"), "field"))
        middle.addLayout(turned)
        for section in (top, middle):
            column.addLayout(section)
            column.addWidget(rule())
        column.addStretch(1)
        below = _section()
        below.addWidget(self.news)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.print, 1)
        below.addLayout(buttons)
        column.addWidget(rule())
        column.addLayout(below)

    @property
    def chosen(self) -> tuple[str, str, bool]:
        """Give the document's name, the paper's, and whether it lies on its side."""
        return self.document.currentData(), self.paper.currentData(), self.sideways.isChecked()

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say what happened, above the buttons."""
        self.news.setText(text)
        set_variant(self.news, "role", "error" if wrong else "caption")

    def allow(self, ready: bool) -> None:
        """Let the pages be printed and saved, or not yet."""
        self.save.setEnabled(ready)
        self.print.setEnabled(ready)


def upright_rule() -> QFrame:
    """Make a vertical hairline."""
    line = rule()
    line.setMinimumHeight(0)
    line.setMaximumHeight(16_777_215)  # Qt's own "no limit"; a rule is one pixel high
    line.setFixedWidth(1)
    return line


def _section() -> QVBoxLayout:
    section = QVBoxLayout()
    section.setContentsMargins(16, 10, 16, 12)
    section.setSpacing(6)
    return section


def _segment(text: str) -> QPushButton:
    made = button(text, size="row")
    made.setCheckable(True)
    return made


def _paper_text(name: str) -> str:
    """Name a paper with its size: A4 · 210 × 297 mm."""
    width, height = PAPERS[name]
    title = name if name[0].isalpha() else _("Continuous form")
    return f"{title} · {width:g} × {height:g} mm"
