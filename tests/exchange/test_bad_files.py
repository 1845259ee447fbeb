"""Files that are too long, change under our hands, are open elsewhere or broken: told, and nothing guessed."""

import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.base.errors import FileInUseError, NotFoundError, TooLargeError, UnreadableSpreadsheetError
from crm_desktop.base.progress import Silent
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading import capped_child
from crm_desktop.exchange.reading.refusals import LongTableError
from crm_desktop.exchange.reading.workbook import MAX_FILE_BYTES, MAX_ROWS
from tests.exchange import old_formats
from tests.exchange.old_formats import write_xls
from tests.faults.hostile_files import data, write


class Meanwhile(Silent):
    """Does something at the first report of the reading, as another program might."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act: Callable[[], object] | None = act

    def report(self, done: int, total: int, stage: str = "") -> None:
        if self._act is not None:
            act, self._act = self._act, None
            act()


@pytest.fixture(params=["csv", "xlsx"])
def customers(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"customers.{request.param}"
    if request.param == "csv":
        path.write_text("name,phone\nA,1\n", encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        book.active.append(["name", "phone"])
        book.save(path)
    return path


def test_a_file_that_changes_while_it_is_read_is_not_taken(customers: Path):
    with pytest.raises(FileInUseError, match="changed while"):
        read_workbook(customers, progress=Meanwhile(lambda: customers.write_bytes(b"name,phone\nA,1\nB,2\n")))


def test_a_file_that_vanishes_while_it_is_read_is_not_found(customers: Path):
    with pytest.raises(NotFoundError):
        read_workbook(customers, progress=Meanwhile(customers.unlink))


@pytest.mark.parametrize("note", ["~${name}", ".~lock.{name}#"])
def test_a_workbook_that_is_open_elsewhere_is_read_and_told(note: str, customers: Path):
    (customers.parent / note.format(name=customers.name)).write_bytes(b"user")
    assert [told.code for told in read_workbook(customers).sheets[0].told] == ["open_elsewhere"]


@pytest.mark.skipif(sys.platform == "win32", reason="what is held looks different there")
def test_a_file_that_may_not_be_read_is_in_use(tmp_path: Path):
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)  # the system refuses it to everybody
    with pytest.raises(FileInUseError):
        read_workbook(loop)


def test_a_quotation_mark_that_is_never_closed_is_found_where_it_opens(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text('name,phone\nA,1\n"B,2\nC,3\nD,4\n', encoding="utf-8")
    with pytest.raises(UnreadableSpreadsheetError, match="line 3"):
        read_workbook(path)


def test_a_quotation_mark_that_swallows_rows_up_to_the_next_is_found(tmp_path: Path):
    path = tmp_path / "list.csv"
    rows = "".join(f"Shop {number},{number},Bern,x\n" for number in range(9))
    path.write_text(f'name,phone,city,remark\n"Broken,1,Bern,x\n{rows}"End",2,Bern,x\n', encoding="utf-8")
    with pytest.raises(UnreadableSpreadsheetError, match="line 2"):
        read_workbook(path)


def test_cells_of_several_lines_are_no_broken_quotation_marks(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text('name,remark\nA,"one, two\nthree\nfour, five"\n', encoding="utf-8")
    assert read_workbook(path).sheets[0].rows[1] == ["A", "one, two\nthree\nfour, five"]


def test_a_few_nul_characters_are_left_out_and_told(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_bytes("名称,电话\n".encode() + "青石文具店,13800138000\n".encode() * 20 + b"\0\0")
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows[20] == ["青石文具店", "13800138000"]
    assert [note.code for note in sheet.told] == ["nul_characters"]


def test_a_chosen_delimiter_and_encoding_overrule_what_is_found(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_bytes("name|a,b\nMüller|c,d\n".encode("cp1252"))
    book = read_workbook(path, delimiter="|", encoding="cp1252")
    assert book.sheets[0].rows == [["name", "a,b"], ["Müller", "c,d"]]
    assert (book.delimiter, book.encoding) == ("|", "cp1252")
    with pytest.raises(UnreadableSpreadsheetError, match="utf-8"):
        read_workbook(path, encoding="utf-8")


def test_a_long_text_is_refused_and_its_first_part_read_by_choice(tmp_path: Path):
    path = tmp_path / "long.csv"
    path.write_text("name,phone\n" + "".join(f"A{number},1\n" for number in range(MAX_ROWS + 10)), encoding="utf-8")
    with pytest.raises(LongTableError, match="300,000 rows"):
        read_workbook(path)
    sheet = read_workbook(path, first_part=True).sheets[0]
    assert (len(sheet.rows), sheet.rows[-1]) == (MAX_ROWS, [f"A{MAX_ROWS - 2}", "1"])
    assert [note.code for note in sheet.told] == ["first_part"]


@pytest.mark.slow
def test_a_long_workbook_is_refused_and_its_first_part_read_by_choice(tmp_path: Path):
    path = tmp_path / "long.xlsx"
    text = '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>A{n}</t></is></c></row>'
    rows = "".join(text.format(n=number) for number in range(1, MAX_ROWS + 2001))
    write(path, (*data(rows), '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'))
    with pytest.raises(LongTableError, match="300,000 rows"):
        read_workbook(path)
    sheet = read_workbook(path, first_part=True).sheets[0]
    assert (len(sheet.rows), sheet.rows[-1]) == (MAX_ROWS, [f"A{MAX_ROWS}"])
    assert [note.code for note in sheet.told] == ["first_part"]
    assert sheet.merged == ((1, 0, 2, 0),), "what stands behind the rows is kept"


def test_of_a_text_beyond_the_limit_of_bytes_the_first_part_is_read_by_choice(tmp_path: Path):
    path = tmp_path / "long.csv"
    line = f"{'蓝石文具' * 2000},1\n".encode()
    path.write_bytes(b"name,phone\n" + line * (MAX_FILE_BYTES // len(line) + 2))
    with pytest.raises(LongTableError, match="64 MB"):
        read_workbook(path)
    sheet = read_workbook(path, first_part=True).sheets[0]
    assert [note.code for note in sheet.told] == ["first_part"]
    assert {len(row) for row in sheet.rows} == {2}


def test_a_sheet_of_all_columns_that_excel_has_is_cut_or_refused(tmp_path: Path):
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{number}" for number in range(16_384)), encoding="utf-8")
    with pytest.raises(TooLargeError):
        read_workbook(path)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([f"c{number}" for number in range(16_384)])
    book.save(tmp_path / "wide.xlsx")
    wide = read_workbook(tmp_path / "wide.xlsx").sheets[0]
    assert wide.cut
    assert len(wide.rows[0]) == 1_024


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><body>Please log in</body></html>", "without a table"),
        (b"<?xml version='1.0'?><svg></svg>", "not a spreadsheet"),
        (b"\0" * 4096, "empty"),
        (bytes(range(1, 32)) * 40, "not a spreadsheet"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>', "damaged"),
    ],
)
def test_what_only_looks_like_a_table_is_refused_in_one_sentence(content: bytes, said: str, tmp_path: Path):
    path = tmp_path / "list.xls"
    path.write_bytes(content)
    with pytest.raises(UnreadableSpreadsheetError, match=said):
        read_workbook(path)


def test_an_old_workbook_with_a_password_is_told_from_a_damaged_one(tmp_path: Path):
    path = tmp_path / "secret.xls"
    write_xls(path, {"客户": old_formats.label(0, 0, "客户名称")}, password=True)
    with pytest.raises(UnreadableSpreadsheetError, match="password"):
        read_workbook(path)


def test_a_letter_in_the_box_of_an_old_workbook_is_no_spreadsheet(tmp_path: Path):
    path = tmp_path / "letter.xls"
    write_xls(path, {"客户": old_formats.label(0, 0, "客户名称")})
    path.write_bytes(path.read_bytes().replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le")))
    with pytest.raises(UnreadableSpreadsheetError, match="not a spreadsheet"):
        read_workbook(path)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system shows no environment of a process")
def test_who_reads_a_strangers_workbook_knows_no_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("CRM_PASSWORD", "CRM_NEW_PASSWORD", "CRM_RECOVERY_KEY"):
        monkeypatch.setenv(name, "geheim")
    with capped_child._child(tmp_path / "a.xlsx", "") as (process, _stream):
        environment = Path(f"/proc/{process.pid}/environ").read_bytes()
    assert b"PATH=" in environment
    assert b"CRM_" not in environment
    assert b"geheim" not in environment
