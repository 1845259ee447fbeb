"""The files of a customer: seen small, opened as private copies, saved, renamed, removed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.file_names import is_picture
from crm_desktop.services import records
from crm_desktop.services.attachments import Incoming
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import icon_button, label
from crm_desktop.ui.look.icons import icon, pixmap
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.file_work import FileWork
from crm_desktop.ui.records.part_row import PartRow
from crm_desktop.ui.records.parts import edit_part
from crm_desktop.ui.timeline.drop_files import DropFiles
from crm_desktop.ui.timeline.thumbnails import Thumbnails
from crm_desktop.ui.values import dates
from crm_desktop.ui.values.files import file_icon, size_words

TITLE = N_("Attachments")
SHOWN = 8  # the newest; a click shows the others
SMALL = QSize(30, 22)


class AttachmentsCard(Card):
    """Takes files by drop, paste and button; each row opens a copy."""

    def __init__(
        self, workspace: Workspace, files: FileWork, pictures: Thumbnails, tell: Callable[[str], object]
    ) -> None:
        super().__init__(_(TITLE))
        self._workspace, self._files, self._pictures, self._tell = workspace, files, pictures, tell
        self._customer_id = 0
        self._all = False
        self._rows_of: dict[str, list[tuple[QLabel, Mapping[str, Any]]]] = {}
        self._shown: Sequence[Mapping[str, Any]] = ()
        self.add_action(icon_button("paperclip", _("Attach files…"), self.choose_files, size="row"))
        self.drop = DropFiles(self, _("Drop files to attach them"))
        self.drop.dropped.connect(self.take)
        pictures.arrived.connect(self._show_picture)

    def show_files(self, customer_id: int, files: Sequence[Mapping[str, Any]]) -> None:
        """Show a customer's attachments, the newest first."""
        if customer_id != self._customer_id:
            self._all = False
        if (customer_id, files) == (self._customer_id, self._shown) and self.rows():
            return
        self._customer_id, self._shown = customer_id, files
        self._fill()

    def choose_files(self) -> None:
        """Ask for files on the disk."""
        paths, _filter = QFileDialog.getOpenFileNames(self, _("Attach files"))
        if paths:
            self.take([Incoming.at(Path(path)) for path in paths])

    def take(self, files: Sequence[Incoming]) -> None:
        """Attach files to the customer."""
        self._files.attach(self._customer_id, files)

    def menu_of(self, values: Mapping[str, Any]) -> QMenu:
        """Give what can be done with a file."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("external-link", "secondary"), _("Open"), partial(self._files.open, values))
        menu.addAction(icon("save", "secondary"), _("Save as…"), partial(self._files.ask_and_save, values))
        menu.addAction(icon("pencil", "secondary"), _("Rename…"), partial(self._rename, values))
        menu.addSeparator()
        menu.addAction(icon("trash-2", "danger"), _("Remove"), partial(self.remove, values))
        return menu

    def remove(self, values: Mapping[str, Any]) -> None:
        """Remove a file; undo brings it back."""
        try:
            records.remove(self._workspace, "attachment", [values["id"]])
        except UserFacingError as error:
            self._tell(error.message)

    def _show_menu(self, values: Mapping[str, Any], where: QPoint) -> None:
        self.menu_of(values).popup(where)

    def _rename(self, values: Mapping[str, Any]) -> None:
        edit_part(self._workspace, "attachment", values, self)

    def _fill(self) -> None:
        count = len(self._shown)
        self.show_title(f"{_(TITLE)} {count}" if count else _(TITLE))
        self.clear()
        self._rows_of = {}
        for values in self._shown if self._all else self._shown[:SHOWN]:
            self.add(self._row(values))
        if not count:
            hint = label(_("Drop files here, or paste a picture."), "muted", wrap=True)
            hint.setContentsMargins(6, 2, 6, 2)
            self.add(hint)
        elif count > SHOWN and not self._all:
            more = PartRow(_("Show all {n}").format(n=count))
            more.activated.connect(self._show_all)
            self.add(more)

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _row(self, values: Mapping[str, Any]) -> "FileRow":
        mark = QLabel()
        mark.setFixedWidth(SMALL.width() if is_picture(values["name"]) else 16)
        mark.setPixmap(pixmap(file_icon(values["name"]), "secondary", 16, self.devicePixelRatioF()))
        if is_picture(values["name"]):
            self._rows_of.setdefault(values["sha256"], []).append((mark, values))
        row = FileRow(values["name"], right=size_words(values["size"]), leading=mark)
        added = _("added {when}").format(when=dates.full(values["added_at"]))
        row.setToolTip(plain_tooltip(f"{values['name']}\n{size_words(values['size'])} · {added}"))
        row.activated.connect(partial(self._files.open, values))
        row.menu_wanted.connect(partial(self._show_menu, values))
        row.remove_wanted = partial(self.remove, values)
        row.rename_wanted = partial(self._rename, values)
        if is_picture(values["name"]):
            self._show_picture(values["sha256"])
        return row

    def _show_picture(self, sha256: str) -> None:
        ratio = self.devicePixelRatioF()
        for mark, values in self._rows_of.get(sha256, ()):
            picture = self._pictures.picture(sha256, SMALL * ratio, values["size"])
            if picture is not None:
                picture.setDevicePixelRatio(ratio)
                mark.setPixmap(picture)


class FileRow(PartRow):
    """A row of a file: Enter opens, F2 renames, Delete removes."""

    remove_wanted: Callable[[], object] = staticmethod(lambda: None)
    rename_wanted: Callable[[], object] = staticmethod(lambda: None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename and remove by their keys."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted()
        else:
            super().keyPressEvent(event)
