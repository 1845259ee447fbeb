"""One sheet of the workbook: whether it is taken, and what its rows are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.plan_import import importable
from crm_desktop.exchange.reading.workbook import Sheet
from crm_desktop.ui.look.controls import LabelRole, label, set_variant
from crm_desktop.ui.look.elided import ElidedLabel


class SheetRow(QFrame):
    """`changed` tells that something else was chosen, `chosen` that the sheet is to be shown."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.asked_entity: str | None = None
        self.setProperty("role", "column-row")
        self.tick = QCheckBox()
        self.tick.setAccessibleName(_("Bring in the sheet “{sheet}”").format(sheet=sheet.name))
        self.kinds = QComboBox()
        self.kinds.setProperty("fit", "row")
        self.kinds.setFixedWidth(124)
        self.kinds.setAccessibleName(_("What the rows of “{sheet}” are").format(sheet=sheet.name))
        for name in importable():
            self.kinds.addItem(_(entity_named(name).label_many), name)
        self._said = ElidedLabel("caption")
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._build()
        self.tick.clicked.connect(lambda _on: self._change())
        self.kinds.activated.connect(lambda _at: self._choose_kind())

    def _build(self) -> None:
        name = ElidedLabel("strong")
        name.setText(self.sheet.name)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tick.setProperty("bare", True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.tick)
        head.addWidget(name, 1)
        if not self.sheet.visible:
            head.addWidget(label(_("hidden"), "tag"))
        head.addWidget(self.kinds)
        self._said.setContentsMargins(23, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(13, 9, 14, 9)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._said)

    @property
    def taken(self) -> bool:
        """Tell whether the sheet is to be brought in."""
        return self.tick.isChecked()

    def show_match(self, match: SheetMatch | None, *, taken: bool) -> None:
        """Show what was found in the sheet; None where there is no table, or nobody looked for one."""
        self.tick.setChecked(taken)
        self.kinds.setVisible(taken)
        if match is not None:
            self.kinds.setCurrentIndex(self.kinds.findData(match.entity))
            rows = ngettext("{n} row", "{n} rows", len(match.table.rows))
            text = _("{rows} · headings: row {row}").format(rows=rows, row=match.table.header_row)
            self._say(text, "caption")
        elif taken:
            self._say(_("No headings found: double-click their row"), "warning")
        else:
            self._say(_("Not brought in") if self.sheet.rows else _("Empty"), "caption")

    def mark(self, here: bool) -> None:
        """Show that the rows at the side are this sheet's."""
        set_variant(self, "here", "true" if here else "")

    def _say(self, text: str, role: LabelRole) -> None:
        self._said.setText(text)
        set_variant(self._said, "role", role)

    def _choose_kind(self) -> None:
        self.asked_entity = str(self.kinds.currentData())
        self._change()

    def _change(self) -> None:
        self.kinds.setVisible(self.taken)
        self.chosen.emit()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show this sheet's rows."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()
        super().mousePressEvent(event)
