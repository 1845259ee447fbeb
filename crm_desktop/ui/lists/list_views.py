"""The views of one list at work: which there are, how many records each has, and how a changed one is kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu

from crm_desktop.base.errors import InvalidValueError, UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services import views
from crm_desktop.services.lists import count
from crm_desktop.services.views import View
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.lists.view_state import ViewState
from crm_desktop.ui.lists.views_bar import ViewsBar


class ListViews(QObject):
    """Between the views in the file, the state of the list, and the bar that shows them."""

    message = Signal(str)

    def __init__(self, workspace: Workspace, entity_name: str, bar: ViewsBar) -> None:
        super().__init__(bar)
        self._workspace, self._entity = workspace, entity_name
        self.views: Sequence[View] = views.all_views(workspace, entity_name)
        self.state = ViewState(views.first_view(self.views), self)
        self.bar = bar
        self._counts: dict[str, str] = {}
        self._renamed: View | None = None  # the view whose name is being typed; None: a new one
        self._counting: Lookup[dict[str, int]] = Lookup(self)
        self._counting.answered.connect(self._show_counts)
        self.state.changed.connect(self._show_changed)
        bar.tabs.chosen.connect(self._choose)
        bar.tabs.menu_wanted.connect(self._menu)
        bar.save_wanted.connect(self.save)
        bar.save_as_wanted.connect(self.ask_name)
        bar.revert_wanted.connect(self.state.revert)
        bar.named.connect(self._take_name)
        self._show()
        # Who listens to the messages is connected after the list was made.
        QTimer.singleShot(0, self, lambda: self._tell_gone(self.state.view.gone))

    def reload(self) -> None:
        """Look at the views in the file anew: one may have been saved, renamed, or taken back by an undo."""
        self.views = views.all_views(self._workspace, self._entity)
        self._tell_gone(self.state.drop_what_is_gone())
        here = next((each for each in self.views if each.key == self.state.view.key), None)
        if here is None:
            self.state.choose(views.first_view(self.views))
        elif here != self.state.view:
            self.state.take(here)
        self._show()
        self.count()

    def count(self) -> None:
        """Count the records of each view beside the window."""
        workspace, all_of_them = self._workspace, list(self.views)

        def answer() -> dict[str, int]:
            with workspace.read() as session:
                return {each.key: count(session, each.query()) for each in all_of_them}

        self._counting.ask(answer, patience=0)

    def stop(self) -> None:
        """Look at the file no more."""
        self._counting.stop()

    # --- keeping what was changed ---

    def save(self) -> None:
        """Keep what the view has become; one that comes with the program asks for a name."""
        state = self.state
        if not state.view.kept:
            self.ask_name()
        elif state.is_changed:
            self._do(lambda: views.save(self._workspace, state.view, state.now))

    def ask_name(self) -> None:
        """Ask for the name of a new view."""
        self._renamed = None
        self.bar.ask_name("")

    def rename(self, view: View) -> None:
        """Ask for another name."""
        self._renamed = view
        self.bar.ask_name(view.label)

    def _take_name(self, text: str) -> None:
        renamed, workspace = self._renamed, self._workspace
        try:
            if renamed is not None:
                views.rename(workspace, renamed, text)
            else:
                key = views.save_as(workspace, self._entity, text, self.state.now)
                self.views = views.all_views(workspace, self._entity)
                self.state.choose(next(each for each in self.views if each.key == key))
        except InvalidValueError as error:
            self.bar.name.refuse(error.message)
            self.message.emit(error.message)
            return
        except UserFacingError as error:
            self.message.emit(error.message)
        self.bar.put_name_away()
        self.reload()

    def _do(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except UserFacingError as error:
            self.message.emit(error.message)
        self.reload()

    # --- showing ---

    def _show(self) -> None:
        self.bar.show_views(self.views, self._counts, self.state.view.key)
        self._show_changed()

    def _show_changed(self) -> None:
        self.bar.show_changed(changed=self.state.is_changed, own=self.state.view.kept)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self._counts = {key: f"{number:,}" for key, number in counts.items()}
        self._show()

    def _choose(self, key: str) -> None:
        view = next(each for each in self.views if each.key == key)
        self.state.choose(view)
        self._tell_gone(view.gone)

    def _tell_gone(self, gone: Sequence[str]) -> None:
        if gone:
            message = _("This view was made with fields that are no longer there: {fields}.")
            self.message.emit(message.format(fields=_(", ").join(gone)))

    def _menu(self, key: str, where: QPoint) -> None:
        view = next(each for each in self.views if each.key == key)
        menu = view_menu(self.bar, view, self)
        menu.popup(where)

    def act(self, deed: Callable[..., object], view: View, *what: object) -> None:
        """Do something with a view in the file and show what came of it."""
        self._do(lambda: deed(self._workspace, view, *what))


def view_menu(bar: ViewsBar, view: View, of: ListViews) -> QMenu:
    """Make the menu of a view's tab; a view that comes with the program can only be opened with."""
    menu = QMenu(bar)
    first = menu.addAction(_("Open the list with this view"), lambda: of.act(views.open_with, view))
    first.setCheckable(True)
    first.setChecked(view.first)
    first.setEnabled(not view.first)
    if view.kept:
        own = [each.key for each in of.views if each.kept]
        menu.addSeparator()
        menu.addAction(_("Rename …"), lambda: of.rename(view))
        left = menu.addAction(_("Move left"), lambda: of.act(views.move, view, -1))
        left.setEnabled(view.key != own[0])
        right = menu.addAction(_("Move right"), lambda: of.act(views.move, view, 1))
        right.setEnabled(view.key != own[-1])
        menu.addAction(_("Remove view"), lambda: of.act(views.remove, view))
    return menu
