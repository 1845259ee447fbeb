"""The list of an entity: search, views, filters, the table, its totals, and a glance at one record."""

from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QMetaMethod, QPoint, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.built_in_views import ALL
from crm_desktop.services.groups import group_label
from crm_desktop.services.lists import ListQuery
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.lists import list_popups
from crm_desktop.ui.lists.bulk_bar import BulkBar
from crm_desktop.ui.lists.empty_list import Ways, say_none_found, say_none_yet
from crm_desktop.ui.lists.filter_bar import FilterBar
from crm_desktop.ui.lists.fitting_tabs import FittingTabs
from crm_desktop.ui.lists.letter_rail import LetterRail
from crm_desktop.ui.lists.letters_of_list import LettersOfList
from crm_desktop.ui.lists.list_answer import Base, Found, find
from crm_desktop.ui.lists.list_bars import FootBar, TopBar
from crm_desktop.ui.lists.list_source import ListSource
from crm_desktop.ui.lists.list_totals import ListTotals, Sum
from crm_desktop.ui.lists.list_views import ListViews
from crm_desktop.ui.lists.list_words import said, words_of
from crm_desktop.ui.lists.preview_pane import PreviewPane
from crm_desktop.ui.lists.preview_split import PreviewSplit
from crm_desktop.ui.lists.record_model import RecordModel
from crm_desktop.ui.lists.record_table import RecordTable
from crm_desktop.ui.lists.row_actions import RowActions
from crm_desktop.ui.lists.search_field import SearchField
from crm_desktop.ui.lists.views_bar import ViewsBar
from crm_desktop.ui.look.controls import rule
from crm_desktop.ui.look.empty_state import EmptyState
from crm_desktop.ui.look.shortcut import shortcut

TIGHT = 900


class ListPage(QWidget):
    """Asks for ids beside the window, shows them, and keeps selection and place when records change."""

    opened = Signal(int)
    log_wanted = Signal(int)
    task_wanted = Signal(int)
    new_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    print_wanted = Signal()
    duplicates_wanted = Signal()
    sample_wanted = Signal()
    list_wanted = Signal(str)  # another entity's list
    message = Signal(str)

    def __init__(self, workspace: Workspace, entity_name: str = "customer") -> None:
        super().__init__()
        self.workspace = workspace
        self.entity_name = entity_name
        self.views = FittingTabs(_("Views"))
        self._views_bar = ViewsBar(self.views, outward=entity_name == "customer")
        self.kept = ListViews(workspace, entity_name, self._views_bar)
        self.state = self.kept.state
        self.source = ListSource(workspace, entity_name)
        columns = self.state.columns
        self.model = RecordModel(columns, self.source.rows, self.source.say, self)
        self.table = RecordTable(self.model, self.source.shown(columns), lambda: self.source.context, self)
        self.deeds = RowActions(workspace, entity_name, self.table)
        self.search = SearchField(said(words_of(entity_name).search, entity_name))
        self.filters = FilterBar(workspace, entity_name)
        self.letters = LetterRail()
        self.preview = PreviewPane(workspace, entity_name)
        self.total = 0
        self._base: Base | None = None
        self._stale = False  # the file changed while this was out of sight
        self._lookup: Lookup[Found] = Lookup(self)
        self._spelling = LettersOfList(workspace, self.letters)
        self._totals = ListTotals(workspace, self)
        self._empty = EmptyState()
        self._top = TopBar(entity_name, self.search)
        self._foot = FootBar(entity_name)
        self._build()
        self.table.set_row_height(self.state.row_height)
        self.filters.show_where(self.state.now.where)
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._views_bar)
        column.addWidget(self.filters)
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        spelt = QWidget()
        beside = QHBoxLayout(spelt)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.table, 1)
        beside.addWidget(self.letters)
        self.letters.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(spelt)
        self._stack.addWidget(self._empty)
        inner.addWidget(self._stack, 1)
        inner.addWidget(BulkBar(self.workspace, self.deeds, self.table))
        inner.addWidget(self._foot)
        self._split = PreviewSplit(left, self.preview)
        column.addWidget(rule())
        column.addWidget(self._split, 1)
        order = (self.search, self.views, self.table, self.letters, self.preview)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._split.shown_changed.connect(self._preview_shown)
        self._lookup.answered.connect(self._show)
        self._lookup.failed.connect(lambda error: self.message.emit(error.message))
        self._totals.shown.connect(self._show_sums)
        top, bar = self._top, self._views_bar
        top.import_wanted.connect(self.import_wanted)
        top.duplicates_wanted.connect(self.duplicates_wanted)
        top.new_wanted.connect(self.new_wanted)
        top.list_wanted.connect(self.list_wanted)
        bar.preview_wanted.connect(self._split.toggle)
        bar.export_wanted.connect(self.export_wanted)
        bar.print_wanted.connect(self.print_wanted)
        bar.columns_wanted.connect(self.choose_columns)
        bar.sort_wanted.connect(lambda: list_popups.choose_sort(self.state, bar.sort))
        bar.density_wanted.connect(lambda: list_popups.density_menu(self.state, bar.density))
        self.kept.message.connect(self.message)
        self.state.question_changed.connect(self._question_changed)
        self.state.columns_changed.connect(self._columns_changed)
        self.state.density_changed.connect(lambda: self.table.set_row_height(self.state.row_height))
        self.search.searched.connect(lambda _text: self.ask())
        self.search.down.connect(self.table.setFocus)
        self.search.entered.connect(self._open_first)
        self.search.given_up.connect(self.table.setFocus)
        self.filters.changed.connect(lambda: self.state.set_where(self.filters.where()))
        self._connect_table()
        self.letters.jumped.connect(self._jump)
        self.preview.closed.connect(self._split.toggle)
        self.preview.opened.connect(self.opened)
        self.preview.log_wanted.connect(self.log_wanted)
        self.preview.task_wanted.connect(self.task_wanted)
        self.preview.message.connect(self.message)
        shortcut(self, "Ctrl+Shift+F", self.filters.add)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut(self, keys, partial(self.views.step, step))

    def _connect_table(self) -> None:
        table, state = self.table, self.state
        table.opened.connect(self.opened)
        table.typed.connect(self._typed)
        table.sort_wanted.connect(lambda section: state.sort_by_column(self.model.columns[section - 1]))
        table.sort_added.connect(lambda section: state.add_sort(self.model.columns[section - 1]))
        table.width_chosen.connect(lambda section, width: state.set_width(self.model.columns[section - 1].key, width))
        table.moved.connect(lambda section, place: state.move_column(section - 1, place - 1))
        table.head_menu_wanted.connect(self._head_menu)
        table.selection_changed.connect(self._show_selection)
        table.current_changed.connect(self.preview.show_later)
        table.preview_wanted.connect(self._split.toggle)
        self.deeds.opened.connect(self.opened)
        self.deeds.print_wanted.connect(self.print_wanted)
        self.deeds.export_wanted.connect(self.export_wanted)
        self.deeds.message.connect(self.message)

    def query(self) -> ListQuery:
        """Give the question that the page asks now."""
        return self.state.query(self.search.text())

    def ask(self, *, same_question: bool = False) -> None:
        """Look for the records anew; `same_question` keeps place and selection as they are."""
        query, workspace = self.query(), self.workspace
        known = None if same_question else self._base
        self._lookup.ask(lambda: find(workspace, query, known, new_question=not same_question))

    def refresh(self) -> None:
        """Show what changed, as soon as anybody sees it; the order may have changed with it."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        self.source.refresh()
        self.kept.reload()
        self.table.show_shown(self.source.shown(self.model.columns))
        self.ask(same_question=True)
        if self.preview.isVisible():
            self.preview.refresh()

    def stop(self) -> None:
        """Look at the file no more; it is about to be closed."""
        self._lookup.stop()
        self._spelling.stop()
        self._totals.stop()
        self.kept.stop()
        self.preview.stop()

    def count_views(self) -> None:
        """Count the views beside the window."""
        self.kept.count()

    def choose_columns(self) -> None:
        """Show which columns there are."""
        list_popups.choose_columns(self.state, self._views_bar.columns)

    # --- showing ---

    def _show(self, found: Found) -> None:
        self._base, self.total = found.base, found.base.total
        if (found.ids, found.heads) == (self.model.ids, self.model.heads):
            self.model.forget_rows()
        else:
            self.table.show_ids(found.ids, found.heads, keep=not found.new_question)
        self._show_sort()
        self._show_totals()
        self._show_selection()
        self._add_up()
        self._spelling.follow(self.query(), grouped=bool(self.state.now.group))

    def _show_totals(self) -> None:
        shown = len(self.model.ids)
        self._show_count()
        self._foot.show_shown(shown, self.total)
        self._stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._say_empty()

    def _show_count(self) -> None:
        shown = len(self.model.ids)
        narrowed = shown != self.total or bool(self.search.text())
        text = _("{shown} of {total}").format(shown=f"{shown:,}", total=f"{self.total:,}") if narrowed else f"{shown:,}"
        sort = "" if self.width() < TIGHT else list_popups.sorted_text(self.state)
        self.filters.show_count(" · ".join(part for part in (sort, text) if part))

    def _say_empty(self) -> None:
        offered = self.isSignalConnected
        if self.total == 0:
            ways = Ways(
                import_sheet=self.import_wanted.emit if self.entity_name == "customer" else None,
                new=self.new_wanted.emit,
                samples=self.sample_wanted.emit if offered(QMetaMethod.fromSignal(self.sample_wanted)) else None,
            )
            say_none_yet(self._empty, self.entity_name, ways)
            return
        ways = Ways(
            clear_search=self.search.clear if self.search.text() else None,
            drop_filter=self.filters.drop_last if self.filters.where() else None,
            show_all=partial(self.views.choose, ALL) if self.views.key() != ALL else None,
        )
        say_none_found(self._empty, self.entity_name, self.search.text(), ways)

    def _show_selection(self) -> None:
        self._foot.show_selected(self.table.selected_count())

    def _show_sort(self) -> None:
        names = [column.sort for column in self.model.columns]
        keys = [
            (names.index(each.field) + 1 if each.field in names else 0, each.descending) for each in self.state.now.sort
        ]
        self.table.show_sorted(keys)

    def _add_up(self) -> None:
        """Add up the columns that are shown, in all and by group."""
        query, context = self.query(), self.source.context
        self.model.say_group = lambda key: group_label(query.entity, query.group, key, context)
        self._totals.ask(query, self.model.fields)

    def _show_sums(self, sums: tuple[Sum, ...], by_group: dict[Any, list[str]]) -> None:
        self._foot.show_sums(sums)
        self.table.show_group_sums(by_group)

    # --- what happens ---

    def _question_changed(self) -> None:
        self.filters.show_where(self.state.now.where)
        self.ask()

    def _columns_changed(self) -> None:
        columns = self.state.columns
        self.table.show_columns(columns, self.source.shown(columns))
        self._add_up()
        self._show_sort()

    def _head_menu(self, section: int, where: QPoint) -> None:
        list_popups.head_menu(self.state, section, self.choose_columns, self.table).popup(where)

    def _jump(self, row: int) -> None:
        if row < len(self.model.ids):
            self.table.show_row(row)

    def _open_first(self) -> None:
        if self.model.ids:
            self.opened.emit(self.model.ids[0])

    def _typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + text)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again where the file changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the preview its place, or take it, when the window gets another class of width."""
        super().resizeEvent(event)
        self._split.fit(self.width())
        self._top.fit(tight=self.width() < TIGHT)
        self._show_count()

    def _preview_shown(self, shown: bool) -> None:
        self._views_bar.show_preview(shown=shown)
        self._foot.show_hint(shown=not shown)
        if shown:
            self.preview.show_later(self.table.current_id())
