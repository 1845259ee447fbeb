"""The sample business is a file of its own, made once."""

import os
import subprocess
import sys
from pathlib import Path

from crm_desktop.exchange.sample_business import fill_sample
from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
HOMES = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")
# Shows the window and closes it as soon as it stands.
SHOWN = (
    "import sys; from PySide6.QtCore import QTimer; from crm_desktop.ui.window import main_window as m\n"
    "before = m.MainWindow.show\n"
    "def show(self):\n"
    "    before(self); print(self.workspace.path.name); QTimer.singleShot(0, self.close)\n"
    "m.MainWindow.show = show\n"
    "from crm_desktop.__main__ import main; sys.argv[1:] = ['--lang', 'en', 'demo', '--window']; sys.exit(main())"
)


def test_the_sample_has_customers_and_a_business(workspace: Workspace):
    assert [result.batch for _sample, result in fill_sample(workspace)]
    with workspace.read() as session:
        assert count(session, ListQuery("customer")) > 10
    assert workspace.settings["business_name_en"] == "Qimu Stationery"


def test_it_is_shown_beside_the_users_file_and_kept(tmp_path: Path):
    home = dict.fromkeys(HOMES, str(tmp_path / "home"))
    environment = os.environ | home | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    (tmp_path / "home").mkdir()
    for _round in range(2):
        done = subprocess.run(
            [sys.executable, "-c", SHOWN], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "sample-business.kebu" in done.stdout
    assert len(list((tmp_path / "home").rglob("sample-business.kebu"))) == 1
    assert not any("sample-business" in ini.read_text("utf-8") for ini in (tmp_path / "home").rglob("kebu.ini"))
