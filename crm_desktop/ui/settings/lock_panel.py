"""When the file locks by itself, locking it now, and its password."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.settings import LOCK
from crm_desktop.ui.look.controls import button, rule
from crm_desktop.ui.settings.keeper import Keeper
from crm_desktop.ui.settings.password_section import PasswordSection
from crm_desktop.ui.settings.settings_form import LABELS, SettingsForm


class LockPanel(QWidget):
    """Locking above, the password below."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.form = SettingsForm(LOCK, keeper)
        self.lock_now = button(_("Lock now"), keeper.room.lock, icon_name="lock")
        self.lock_now.setToolTip("Ctrl+L")
        self.password = PasswordSection(keeper.room.workspace, keeper.room.runner)
        line = QHBoxLayout()
        line.setContentsMargins(LABELS + 12, 0, 0, 0)
        line.addWidget(self.lock_now)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.form)
        column.addLayout(line)
        column.addSpacing(6)
        column.addWidget(rule())
        column.addWidget(self.password)
