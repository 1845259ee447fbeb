"""Third step of an import: what each column means, with every cell checked while one chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.choices import NEW_FIELD, ColumnKey, Leftover
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.import_result import ImportResult, SheetMatch
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.sheet_kinds import OWNER
from crm_desktop.exchange.importing.value_maps import ChoiceText
from crm_desktop.exchange.reading.find_header import filled
from crm_desktop.fields.kind import Context, DateOrder, plain_text
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.ui.exchange.check_all import Spot
from crm_desktop.ui.exchange.column_questions import DateQuestion, ValueMap
from crm_desktop.ui.exchange.column_row import CHECK_SHARE, SAMPLE_SHARE, WIDTHS, ColumnRow, cell
from crm_desktop.ui.exchange.constants_bar import ConstantsBar
from crm_desktop.ui.exchange.problems_panel import ProblemsPanel
from crm_desktop.ui.exchange.suggestions import Sheets
from crm_desktop.ui.exchange.target_choices import TargetChoices
from crm_desktop.ui.exchange.totals_bar import TotalsBar
from crm_desktop.ui.look.controls import box, label
from crm_desktop.ui.look.elided import ElidedLabel

SAMPLES_FROM = 960  # narrower than this, headings must do without samples
MOST_COLUMNS = 200  # rows of widgets; the columns behind them are matched by themselves


class ColumnsPage(QWidget):
    """`changed` asks for another check; `mapping`, `date_orders`, `values` … are what is to be checked."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sheets: list[SheetMatch] = []
        self.rows: dict[Spot, ColumnRow] = {}
        self._choices: dict[str, TargetChoices] = {}
        self.date_orders: dict[ColumnKey, DateOrder] = {}
        self.values: dict[ColumnKey, Mapping[str, str]] = {}
        self._orders: dict[Spot, tuple[DateOrder, ...]] = {}
        self._result: ImportResult | None = None
        self._texts: Mapping[Spot, Sequence[ChoiceText]] = {}
        self._checked: dict[str, SheetMatch] = {}
        self._problems: dict[Spot, list[Problem]] = {}
        self._here: Spot | None = None
        self._caption = ElidedLabel("caption")
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._leftover = QComboBox()
        self._leftover.setProperty("fit", "row")
        self._leftover.addItem(_("leave out"), "leave")
        self._leftover.addItem(_("keep in the remark"), "remark")
        self._leftover.addItem(_("make new fields"), "field")
        self._leftover.activated.connect(lambda _at: self.changed.emit())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.constants = ConstantsBar()
        self.constants.changed.connect(self.changed)
        self.totals = TotalsBar()
        self.problems = ProblemsPanel()
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 16, 16, 10)
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(_("Match columns"), "title"))
        words.addWidget(self._caption)
        head.addLayout(words, 1)
        head.addWidget(label(_("Columns without a place:"), "field", buddy=self._leftover))
        head.addWidget(self._leftover)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        self._sample_heading = cell("field", _("Sample"), 0)
        left.addWidget(_header(self._sample_heading))
        left.addWidget(self._scroll, 1)
        left.addWidget(self.totals)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.problems)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns all the room where there is little."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        narrow = self.width() < SAMPLES_FROM
        self.problems.set_narrow(narrow)
        for sample in (self._sample_heading, *(row.sample for row in self.rows.values())):
            sample.setHidden(narrow)

    @property
    def shown(self) -> list[SheetMatch]:
        """Give the sheets whose columns are shown."""
        return self._sheets

    # --- showing ---

    def show_sheets(self, sheets: list[SheetMatch]) -> None:
        """Show the columns of the sheets as they were matched."""
        self._sheets, self._result, self._here = sheets, None, None
        for kept in (self.rows, self._choices, self.date_orders, self.values, self._orders, self._problems):
            kept.clear()
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
            self._add_rows(sheet, column)
        own = any(sheet.entity == OWNER for sheet in sheets)
        self.constants.begin(TargetChoices(OWNER if own else sheets[0].entity, new_field=False))
        column.addWidget(self.constants)
        column.addStretch()
        self.constants.show()
        self._scroll.setWidget(held)
        self._make_room()
        self._show_caption()
        self.problems.show_nothing()

    def _add_rows(self, sheet: SheetMatch, column: QVBoxLayout) -> None:
        choices = self._choices.setdefault(sheet.entity, TargetChoices(sheet.entity))
        for match in sheet.matches[:MOST_COLUMNS]:
            shown = _as_chosen(sheet, match)
            row = ColumnRow(sheet.table.letters[match.column], shown, _sample(sheet, match.column), choices)
            spot = (sheet.table.sheet, match.column)
            if match.date_order is not None:
                self.date_orders[spot] = match.date_order
            if match.values:
                self.values[spot] = match.values
            row.changed.connect(lambda spot=spot: self._change(spot))
            row.chosen.connect(lambda spot=spot: self._speak_of(spot))
            self.rows[spot] = row
            column.addWidget(row)

    def show_checked(self, result: ImportResult, texts: Mapping[Spot, Sequence[ChoiceText]]) -> None:
        """Show how the cells and the rows went; `texts` are the different ones of columns of choices."""
        self._result, self._texts = result, texts
        sheets = Sheets(result.sheets)
        self._problems.clear()
        for problem in result.problems:
            if (found := sheets.cell_of(problem)) is not None:
                self._problems.setdefault((problem.sheet, found[1]), []).append(problem)
        self._checked = {sheet.table.sheet: sheet for sheet in result.sheets}
        for spot, row in self.rows.items():
            count = result.columns.get(spot)
            if (sheet := self._checked.get(spot[0])) is not None:
                row.show_match(_as_chosen(sheet, sheet.matches[spot[1]]))
            if count is not None and count.orders:
                self._orders[spot] = count.orders
            row.show_count(count, question=spot in self._orders and spot not in self.date_orders)
        self.totals.show_result(result)
        self._show_caption()
        worst = max(self.rows, key=self._urgency, default=None)
        if not self.problems.is_typed_in():
            self._speak_of(self._here if self._here in self.rows else worst)

    def _urgency(self, spot: Spot) -> tuple[bool, int]:
        count = self._result.columns.get(spot) if self._result else None
        return (spot in self._orders and spot not in self.date_orders, count.to_mend if count else 0)

    def _show_caption(self) -> None:
        rows = sum(len(sheet.table.rows) for sheet in self._sheets)
        text = _("{matched}, found by heading and content · {rows} are checked again at each change")
        self._caption.setText(text.format(matched=self.said_matched(), rows=ngettext("{n} row", "{n} rows", rows)))

    def _speak_of(self, spot: Spot | None) -> None:
        self._here = spot
        for each, row in self.rows.items():
            row.mark(each == spot)
        if spot is None or self._result is None:
            self.problems.show_nothing()
            return
        problems = self._problems.get(spot, [])
        self.problems.show_problems(
            self.rows[spot].match.heading, problems, Sheets(self._result.sheets), self._questions(spot)
        )

    def _questions(self, spot: Spot) -> list[QWidget]:
        """Make the widgets that ask what only a person can say about a column."""
        asked: list[QWidget] = []
        if spot in self._orders and self.rows[spot].target:
            dates = DateQuestion(self._orders[spot], self.date_orders.get(spot))
            dates.answered.connect(lambda order: self._answer_dates(spot, order))
            asked.append(dates)
        sheet, target = self._checked[spot[0]], self.rows[spot].target
        kind = sheet.place(target).kind if target and target != NEW_FIELD else None
        if isinstance(kind, Choice) and spot in self._texts:
            words = ValueMap(
                self._texts[spot], kind.offered(self._context), self.values.get(spot, {}), fixed=kind.fixed
            )
            words.changed.connect(lambda chosen: self._answer_values(spot, chosen))
            asked.append(words)
        return asked

    # --- choosing ---

    def take_focus(self) -> None:
        """Begin at the first column."""
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.combo.setFocus()
        self._here = None  # the panel begins with the worst column, wherever the cursor is

    def _change(self, spot: Spot) -> None:
        self.date_orders.pop(spot, None)
        self.values.pop(spot, None)
        self._orders.pop(spot, None)
        self._problems.pop(spot, None)
        self.changed.emit()

    def _answer_dates(self, spot: Spot, order: DateOrder) -> None:
        self.date_orders[spot] = order
        self.changed.emit()

    def _answer_values(self, spot: Spot, chosen: Mapping[str, str]) -> None:
        self.values[spot] = chosen
        self.changed.emit()

    # --- answers ---

    def said_matched(self) -> str:
        """Say how many columns go somewhere."""
        matched = sum(1 for row in self.rows.values() if row.target)
        return _("{matched} of {count} columns").format(matched=matched, count=len(self.rows))

    def leftover(self) -> Leftover:
        """Give what becomes of columns that go nowhere."""
        chosen: Leftover = self._leftover.currentData()
        return chosen

    def mapping(self) -> dict[ColumnKey, str | None]:
        """Give where the columns go that were chosen by hand, by sheet and number; the others go by themselves."""
        return {spot: row.target for spot, row in self.rows.items() if row.touched}


def _as_chosen(sheet: SheetMatch, match: Match) -> Match:
    """Give a match as a person chooses it: a field that is made of the column has no place to choose yet."""
    return replace(match, target=NEW_FIELD) if sheet.is_new(match.target) else match


def _sample(sheet: SheetMatch, column: int) -> str:
    """Give a few different cells of a column, from the first rows that have any."""
    texts: dict[str, None] = {}
    for row in sheet.table.rows[:60]:
        if filled(row, column):
            texts.setdefault(plain_text(row[column]))
        if len(texts) == 3:
            break
    return "、".join(texts) if any(ord(letter) > 0x2E80 for letter in "".join(texts)) else ", ".join(texts)


def _header(sample: QWidget) -> QWidget:
    made = box("table-head")
    made.setFixedHeight(30)
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 0, 14, 0)
    row.setSpacing(8)
    row.addWidget(cell("field", "", WIDTHS["letter"]))
    row.addWidget(cell("field", _("Heading"), WIDTHS["heading"]))
    row.addWidget(sample, SAMPLE_SHARE)
    row.addSpacing(22)  # as wide as the arrow of a row
    row.addWidget(cell("field", _("Goes to"), WIDTHS["target"]))
    row.addSpacing(8)
    row.addWidget(cell("field", _("Check"), 0), CHECK_SHARE)
    return made
