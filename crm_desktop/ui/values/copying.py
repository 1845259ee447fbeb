"""Copying a value: as it is shown, and in full where the screen hides some of it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.icons import icon


def add_copying(menu: QMenu, shown: str, whole: str) -> None:
    """Offer to copy what is `shown`; where it is masked, the `whole` value too."""
    board = QGuiApplication.clipboard()
    menu.addAction(icon("copy", "secondary"), _("Copy"), lambda: board.setText(shown))
    if whole != shown:
        menu.addAction(icon("eye", "secondary"), _("Copy in full"), lambda: board.setText(whole))
