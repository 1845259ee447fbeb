"""Where a page was, so that it can be built again (in another language or theme) and stand there again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from crm_desktop.services.view_definition import Definition

if TYPE_CHECKING:
    from crm_desktop.ui.pages.customers_page import CustomersPage


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in the customers: the view, what was searched, how far it was scrolled, the open record."""

    view: str
    changed: Definition | None  # what the view has become, where it was changed
    searched: str
    row: int
    scrolled: int
    record_id: int


def place_in(page: "CustomersPage") -> Place:
    """Remember where a page is; what was typed there is kept first."""
    waiting = page.findChild(_Restore)
    if waiting is not None:  # it does not stand there yet: the window is built anew a second time at once
        return waiting.place
    open_record = page.currentWidget() is page.record
    if open_record:
        page.record.save()
    listed = page.list
    return Place(
        view=listed.views.key(),
        changed=listed.state.now if listed.state.is_changed else None,
        searched=listed.search.text(),
        row=listed.table.current_id(),
        scrolled=listed.table.verticalScrollBar().value(),
        record_id=page.record.record_id if open_record else 0,
    )


def go_to(page: "CustomersPage", place: Place) -> None:
    """Stand where the page before this one stood, once the list has answered (often it has at once)."""
    restore = _Restore(page, place)
    if place.view and page.list.views.key() != place.view:
        page.list.views.choose(place.view)
    if place.changed is not None:
        page.list.state.become(place.changed)
    if place.searched:
        page.list.search.setText(place.searched)
        page.list.search.search_now()
    if page.list.model.ids:
        restore()
    else:
        page.list.model.modelReset.connect(restore)


class _Restore(QObject):
    """Runs after the first answer of the list and never again; a child of the page until then."""

    def __init__(self, page: "CustomersPage", place: Place) -> None:
        super().__init__(page)
        self._page, self.place, self._done = page, place, False

    def __call__(self) -> None:
        if not self._done and self._page.list.model.ids:
            self._done = True
            QTimer.singleShot(0, self._page, self._stand)

    def _stand(self) -> None:
        page, place = self._page, self.place
        self.setParent(None)
        self.deleteLater()
        if place.row:
            page.list.table.go_to(place.row)
        page.list.table.verticalScrollBar().setValue(place.scrolled)
        if place.record_id:
            page.open_record(place.record_id)


def settings_section(page: QWidget | None) -> str:
    """Name the section of the settings that is shown, nothing where none is."""
    from crm_desktop.ui.settings.settings_page import SettingsPage

    return page.section if isinstance(page, SettingsPage) else ""


def show_settings_section(page: QWidget | None, name: str) -> None:
    """Show a section of the settings again."""
    from crm_desktop.ui.settings.settings_page import SettingsPage

    if isinstance(page, SettingsPage) and name:
        page.show_section(name)
