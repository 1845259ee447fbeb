"""The logo: what it looks like, another one, none."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import documents_folder
from crm_desktop.printing.logo import LEAST, dots, logo_from_file, logo_image
from crm_desktop.services.settings import setting_named
from crm_desktop.ui.look.controls import button, label, set_variant
from crm_desktop.ui.settings.keeper import Keeper

NAME = "business_logo"
FRAME, PICTURE = 64, 44


class LogoRow(QWidget):
    """Shows the logo on white, as paper is; a file is read beside the window."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper
        self.picture = QLabel()
        self.picture.setProperty("role", "logo")
        self.picture.setFixedSize(FRAME, FRAME)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = button("", self._ask, icon_name="image", size="row")
        self.remove = button(_("Remove"), lambda: keeper.save(**{NAME: ""}), kind="ghost", size="row")
        self.remove.setAccessibleName(_("Remove the logo"))
        self.told = label("", "caption", wrap=True)
        self._shown: str | None = None
        self._build()
        self.setFocusProxy(self.choose)
        keeper.changed.connect(self.look)
        self.look()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addStretch(1)
        right.addLayout(buttons)
        right.addWidget(self.told)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addLayout(right, 1)

    def look(self) -> None:
        """Show the logo that is kept."""
        kept = str(self._keeper.value(NAME) or "")
        if kept == self._shown:
            return
        self._shown = kept
        scale = self.devicePixelRatioF()
        pixmap = QPixmap()
        if kept:
            pixmap = QPixmap.fromImage(logo_image(kept, round(PICTURE * 4)))
            pixmap = pixmap.scaled(
                QSize(PICTURE, PICTURE) * scale,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap.setDevicePixelRatio(scale)
        self.picture.setPixmap(pixmap)
        self.picture.setText("" if kept else _("None"))
        self.picture.setAccessibleName(_("The logo") if kept else _("No logo"))
        self.choose.setText(_("Another one …") if kept else _("Choose a picture …"))
        self.remove.setVisible(bool(kept))
        self._say_size(kept)

    def _say_size(self, kept: str) -> None:
        few = dots(kept) if kept else None
        coarse = few is not None and few < LEAST
        text = _("Only {n} dots: it will print coarsely.").format(n=few) if coarse else _(setting_named(NAME).hint)
        self._tell(text, "warning" if coarse else "caption")

    def _ask(self) -> None:
        folder = documents_folder() if documents_folder().is_dir() else Path.home()
        pictures = _("Pictures ({patterns})").format(patterns="*.png *.jpg *.jpeg *.svg")
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose the logo"), str(folder), pictures)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Read a picture's file and keep it."""
        self._keeper.room.runner.run(
            lambda _progress: logo_from_file(path),
            owner=self,
            done=lambda kept: self._keeper.save(**{NAME: kept}),
            failed=self._refused,
        )

    def _refused(self, error: UserFacingError) -> None:
        self._tell(error.message, "error")

    def _tell(self, text: str, role: str) -> None:
        self.told.setText(text)
        set_variant(self.told, "role", role)
