"""Finding the table in a sheet as people keep it."""

from crm_desktop.exchange.find_header import find_table, normal_heading
from crm_desktop.exchange.workbook import Row, Sheet

KNOWN = {"客户名称", "电话", "地址", "name", "contactname"}


def table(rows: list[Row]):
    return find_table(Sheet("S", rows), KNOWN.__contains__)


def test_the_headings_are_found_below_titles_and_blank_rows():
    found = table([["客户资料表", None], [], ["制表：张三", "2024"], ["序号", "客户名称", "电话"], [1, "青石", "1"]])
    assert found.header_row == 4
    assert found.headings == ("序号", "客户名称", "电话")
    assert (found.rows, found.numbers) == ([[1, "青石", "1"]], [5])


def test_blank_columns_blank_rows_and_totals_are_left_out():
    totals: list[Row] = [["合 计", None, 3], ["Total:", None, None]]
    found = table([["客户名称", None, "电话"], ["A", None, 1], [], ["B", "", 2], *totals])
    assert found.rows == [["A", 1], ["B", 2]]
    assert found.letters == ("A", "C")


def test_a_customer_called_like_a_total_in_the_middle_stays():
    found = table([["客户名称", "电话"], ["合计", 1], ["B", 2]])
    assert len(found.rows) == 2


def test_columns_without_a_heading_but_with_values_stay():
    found = table([["name", None], ["A", "x"]])
    assert found.headings == ("name", "")


def test_unknown_headings_are_headings_when_they_look_like_it():
    assert table([["Foo", "Bar"], ["1", "13800138000"]]).header_row == 1


def test_a_sheet_of_figures_has_no_headings():
    assert table([[1, 2], [3, 4]]) is None
    assert table([]) is None


def test_headings_are_compared_without_case_width_and_punctuation():
    assert normal_heading("ＣontactＮame：") == normal_heading("contact_name") == "contactname"
    assert normal_heading("手 机 (必填)") == "手机必填"
