"""A process in whose window something is typed and not saved, until it is killed; told path and password on stdin."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from crm_desktop.services.open_file import open_file
from crm_desktop.ui.pages.customers_page import CustomersPage

TOLD_AFTER_MS = 2_000  # what is typed is kept within this


def main() -> None:
    path, password = (sys.stdin.readline().rstrip("\n") for _line in range(2))
    application = QApplication(sys.argv[:1])
    page = CustomersPage(open_file(Path(path), password))
    page.show()
    page.open_record(4)
    page.record.form.open_row("remark")
    page.record.form.rows["remark"].field.editor.take("周日不收货")
    page.record.composer.text.setPlainText("确认备货 40 盒")
    QTimer.singleShot(TOLD_AFTER_MS, lambda: print("typed", flush=True))
    loop = QEventLoop(application)
    loop.exec()  # until it is killed


if __name__ == "__main__":
    main()
