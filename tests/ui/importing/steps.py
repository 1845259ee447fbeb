"""How tests walk through the import as a person does."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.import_dialog import CHECK, COLUMNS, FILE, ImportDialog
from crm_desktop.ui.exchange.target_choices import TARGET


def read(dialog: ImportDialog, path: Path, qtbot: QtBot) -> None:
    """Read a file on the first page."""
    dialog.read(path)
    qtbot.waitUntil(dialog.next.isEnabled)


def checked(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Wait for the answer to the last choice."""
    qtbot.waitUntil(lambda: dialog.work.checked is not None and dialog.next.isEnabled())


def walk_to(step: int, dialog: ImportDialog, path: Path, qtbot: QtBot) -> None:
    """Read a file and go on, page by page, with what the program proposes."""
    read(dialog, path, qtbot)
    for here in range(FILE, step):
        qtbot.waitUntil(dialog.next.isEnabled)
        dialog.next.click()
        if here + 1 >= COLUMNS:
            checked(dialog, qtbot)
    qtbot.waitUntil(dialog.next.isEnabled)
    assert dialog.step == step


def bring_in(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Import from whatever page is shown."""
    while dialog.step < CHECK:
        qtbot.waitUntil(dialog.next.isEnabled)
        dialog.next.click()
        if dialog.step >= COLUMNS:
            checked(dialog, qtbot)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.result_of_import is not None, timeout=30_000)


def choose_target(dialog: ImportDialog, sheet: str, column: int, target: str) -> None:
    """Say where a column goes."""
    combo = dialog.columns.rows[sheet, column].combo
    combo.setCurrentIndex(combo.findData(target, TARGET))


def customers(workspace: Workspace) -> int:
    """Count the customers of the file."""
    with workspace.read() as session:
        return count(session, ListQuery("customer"))


def write(folder: Path, name: str, *lines: str) -> Path:
    """Write a sheet as text."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
