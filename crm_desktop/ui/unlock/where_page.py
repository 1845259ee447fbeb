"""First step of a new file: where it lies and what it is called."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.paths import default_customer_file
from crm_desktop.ui.look.controls import button, label, set_variant
from crm_desktop.ui.look.note import note
from crm_desktop.ui.unlock.paths import is_synced, said_folder

SUFFIX = ".kebu"


class WherePage(QWidget):
    """A name and a folder; `path` is where the file will be."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        proposed = default_customer_file()
        self._folder = proposed.parent
        self.name = QLineEdit(_free_name(proposed))
        self._where = QLineEdit(said_folder(self._folder))
        self._where.setReadOnly(True)
        self._told = label("", "error", wrap=True)
        self._synced = note(
            "warning",
            _("This folder seems to be copied to a cloud"),
            _("Two programs writing one file can damage it. Better keep the file outside, and put backups there."),
        )
        self._build()
        self.name.textChanged.connect(self._look)
        self._look()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(5)
        layout.addWidget(label(_("Where should your customers live?"), "title"))
        layout.addWidget(
            label(_("One file holds everything. You can move it later like any other file."), "secondary", wrap=True)
        )
        layout.addSpacing(12)
        layout.addWidget(label(_("Name of the file"), "field", buddy=self.name))
        layout.addWidget(self.name)
        layout.addSpacing(10)
        choose = button(_("Choose folder …"), self._choose, icon_name="folder-open")
        layout.addWidget(label(_("Folder"), "field", buddy=choose))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._where, 1)
        row.addWidget(choose)
        layout.addLayout(row)
        layout.addWidget(self._told)
        layout.addSpacing(10)
        layout.addWidget(self._synced)
        layout.addStretch()

    @property
    def path(self) -> Path:
        """Give the path that was chosen; the suffix may be left out."""
        name = self.name.text().strip()
        return self._folder / (name if name.lower().endswith(SUFFIX) else name + SUFFIX)

    @property
    def acceptable(self) -> bool:
        """Whether a file can be made there."""
        return not self._trouble()

    def _trouble(self) -> str:
        name = self.name.text().strip()
        if not name:
            return _("Give the file a name.")
        if set(name) & set('/\\:*?"<>|'):
            return _('A file name cannot hold any of / \\ : * ? " < > |')
        if self.path.exists():
            return _("There is a file of this name already. Choose another name, or go back and open it.")
        return ""

    def _look(self) -> None:
        trouble = self._trouble()
        self._told.setText(trouble)
        self._told.setVisible(bool(trouble))
        set_variant(self.name, "state", "error" if trouble else "")
        self._synced.setVisible(is_synced(self._folder))
        self.changed.emit()

    def _choose(self) -> None:
        start = next((each for each in (self._folder, *self._folder.parents) if each.is_dir()), Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _("Choose folder …"), str(start))
        if chosen:
            self._folder = Path(chosen)
            self._where.setText(said_folder(self._folder))
            self._look()


def _free_name(proposed: Path) -> str:
    name, number = _("customers"), 2
    taken = proposed.with_name(name + SUFFIX)
    while taken.exists():
        taken = proposed.with_name(f"{name} {number}{SUFFIX}")
        number += 1
    return taken.name
