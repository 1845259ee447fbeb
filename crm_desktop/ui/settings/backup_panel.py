"""Where backups go, the last one, and making one now."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services import backups
from crm_desktop.services.backups import Listing
from crm_desktop.services.settings import BACKUP
from crm_desktop.ui.look.controls import button, label, rule
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.settings.folder_row import FolderRow
from crm_desktop.ui.settings.keeper import Keeper
from crm_desktop.ui.settings.settings_form import LABELS, SettingsForm

MEGABYTE = 1_000_000


class BackupPanel(QWidget):
    """The folders are this computer's; what is in them is read beside the window."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper
        folders = {name: FolderRow.of(name) for name in ("backup_folder", "second_place")}
        self.form = SettingsForm(BACKUP, keeper, folders)
        self.last, self.kept = label("", "strong", wrap=True), label("", wrap=True)
        self.folder = ElidedLabel("caption")
        self.folder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.now = button(_("Back up now"), keeper.room.back_up.trigger, icon_name="shield-check", kind="primary")
        self.now.setToolTip("Ctrl+B")
        self._build()
        keeper.changed.connect(self.look)
        keeper.room.back_up.changed.connect(self.look)  # it is said anew after each backup
        self.look()

    def _build(self) -> None:
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(8)
        facts.setColumnMinimumWidth(0, LABELS)
        facts.setColumnStretch(1, 1)
        for row, (name, shown) in enumerate(
            ((_("Last backup"), self.last), (_("Kept"), self.kept), (_("In the folder"), self.folder))
        ):
            facts.addWidget(label(name, "secondary"), row, 0)
            facts.addWidget(shown, row, 1)
        line = QHBoxLayout()
        line.setContentsMargins(LABELS + 12, 0, 0, 0)
        line.addWidget(self.now)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(facts)
        column.addLayout(line)
        column.addWidget(rule())
        column.addWidget(self.form)

    def look(self) -> None:
        """Read the folder again."""
        room = self._keeper.room
        folder = backups.backup_folder(room.workspace, room.machine)
        room.runner.run(
            lambda _progress: backups.listed(room.workspace, folder), owner=self, done=self._show, failed=self._refused
        )

    def _show(self, listing: Listing) -> None:
        self.folder.setText(str(listing.folder))
        found = listing.backups
        if not found:
            self.last.setText(_("No backup yet"))
            self.kept.setText("—")
            return
        newest = found[0]
        self.last.setText(f"{newest.made_at.astimezone():%Y-%m-%d %H:%M} · {_(backups.REASONS.get(newest.reason, ''))}")
        size = sum(each.size_bytes for each in found) / MEGABYTE
        count = ngettext("{n} backup", "{n} backups", len(found))
        self.kept.setText(_("{count}, {size} MB together").format(count=count, size=f"{size:.1f}"))

    def _refused(self, error: UserFacingError) -> None:
        self.last.setText(error.message)
