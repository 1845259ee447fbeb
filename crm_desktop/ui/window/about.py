"""What this program is."""

from PySide6.QtWidgets import QMessageBox, QWidget

from crm_desktop import __version__
from crm_desktop.base.i18n import _
from crm_desktop.ui.look.icons import icon


def show_about(window: QWidget) -> None:
    """Tell name, version and licence."""
    words = _("Kebu {version}\nYour customers in one encrypted file on your own computer. MIT licence.")
    box = QMessageBox(window)
    box.setWindowTitle(_("About Kebu"))
    box.setText(words.format(version=__version__))
    box.setIconPixmap(icon("book-open", "accent", 32).pixmap(32))
    box.exec()
