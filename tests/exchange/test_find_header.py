"""Finding the table in a sheet as people keep it."""

from crm_desktop.exchange.reading.find_header import find_table, normal_heading
from crm_desktop.exchange.reading.workbook import Row, Sheet

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


def test_the_first_customer_is_not_taken_for_a_second_line_of_headings():
    found = table([["客户名称", None, "电话"], ["电话", "地址", "A"], ["B", "x", "2"]])
    assert (found.header_row, found.header_lines, len(found.rows)) == (1, 1, 2)


def test_a_title_over_the_whole_table_is_no_group_of_headings():
    rows: list[Row] = [["客户资料", None, None], ["客户名称", "电话", "地址"], ["A", "1", "x"]]
    found = find_table(Sheet("S", rows, merged=((0, 0, 0, 2),)), KNOWN.__contains__)
    assert (found.headings, found.header_lines) == (("客户名称", "电话", "地址"), 1)


def test_the_user_may_choose_another_heading_row_than_the_one_found():
    rows: list[Row] = [["客户名称", "电话", "地址"], ["A", "1", "x"], [], ["name", "phone"], ["B", "2"]]
    assert table(rows).header_row == 1
    chosen = find_table(Sheet("S", rows), KNOWN.__contains__, header_row=4)
    assert (chosen.headings, chosen.rows, chosen.numbers) == (("name", "phone"), [["B", "2"]], [5])
    assert [note.code for note in chosen.told] == ["another_table"]


def test_short_texts_below_a_blank_row_are_customers_and_no_new_table():
    found = table([["客户名称", "电话", "地址"], ["A", "1", "x"], [], ["青石", "老王", "杭州"], ["B", "2", "y"]])
    assert [row[0] for row in found.rows] == ["A", "青石", "B"]
    assert found.told == ()


def test_names_alone_in_their_rows_are_customers_also_at_the_end():
    found = table([["客户名称", "电话", "地址"], ["A", "1", "x"], ["青石文具店", None, None], [], ["北风", None, None]])
    assert [row[0] for row in found.rows] == ["A", "青石文具店", "北风"]


def test_what_is_told_is_said_in_the_language_of_the_user(in_chinese: None):
    found = table([["客户名称", "电话", "地址"], ["A", 1, "x"], ["B", 2, "y"], ["合计", 3, None]])
    assert [note.message for note in found.told] == ["已略去合计行：第 4 行（“合计”）。"]
