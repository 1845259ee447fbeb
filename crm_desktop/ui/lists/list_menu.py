"""What can be done with the rows that are selected."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.base.i18n import _, ngettext


def list_menu(  # noqa: PLR0917 - what a menu can do
    parent: QWidget,
    ids: Sequence[int],
    open_record: Callable[[int], object],
    print_record: Callable[[int], object],
    copy: Callable[[], object],
    remove: Callable[[], object],
) -> QMenu:
    """Make the menu for the selected records; opening and printing are for one."""
    menu = QMenu(parent)
    if len(ids) == 1:
        menu.addAction(_("Open"), lambda: open_record(ids[0]))
        menu.addAction(_("Print record"), lambda: print_record(ids[0]))
    menu.addAction(_("Copy"), copy)
    menu.addSeparator()
    menu.addAction(ngettext("Remove {n} customer", "Remove {n} customers", len(ids)), remove)
    return menu
