"""A new recovery sheet: shown once, printed or saved, proven by two groups."""

from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.base import clock
from crm_desktop.base.i18n import _
from crm_desktop.printing.recovery_sheet import RecoverySheet, sheet_image
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.unlock.paths import said_folder
from crm_desktop.ui.unlock.sheet_steps import SheetSteps

WIDTH = 318


class NewSheetDialog(QDialog):
    """Can be closed once the two groups were copied back, or on purpose before."""

    def __init__(self, path: Path, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New recovery sheet"))
        self.resize(720, 620)
        sheet = RecoverySheet(path.name, said_folder(path.parent), clock.today(), code)
        self.steps = SheetSteps()
        self.steps.show_sheet(sheet)
        self.done_button = button(_("Done"), self.accept, kind="primary")
        self.steps.changed.connect(lambda: self.done_button.setEnabled(self.steps.proven))
        self.done_button.setEnabled(False)
        self._build(sheet)

    def _build(self, sheet: RecoverySheet) -> None:
        scale = self.devicePixelRatioF()
        image = sheet_image(sheet, round(WIDTH * scale))
        image.setDevicePixelRatio(scale)
        picture = QLabel()
        picture.setProperty("role", "paper")
        picture.setPixmap(QPixmap.fromImage(image))
        picture.setFixedSize(WIDTH + 2, round(image.height() / scale) + 2)
        picture.setAccessibleName(_("The recovery sheet"))
        body = QHBoxLayout()
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(24)
        body.addWidget(picture)
        body.addWidget(self.steps, 1)
        footer = box("strip")
        footer.setFixedHeight(58)
        row = QHBoxLayout(footer)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(label(_("The code is shown only now. Older sheets open nothing any more."), "caption"), 1)
        row.addWidget(button(_("Close without a sheet"), self.reject, kind="ghost"))
        row.addWidget(self.done_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(footer)
