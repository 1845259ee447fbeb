"""How long an export of 100,000 customers in 12 columns takes beside openpyxl writing the same cells, and how it grows.

Both run in a process of their own, one after the other, and count the processor's seconds; openpyxl gets the cells
as plain values in its write-only mode.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from crm_desktop.services.workspace import Workspace
from tests.benchmarks.crowd import CUSTOMERS, fill_crowd
from tests.conftest import PASSWORD

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is asked of Linux"),
]
OURS = """
import os, re, sys
from pathlib import Path
from crm_desktop.exchange.writing.export import export_list
from crm_desktop.exchange.cards.write_vcards import export_vcards
from crm_desktop.services.open_file import open_file
def busy(): return sum(os.times()[:4])
def memory(name): return int(re.search(name + r":\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
file, folder, password = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
workspace = open_file(file, password)
export_list(workspace, folder / "few.xlsx", ids=[1, 2, 3])
for name, write in (("out.xlsx", export_list), ("out.csv", export_list), ("out.vcf", export_vcards)):
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew; opening the file had a higher one
    before, began = memory("VmRSS"), busy()
    result = write(workspace, folder / name)
    print(busy() - began, memory("VmHWM") - before, result.rows)
workspace.close()
"""
BARE = """
import os, sys
from openpyxl import Workbook
from crm_desktop.exchange.read_sheets import read_workbook
from pathlib import Path
def busy(): return sum(os.times()[:4])
rows = read_workbook(Path(sys.argv[1])).sheets[0].rows
began = busy()
book = Workbook(write_only=True)
sheet = book.create_sheet()
for row in rows:
    sheet.append(row)
book.save(sys.argv[2])
print(busy() - began, len(rows[0]), len(rows))
"""


def run(script: str, *arguments: object) -> list[list[float]]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return [[float(each) for each in line.split()] for line in told.splitlines()]


def test_an_export_of_100_000_customers_beside_openpyxl(workspace: Workspace, tmp_path: Path):
    fill_crowd(workspace)
    with workspace.file.engine.begin() as connection:
        connection.execute(text("UPDATE customer SET remark = '周日不收货'"))
    workspace.close()
    ours = run(OURS, workspace.path, tmp_path, PASSWORD)
    ((bare, columns, rows),) = run(BARE, tmp_path / "out.xlsx", tmp_path / "bare.xlsx")
    assert [each[2] for each in ours] == [CUSTOMERS] * 3
    assert (columns, rows) == (12, CUSTOMERS + 1)
    (xlsx, grown, _rows), (csv, _grown, _rows), (vcf, _grown, _rows) = ours
    print(f"\nexport {xlsx:.1f} s / openpyxl {bare:.1f} s = {xlsx / bare:.2f} (goal 1.3)")
    print(f"grown by {grown:.0f} MB (goal 300)")
    print(f"csv {csv:.1f} s, vcf {vcf:.1f} s")
