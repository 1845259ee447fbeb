"""How long an import of 100,000 rows of 12 columns takes beside the bare stack.

The bare stack is what a script without any program around it would do: calamine reads, one encrypted table of the
12 columns with two indexes is filled, and a full-text table of the same columns and settings as ours gets the same
kind of text: spaced characters, pinyin and initials of names (by our own table; pypinyin alone would take 26 s),
phone endings. It checks nothing, matches nothing, notes nothing.
"""

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services.workspace import Workspace
from tests.samples.invented_shops import PLACES, STREETS, SURNAMES, WORDS

pytestmark = pytest.mark.bench
ROWS = 100_000
KNOWN = 10_000  # rows of the second workbook that are about customers who are there
HEAD = (
    *("客户编号", "客户名称", "联系人", "手机", "邮箱", "省份", "城市", "详细地址"),
    *("客户级别", "客户来源", "建档日期", "备注"),
)
BARE = """
import os, sys
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2
from crm_desktop.fields.pinyin import readings
from crm_desktop.storage.search_terms import spaced
def busy(): return sum(os.times()[:4])
def of_name(text):
    lead, abbr, sound, inner = [text[:1], text[:2]], [], [], []
    for way in readings(text):
        whole, initials = "".join(way), "".join(each[0] for each in way)
        lead += [whole[:40], whole[:1], whole[:2], initials[:2]]
        abbr.append(initials[:16])
        sound += ["".join(way[start:])[:16] for start in range(1, len(way))]
        for start in range(1, len(initials) - 1):
            inner += [initials[start:start + 2], initials[start:start + 5]]
    return lead, abbr, sound, inner
def terms(row):
    name, contact, phone = str(row[1]), str(row[2]), str(row[3])
    lead, abbr, sound, inner = of_name(name)
    lead_other, *more = of_name(contact)
    endings = [phone[start:] for start in range(len(phone) - 3)]
    words = " ".join(spaced(str(cell)) for cell in row[5:] if cell)
    columns = (lead, lead_other, abbr + more[0], sound + more[1], inner + more[2], endings)
    return [" ".join(name + contact), *map(" ".join, columns), f"{row[0]} {row[4]} {words}"]
began = busy()
rows = list(CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows())[1:]
read = busy() - began
began = busy()
file = dbapi2.connect(sys.argv[2])
file.set_key(b"bare")
file.execute("PRAGMA journal_mode=WAL")
file.execute("PRAGMA cache_size=-65536")
file.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, " + ", ".join(f"c{n}" for n in range(12)) + ")")
places = ", ".join("?" * 12)
file.executemany(f"INSERT INTO t VALUES (NULL, {places})", [[str(cell) for cell in row] for row in rows])
file.execute("CREATE INDEX i1 ON t (c1)")
file.execute("CREATE INDEX i3 ON t (c3)")
inserted = busy() - began
began = busy()
file.execute("CREATE VIRTUAL TABLE s USING fts5(name, lead, lead_other, abbr, sound, inner, phone, words, "
             "content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')")
file.executemany("INSERT INTO s (rowid, name, lead, lead_other, abbr, sound, inner, phone, words)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ([n, *terms(row)] for n, row in enumerate(rows, 1)))
file.commit()
print(read, inserted, busy() - began)
"""


def busy() -> float:
    """Give the processor's seconds of this program and its children; other work on the machine does not count."""
    return sum(os.times()[:4])


def made(path: Path, known: int = ROWS) -> Path:
    """Write an honest workbook of 100,000 customers, of which the first `known` are those of every such workbook."""
    chance = random.Random(7)  # noqa: S311 - the same each time is what is wanted
    book = Workbook(write_only=True)
    sheet = book.create_sheet("客户")
    sheet.append(HEAD)
    for at in range(ROWS):
        number = at if at < known else ROWS + at
        province, city, _district, _area, _postcode = chance.choice(PLACES)
        level = "ABC"[at % 3 - (known < ROWS)]  # another one than in the first workbook
        sheet.append(
            (
                f"C{number:06d}", f"{city}{chance.choice(WORDS)}{number:06d}文具店", chance.choice(SURNAMES) + "女士",
                f"13{number % 10}{number:08d}", f"hello{number}@example.com", province, city or province,
                f"{chance.choice(STREETS)}{number % 400}号", level, "展会", "2024.3.18", "周日不收货",
            )
        )  # fmt: skip
    book.save(path)
    return path


@pytest.fixture(scope="module")
def big_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An honest workbook of 100,000 customers."""
    return made(tmp_path_factory.mktemp("bench") / "big.xlsx")


def bare(sheet: Path, file: Path) -> float:
    """Give the seconds of the bare stack."""
    command = [sys.executable, "-c", BARE, str(sheet), str(file)]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    read, inserted, indexed = (float(each) for each in said)
    print(f"\nbare: read {read:.1f} s, insert {inserted:.1f} s, index {indexed:.1f} s")
    return read + inserted + indexed


def grown(before: int) -> int:
    """Give the megabytes by which this process has grown at its largest."""
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024


def test_an_import_of_100_000_rows_beside_the_bare_stack(big_workbook: Path, workspace: Workspace, tmp_path: Path):
    stack = bare(big_workbook, tmp_path / "bare.db")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = busy()
    sheets = read_workbook(big_workbook)
    read = busy() - began
    grown_reading = grown(before)
    result = run_import(workspace, sheets)
    whole = busy() - began
    assert (result.added, result.rejected) == (ROWS, 0)
    print(f"ours: read {read:.1f} s, all {whole:.1f} s; grown by {grown_reading} MB reading")
    print(f"import / bare = {whole / stack:.2f} (goal 4); grown by {grown(before)} MB in all (goal 300)")
    began = busy()
    workspace.undo(result.batch)
    print(f"undo {busy() - began:.1f} s (goal 3)")


def test_an_import_of_100_000_rows_that_meets_100_000_customers(
    big_workbook: Path, workspace: Workspace, tmp_path: Path
):
    run_import(workspace, read_workbook(big_workbook))
    sheet = made(tmp_path / "later.xlsx", known=KNOWN)
    stack = bare(sheet, tmp_path / "bare.db")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = busy()
    result = run_import(workspace, read_workbook(sheet), ImportChoices(policy="overwrite"))
    whole = busy() - began
    assert (result.added, result.updated, result.rejected) == (ROWS - KNOWN, KNOWN, 0)
    print(f"ours {whole:.1f} s; import / bare = {whole / stack:.2f} (goal 5); grown by {grown(before)} MB (goal 300)")
    began = busy()
    workspace.undo(result.batch)
    print(f"undo of {KNOWN:,} updated and {ROWS - KNOWN:,} added {busy() - began:.1f} s (goal 5)")
    began = busy()
    again = run_import(workspace, read_workbook(big_workbook))
    whole = busy() - began
    assert (again.added, again.updated) == (0, 0)
    print(f"the same {ROWS:,} again {whole:.1f} s; import / bare = {whole / stack:.2f} (goal 5)")
