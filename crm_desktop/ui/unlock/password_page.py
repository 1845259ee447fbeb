"""Second step of a new file: its password, and the recovery sheet in the owner's hand."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.printing.recovery_sheet import RecoverySheet, sheet_image
from crm_desktop.ui.look.controls import label, rule
from crm_desktop.ui.unlock.new_password import NewPassword
from crm_desktop.ui.unlock.sheet_steps import SheetSteps

SHEET_WIDTH = 318


class PasswordPage(QWidget):
    """Password above; below it the sheet, and the two steps that prove that it is in hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.new_password = NewPassword()
        self.steps = SheetSteps()
        self._picture = QLabel()
        self._picture.setProperty("role", "paper")
        self._picture.setAccessibleName(_("The recovery sheet"))
        self._build()
        self.new_password.changed.connect(self.changed)
        self.steps.changed.connect(self.changed)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 14)
        layout.setSpacing(0)
        layout.addWidget(label(_("Set a password, then print a recovery sheet"), "title"))
        layout.addWidget(
            label(_("The password is for every day; the sheet is for the day it is forgotten."), "secondary")
        )
        layout.addSpacing(14)
        layout.addWidget(self.new_password)
        layout.addSpacing(14)
        layout.addWidget(rule())
        layout.addSpacing(14)
        below = QHBoxLayout()
        below.setSpacing(24)
        left = QVBoxLayout()
        left.addWidget(self._picture)
        left.addStretch()
        below.addLayout(left)
        below.addWidget(self.steps, 1)
        layout.addLayout(below, 1)

    def show_sheet(self, sheet: RecoverySheet) -> None:
        """Show the sheet; without a code it is a blank form and nothing can be printed."""
        scale = self.devicePixelRatioF()
        image = sheet_image(sheet, round(SHEET_WIDTH * scale))
        image.setDevicePixelRatio(scale)
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._picture.setFixedSize(SHEET_WIDTH + 2, round(image.height() / scale) + 2)
        self.steps.show_sheet(sheet)
        self.new_password.setEnabled(not sheet.code)
