"""The pages of the window, one at a time: each is built when it is first shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.window.keep_place import Place, go_to, place_in, settings_section, show_settings_section
from crm_desktop.ui.window.sections import CUSTOMERS, SETTINGS, Frame, Section, Stops, section_named


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stood among the pages: the section, the spot in the customers, the section of the settings."""

    section: str = CUSTOMERS
    customers: Place | None = None
    settings: str = ""


class PageStack(QStackedWidget):
    """Begins where `left_at` says that the pages before these were left, in another language or look."""

    record_opened = Signal(int)  # 0: the list

    def __init__(self, frame: Frame, left_at: Standing) -> None:
        super().__init__()
        self._frame, self._left_at = frame, left_at
        self._pages: dict[str, QWidget] = {}
        self.section = left_at.section

    def page(self, name: str) -> QWidget:
        """Give the page of a section, building it the first time."""
        if name not in self._pages:
            page = section_named(name).build(self._frame)
            self._pages[name] = page
            self.addWidget(page)
            if isinstance(page, CustomersPage):
                page.record_opened.connect(self.record_opened)
                if self._left_at.customers is not None:
                    go_to(page, self._left_at.customers)
            elif name == SETTINGS:
                show_settings_section(page, self._left_at.settings)
        return self._pages[name]

    def show_section(self, name: str) -> Section:
        """Show a section; who is at work on its page is not disturbed."""
        page = self.page(name)
        self.section = name
        at_work = QApplication.focusWidget()  # asked before the stack gives the focus to whatever comes first
        self.setCurrentWidget(page)
        if at_work is None or not page.isAncestorOf(at_work):
            (page.focus_target() if isinstance(page, CustomersPage) else page).setFocus()
        return section_named(name)

    @property
    def customers(self) -> CustomersPage:
        """Give the page of customers."""
        return cast("CustomersPage", self.page(CUSTOMERS))

    @property
    def busy(self) -> bool:
        """Whether files of a customer are being kept, opened or saved."""
        return CUSTOMERS in self._pages and self.customers.record.files.busy

    def views(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Give the views of the customers by name, with what shows each."""
        if CUSTOMERS in self._pages:
            for tab in self.customers.list.views.tabs():
                yield tab.text, partial(self._show_view, tab.key)

    def _show_view(self, key: str) -> None:
        self._frame.show_section(CUSTOMERS)
        self.customers.show_list()
        self.customers.list.views.choose(key)

    def help_page(self) -> str:
        """Name the page of the manual about what is shown."""
        page = self.currentWidget()
        if isinstance(page, CustomersPage) and page.currentWidget() is page.record:
            return "record"
        return section_named(self.section).help

    def standing(self) -> Standing:
        """Say where somebody stands; what was typed there is kept first."""
        before = self._left_at  # what was not shown since is still where it was then
        customers = place_in(self.customers) if CUSTOMERS in self._pages else before.customers
        settings = settings_section(self._pages.get(SETTINGS)) or before.settings
        return Standing(self.section, customers, settings)

    def stop(self) -> None:
        """Let no page look at the file any more."""
        for page in self._pages.values():
            if isinstance(page, Stops):
                page.stop()
