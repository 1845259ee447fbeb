"""Second step of an import: what each column means, with every cell checked while one chooses."""

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.exchange.choices import ColumnKey, Policy
from crm_desktop.exchange.find_header import filled, normal_heading
from crm_desktop.exchange.import_result import ImportResult, SheetMatch
from crm_desktop.fields.kind import plain_text
from crm_desktop.ui.exchange.check_bar import CheckBar
from crm_desktop.ui.exchange.column_row import CHECK_SHARE, SAMPLE_SHARE, WIDTHS, ColumnRow, cell
from crm_desktop.ui.exchange.problems_panel import ProblemsPanel
from crm_desktop.ui.exchange.target_choices import TargetChoices
from crm_desktop.ui.look.controls import box, label
from crm_desktop.ui.records.elided import ElidedLabel

POLICY_TEXTS: Mapping[Policy, str] = {
    "fill": N_("fill what is empty"),
    "overwrite": N_("overwrite with the sheet"),
    "append": N_("add to what is there"),
    "keep": N_("leave as it is"),
}
PANEL_FROM = 860  # narrower than this, the problems stay in the list that the result offers
MOST_COLUMNS = 200  # rows of widgets; the columns behind them are matched by themselves


class ColumnsPage(QWidget):
    """`changed` asks for another check; `mapping` and `policy` are what is to be checked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheets: list[SheetMatch] = []
        self.rows: dict[tuple[str, int], ColumnRow] = {}
        self._result: ImportResult | None = None
        self._here: tuple[str, int] | None = None
        self._caption = ElidedLabel("caption")
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._policy = QComboBox()
        self._policy.setProperty("fit", "row")
        for policy in get_args(Policy):
            self._policy.addItem(_(POLICY_TEXTS[policy]), policy)
        self._policy.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._total, self._totals = CheckBar(), label("", "field")
        self.problems = ProblemsPanel()
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 16, 16, 10)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(_("Match columns"), "title"))
        words.addWidget(self._caption)
        head.addLayout(words, 1)
        head.addWidget(label(_("Customers already here:"), "field", buddy=self._policy))
        head.addWidget(self._policy)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(_header())
        left.addWidget(self._scroll, 1)
        foot = box("strip")
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 10, 16, 10)
        below.setSpacing(5)
        self._total.setMaximumWidth(470)
        below.addWidget(self._total)
        below.addWidget(self._totals)
        left.addWidget(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.problems)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns all the room where there is little."""
        super().resizeEvent(event)
        self.problems.setVisible(self.width() >= PANEL_FROM)

    # --- showing ---

    def show_sheets(self, sheets: list[SheetMatch]) -> None:
        """Show the columns of the sheets as they were matched."""
        self._sheets, self._result, self._here = sheets, None, None
        self.rows.clear()
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for sheet in sheets:
            if len(sheets) > 1:
                text = _("Sheet “{sheet}”: {kind}")
                kind = _(entity_named(sheet.entity).label_many)
                heading = label(text.format(sheet=sheet.table.sheet, kind=kind), "heading")
                heading.setContentsMargins(16, 10, 16, 6)
                column.addWidget(heading)
            choices = TargetChoices(sheet.entity)
            for match in sheet.matches[:MOST_COLUMNS]:
                row = ColumnRow(sheet.table.letters[match.column], match, _sample(sheet, match.column), choices)
                spot = (sheet.table.sheet, match.column)
                row.changed.connect(self.changed)
                row.chosen.connect(lambda spot=spot: self._speak_of(spot))
                self.rows[spot] = row
                column.addWidget(row)
        column.addStretch()
        self._scroll.setWidget(held)
        self._show_caption()
        self.problems.show_nothing()

    def show_checked(self, result: ImportResult) -> None:
        """Show how the cells and the rows went."""
        self._result = result
        for spot, row in self.rows.items():
            row.show_count(result.columns.get(spot))
        good = result.rows - result.rejected
        self._total.show_parts(("accent", good), ("danger", result.rejected))
        parts = [
            ngettext("{n} row", "{n} rows", result.rows),
            ngettext("{n} new", "{n} new", result.added),
            ngettext("{n} already here", "{n} already here", result.updated + result.unchanged + result.skipped),
        ]
        if result.rejected:
            parts.append(
                ngettext(
                    "{n} left out, with a list of reasons", "{n} left out, with a list of reasons", result.rejected
                )
            )
        self._totals.setText(" · ".join(parts))
        self._show_caption()
        worst = max(self.rows, key=self._to_mend, default=None)
        self._speak_of(self._here if self._here in self.rows else worst)

    def _to_mend(self, spot: tuple[str, int]) -> int:
        count = self._result.columns.get(spot) if self._result else None
        return count.to_mend if count else 0

    def _show_caption(self) -> None:
        rows = sum(len(sheet.table.rows) for sheet in self._sheets)
        text = _("{matched}, found by heading and content · {rows} are checked again at each change")
        self._caption.setText(text.format(matched=self.said_matched(), rows=ngettext("{n} row", "{n} rows", rows)))

    def _speak_of(self, spot: tuple[str, int] | None) -> None:
        self._here = spot
        for each, row in self.rows.items():
            row.mark(each == spot)
        if spot is None or self._result is None:
            self.problems.show_nothing()
            return
        heading = self.rows[spot].match.heading
        found = [each for each in self._result.problems if each.sheet == spot[0] and each.column == heading]
        self.problems.show_problems(heading, found)

    def take_focus(self) -> None:
        """Begin at the first column."""
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.combo.setFocus()

    # --- answers ---

    def said_matched(self) -> str:
        """Say how many columns go somewhere."""
        matched = sum(1 for row in self.rows.values() if row.target)
        return _("{matched} of {count} columns").format(matched=matched, count=len(self.rows))

    def policy(self) -> Policy:
        """Give what is to become of values that are there already."""
        chosen: Policy = self._policy.currentData()
        return chosen

    def mapping(self) -> dict[ColumnKey, str | None]:
        """Give where each column goes, by its heading, or by its letter where the heading is no name.

        Where sheets say the same heading and mean different things, only what was chosen by hand is
        given; the rest is matched again, sheet by sheet, as it was shown.
        """
        said: dict[str, dict[str | None, bool]] = {}
        for sheet in self._sheets:
            normal = [normal_heading(heading) for heading in sheet.table.headings]
            for match in sheet.matches[:MOST_COLUMNS]:
                words = normal_heading(match.heading)
                unique = bool(words) and normal.count(words) == 1
                name = match.heading if unique else sheet.table.letters[match.column]
                target = self.rows[sheet.table.sheet, match.column].target
                said.setdefault(name, {})[target] = target != match.target
        asked: dict[ColumnKey, str | None] = {}
        for name, meanings in said.items():
            chosen = [target for target, by_hand in meanings.items() if by_hand or len(meanings) == 1]
            if chosen:
                asked[name] = chosen[0]
        return asked


def _sample(sheet: SheetMatch, column: int) -> str:
    """Give a few different cells of a column, from the first rows that have any."""
    texts: dict[str, None] = {}
    for row in sheet.table.rows[:60]:
        if filled(row, column):
            texts.setdefault(plain_text(row[column]))
        if len(texts) == 3:
            break
    return "、".join(texts) if any(ord(letter) > 0x2E80 for letter in "".join(texts)) else ", ".join(texts)


def _header() -> QWidget:
    made = box("table-head")
    made.setFixedHeight(30)
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 0, 14, 0)
    row.setSpacing(8)
    row.addWidget(cell("field", "", WIDTHS["letter"]))
    row.addWidget(cell("field", _("Heading"), WIDTHS["heading"]))
    row.addWidget(cell("field", _("Sample"), 0), SAMPLE_SHARE)
    row.addSpacing(14)
    row.addWidget(cell("field", _("Goes to"), WIDTHS["target"]))
    row.addSpacing(8)
    row.addWidget(cell("field", _("Check"), 0), CHECK_SHARE)
    return made
