"""The menu bar: everything that can be done, with a mnemonic each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from crm_desktop.base.i18n import _
from crm_desktop.services.settings import LANGUAGES, THEMES, MachineSettings
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.window.sections import BIN, DUPLICATES, HISTORY, LISTS, SIDEBAR


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the menus ask the window to do."""

    show_section: Callable[[str], object]
    import_sheet: Callable[[], object]
    export_list: Callable[[], object]
    save_template: Callable[[], object]
    print_current: Callable[[], object]
    new_customer: Callable[[], object]
    focus_search: Callable[[], object]
    palette: Callable[[], object]
    focus_message: Callable[[], object]
    lock: Callable[[], object]
    close: Callable[[], object]
    sample: Callable[[], object]
    manual: Callable[[], object]
    keys: Callable[[], object]
    about: Callable[[], object]
    choose: Callable[[str, str], object]  # a setting of this computer and its value


def fill_menus(  # noqa: PLR0917 - what the menus offer
    bar: QMenuBar, deeds: Deeds, machine: MachineSettings, back_up: QAction, undo: QAction, redo: QAction
) -> None:
    """Write all menus anew, in the language of now."""
    for menu in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        menu.deleteLater()  # clearing the bar takes its menus off and leaves them, with their keys
    bar.clear()
    file = bar.addMenu(_("&File"))
    _add(file, _("&Import spreadsheet …"), deeds.import_sheet, "Ctrl+I", "upload")
    _add(file, _("&Export customers …"), deeds.export_list, "Ctrl+E", "download")
    _add(file, _("Save an import &template …"), deeds.save_template, "", "file-spreadsheet")
    _add(file, _("&Print …"), deeds.print_current, "Ctrl+P", "printer")
    file.addSeparator()
    file.addAction(back_up)
    _add(file, _("&Lock"), deeds.lock, "Ctrl+L", "lock")
    _add(file, _("&Quit"), deeds.close, "Ctrl+Q", "log-out")
    edit = bar.addMenu(_("&Edit"))
    edit.addAction(undo)
    edit.addAction(redo)
    _add(edit, _("&History"), partial(deeds.show_section, HISTORY), "Ctrl+H", "history")
    _add(edit, _("&Recycle bin"), partial(deeds.show_section, BIN), "Ctrl+Shift+H", "archive-restore")
    edit.addSeparator()
    _add(edit, _("&Search the list"), deeds.focus_search, "Ctrl+F", "search")
    _add(edit, _("&Command palette"), deeds.palette, "Ctrl+K", "command")
    view = bar.addMenu(_("&View"))
    for number, section in enumerate(SIDEBAR, 1):
        _add(view, _(section.label), partial(deeds.show_section, section.name), f"Ctrl+{number}", section.icon)
    _add(view, _("Go to the &message below"), deeds.focus_message, "Ctrl+M", "message-square")
    lists = view.addMenu(_("Li&sts"))
    for section in LISTS:
        _add(lists, _(section.label), partial(deeds.show_section, section.name), "", section.icon)
    view.addSeparator()
    for name, title, options in (("theme", _("&Look"), THEMES), ("language", _("L&anguage"), LANGUAGES)):
        chosen = str(machine[name])
        menu = view.addMenu(title)
        group = QActionGroup(menu)
        for option in options:
            action = menu.addAction(_(option.label), partial(deeds.choose, name, option.key))
            action.setCheckable(True)
            action.setChecked(option.key == chosen)
            group.addAction(action)
    hide = _add(
        view,
        _("&Hide phones and mail"),
        lambda: deeds.choose("privacy", "no" if machine["privacy"] else "yes"),
        "Ctrl+Shift+P",
        "eye-off",
    )
    hide.setCheckable(True)
    hide.setChecked(bool(machine["privacy"]))
    customers = bar.addMenu(_("&Customers"))
    _add(customers, _("&New customer …"), deeds.new_customer, "Ctrl+N", "user-plus")
    _add(customers, _("Possible &duplicates …"), partial(deeds.show_section, DUPLICATES), "Ctrl+D", "merge")
    helping = bar.addMenu(_("&Help"))
    _add(helping, _("&Manual"), deeds.manual, "F1", "book-open")
    _add(helping, _("Open the &sample business"), deeds.sample, "", "sparkles")
    _add(helping, _("&Keys"), deeds.keys, "?", "keyboard")
    _add(helping, _("&About Kebu"), deeds.about, "", "info")


def _add(menu: QMenu, text: str, done: Callable[[], object], keys: str = "", icon_name: str = "") -> QAction:
    action = QAction(text, menu)
    if icon_name:
        action.setIcon(icon(icon_name, "secondary"))
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked: done())
    menu.addAction(action)
    return action
