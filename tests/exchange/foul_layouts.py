"""Foul layouts: titles, groups, totals, several tables, and what else people put around their customers."""

from pathlib import Path

import openpyxl
from openpyxl.styles import PatternFill

from crm_desktop.exchange.reading.workbook import Row
from tests.exchange.foul import Foul, book_of, foul


@foul
def header_in_row_five(path: Path) -> Foul:
    """A letterhead above the table, a running number beside it."""
    book, sheet = book_of(
        ["客户资料登记表"],
        ["单位：青石巷文具店", None, None, "2024年3月"],
        [],
        ["制表：王敏", None, "部门：销售部"],
        ["序号", "客户名称", "联系人", "手机"],
        [1, "蓝石文具", "李明", 13800138000],
        [2, "北风书店", "赵云", "13900139000"],
    )
    sheet.merge_cells("A1:D1")
    book.save(path)
    return Foul(
        ("序号", "客户名称", "联系人", "手机"),
        [[1, "蓝石文具", "李明", 13800138000], [2, "北风书店", "赵云", "13900139000"]],
        numbers=(6, 7),
    )


@foul
def customer_merged_over_contacts(path: Path) -> Foul:
    """One customer over several contacts, and a group of headings over two columns."""
    book, sheet = book_of(
        ["客户名称", "联系人", None, "地址"],
        [None, "姓名", "电话", None],
        ["蓝石文具", "李明", "0571-88006666", "建国路1号"],
        [None, "赵云", "13800138000", None],
        ["北风书店", "孙权", "13900139000", "解放路2号"],
    )
    for merged in ("A1:A2", "B1:C1", "D1:D2", "A3:A4", "D3:D4"):
        sheet.merge_cells(merged)
    book.save(path)
    return Foul(
        ("客户名称", "联系人姓名", "联系人电话", "地址"),
        [
            ["蓝石文具", "李明", "0571-88006666", "建国路1号"],
            ["蓝石文具", "赵云", "13800138000", "建国路1号"],
            ["北风书店", "孙权", "13900139000", "解放路2号"],
        ],
        ("two_heading_lines", "merged_cells"),
    )


@foul
def groups_over_known_headings(path: Path) -> Foul:
    """Groups that say nothing new over some headings, and tell two of the same name apart."""
    book, sheet = book_of(
        ["基本信息", None, "联系人信息", None, "备注"],
        ["客户名称", "电话", "姓名", "电话", None],
        ["蓝石文具", "0571-88006666", "李明", "13800138000", "老客户"],
    )
    for merged in ("A1:B1", "C1:D1", "E1:E2"):
        sheet.merge_cells(merged)
    book.save(path)
    return Foul(
        ("客户名称", "电话", "联系人姓名", "联系人电话", "备注"),
        [["蓝石文具", "0571-88006666", "李明", "13800138000", "老客户"]],
        ("two_heading_lines",),
    )


@foul
def two_lines_without_merged_cells(path: Path) -> Foul:
    """The same in English, by somebody who never merges."""
    book, _sheet = book_of(
        ["Customer list", None, None, None],
        ["Customer", None, "Contact", None],
        ["Name", "City", "Name", "Mobile"],
        ["Bluestone", "Bern", "Ann Lee", "+41 79 123 45 67"],
        ["Northwind", "Lyon", "Bob Roy", "+33 6 12 34 56 78"],
    )
    book.save(path)
    return Foul(
        ("Customer Name", "City", "Contact Name", "Contact Mobile"),
        [
            ["Bluestone", "Bern", "Ann Lee", "+41 79 123 45 67"],
            ["Northwind", "Lyon", "Bob Roy", "+33 6 12 34 56 78"],
        ],
        ("two_heading_lines",),
    )


@foul
def printed_pages(path: Path) -> Foul:
    """A list that was printed to a sheet: title and headings again on each page, page numbers, sums of pages."""
    title, header = ["客户通讯录"], ["客户名称", "电话", "欠款"]
    book, _sheet = book_of(
        title, header, ["蓝石文具", "0571-88006666", 100], ["北风书店", "0571-88007777", 50.5],
        ["本页小计", None, 150.5], ["第 1 页 共 2 页"], title, header, ["算盘行", "0571-88008888", 20],
        ["油盐店", "0571-88009999", 30],
        ["本页小计", None, 50], ["总计", None, 200.5], ["第 2 页 共 2 页"],
    )  # fmt: skip
    book.save(path)
    return Foul(
        ("客户名称", "电话", "欠款"),
        [
            ["蓝石文具", "0571-88006666", 100],
            ["北风书店", "0571-88007777", 50.5],
            ["算盘行", "0571-88008888", 20],
            ["油盐店", "0571-88009999", 30],
        ],
        ("total_rows", "page_rows", "repeated_rows"),
        numbers=(3, 4, 9, 10),
    )


@foul
def totals_of_regions(path: Path) -> Foul:
    """A list with a sum below each region, as Excel's “Subtotal” writes it, and a customer named like one."""
    book, _sheet = book_of(
        ["Region", "Customer name", "Phone", "Revenue"],
        ["East", "Bluestone", "020 7946 0001", 100],
        ["East", "Total Fitness", "020 7946 0002", 200],
        ["East Total", None, None, 300],
        ["West", "Northwind", "020 7946 0003", 50],
        ["West", "Total", "020 7946 0004", 60],
        ["West Total", None, None, 110],
        ["Grand Total", None, None, 410],
    )
    book.save(path)
    return Foul(
        ("Region", "Customer name", "Phone", "Revenue"),
        [
            ["East", "Bluestone", "020 7946 0001", 100],
            ["East", "Total Fitness", "020 7946 0002", 200],
            ["West", "Northwind", "020 7946 0003", 50],
            ["West", "Total", "020 7946 0004", 60],
        ],
        ("total_rows",),
    )


@foul
def three_tables_below_each_other(path: Path) -> Foul:
    """Customers, then their contacts, then products, all on one sheet."""
    book, _sheet = book_of(
        ["一、客户"], ["客户名称", "城市", "电话"], ["蓝石文具", "杭州", "0571-88006666"],
        ["北风书店", "宁波", "0574-88006666"], ["合计", 2, None], [],
        ["二、联系人"], ["客户名称", "联系人", "手机", "职务"], ["蓝石文具", "李明", "13800138000", "经理"], [],
        ["三、产品"], ["品名", "单价"], ["铅笔", 1.5],
    )  # fmt: skip
    book.save(path)
    return Foul(
        ("客户名称", "联系人", "手机", "职务"),
        [["蓝石文具", "李明", "13800138000", "经理"]],
        ("another_table",),
        numbers=(9,),
    )


@foul
def two_tables_side_by_side(path: Path) -> Foul:
    """Old customers on the left, new ones on the right: one is read, and the other is named."""
    book, _sheet = book_of(
        ["客户名称", "电话", "城市", None, "客户名称", "电话"],
        ["蓝石文具", "0571-88006666", "杭州", None, "算盘行", "0571-88008888"],
        ["北风书店", "0571-88007777", "宁波", None, "油盐店", "0571-88009999"],
        [None, None, None, None, "米行", "0571-88001111"],
    )
    book.save(path)
    return Foul(
        ("客户名称", "电话", "城市"),
        [["蓝石文具", "0571-88006666", "杭州"], ["北风书店", "0571-88007777", "宁波"]],
        ("table_beside",),
    )


@foul
def legend_beside_and_remarks_below(path: Path) -> Foul:
    """What the colours mean beside the table, who made it below."""
    book, sheet = book_of(
        ["Customer name", "Phone", "Level", None, None],
        ["Bluestone", "020 7946 0001", "A", None, "red = overdue"],
        ["Northwind", "020 7946 0002", "B", None, "green = paid"],
        [],
        ["Note: phones were checked in March"],
        ["1. those in red are overdue"],
        ["Prepared by: Ann", "Checked by: Bob", "Date: 2024-03-05"],
    )
    sheet["A2"].fill = PatternFill("solid", start_color="FFFF0000")
    book.save(path)
    return Foul(
        ("Customer name", "Phone", "Level"),
        [["Bluestone", "020 7946 0001", "A"], ["Northwind", "020 7946 0002", "B"]],
        ("table_beside", "remark_rows"),
    )


@foul
def coloured_rows_part_the_table(path: Path) -> Foul:
    """A coloured band with the region's name before its customers, a line of dashes between."""
    book, sheet = book_of(
        ["客户名称", "联系人", "电话", "城市"],
        ["华东区"],
        ["蓝石文具", "李明", "0571-88006666", "杭州"],
        ["————————"],
        ["华南区"],
        ["北风书店", "赵云", "020-88006666", "广州"],
        ["只有名字的店"],
    )
    for row in (2, 5):
        sheet.merge_cells(f"A{row}:D{row}")
        sheet.cell(row, 1).fill = PatternFill("solid", start_color="FFFFCC00")
    book.save(path)
    return Foul(
        ("客户名称", "联系人", "电话", "城市"),
        [
            ["蓝石文具", "李明", "0571-88006666", "杭州"],
            ["北风书店", "赵云", "020-88006666", "广州"],
            ["只有名字的店", None, None, None],
        ],
        ("group_rows",),
    )


@foul
def empty_and_hidden_sheets_first(path: Path) -> Foul:
    """Nothing on the first sheet, an old list on a hidden one, customers on the third."""
    book = openpyxl.Workbook()
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "hidden"
    hidden.append(["客户名称", "电话"])
    hidden.append(["倒闭的店", "0571-11111111"])
    sheet = book.create_sheet("客户")
    sheet["C4"], sheet["D4"] = "客户名称", "电话"
    sheet["C6"], sheet["D6"] = "蓝石文具", "0571-88006666"
    book.save(path)
    return Foul(("客户名称", "电话"), [["蓝石文具", "0571-88006666"]], numbers=(6,))


@foul
def rows_numbered_in_advance(path: Path) -> Foul:
    """A form with 序号 down to 8 and formulas that give 0, filled in for two customers."""
    rows: list[Row] = [["序号", "客户名称", "手机", "金额"], [1, "蓝石文具", "13800138000", 5], [2, "北风书店", "", 0]]
    book, _sheet = book_of(*rows, *([number, None, None, 0] for number in range(3, 9)))
    book.save(path)
    return Foul(
        ("序号", "客户名称", "手机", "金额"),
        [[1, "蓝石文具", "13800138000", 5], [2, "北风书店", None, 0]],
        ("numbered_rows",),
    )


@foul
def template_of_a_platform(path: Path) -> Foul:
    """The template of another program: how to fill it in, what must be filled in, and one row."""
    book, sheet = book_of(
        ["填写说明：1、请勿修改表头；2、带*的为必填项；3、手机号码请填写11位数字。"],
        ["*客户名称", "手机（必填）", "客户来源(选填)", "地址"],
        ["必填", "必填", "选填", "选填"],
        ["蓝石文具", "13800138000", "展会", "建国路1号"],
    )
    sheet.merge_cells("A1:D1")
    book.save(path)
    return Foul(
        ("*客户名称", "手机（必填）", "客户来源(选填)", "地址"),
        [["蓝石文具", "13800138000", "展会", "建国路1号"]],
        ("repeated_rows",),
    )
