"""What leaves the program and comes in from the window's menus: spreadsheets, templates, paper, the sample business."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services import backups
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.window.message_bar import MessageBar

REPORT = "customer_report"


class SheetActions:
    """Opens each dialog over the window; `customers` shows and gives the page that they are about."""

    def __init__(  # noqa: PLR0917 - what the window lends them
        self,
        workspace: Workspace,
        runner: Runner,
        messages: Callable[[], MessageBar],
        customers: Callable[[], CustomersPage],
        show_work: Callable[[int], object],
        sample: Callable[[], object],
        window: QWidget,
    ) -> None:
        self._workspace, self._runner, self._window = workspace, runner, window
        self._messages, self._customers = messages, customers
        self._show_work, self._sample = show_work, sample

    def import_sheet(self, path: Path | None = None) -> None:
        """Bring in a spreadsheet."""
        from crm_desktop.ui.exchange.import_dialog import ImportDialog

        dialog = ImportDialog(self._workspace, self._runner, path, self._window, before=backups.before)
        dialog.history_wanted.connect(self._show_work)
        dialog.exec()

    def open_sample(self) -> None:
        """Open the sample business beside this file."""
        self._sample()
        self._messages().tell(_("The sample business opens in a window of its own; nothing is added to your file."))

    def export_list(self) -> None:
        """Write the customers that are listed now, or others, to a spreadsheet or an address book."""
        from crm_desktop.ui.exchange.export_dialog import ask_and_export

        listed = self._customers().listed()
        ask_and_export(self._workspace, self._runner, listed, self._messages().tell, self._window)

    def save_template(self) -> None:
        """Write an empty workbook to fill in."""
        from crm_desktop.ui.exchange.save_template import ask_and_save_template

        ask_and_save_template(self._window, self._messages().tell, self._workspace.context)

    def print_current(self) -> None:
        """Print the open customer, or those that are selected."""
        self._print(self._customers().current_ids())

    def print_customer(self, record_id: int) -> None:
        """Print the report of one customer."""
        self._print([record_id])

    def _print(self, ids: list[int]) -> None:
        from crm_desktop.ui.printing.preview_dialog import PreviewDialog

        messages = self._messages()
        if not ids:
            messages.tell(_("Choose a customer to print first."))
            return
        dialog = PreviewDialog(self._workspace, REPORT, ids, self._window)
        dialog.saved.connect(lambda path: messages.tell(_("Saved as {file}").format(file=Path(path).name)))
        dialog.exec()
