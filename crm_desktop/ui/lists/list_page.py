"""The list of an entity: search, views, filters, the table, its totals, and a glance at one record."""

from PySide6.QtCore import QMetaMethod, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.services.lists import ListQuery, Sort, count
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.lists.bulk_bar import BulkBar
from crm_desktop.ui.lists.filter_bar import FilterBar
from crm_desktop.ui.lists.list_answer import Base, Found, find
from crm_desktop.ui.lists.list_bars import FootBar, TopBar, ViewsBar
from crm_desktop.ui.lists.list_source import ListSource
from crm_desktop.ui.lists.list_views import View, views_of
from crm_desktop.ui.lists.preview_pane import PreviewPane
from crm_desktop.ui.lists.preview_split import PreviewSplit
from crm_desktop.ui.lists.record_model import RecordModel
from crm_desktop.ui.lists.record_table import RecordTable
from crm_desktop.ui.lists.row_actions import RowActions
from crm_desktop.ui.lists.search_field import SearchField
from crm_desktop.ui.look.controls import button, rule
from crm_desktop.ui.look.empty_state import EmptyState
from crm_desktop.ui.look.painted_tabs import Tab, ViewTabs

TIGHT = 900
WELCOME = N_("Bring in the list that you keep in Excel or WPS, or begin with one customer.")
SEARCHED = N_("Names, pinyin, initials and any part of a phone number are searched.")


class ListPage(QWidget):
    """Asks for ids beside the window, shows them, and keeps selection and place when records change."""

    opened = Signal(int)
    log_wanted = Signal(int)
    new_wanted = Signal()
    import_wanted = Signal()
    duplicates_wanted = Signal()
    sample_wanted = Signal()
    message = Signal(str)

    def __init__(self, workspace: Workspace, entity_name: str = "customer") -> None:
        super().__init__()
        self.workspace = workspace
        self.entity_name = entity_name
        entity = entity_named(entity_name)
        self.source = ListSource(workspace, entity_name)
        self.model = RecordModel(self.source.columns, self.source.rows, self.source.say, self)
        self.table = RecordTable(self.model, self.source.shown(), lambda: self.source.context, self)
        self.deeds = RowActions(workspace, entity_name, self.table)
        self.search = SearchField(_("Search name, phone, pinyin initials, remark…"))
        self.views = ViewTabs(_("Views"))
        self.filters = FilterBar(workspace, entity_name)
        self.preview = PreviewPane(workspace)
        self.sort: tuple[Sort, ...] = ()
        self.total = 0
        self._base: Base | None = None
        self._view: View = views_of(entity_name, self.source.context.today)[0]
        self._preview_chosen: bool | None = None  # None: shown where there is room
        self._first: int | None = None
        self._lookup: Lookup[Found] = Lookup(self)
        self._counting: Lookup[dict[str, int]] = Lookup(self)
        self._empty = EmptyState()
        self._top = TopBar(_(entity.label_many), self.search)
        self._views_bar = ViewsBar(self.views)
        self._foot = FootBar()
        self._build()
        self._connect()
        self.sort = self._view.sort

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
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        inner.addWidget(self._stack, 1)
        inner.addWidget(BulkBar(self.workspace, self.deeds, self.table))
        inner.addWidget(self._foot)
        self._split = PreviewSplit(left, self.preview)
        column.addWidget(rule())
        column.addWidget(self._split, 1)
        for before, after in ((self.search, self.views), (self.views, self.table), (self.table, self.preview)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._split.shown_changed.connect(self._preview_shown)
        self._lookup.answered.connect(self._show)
        self._top.import_wanted.connect(self.import_wanted)
        self._top.duplicates_wanted.connect(self.duplicates_wanted)
        self._top.new_wanted.connect(self.new_wanted)
        self._views_bar.preview_wanted.connect(self._split.toggle)
        self._counting.answered.connect(self._show_counts)
        self._lookup.failed.connect(lambda error: self.message.emit(error.message))
        self.search.searched.connect(lambda _text: self.ask())
        self.search.down.connect(self.table.setFocus)
        self.search.entered.connect(self._open_first)
        self.search.given_up.connect(self.table.setFocus)
        self.views.currentChanged.connect(lambda _place: self._choose_view())
        self.filters.changed.connect(self.ask)
        self.table.opened.connect(self.opened)
        self.table.typed.connect(self._typed)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.selection_changed.connect(self._show_selection)
        self.table.current_changed.connect(self.preview.show_later)
        self.table.preview_wanted.connect(self._split.toggle)
        self.deeds.opened.connect(self.opened)
        self.deeds.message.connect(self.message)
        self.preview.closed.connect(self._split.toggle)
        self.preview.opened.connect(self.opened)
        self.preview.log_wanted.connect(self.log_wanted)

    def query(self) -> ListQuery:
        """Give the question that the page asks now."""
        where = (*self._view.where, *self.filters.conditions())
        return ListQuery(self.entity_name, where, self.sort, self.search.text())

    def ask(self, *, same_question: bool = False) -> None:
        """Look for the records anew; `same_question` keeps place and selection as they are."""
        query, workspace = self.query(), self.workspace
        known = None if same_question else self._base

        self._lookup.ask(lambda: find(workspace, query, known, new_question=not same_question))

    def refresh(self) -> None:
        """Show what changed; the order may have changed with it."""
        self.source.refresh()
        self.table.show_shown(self.source.shown())
        self.ask(same_question=True)
        self.count_views()
        if self.preview.isVisible():
            self.preview.refresh()

    def stop(self) -> None:
        """Look at the file no more; it is about to be closed."""
        self._lookup.stop()
        self._counting.stop()
        self.preview.stop()

    def count_views(self) -> None:
        """Count the views beside the window."""
        workspace, name = self.workspace, self.entity_name
        views = views_of(name, self.source.context.today)

        def answer() -> dict[str, int]:
            with workspace.read() as session:
                return {view.key: count(session, ListQuery(name, view.where)) for view in views}

        self._counting.ask(answer, patience=0)

    def _show(self, found: Found) -> None:
        self._base, self.total = found.base, found.base.total
        if found.ids == self.model.ids:
            self.model.forget_rows()
        else:
            self.table.show_ids(found.ids, keep=not found.new_question)
        self._show_sort()
        self._show_totals()
        self._show_selection()
        if self._first is not None and found.ids:
            self._first = None
            self.opened.emit(found.ids[0])

    def _show_totals(self) -> None:
        shown = len(self.model.ids)
        self._show_count()
        self._foot.show_shown(shown)
        self._stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._say_empty()
        if self.views.count() == 0:
            self._show_counts({})

    def _show_count(self) -> None:
        shown = len(self.model.ids)
        narrowed = shown != self.total or bool(self.search.text())
        text = _("{shown} of {total}").format(shown=f"{shown:,}", total=f"{self.total:,}") if narrowed else f"{shown:,}"
        self.filters.show_count(" · ".join(part for part in (self._sorted_text(), text) if part))

    def _say_empty(self) -> None:
        ways = []
        if self.total == 0:
            ways.append(button(_("Import a spreadsheet"), self.import_wanted.emit, icon_name="upload", kind="primary"))
            ways.append(button(_("New customer"), self.new_wanted.emit, icon_name="plus"))
            if self.isSignalConnected(QMetaMethod.fromSignal(self.sample_wanted)):
                ways.append(button(_("Load invented samples"), self.sample_wanted.emit, icon_name="sparkles"))
            self._empty.say("users", _("No customers yet"), _(WELCOME), ways)
            return
        title = _("No customer fulfils this")
        if self.search.text():
            title = _("Nothing found for “{text}”").format(text=self.search.text())
            ways.append(button(_("Clear the search"), self.search.clear, icon_name="x", kind="primary"))
        if self.filters.conditions():
            ways.append(button(_("Take the last filter back"), self.filters.drop_last))
        if self._view.where:
            ways.append(button(_("Show all customers"), lambda: self.views.choose("all")))
        self._empty.say("search", title, _(SEARCHED), ways)

    def _show_counts(self, counts: dict[str, int]) -> None:
        chosen = self.views.key() or "all"
        tabs = [
            Tab(view.key, _(view.label), f"{counts[view.key]:,}" if view.key in counts else "")
            for view in views_of(self.entity_name, self.source.context.today)
        ]
        self.views.show_tabs(tabs)
        if self.views.key() != chosen:
            self.views.choose(chosen)

    def _show_selection(self) -> None:
        self._foot.show_selected(self.table.selected_count())

    def _show_sort(self) -> None:
        section, descending = 0, False
        if self.sort:
            names = [column.sort for column in self.model.columns]
            section = names.index(self.sort[0].field) + 1 if self.sort[0].field in names else 0
            descending = self.sort[0].descending
        self.table.show_sorted(section, descending)

    def _sorted_text(self) -> str:
        if not self.sort or self.width() < TIGHT:
            return ""
        label_ = next((c.label for c in self.model.columns if c.sort == self.sort[0].field), "")
        return _("Sorted by {column}").format(column=_(label_)) if label_ else ""

    def _choose_view(self) -> None:
        views = {view.key: view for view in views_of(self.entity_name, self.source.context.today)}
        self._view = views[self.views.key()]
        self.sort = self._view.sort
        self.ask()

    def _sort_by(self, section: int) -> None:
        column = self.model.columns[section - 1]
        if not column.sort:
            return
        first = self.sort[0] if self.sort else None
        descending = not first.descending if first and first.field == column.sort else column.descending_first
        self.sort = (Sort(column.sort, descending),)
        self.ask()

    def _open_first(self) -> None:
        if self.model.ids:
            self.opened.emit(self.model.ids[0])

    def _typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + text)

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
