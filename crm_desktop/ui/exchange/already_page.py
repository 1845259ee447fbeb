"""Fourth step of an import: which rows are here already, by which keys, and what becomes of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.choices import Policy
from crm_desktop.exchange.importing.import_result import ImportResult
from crm_desktop.exchange.importing.row_outcomes import JoinedRow
from crm_desktop.ui.exchange.calm_word import calm_word
from crm_desktop.ui.exchange.decisions import Decisions
from crm_desktop.ui.exchange.differences_model import LEAST, NEW, OLD, ROW, STAYS, WIDTHS, DifferencesModel, changes_of
from crm_desktop.ui.exchange.field_policies import FieldPolicies
from crm_desktop.ui.exchange.figure_card import FigureCard
from crm_desktop.ui.exchange.key_choices import KeyChoices
from crm_desktop.ui.exchange.policies import POLICY_ABOUT, chosen_policy, policy_combo
from crm_desktop.ui.exchange.row_decisions import unsure_rows
from crm_desktop.ui.exchange.totals_bar import TotalsBar
from crm_desktop.ui.exchange.unsure_model import UnsureModel, unsure_table
from crm_desktop.ui.look.controls import box, label, rule

SIDE, NARROW_SIDE, NARROW = 300, 240, 900
BESIDE = 2 * 16 + 12  # margins and the scroll bar
CHANGES, UNSURE = range(2)


class AlreadyPage(QWidget):
    """`changed` asks for another check; `match`, `policy` and `policies` are what is to be checked."""

    changed = Signal()

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._decisions = decisions
        self.keys = KeyChoices()
        self.policy_combo = policy_combo(_("Customers already here"))
        self.fields = FieldPolicies()
        self.about, self.joined = label("", "caption", wrap=True), label("", "caption", wrap=True)
        self.cards = {
            "added": FigureCard(_("New"), "ok"),
            "updated": FigureCard(_("Changed"), "info"),
            "unchanged": FigureCard(_("Already the same"), "muted"),
            "unsure": FigureCard(_("Not sure"), "warning"),
        }
        self.differences = DifferencesModel(self)
        self.unsure = UnsureModel(decisions, self)
        self.unsure_table = unsure_table(self.unsure)
        self.tabs = QTabWidget()
        self._stack = QStackedWidget()
        self.totals = TotalsBar()
        self._build()
        self.keys.changed.connect(self.changed)
        self.fields.changed.connect(self.changed)
        self.policy_combo.currentIndexChanged.connect(lambda _at: self._say_policy())
        self.policy_combo.activated.connect(lambda _at: self.changed.emit())
        self._say_policy()

    def _build(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._changes_tab(), "")
        self.tabs.addTab(self._unsure_tab(), "")
        figures = QHBoxLayout()
        figures.setSpacing(10)
        for card in self.cards.values():
            figures.addWidget(card, 1)
        right = QVBoxLayout()
        right.setContentsMargins(16, 16, 16, 10)
        right.setSpacing(10)
        right.addLayout(figures)
        right.addWidget(self.joined)
        self._stack.addWidget(self.tabs)
        self._stack.addWidget(calm_word(_("Nothing that is here already would change.")))
        right.addWidget(self._stack, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._side())
        across.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(across, 1)
        layout.addWidget(self.totals)

    def _side(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(16, 16, 16, 10)
        column.setSpacing(6)
        column.addWidget(label(_("Already here"), "title"))
        column.addWidget(
            label(_("Each row is compared with this file and with the rows above it."), "caption", wrap=True)
        )
        column.addSpacing(4)
        column.addWidget(label(_("Found again"), "heading"))
        column.addWidget(self.keys)
        column.addSpacing(4)
        column.addWidget(rule())
        column.addWidget(label(_("Values already here"), "heading"))
        column.addWidget(self.policy_combo)
        column.addWidget(self.about)
        column.addWidget(label(_("An empty cell never wipes a value."), "caption", wrap=True))
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(held)
        side = box("rail")
        side.setFixedWidth(SIDE)
        self._box = side
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(scroll)
        return side

    def _changes_tab(self) -> QWidget:
        table = QTableView()
        table.setModel(self.differences)
        table.setProperty("role", "framed")
        table.setAccessibleName(_("Values that differ"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setMinimumSectionSize(WIDTHS[ROW])
        self._table = table
        self._fields_scroll = QScrollArea()
        self._fields_scroll.setWidgetResizable(True)
        self._fields_scroll.setWidget(self.fields)
        self._fields_scroll.setMaximumHeight(150)
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._fields_scroll)
        layout.addWidget(table, 1)
        return made

    def _unsure_tab(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        text = _("Nothing is joined by itself where it is not sure: say whom these rows are about.")
        column.addWidget(label(text, "caption", wrap=True))
        column.addWidget(self.unsure_table, 1)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the side step back where there is little room, and the values share what is left."""
        super().resizeEvent(event)
        self._box.setFixedWidth(NARROW_SIDE if self.width() < NARROW else SIDE)
        for column, width in WIDTHS.items():
            self._table.setColumnWidth(column, width)
        room = self.width() - self._box.width() - sum(WIDTHS.values()) - BESIDE
        for column in (OLD, NEW, STAYS):
            self._table.setColumnWidth(column, max(LEAST, room // 3))

    # --- showing ---

    def begin(self) -> None:
        """Begin anew, with another file."""
        self.fields.forget()

    def show_checked(self, result: ImportResult) -> None:
        """Show what is here already and what would become of it."""
        unsure = unsure_rows(result, self._decisions)
        changes = changes_of(result)
        figures = {"added": result.added, "updated": result.updated, "unchanged": result.unchanged}
        for name, figure in {**figures, "unsure": len(unsure)}.items():
            self.cards[name].show_figure(figure)
        self.fields.show_changes(changes)
        self._fields_scroll.setVisible(bool(self.fields.combos))
        self._fields_scroll.setFixedHeight(min(30 * len(self.fields.combos) + 2, 152))
        self.differences.show_changes(changes)
        self.unsure.show_rows(unsure)
        self.tabs.setTabText(CHANGES, ngettext("{n} value differs", "{n} values differ", len(changes)))
        self.tabs.setTabText(UNSURE, ngettext("{n} row not sure", "{n} rows not sure", len(unsure)))
        self.tabs.setTabVisible(CHANGES, bool(changes))
        self.tabs.setTabVisible(UNSURE, bool(unsure))
        joined = sum(isinstance(each, JoinedRow) for each in result.outcomes if each.outcome == "updated")
        text = ngettext(
            "{n} of them goes to a customer that is new in this sheet",
            "{n} of them go to customers that are new in this sheet",
            joined,
        )
        self.joined.setText(text)
        self.joined.setVisible(bool(joined))
        self._stack.setCurrentIndex(0 if changes or unsure else 1)
        if bool(unsure) != bool(changes):  # the other tab has nothing to show
            self.tabs.setCurrentIndex(UNSURE if unsure else CHANGES)
        self.totals.show_result(result)

    def show_checking(self) -> None:
        """Tell that the figures are about to change."""
        self.totals.show_checking()

    def take_focus(self) -> None:
        """Begin at the keys."""
        self.keys.automatic.setFocus()

    def _say_policy(self) -> None:
        self.about.setText(_(POLICY_ABOUT[self.policy()]))

    # --- answers ---

    def policy(self) -> Policy:
        """Give what is to become of values that are there already."""
        return chosen_policy(self.policy_combo)
