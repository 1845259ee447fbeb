"""Makes what painting on paper needs of Qt when there is no window: an application without a display."""

import os
import sys

from crm_desktop.app.qt_libraries import check_qt, has_display


def prepare_paper() -> None:
    """Make an application where none is, offscreen where there is no display."""
    if sys.platform.startswith("linux") and not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    check_qt()
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        # Qt keeps its only application itself; this name only shows in the window system.
        globals()["_application"] = QApplication(["kebu"])
