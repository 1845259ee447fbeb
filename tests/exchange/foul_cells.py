"""Foul cells: numbers, dates, spaces, notes, errors and hidden rows as spreadsheet programs leave them."""

import datetime as dt
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.exchange.foul import Foul, book_of, foul

DAY = dt.date(2024, 3, 5)


@foul
def numbers_of_all_sorts(path: Path) -> Foul:
    """Numbers as text, text as numbers, digits that Excel has eaten, figures with dust behind the point."""
    book, sheet = book_of(
        ["客户编号", "客户名称", "手机", "税号", "欠款", "折扣"],
        ["00123", "蓝石文具", 13800138000.0, "91330106MA2B0KXR5A", 19.990000000000002, 0.85],
        [124, "北风书店", "1.38001E+10", 110105199001011234, "1,234.50", 0.125],
        ["'00125", "算盘行", "13800138000.0", "　123　", True, 1],
    )
    for cell in ("F2", "F3", "F4"):
        sheet[cell].number_format = "0.0%"
    sheet["A4"].quotePrefix = True
    book.save(path)
    return Foul(
        ("客户编号", "客户名称", "手机", "税号", "欠款", "折扣"),
        [
            ["00123", "蓝石文具", 13800138000, "91330106MA2B0KXR5A", 19.99, "85%"],
            [124, "北风书店", "1.38001E+10", 1.10105199001011e17, "1,234.50", "12.5%"],
            ["'00125", "算盘行", "13800138000.0", "　123　", True, "100%"],
        ],
    )


@foul
def dates_of_all_sorts(path: Path) -> Foul:
    """Dates as dates, as text, as bare serial numbers; a time of the day and hours worked."""
    moment = dt.datetime(2024, 3, 5, 10, 30)  # noqa: DTZ001 - cells know no zone
    book, sheet = book_of(
        ["客户名称", "首次合作日期", "下次联系", "营业时间", "工时"],
        ["蓝石文具", DAY, moment, dt.time(9, 5), dt.timedelta(hours=25, minutes=30)],
        ["北风书店", "2024.3.5", 45356, "9:05", None],
        ["算盘行", "24年3月5日", "2024/3/5 10:30", None, None],
    )
    sheet["B2"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["E2"].number_format = "[h]:mm"
    book.save(path)
    return Foul(
        ("客户名称", "首次合作日期", "下次联系", "营业时间", "工时"),
        [
            ["蓝石文具", DAY, moment, dt.time(9, 5), "25:30"],
            ["北风书店", "2024.3.5", 45356, "9:05", None],
            ["算盘行", "24年3月5日", "2024/3/5 10:30", None, None],
        ],
    )


@foul
def dates_of_an_old_mac(path: Path) -> Foul:
    """A workbook that counts its days from 1904."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (["Name", "Birthday"], ["Ann Lee", DAY], ["Bob Roy", dt.date(1999, 12, 31)]):
        book.active.append(row)
    book.save(path)
    return Foul(("Name", "Birthday"), [["Ann Lee", DAY], ["Bob Roy", dt.date(1999, 12, 31)]])


@foul
def hidden_rows_and_columns(path: Path) -> Foul:
    """Rows that a filter hid and a column that was folded away are customers' data too."""
    book, sheet = book_of(
        ["Name", "Phone", "Remark"],
        ["Bluestone", "020 7946 0001", "pays late"],
        ["Northwind", "020 7946 0002", None],
        ["Southwind", "020 7946 0003", None],
    )
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.save(path)
    return Foul(
        ("Name", "Phone", "Remark"),
        [["Bluestone", "020 7946 0001", "pays late"], ["Northwind", "020 7946 0002", None],
         ["Southwind", "020 7946 0003", None]],
        ("hidden_rows", "hidden_columns"),
    )  # fmt: skip


@foul
def notes_on_cells(path: Path) -> Foul:
    """What is known about a customer stands in notes on the cells."""
    book, sheet = book_of(["客户名称", "电话"], ["蓝石文具", "0571-88006666"], ["北风书店", "0571-88007777"])
    sheet["A1"].comment = Comment("必填", "王敏")
    sheet["A2"].comment = Comment("王敏:\n老板爱喝龙井", "王敏")
    thread = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    晚上别打"
    sheet["B2"].comment = Comment(thread, "王敏")
    book.save(path)
    return Foul(
        ("客户名称", "电话", "Cell notes"),
        [["蓝石文具", "0571-88006666", "客户名称: 老板爱喝龙井\n电话: 晚上别打"], ["北风书店", "0571-88007777", None]],
        ("cell_notes",),
    )


@foul
def errors_and_formulas(path: Path) -> Foul:
    """Broken look-ups, and formulas that a program wrote without working them out."""
    book, sheet = book_of(
        ["Name", "Phone", "City", "Balance"],
        ["Bluestone", "#N/A", "Bern", "=SUM(E2:F2)"],
        ["Northwind", "020 7946 0002", "#REF!", 12.5],
    )
    for cell in ("B2", "C3"):
        sheet[cell].data_type = "e"
    book.save(path)
    return Foul(
        ("Name", "Phone", "City", "Balance"),
        [["Bluestone", "#N/A", "Bern", None], ["Northwind", "020 7946 0002", "#REF!", 12.5]],
        ("formulas_without_results",),
    )


@foul
def blanks_everywhere(path: Path) -> Foul:
    """Blank rows and columns in between, cells of nothing but spaces of three kinds, headings broken in two lines."""
    book, _sheet = book_of(
        [None, None, None, None, None],
        [None, "客户\n名称", None, "手 机", "　"],
        ["\u00a0", None, None, None, None],
        [None, "\u3000蓝石文具\u00a0", None, "138\u00a00013\u00a08000", " "],
        [],
        [None, "北风书店", " ", None, None],
    )
    book.save(path)
    return Foul(
        ("客户 名称", "手 机"),
        [["\u3000蓝石文具\u00a0", "138\u00a00013\u00a08000"], ["北风书店", None]],
        numbers=(4, 6),
    )
