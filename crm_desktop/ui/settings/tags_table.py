"""The tags that customers have: how many of each, called otherwise, joined, taken away."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services import tags
from crm_desktop.services.tags import UsedTag
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.settings.keeper import Keeper
from crm_desktop.ui.settings.order_table import Cell, Heading, Line, OrderTable

ROWS = 14  # before the table scrolls


class TagsTable(QWidget):
    """Renaming a tag as another one joins both."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._room = keeper.room
        self.tags: list[UsedTag] = []
        self.table = OrderTable(
            _("Tags"), (Heading(_("Tag"), edited=True), Heading(_("Customers"), 90, right=True)), ordered=False
        )
        self.empty = label(_("No customer has a tag yet."), "muted")
        self.told = label("", "caption", wrap=True)
        self._lookup: Lookup[list[UsedTag]] = Lookup(self)
        self._lookup.answered.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addWidget(self.empty)
        column.addWidget(label(_("F2 renames; a tag that is there already is joined."), "caption"))
        column.addWidget(self.told)
        column.addStretch(1)
        self.table.edited.connect(lambda tag, _at, text: self._rename(tag, text))
        self.table.menu_wanted.connect(self._menu)

    def look(self) -> None:
        """Count the tags anew, beside the window."""

        def read() -> list[UsedTag]:
            with self._room.workspace.read() as session:
                return tags.used_tags(session)

        self._lookup.ask(read)

    def _show(self, found: list[UsedTag]) -> None:
        self.tags = found
        self.table.show_lines([Line(each.text, (Cell(each.text), Cell(f"{each.uses:,}"))) for each in found], ROWS)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _rename(self, tag: str, text: str) -> None:
        self._do(lambda: tags.rename_tag(self._room.workspace, tag, text))

    def _remove(self, tag: str) -> None:
        self._do(lambda: tags.remove_tag(self._room.workspace, tag))

    def _do(self, deed: Callable[[], object]) -> None:
        """Change customers beside the window: a tag may be on a hundred thousand."""
        self.told.setText("")
        self.table.setEnabled(False)
        self._room.runner.run(
            lambda _progress: deed(), owner=self, done=lambda _done: self._ended(), failed=self._refused
        )

    def _ended(self) -> None:
        self.table.setEnabled(True)
        self.look()

    def _refused(self, error: UserFacingError) -> None:
        self._ended()
        self.told.setText(error.message)

    def _menu(self, tag: str, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(icon("pencil", "secondary"), _("Rename"), lambda: self.table.begin_edit(tag))
        menu.addAction(icon("merge", "secondary"), _("Join with another …"), lambda: self._ask_join(tag))
        menu.addSeparator()
        menu.addAction(icon("trash-2", "secondary"), _("Take away from all"), lambda: self._remove(tag))
        menu.popup(where)

    def _ask_join(self, tag: str) -> None:
        others = [each.text for each in self.tags if each.text != tag]
        text, taken = QInputDialog.getItem(
            self, _("Join tags"), _("“{tag}” becomes").format(tag=tag), others, 0, True, Qt.WindowType.Dialog
        )
        if taken:
            self._rename(tag, text)
