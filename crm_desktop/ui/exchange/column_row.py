"""One column of the sheet: its heading, a sample, where it goes, and how its cells went."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.match_columns import Match
from crm_desktop.exchange.read_column import ColumnCount
from crm_desktop.ui.exchange.check_bar import CheckBar
from crm_desktop.ui.exchange.target_choices import LEFT_OUT, TARGET, TargetChoices
from crm_desktop.ui.look.controls import LabelRole, label, set_variant
from crm_desktop.ui.look.note import icon_label
from crm_desktop.ui.records.elided import ElidedLabel

HEIGHT = 45
WIDTHS = {"letter": 26, "heading": 104, "target": 184}
SAMPLE_SHARE, CHECK_SHARE = 2, 3


class ColumnRow(QFrame):
    """`changed` tells that the column is to go elsewhere, `chosen` that its problems are to be shown."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, letter: str, match: Match, sample: str, choices: TargetChoices) -> None:
        super().__init__()
        self.match = match
        self.setProperty("role", "column-row")
        self.setFixedHeight(HEIGHT)
        self.combo = QComboBox()
        self.combo.setProperty("fit", "row")
        self.combo.setModel(choices.model)
        self.combo.setMaxVisibleItems(18)
        self.combo.setFixedWidth(WIDTHS["target"])
        self.combo.setCurrentIndex(choices.row(match.target))
        self.combo.setAccessibleName(_("Where “{heading}” goes").format(heading=match.heading or letter))
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.currentIndexChanged.connect(lambda _at: self._change())
        self.bar = CheckBar()
        self._words = QHBoxLayout()
        self._words.setSpacing(8)
        self._build(letter, sample)
        self._show_left_out()

    def _build(self, letter: str, sample: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(cell("muted", letter, WIDTHS["letter"]))
        row.addWidget(cell("body", self.match.heading, WIDTHS["heading"]))
        row.addWidget(cell("secondary", sample, 0), SAMPLE_SHARE)
        row.addWidget(icon_label("arrow-right", "muted", 14))
        row.addWidget(self.combo)
        row.addSpacing(8)
        checked = QVBoxLayout()
        checked.setContentsMargins(0, 8, 0, 6)
        checked.setSpacing(4)
        checked.addWidget(self.bar)
        checked.addLayout(self._words)
        row.addLayout(checked, CHECK_SHARE)

    @property
    def target(self) -> str | None:
        """Give where the column goes now."""
        return str(self.combo.currentData(TARGET)) or None

    def show_count(self, count: ColumnCount | None) -> None:
        """Show how the cells went; None while nobody knows."""
        while (item := self._words.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self.target is None:
            self.bar.hide()
            self._words.addWidget(label(_("This column is not brought in"), "caption"))
        elif count is None:
            self.bar.show()
            self.bar.show_parts()
            self._words.addWidget(label(_("Checking …"), "caption"))
        else:
            self._show_parts(count)
        self._words.addStretch()

    def _show_parts(self, count: ColumnCount) -> None:
        self.bar.show()
        self.bar.show_parts(
            ("accent", count.passed), ("chart-3", count.normalised), ("danger", count.to_mend), ("line", count.empty)
        )
        shown: tuple[tuple[int, str, LabelRole], ...] = (
            (count.passed, ngettext("{n} good", "{n} good", count.passed), "ok"),
            (count.normalised, ngettext("{n} tidied", "{n} tidied", count.normalised), "info"),
            (count.to_mend, ngettext("{n} to mend", "{n} to mend", count.to_mend), "error"),
            (count.empty, ngettext("{n} empty", "{n} empty", count.empty), "caption"),
        )
        for number, text, role in shown:
            if number:
                made = cell(role, text, 0)
                made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
                made.setProperty("strong", role == "error")
                self._words.addWidget(made)

    def mark(self, here: bool) -> None:
        """Show that the panel at the side speaks of this column."""
        set_variant(self, "here", "true" if here else "")

    def _change(self) -> None:
        self._show_left_out()
        self.show_count(None)
        self.changed.emit()
        self.chosen.emit()

    def _show_left_out(self) -> None:
        set_variant(self.combo, "kind", "off" if self.combo.currentData(TARGET) == LEFT_OUT else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Speak of this column at the side."""
        self.chosen.emit()
        super().mousePressEvent(event)


def cell(role: LabelRole, text: str, width: int) -> ElidedLabel:
    """Make a text of a row: of a fixed width, or as wide as there is room (0)."""
    made = ElidedLabel(role)
    made.setText(text.replace("\n", " "))
    if width:
        made.setFixedWidth(width)
    else:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made
