"""The import dialog over a real file, and a small sheet to bring in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.import_dialog import ImportDialog
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme

ROWS = """客户名单,,,,
客户名称,联系人,手机,地址,说明
青石巷文具店,陈女士,13600004410,浙江省杭州市上城区青石巷18号,周日不收货
禾木家具行,王女士,13800001207.0,,
,无名,13500009063,,没有名字
"""


@pytest.fixture(scope="package", autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "客户名单.csv"
    path.write_bytes(ROWS.encode("gb18030"))
    return path


@pytest.fixture
def dialog(workspace: Workspace, runner: Runner, qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(workspace, runner)
    qtbot.addWidget(made)
    made.show()
    return made
