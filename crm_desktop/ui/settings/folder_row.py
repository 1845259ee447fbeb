"""A folder of this computer: written, or chosen; empty again by one button."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.settings import setting_named
from crm_desktop.ui.look.controls import button, icon_button, label
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.settings.keeper import Keeper


class FolderRow(QWidget):
    """Says where, in one line that may be shortened; the whole path is the tooltip."""

    def __init__(self, name: str, keeper: Keeper) -> None:
        super().__init__()
        self._name, self._keeper = name, keeper
        self.where = ElidedLabel("body")
        self.choose = button(_("Choose a folder …"), self._ask, icon_name="folder-open", size="row")
        said = _(setting_named(name).label)
        self.choose.setAccessibleName(_("Choose a folder: {label}").format(label=said))
        self.clear = icon_button("x", _("No folder of its own: {label}").format(label=said), self._clear, size="row")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.where)
        line.addStretch(1)
        line.addWidget(self.choose)
        line.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(label(_(setting_named(name).hint), "caption", wrap=True))
        self.setFocusProxy(self.choose)
        keeper.changed.connect(self.look)
        self.look()

    @classmethod
    def of(cls, name: str) -> "partial[FolderRow]":
        """Prepare a row for the setting `name`."""
        return partial(cls, name)

    def look(self) -> None:
        """Show what is kept."""
        kept = str(self._keeper.value(self._name) or "")
        self.where.setText(kept or _("Not chosen"))
        self.where.setAccessibleName(kept or _("Not chosen"))
        self.clear.setVisible(bool(kept))

    def take(self, folder: Path) -> None:
        """Keep a folder."""
        self._keeper.save(**{self._name: str(folder)})

    def _ask(self) -> None:
        start = str(self._keeper.value(self._name) or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _(setting_named(self._name).label), start)
        if chosen:
            self.take(Path(chosen))

    def _clear(self) -> None:
        self._keeper.save(**{self._name: ""})
