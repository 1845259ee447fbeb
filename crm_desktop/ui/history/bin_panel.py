"""Beside the recycle bin: what was in the removed record, and the button that brings it back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.recycle_bin import Content, Removed
from crm_desktop.ui.history.undo_panel import WIDTH
from crm_desktop.ui.history.words import entity_label
from crm_desktop.ui.look.controls import button, label, rule
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.values import dates

FIELD_WIDTH = 92


class BinPanel(QFrame):
    """Shows one record, or how many are chosen; `restore_wanted` says to bring them back."""

    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        self._title, self._about = ElidedLabel("title"), ElidedLabel("caption")
        self._inside = QWidget()
        self._scroll = QScrollArea()
        self.act = button(
            _("Restore"), self.restore_wanted.emit, icon_name="archive-restore", kind="primary", size="main"
        )
        self.act.setToolTip("Ctrl+Enter")
        self._build()

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(2)
        for each in (self._title, self._about):
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            head.addWidget(each)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.addWidget(label(_("It can be undone."), "caption"))
        foot.addStretch(1)
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._scroll, 1)
        column.addWidget(rule())
        column.addLayout(foot)

    def show_chosen(self, records: Sequence[Removed], by: str = "") -> None:
        """Name what is chosen; what was in a single one follows. `by` is the title of the work that removed it."""
        self.act.setEnabled(bool(records))
        self.act.setText(_("Restore {n} records").format(n=len(records)) if len(records) > 1 else _("Restore"))
        if len(records) == 1:
            self._title.setText(records[0].seen)
            self._about.setText(f"{dates.full(records[0].at)} · {by}" if by else dates.full(records[0].at))
        else:
            self._title.setText(ngettext("{n} record chosen", "{n} records chosen", len(records)))
            self._about.setText(_("Each comes back with all that went with it."))
        self._show(QWidget())

    def show_content(self, content: Content) -> None:
        """Show the fields and the parts of the chosen record."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(content.fields):
            caption = label(name, "caption", wrap=True)
            caption.setFixedWidth(FIELD_WIDTH)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, wrap=True), row, 1)
        column.addLayout(grid)
        for name, titles in content.parts.items():
            column.addSpacing(8)
            column.addWidget(label(entity_label(name), "heading"))
            for title in titles:
                line = ElidedLabel("body")
                line.setText(title)
                line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                column.addWidget(line)
        column.addStretch(1)
        self._show(inside)

    def _show(self, inside: QWidget) -> None:
        self._scroll.setWidget(inside)
