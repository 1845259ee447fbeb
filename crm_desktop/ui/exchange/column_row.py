"""One column of the sheet: its heading, a sample, where it goes and why, and how its cells went."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.read_column import ColumnCount
from crm_desktop.ui.exchange.check_bar import CheckBar
from crm_desktop.ui.exchange.check_words import CheckWords, Word
from crm_desktop.ui.exchange.target_choices import TargetChoices, TargetCombo
from crm_desktop.ui.look.controls import LabelRole, set_variant
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.note import icon_label

HEIGHT = 45
WIDTHS = {"letter": 22, "heading": 108, "target": 180}
SAMPLE_SHARE, CHECK_SHARE = 2, 3
REASONS: Mapping[str, str] = {
    "remembered": N_("as last time"),
    "preset": N_("a known export"),
    "synonym": N_("by its heading"),
    "fuzzy": N_("by its spelling"),
    "content": N_("by its cells"),
    "asked": N_("chosen by you"),
    "leftover": N_("has no place of its own"),
}


class ColumnRow(QFrame):
    """`changed` tells that the column is to go elsewhere, `chosen` that its problems are to be shown."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, letter: str, match: Match, sample: str, choices: TargetChoices) -> None:
        super().__init__()
        self.match = match
        self.touched = False
        self._choices = choices
        self.setProperty("role", "column-row")
        self.setFixedHeight(HEIGHT)
        self.combo = TargetCombo(choices, match.target)
        self.combo.setFixedWidth(WIDTHS["target"])
        self.combo.setAccessibleName(_("Where “{heading}” goes").format(heading=match.heading or letter))
        self.combo.currentIndexChanged.connect(lambda _at: self._change())
        self.combo.entered.connect(self.chosen)
        self.bar = CheckBar()
        self._reason = cell("caption", "", 0)
        self.words = CheckWords()
        self._build(letter, sample)
        self._show_reason()

    def _build(self, letter: str, sample: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(cell("muted", letter, WIDTHS["letter"]))
        named = QVBoxLayout()
        named.setContentsMargins(0, 5, 0, 4)
        named.setSpacing(0)
        named.addWidget(cell("body", self.match.heading or _("(no heading)"), WIDTHS["heading"]))
        named.addWidget(self._reason)
        row.addLayout(named)
        self.sample = cell("secondary", sample, 0)
        row.addWidget(self.sample, SAMPLE_SHARE)
        row.addWidget(icon_label("arrow-right", "muted", 14))
        row.addWidget(self.combo)
        row.addSpacing(8)
        checked = QVBoxLayout()
        checked.setContentsMargins(0, 8, 0, 6)
        checked.setSpacing(4)
        checked.addWidget(self.bar)
        checked.addWidget(self.words)
        row.addLayout(checked, CHECK_SHARE)

    @property
    def target(self) -> str | None:
        """Give where the column goes now."""
        return self.combo.target

    def show_match(self, match: Match) -> None:
        """Show where the column went in the last check: a second mobile, for one, is numbered there."""
        self.match = match
        if self.target != match.target:
            self.combo.blockSignals(True)
            self.combo.setCurrentIndex(self._choices.row(match.target))
            self.combo.blockSignals(False)
        self._show_reason()

    def show_count(self, count: ColumnCount | None, *, question: bool = False) -> None:
        """Show how the cells went; None while nobody knows. `question` says that something is to be answered."""
        self.bar.setVisible(self.target is not None)
        self.bar.show_parts()
        if self.target is None:
            self.words.show_words([Word(_("This column is not brought in"), "muted")])
        elif count is None:
            self.words.show_words([Word(_("Checking …"), "muted")])
        else:
            self._show_parts(count, question=question)

    def _show_parts(self, count: ColumnCount, *, question: bool) -> None:
        self.bar.show_parts(
            ("accent", count.passed), ("chart-3", count.normalised), ("danger", count.to_mend), ("line", count.empty)
        )
        words = [
            (count.passed, Word(ngettext("{n} good", "{n} good", count.passed), "ok", 2)),
            (count.normalised, Word(ngettext("{n} tidied", "{n} tidied", count.normalised), "info", 1)),
            (count.to_mend, Word(ngettext("{n} to mend", "{n} to mend", count.to_mend), "danger", 3, strong=True)),
            (count.empty, Word(ngettext("{n} empty", "{n} empty", count.empty), "muted", 0)),
        ]
        asked = [Word(_("one question"), "warning", 4, strong=True)] if question else []
        self.words.show_words([*asked, *(word for number, word in words if number)])

    def mark(self, here: bool) -> None:
        """Show that the panel at the side speaks of this column."""
        set_variant(self, "here", "true" if here else "")

    def _change(self) -> None:
        self.touched = True
        self._show_reason()
        self.show_count(None)
        self.changed.emit()
        self.chosen.emit()

    def _show_reason(self) -> None:
        reason = "asked" if self.touched else self.match.reason
        self._reason.setText(_(REASONS[reason]) if reason in REASONS and self.target else "")
        self._reason.setVisible(bool(self._reason.text()))
        set_variant(self.combo, "kind", "" if self.target else "off")

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
