"""Pictures of the window without a display, as the demo saves them."""

import os
from pathlib import Path

from crm_desktop.base.i18n import LANGUAGES, Language, language, set_language
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace

SIZE = (1360, 860)
SETTLE = 400  # milliseconds that lists, figures and fonts get to arrive


def take_pictures(workspace: Workspace, folder: Path) -> list[Path]:
    """Save the list, a record and the dashboard in both languages and looks; gives the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from crm_desktop.app.main import make_application
    from crm_desktop.app.qt_libraries import check_qt
    from crm_desktop.ui.jobs.runner import Runner
    from crm_desktop.ui.look.theme import apply_theme

    check_qt()
    machine = MachineSettings(folder / "pictures.ini")
    before = language()
    application = make_application(machine)
    runner = Runner()
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    for spoken in LANGUAGES:
        for look in ("light", "dark"):
            set_language(spoken)
            apply_theme(application, "light" if look == "light" else "dark")
            taken += _one_round(workspace, machine, runner, folder, f"{spoken}_{look}")
    runner.close()
    (folder / "pictures.ini").unlink(missing_ok=True)
    _speak(before)
    return taken


def _one_round(workspace: Workspace, machine: MachineSettings, runner: object, folder: Path, name: str) -> list[Path]:
    from crm_desktop.ui.jobs.runner import Runner
    from crm_desktop.ui.window.main_window import MainWindow

    assert isinstance(runner, Runner)  # noqa: S101 - typed late, Qt is imported late
    window = MainWindow(workspace, machine, runner, lock=lambda: None)
    window.resize(*SIZE)
    window.show()
    taken = []
    for page in ("customers", "record", "today"):
        if page == "record":
            ids = window.customers.current_ids()
            window.open_customer(ids[0] if ids else 1)
        else:
            window.show_section(page)
        _settle()
        path = folder / f"{page}_{name}.png"
        window.grab().save(str(path))
        taken.append(path)
    window.close()
    window.deleteLater()
    _settle()
    return taken


def _settle() -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(SETTLE, loop.quit)
    loop.exec()


def _speak(wanted: Language) -> None:
    set_language(wanted)
