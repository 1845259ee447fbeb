"""What can be done with the rows of a list, declared once: keys, the context menu and the bulk bar follow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import fields_of
from crm_desktop.services import records
from crm_desktop.services.bulk_values import Edit
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.cell_editing import CellEditing
from crm_desktop.ui.lists.copied_rows import table_data
from crm_desktop.ui.lists.record_table import RecordTable
from crm_desktop.ui.look.icons import icon

COPIED = 5_000  # more rows are for an export
AT_ONCE = 500  # more removed records are for the thread beside the window


@dataclass(frozen=True, slots=True)
class Wish:
    """A bulk edit that is asked for: the records, and with what the dialog begins."""

    entity: str
    ids: Sequence[int]
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class _Deed:
    """One thing to do: its words, icon and key; `shown` is a key that the list or the menu bar answers."""

    label: str
    icon: str
    key: str = ""
    shown: str = ""
    least: int = 1  # so many rows must be selected …
    most: int = 10**9  # … and no more than so many


DEEDS = {
    "open": _Deed(N_("Open"), "external-link", shown=N_("Enter"), most=1),
    "edit": _Deed(N_("Edit in the list"), "pencil", "F2", most=1),
    "copy": _Deed(N_("Copy as a table"), "copy", "Ctrl+C"),
    "copy_cell": _Deed(N_("Copy this cell"), "copy", "Ctrl+Shift+C", most=1),
    "bulk": _Deed(N_("Edit all …"), "list-checks", "Ctrl+Shift+B", least=2),
    "tag": _Deed(N_("Tags …"), "tag", "Ctrl+T"),
    "next_step": _Deed(N_("Next step …"), "calendar-plus", "Ctrl+Shift+T"),
    "merge": _Deed(N_("Merge …"), "merge", "Ctrl+G", least=2, most=2),
    "print": _Deed(N_("Print …"), "printer", shown="Ctrl+P"),
    "export": _Deed(N_("Export …"), "download", shown="Ctrl+E"),
    "invert": _Deed(N_("Invert the selection"), "arrow-left-right", "Ctrl+Shift+A"),
    "clear": _Deed(N_("Select nothing"), "x", "Esc", least=2),
    "remove": _Deed(N_("Remove"), "trash-2", "Del"),
}
MENU = (
    ("open", "edit"),
    ("copy", "copy_cell", "channels"),
    ("bulk", "tag", "next_step", "merge"),
    ("print", "export"),
    ("invert", "remove"),
)
EMPTY_TOO = frozenset({"invert"})
OF_CUSTOMERS = frozenset({"next_step", "merge", "print", "export"})


class RowActions(QObject):
    """Acts on the selected rows, else on the current one; what needs another window is told by a signal."""

    opened = Signal(int)
    bulk_wanted = Signal(object)  # a Wish
    next_step_wanted = Signal(object)  # ids
    merge_wanted = Signal(int, int)
    print_wanted = Signal()
    export_wanted = Signal()
    removal_wanted = Signal(object)  # ids of more records than are removed at once
    message = Signal(str)

    def __init__(self, workspace: Workspace, entity_name: str, table: RecordTable) -> None:
        super().__init__(table)
        self._workspace, self._table = workspace, table
        self.entity_name = entity_name
        self.cells = CellEditing(workspace, entity_name, table)
        self.cells.message.connect(self.message)
        self.own: list[QAction] = []  # what can be done with this kind of record alone; first in the menu
        self.actions: dict[str, QAction] = {}
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: self.opened.emit(self._one()),
            "edit": self.cells.edit_current,
            "copy": self.copy,
            "copy_cell": self._copy_cell,
            "bulk": lambda: self.edit_many(None),
            "tag": self._tag,
            "next_step": lambda: self.next_step_wanted.emit(self.ids()),
            "merge": self._merge,
            "print": self.print_wanted.emit,
            "export": self.export_wanted.emit,
            "invert": table.invert_selection,
            "clear": table.clearSelection,
            "remove": self.remove_selected,
        }
        for name, deed in DEEDS.items():
            if (name != "tag" or self.has_tags()) and (name not in OF_CUSTOMERS or entity_name == "customer"):
                self._add(name, deed, acts[name])
        table.selection_changed.connect(self._look)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        self._look()

    def _add(self, name: str, deed: _Deed, act: Callable[[], object]) -> None:
        action = QAction(icon(deed.icon, "secondary"), _(deed.label), self)
        if deed.key:
            action.setShortcut(QKeySequence(deed.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked: act())
        self.actions[name] = action
        self._table.addAction(action)

    def ids(self) -> list[int]:
        """Give the selected records, else the current one."""
        return self._table.selected_ids() or [each for each in [self._table.current_id()] if each]

    def has_tags(self) -> bool:
        """Tell whether such records have tags."""
        return "tags" in fields_of(entity_named(self.entity_name))

    def edit_many(self, edit: Edit | None) -> None:
        """Ask for a bulk edit of the selected records."""
        if ids := self.ids():
            self.bulk_wanted.emit(Wish(self.entity_name, ids, edit))

    def copy(self) -> None:
        """Copy the selected rows as a table with its headings."""
        ids, model = self.ids(), self._table.records
        if len(ids) > COPIED:
            message = _("{n} rows are too many to copy; export them instead (Ctrl+E).")
            self.message.emit(message.format(n=f"{len(ids):,}"))
            return
        columns = range(1, model.columnCount())
        heads = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        rows = [
            [str(model.data(model.index(row, column)) or "") for column in columns]
            for row in map(model.row_of, ids)
            if row >= 0
        ]
        QGuiApplication.clipboard().setMimeData(table_data(heads, rows))
        self.message.emit(ngettext("{n} row copied", "{n} rows copied", len(rows)))

    def remove_selected(self) -> None:
        """Remove the selected records; the message bar offers the way back."""
        ids = self.ids()
        if len(ids) > AT_ONCE:
            self.removal_wanted.emit(ids)
        elif ids:
            try:
                records.remove(self._workspace, self.entity_name, ids)
            except UserFacingError as error:
                self.message.emit(error.message)

    def _one(self) -> int:
        return next(iter(self.ids()), 0)

    def _copy_cell(self) -> None:
        index = self._table.currentIndex()
        shown = str(self._table.records.data(index) or "") if index.isValid() else ""
        self._copy_text(shown, shown)

    def _copy_text(self, whole: str, shown: str) -> None:
        QGuiApplication.clipboard().setText(whole)
        self.message.emit(_("Copied: {text}").format(text=shown))

    def _tag(self) -> None:
        self.edit_many(Edit("tags", "tag"))

    def _merge(self) -> None:
        first, second = sorted(self.ids())
        self.merge_wanted.emit(first, second)

    def _look(self) -> None:
        """Offer what fits the number of selected rows."""
        count = self._table.selected_count()
        for name, action in self.actions.items():
            deed = DEEDS[name]
            action.setEnabled(name in EMPTY_TOO or deed.least <= max(count, 1) <= deed.most)

    def menu(self) -> QMenu:
        """Make the context menu for the selected rows; every entry names its key."""
        menu, ids = QMenu(self._table), self.ids()
        menu.addActions(self.own)
        for group in MENU:
            menu.addSeparator()
            for name in group:
                if name == "channels":
                    self._add_channels(menu, ids)
                elif name in self.actions and self.actions[name].isEnabled():
                    self._add_entry(menu, name, len(ids))
        return menu

    def _add_entry(self, menu: QMenu, name: str, count: int) -> None:
        action, deed = self.actions[name], DEEDS[name]
        if name == "remove":
            action.setText(counted(_("Remove {n} {records}"), self.entity_name, count))
        elif deed.shown:
            action.setText(f"{_(deed.label)}\t{_(deed.shown)}")
        menu.addAction(action)

    def _add_channels(self, menu: QMenu, ids: Sequence[int]) -> None:
        """Offer each number and account of one record to be copied."""
        if len(ids) != 1:
            return
        with self._workspace.read() as session:
            channels = records.parts(session, self.entity_name, ids[0]).get("channel", [])
        fields = fields_of(entity_named("channel"))
        for each in channels:
            kind = fields["value"].kind.within(each)
            whole, shown = kind.show(each["value"]), kind.on_screen(each["value"])
            label = fields["type"].kind.show(each["type"])
            entry = menu.addAction(_("Copy {label}: {text}").format(label=label, text=shown.replace("&", "&&")))
            entry.triggered.connect(lambda _checked, whole=whole, shown=shown: self._copy_text(whole, shown))

    def _show_menu(self, where: QPoint) -> None:
        if self.ids():
            self.menu().popup(self._table.viewport().mapToGlobal(where))


def counted(text: str, entity_name: str, count: int) -> str:
    """Fill in how many records of what kind are meant."""
    entity = entity_named(entity_name)
    records_ = _(entity.label if count == 1 else entity.label_many).lower()
    return text.format(n=f"{count:,}", records=records_)
