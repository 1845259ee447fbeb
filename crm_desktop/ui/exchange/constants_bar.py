"""Values that every row is to have though no column says them: where all these customers come from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.exchange.column_row import WIDTHS
from crm_desktop.ui.exchange.target_choices import TargetChoices, TargetCombo
from crm_desktop.ui.look.controls import button, icon_button, label


class ConstantsBar(QWidget):
    """`changed` tells that `constants` are others."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: TargetChoices | None = None
        self.lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(13, 6, 14, 8)
        self._column.setSpacing(6)
        self.add = button(_("Add a value for all rows"), self._add, icon_name="plus", kind="link")
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch()
        self._column.addLayout(row)

    def begin(self, choices: TargetChoices) -> None:
        """Begin with none, for records of this kind."""
        self._choices = choices
        for line in list(self.lines):
            self._drop(line)

    def constants(self) -> dict[str, str]:
        """Give the value of each place that every row is to have."""
        return {
            line.combo.target: line.edit.text().strip()
            for line in self.lines
            if line.combo.target and line.edit.text().strip()
        }

    def _add(self) -> None:
        if self._choices is None:
            return
        line = _Line(self._choices)
        line.changed.connect(self.changed)
        line.dropped.connect(lambda: self._drop(line))
        self.lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        line.combo.setFocus()

    def _drop(self, line: "_Line") -> None:
        had = bool(line.edit.text())
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        if had:
            self.changed.emit()


class _Line(QWidget):
    """One place and its value."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, choices: TargetChoices) -> None:
        super().__init__()
        self.combo = TargetCombo(choices, None)
        self.combo.ask(_("choose a field …"))
        self.combo.setFixedWidth(WIDTHS["target"])
        self.combo.setAccessibleName(_("What all rows are to have"))
        self.edit = QLineEdit()
        self.edit.setProperty("fit", "row")
        self.edit.setPlaceholderText(_("the value for all rows"))
        self.edit.setAccessibleName(_("The value for all rows"))
        self.edit.editingFinished.connect(self.changed)
        self.combo.currentIndexChanged.connect(lambda _at: self._retarget())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.combo)
        row.addWidget(label("=", "muted"))
        row.addWidget(self.edit, 1)
        row.addWidget(icon_button("x", _("Take this value away"), self.dropped.emit, size="row"))

    def _retarget(self) -> None:
        if self.edit.text():
            self.changed.emit()
