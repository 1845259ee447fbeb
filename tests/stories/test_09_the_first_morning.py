"""The first morning: an empty file, the first steps on Today, a sheet brought in, the first task ticked off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from crm_desktop.services.tasks import due_tasks
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.dashboard.dashboard_page import DashboardPage
from crm_desktop.ui.exchange.import_dialog import RESULT, ImportDialog
from tests.stories.owner import Owner


@pytest.fixture
def filled(workspace: Workspace) -> Iterator[Workspace]:
    """Begin with an empty file."""
    return workspace


def test_first_steps_an_import_and_a_task(
    owner: Owner, filled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    sheet = tmp_path / "我的客户.csv"
    sheet.write_text("客户名称,手机,下次跟进\n禾木家具行,13800001207,今天\n半山茶社,13900005521,\n", encoding="gbk")
    # The system's own dialog for files is nobody's to test; it gives the sheet.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(sheet), ""))

    owner.press("Ctrl+1")
    today = owner.window.stack.page("today")
    assert isinstance(today, DashboardPage)
    owner.sees(today.steps.isVisible)
    owner.tabs_to("Say who you are")
    owner.press("Space")
    owner.tabs_to("Name")
    owner.types("青禾文具")
    owner.press("Return")
    owner.sees(lambda: filled.settings["business_name"] == "青禾文具")
    owner.press("Ctrl+1")
    owner.sees(lambda: today.steps.left == ("customers", "said", "backup"))

    def bring_in() -> None:
        dialog = owner.focus.window()
        assert isinstance(dialog, ImportDialog)
        owner.press("Space")
        owner.sees(lambda: dialog.work.workbook is not None)
        while dialog.step != RESULT:
            step = dialog.step
            owner.sees(dialog.next.isEnabled)
            owner.tabs_to(dialog.next.text())
            owner.press("Space")
            owner.sees(lambda step=step: dialog.step != step)
        owner.press("Space")

    owner.tabs_to("Bring your customers in")
    owner.meets("Space", bring_in)
    with filled.read() as session:
        (task,), _count = due_tasks(session, filled.context.today)
    assert task.customer == "禾木家具行"

    owner.sees(lambda: "禾木家具行" in {row.name.text() for row in today.to_do.rows()})
    owner.tabs_to("Done: 禾木家具行")
    owner.press("Space")
    with filled.read() as session:
        assert due_tasks(session, filled.context.today) == ([], 0)
