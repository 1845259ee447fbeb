"""What happens when we made a mistake: a log entry and a dialog, neither with a customer's data.

The only place, with the jobs' runner, that catches every exception.
"""

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from crm_desktop import __version__
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _

_log = logging.getLogger("crm_desktop.crash")


def report_of(error: BaseException) -> str:
    """Say where a mistake happened: types, files, lines; messages and values may hold customers' data."""
    lines = [f"Kebu {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(chain.__traceback__)
        ]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines)


def install() -> None:
    """Catch what nobody caught, in the window as elsewhere."""
    sys.excepthook = _caught


def _caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    report = report_of(error)
    _log.error("crash\n%s", report)
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        print(report, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return
    _show(error, report)


def _show(error: BaseException, report: str) -> None:
    from PySide6.QtWidgets import QApplication, QMessageBox

    box = QMessageBox()
    box.setWindowTitle(_("Kebu"))
    if isinstance(error, UserFacingError):
        box.setText(error.message)
        box.exec()
        return
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(_("The program made a mistake. What was saved is safe; what was not is still on the screen."))
    box.setInformativeText(_("The report names places in the program only, no customers. You may send it to us."))
    box.setDetailedText(report)
    copy = box.addButton(_("Copy report"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(report)
