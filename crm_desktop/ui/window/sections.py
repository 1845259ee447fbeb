"""The sections of the window, declared: what the sidebar, the menu and Ctrl+1… offer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.services import records
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.lists.list_words import LISTED_APART
from crm_desktop.ui.window.backup_actions import BackupActions
from crm_desktop.ui.window.message_bar import MessageBar
from crm_desktop.ui.window.sheet_actions import SheetActions
from crm_desktop.ui.window.undo_actions import UndoActions

if TYPE_CHECKING:
    from crm_desktop.ui.lists.list_page import ListPage
    from crm_desktop.ui.lists.row_actions import Wish


class Frame(Protocol):
    """What a page may ask of the window around it."""

    workspace: Workspace
    machine: MachineSettings
    runner: Runner
    messages: MessageBar
    undo_actions: UndoActions
    backup_actions: BackupActions
    sheets: SheetActions

    def lock(self) -> None:
        """Lock the file."""

    def show_section(self, name: str) -> None:
        """Show a section."""

    def open_customer(self, record_id: int) -> None:
        """Show the page of a customer."""

    def open_part(self, record_id: int, entity_name: str, part_id: int) -> None:
        """Show the page of a customer at something that belongs to it."""

    def show_work(self, work_id: int) -> None:
        """Show a piece of work, in the history."""

    def merge_pair(self, first_id: int, second_id: int) -> None:
        """Show two customers side by side, to be joined."""


@runtime_checkable
class Stops(Protocol):
    """A page that looks at the file by itself, and must be told when it is about to be closed."""

    def stop(self) -> None:
        """Look no more."""


TODAY, CUSTOMERS, TASKS = "today", "customers", "tasks"
HISTORY, BIN, DUPLICATES, SETTINGS = "history", "bin", "duplicates", "settings"


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the window; `build` is called when it is first shown."""

    name: str
    icon: str
    label: str
    build: Callable[[Frame], QWidget]
    bottom: bool = False
    under: str = ""  # the section of the sidebar that is marked while it is shown
    help: str = "start"  # the page of the manual about it
    aside: bool = False  # not in the sidebar nor under View: other menus and the message below lead to it


def _today(frame: Frame) -> QWidget:
    # matplotlib comes with this page, so it is imported when the page is first asked for
    from crm_desktop.ui.dashboard.dashboard_page import DashboardPage

    page = DashboardPage(frame.workspace, frame.runner)
    page.message.connect(frame.messages.tell)
    page.customer_opened.connect(frame.open_customer)
    ways: dict[str, Callable[[], object]] = {
        "business": partial(frame.show_section, SETTINGS),
        "customers": frame.sheets.import_sheet,
        "said": partial(frame.show_section, CUSTOMERS),
        "backup": frame.backup_actions.back_up.trigger,
    }
    page.step_wanted.connect(lambda step: ways[step]())
    page.tasks_wanted.connect(partial(frame.show_section, TASKS))
    return page


def _tasks(frame: Frame) -> QWidget:
    from crm_desktop.ui.pages.tasks_page import TasksPage

    page = TasksPage(frame.workspace)
    page.message.connect(frame.messages.tell)
    page.part_opened.connect(frame.open_part)
    return page


def _customers(frame: Frame) -> QWidget:
    from crm_desktop.ui.pages.customers_page import CustomersPage

    page = CustomersPage(frame.workspace)
    page.message.connect(frame.messages.tell)
    page.unsaved.connect(frame.messages.tell_unsaved)
    page.import_wanted.connect(frame.sheets.import_sheet)
    page.duplicates_wanted.connect(partial(frame.show_section, DUPLICATES))
    page.sample_wanted.connect(frame.sheets.open_sample)
    page.print_requested.connect(frame.sheets.print_customer)
    page.work_wanted.connect(frame.show_work)
    page.export_wanted.connect(frame.sheets.export_list)
    page.print_wanted.connect(frame.sheets.print_current)
    page.list_wanted.connect(frame.show_section)
    page.list.deeds.merge_wanted.connect(frame.merge_pair)
    _act_on_rows(frame, page.list)
    return page


def _records(entity_name: str, frame: Frame) -> QWidget:
    from crm_desktop.ui.pages.records_page import RecordsPage

    page = RecordsPage(frame.workspace, entity_name)
    page.message.connect(frame.messages.tell)
    page.part_opened.connect(frame.open_part)
    page.list_wanted.connect(lambda other: frame.show_section(CUSTOMERS if other == "customer" else other))
    _act_on_rows(frame, page.list)
    return page


def _act_on_rows(frame: Frame, shown: "ListPage") -> None:
    """Let a list do to many rows what takes a dialog, or a while."""

    def edit(wish: "Wish") -> None:
        from crm_desktop.ui.lists.bulk_dialog import BulkDialog

        BulkDialog(frame.workspace, frame.runner, wish, shown).exec()

    def plan(ids: list[int]) -> None:
        from crm_desktop.ui.lists.next_step_dialog import NextStepDialog

        NextStepDialog(frame.workspace, frame.runner, ids, shown).exec()

    def remove(ids: list[int]) -> None:
        frame.messages.tell(_("Removing {n} records …").format(n=f"{len(ids):,}"))
        frame.runner.run(
            lambda _progress: records.remove(frame.workspace, shown.entity_name, ids),
            owner=shown,
            done=lambda _work_id: None,  # the announcement tells it
            failed=lambda error: frame.messages.tell(error.message),
        )

    shown.deeds.bulk_wanted.connect(edit)
    shown.deeds.next_step_wanted.connect(plan)
    shown.deeds.removal_wanted.connect(remove)


def _history(frame: Frame) -> QWidget:
    from crm_desktop.ui.history.history_page import HistoryPage

    page = HistoryPage(frame.workspace, frame.runner, frame.undo_actions.undo)
    page.undo_wanted.connect(frame.undo_actions.take_back)
    page.separate_wanted.connect(frame.undo_actions.separate)
    page.redo_wanted.connect(frame.undo_actions.do_again)
    page.customer_opened.connect(frame.open_customer)
    page.bin_wanted.connect(partial(frame.show_section, BIN))
    page.message.connect(frame.messages.tell)
    return page


def _bin(frame: Frame) -> QWidget:
    from crm_desktop.ui.history.bin_page import BinPage

    page = BinPage(frame.workspace, frame.runner)
    page.history_wanted.connect(partial(frame.show_section, HISTORY))
    page.message.connect(frame.messages.tell)
    return page


def _duplicates(frame: Frame) -> QWidget:
    from crm_desktop.ui.duplicates.duplicates_page import DuplicatesPage

    page = DuplicatesPage(frame.workspace, frame.runner)
    page.message.connect(frame.messages.tell)
    page.back_wanted.connect(partial(frame.show_section, CUSTOMERS))
    return page


def _settings(frame: Frame) -> QWidget:
    from crm_desktop.ui.settings.keeper import Room
    from crm_desktop.ui.settings.settings_page import SettingsPage

    return SettingsPage(
        Room(
            frame.workspace,
            frame.machine,
            frame.runner,
            tell=lambda *said: frame.messages.tell(*said),  # noqa: PLW0108 - the bar is made anew with the language
            undo=frame.undo_actions.undo,
            back_up=frame.backup_actions.back_up,
            lock=frame.lock,
        )
    )


def _list_of(entity_name: str) -> Section:
    """Give the section of all records of a kind; it is reached from the customers, by the menu and the palette."""
    entity = entity_named(entity_name)
    build = partial(_records, entity_name)
    return Section(entity_name, entity.icon, entity.label_many, build, under=CUSTOMERS, aside=True, help="customers")


# What belongs to customers and is worth a list of its own; the title of the customers' page leads there.
LISTS = tuple(_list_of(name) for name in LISTED_APART)
SECTIONS = (
    Section(TODAY, "sun", N_("Today"), _today, help="today"),
    Section(CUSTOMERS, "users", N_("Customers"), _customers, help="customers"),
    Section(TASKS, "calendar-check", N_("Tasks"), _tasks, help="tasks"),
    Section(SETTINGS, "settings", N_("Settings"), _settings, bottom=True, help="settings"),
    Section(HISTORY, "history", N_("History"), _history, aside=True, help="undo"),
    Section(BIN, "archive-restore", N_("Recycle bin"), _bin, aside=True, help="undo"),
    Section(
        DUPLICATES, "merge", N_("Possible duplicates"), _duplicates, under=CUSTOMERS, aside=True, help="duplicates"
    ),
    *LISTS,
)
SIDEBAR = tuple(each for each in SECTIONS if not each.aside)


def section_named(name: str) -> Section:
    """Give a section by its name."""
    return next(each for each in SECTIONS if each.name == name)
