"""The panels and menus that change a list's columns, order and density."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from crm_desktop.base.i18n import N_, _
from crm_desktop.services.groups import groupable
from crm_desktop.services.lists import Sort
from crm_desktop.services.view_definition import DENSITIES, Density
from crm_desktop.ui.lists.column_chooser import ColumnChooser
from crm_desktop.ui.lists.columns import Column, all_columns, usual_columns
from crm_desktop.ui.lists.sort_panel import SortPanel
from crm_desktop.ui.lists.view_state import ViewState
from crm_desktop.ui.look.controls import label

DENSITY_WORDS: dict[Density, str] = {
    "compact": N_("Compact"),
    "standard": N_("Standard"),
    "relaxed": N_("Relaxed"),
}


def choose_columns(state: ViewState, anchor: QWidget) -> ColumnChooser:
    """Show which columns there are, under `anchor`."""
    entity = state.view.entity
    panel = ColumnChooser(all_columns(entity), [each.key for each in state.columns], anchor)
    panel.chosen.connect(state.show_columns)

    def take_usual() -> None:
        state.show_columns([each.key for each in usual_columns(entity)])
        panel.show_columns([each.key for each in state.columns])

    panel.usual_wanted.connect(take_usual)
    panel.show_under(anchor)
    panel.list.setFocus()
    return panel


def sortable(entity_name: str) -> dict[str, str]:
    """Give the labels of what a list can be sorted by, one for each column of the database."""
    found: dict[str, str] = {}
    for column in all_columns(entity_name).values():
        if column.sort:
            found.setdefault(column.sort, _(column.label))
    return found


def choose_sort(state: ViewState, anchor: QWidget) -> SortPanel:
    """Show by what the list is sorted, under `anchor`."""
    panel = SortPanel(sortable(state.view.entity), state.now.sort, anchor)
    panel.chosen.connect(state.sort_by)
    panel.column.addWidget(_grouping(state, panel))
    panel.show_under(anchor)
    panel.begin()
    return panel


def _grouping(state: ViewState, parent: QWidget) -> QWidget:
    """Offer by what the list is shown in groups."""
    made = QWidget(parent)
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 4, 0, 0)
    box = QComboBox()
    box.setAccessibleName(_("Group by"))
    box.addItem(_("No groups"), "")
    for name, text in groupable(state.view.entity).items():
        box.addItem(_(text), name)
    box.setCurrentIndex(max(box.findData(state.now.group), 0))
    box.currentIndexChanged.connect(lambda _place: state.set_group(box.currentData()))
    line.addWidget(label(_("Group by"), "field", buddy=box))
    line.addWidget(box, 1)
    return made


def density_menu(state: ViewState, anchor: QPushButton) -> QMenu:
    """Offer the three heights of rows, under `anchor`."""
    menu = QMenu(anchor)
    group = QActionGroup(menu)
    for each in DENSITIES:
        action = menu.addAction(_(DENSITY_WORDS[each]), partial(state.set_density, each))
        action.setCheckable(True)
        action.setChecked(each == state.now.density)
        group.addAction(action)
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
    return menu


def head_menu(state: ViewState, section: int, columns_wanted: Callable[[], object], parent: QWidget) -> QMenu:
    """Offer what can be done with the column of a section (0: with none)."""
    menu = QMenu(parent)
    if section:
        _offer_for_column(menu, state, state.columns[section - 1], section - 1)
        menu.addSeparator()
    menu.addAction(_("Columns …"), columns_wanted)
    return menu


def _offer_for_column(menu: QMenu, state: ViewState, column: Column, place: int) -> None:
    if column.sort:
        menu.addAction(_("Sort ascending"), lambda: state.sort_by((Sort(column.sort),)))
        menu.addAction(_("Sort descending"), lambda: state.sort_by((Sort(column.sort, descending=True),)))
        if state.now.sort and state.now.sort[0].field != column.sort:
            menu.addAction(_("Then sort by this"), lambda: state.add_sort(column))
        menu.addSeparator()
    name = column.fields[0] if column.look != "title" else ""
    if name and name == state.now.group:
        menu.addAction(_("No groups"), partial(state.set_group, ""))
    elif name in groupable(state.view.entity):
        menu.addAction(_("Group by this"), partial(state.set_group, name))
    for text, to in ((_("Move left"), place - 1), (_("Move right"), place + 1)):
        action = menu.addAction(text, partial(state.move_column, place, to))
        action.setEnabled(0 <= to < len(state.columns))
    menu.addAction(_("Usual width"), partial(state.set_width, column.key, 0))
    hide = menu.addAction(
        _("Hide this column"),
        lambda: state.show_columns([each.key for each in state.columns if each.key != column.key]),
    )
    hide.setEnabled(len(state.columns) > 1)


def sorted_text(state: ViewState) -> str:
    """Say by what the list is sorted, all keys in order."""
    labels = sortable(state.view.entity)
    words = [labels[each.field] for each in state.now.sort if each.field in labels]
    return _("Sorted by {column}").format(column=_(", ").join(words)) if words else ""
