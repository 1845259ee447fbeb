"""The frozen program does what the program does where no Python is: `pytest -m frozen` (about two minutes)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.base.paths import resources

pytestmark = pytest.mark.frozen
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "文具批发客户.xlsx"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze the program, once for all tests here."""
    folder = tmp_path_factory.mktemp("frozen")
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    build += ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work"), str(ROOT / "build.spec")]
    environment = os.environ | {"PYINSTALLER_CONFIG_DIR": str(folder / "config")}
    done = subprocess.run(build, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "crm-desktop" / ("crm-desktop.exe" if sys.platform == "win32" else "crm-desktop")


def run(program: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the frozen program with nothing of this Python or this checkout in reach."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    environment = kept | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "CRM_PASSWORD": "算盘"}
    return subprocess.run(
        [str(program), *arguments],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def test_its_self_test_passes(program: Path, tmp_path: Path):
    told = run(program, tmp_path, "--self-test")
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1].endswith(" passed, 0 failed")


def test_it_imports_the_sample_workbook_through_a_child_of_itself(program: Path, tmp_path: Path):
    file = ("--file", str(tmp_path / "shop.kebu"), "--json")
    assert run(program, tmp_path, *file, "create").returncode == 0
    imported = run(program, tmp_path, *file, "import", str(resources("samples", SAMPLE)))
    assert imported.returncode in {0, 3}, imported.stderr  # 3: some rows of the sample are meant to be refused
    added = {entity: counts["added"] for entity, counts in json.loads(imported.stdout)["by_entity"].items()}
    kept = json.loads(run(program, tmp_path, *file, "info").stdout)["counts"]
    assert {entity: kept[entity] for entity in added} == added
    assert added["customer"] > 200


def test_it_speaks_chinese(program: Path, tmp_path: Path):
    assert "客户" in run(program, tmp_path, "--lang", "zh_CN", "--help").stdout


def test_it_brings_no_sources_scripts_or_tests(program: Path):
    names = {path.relative_to(program.parent).as_posix() for path in program.parent.rglob("*")}
    assert not {name for name in names if name.startswith("_internal/crm_desktop") and name.endswith((".py", ".po"))}
    assert not {name for name in names if "pytest" in name or "QtQuick" in name}


def test_no_link_in_it_leads_nowhere(program: Path):
    assert [path for path in program.parent.rglob("*") if path.is_symlink() and not path.exists()] == []
