"""Foul formats: what calls itself a workbook and is something else, and text files of every make."""

import datetime as dt
from pathlib import Path

from tests.exchange.foul import Foul, foul
from tests.exchange.old_formats import (
    error,
    hidden_row,
    label,
    merged,
    number,
    text_cell,
    value_cell,
    write_ods,
    write_xls,
    write_xlsb,
)

SPREADSHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
CUSTOMER = ("客户名称", "电话")
ROWS: list[list[str | None]] = [["蓝石文具", "0571-88006666"], ["北风书店", "13900139000"]]


@foul
def web_page_of_a_back_office(path: Path) -> Foul:
    """An html table in GBK that says gb2312, with groups, a layout table around it and a formula text."""
    table = (
        "<table><tr><td>导出时间：2024-03-05</td></tr></table>"
        "<table><tr><td><table border=1>"
        "<tr><th rowspan=2>客户名称<th colspan=2>联系人<th rowspan=2>备注</tr><tr><th>姓名</th><th>手机</th></tr>"
        '<tr><td rowspan=2>蓝石文具</td><td>李明</td><td style=\'mso-number-format:"\\@"\'>="13800138000"</td>'
        "<td rowspan=2>老客户<br>爱喝茶</td></tr><tr><td>赵云</td><td>'13900139000</td></tr>"
        "<tr style='display: none'><td>喆喆书店</td><td>孙\n   权</td>"
        "<td x:num='13700137000'>1.37E+10</td><td>a &lt; b</td></tr>"
        "</table></td></tr></table>"
    )
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{{}}</style>{table}'
    )
    path.write_bytes(page.encode("gbk"))
    return Foul(
        ("客户名称", "联系人姓名", "联系人手机", "备注"),
        [
            ["蓝石文具", "李明", "13800138000", "老客户\n爱喝茶"],
            ["蓝石文具", "赵云", "13900139000", "老客户\n爱喝茶"],
            ["喆喆书店", "孙 权", "13700137000", "a < b"],
        ],
        ("two_heading_lines", "merged_cells", "hidden_rows"),
        name="客户.xls",
    )


@foul
def page_saved_as_one_file(path: Path) -> Foul:
    """Excel's “Single File Web Page”: a mail of parts, quoted-printable."""
    customer = "<tr><td>Caf=C3=A9 Zo=C3=A9</td><td>020 7946 0=\n001</td></tr>"
    table = f"<html><table><tr><td>Name</td><td>Phone</td></tr>{customer}</table></html>"
    path.write_text(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="edge"\n\n--edge\n'
        'Content-Type: text/html; charset="utf-8"\n\n<html><frameset></frameset></html>\n--edge\n'
        'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
        f"{table}\n--edge--\n",
        encoding="ascii",
    )
    return Foul(("Name", "Phone"), [["Café Zoé", "020 7946 0001"]], name="list.mht")


@foul
def excel_xml_of_2003(path: Path) -> Foul:
    """The XML that old reporting tools write, with left out cells, merged ones, a note and a hidden row."""
    note = "<Comment><ss:Data>晚上别打</ss:Data></Comment>"
    named = "".join(_xml_cell(text) for text in ("客户名称", "电话", "签约日期", "欠款"))
    first = (
        _xml_cell("蓝石文具", more='ss:MergeDown="1"'),
        _xml_cell("0571-88006666", note=note),
        _xml_cell("2024-03-05T00:00:00.000", "DateTime"),
        _xml_cell("12.50", "Number"),
    )
    second = _xml_cell("13800138000", "Number", 'ss:Index="2"') + _xml_cell("#N/A", "Error", 'ss:Index="4"')
    rows = f'<Row>{named}</Row><Row ss:Index="3">{"".join(first)}</Row><Row ss:Hidden="1">{second}</Row>'
    path.write_text(
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{SPREADSHEET_2003}" '
        f'xmlns:ss="{SPREADSHEET_2003}"><Worksheet ss:Name="客户"><Table>{rows}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return Foul(
        ("客户名称", "电话", "签约日期", "欠款", "Cell notes"),
        [
            ["蓝石文具", "0571-88006666", dt.date(2024, 3, 5), 12.5, "晚上别打"],
            ["蓝石文具", 13800138000, None, "#N/A", None],
        ],
        ("merged_cells", "hidden_rows", "cell_notes"),
        name="报表.xls",
        numbers=(3, 4),
    )


def _xml_cell(value: str, kind: str = "String", more: str = "", note: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data>{note}</Cell>'


@foul
def workbook_of_1997(path: Path) -> Foul:
    """An old xls: an error, a percentage, a merged and a hidden cell."""
    records = [
        *(label(0, 0, "客户名称"), label(0, 1, "折扣"), label(0, 2, "生日")),
        *(label(1, 0, "蓝石文具"), number(1, 1, 0.85, 1), number(1, 2, 45356, 2)),
        *(error(2, 1, 42), label(2, 2, "3月5日")),
        *(label(3, 0, "北风书店"), number(3, 1, 13800138000.0), hidden_row(3), merged((1, 2, 0, 0))),
    ]
    write_xls(path, {"客户": b"".join(records)})
    return Foul(
        ("客户名称", "折扣", "生日"),
        [
            ["蓝石文具", "85%", dt.date(2024, 3, 5)],
            ["蓝石文具", "#N/A", "3月5日"],
            ["北风书店", 13800138000, None],
        ],
        ("merged_cells", "hidden_rows"),
        name="old.xls",
    )


@foul
def workbook_of_libreoffice(path: Path) -> Foul:
    """An ods: merged, hidden, noted, repeated cells, an error, a percentage and hours worked."""
    span = ' table:number-rows-spanned="2" table:number-columns-spanned="1"'
    note = "<office:annotation><text:p>晚上别打</text:p></office:annotation>"
    bad = text_cell("#DIV/0!", ' table:formula="of:=1/0"')
    phone = text_cell("0571-88006666").replace("</text:p></", f"</text:p>{note}</")
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row>{''.join(map(text_cell, ('客户名称', '电话', '折扣', '工时')))}</table:table-row>"
        f"<table:table-row>{text_cell('蓝石文具', span)}{phone}"
        f"{value_cell('percentage', '0.85')}{value_cell('time', 'PT25H30M00S')}</table:table-row>"
        f"<table:table-row><table:covered-table-cell/>{value_cell('float', '13800138000')}{bad}</table:table-row>"
        f'<table:table-row table:visibility="filter">{text_cell("北风书店")}</table:table-row>'
    )
    write_ods(path, rows)
    return Foul(
        ("客户名称", "电话", "折扣", "工时", "Cell notes"),
        [
            ["蓝石文具", "0571-88006666", "85%", "25:30", "晚上别打"],
            ["蓝石文具", 13800138000, "#DIV/0!", None, None],
            ["北风书店", None, None, None, None],
        ],
        ("merged_cells", "hidden_rows", "cell_notes"),
        name="客户.ods",
        numbers=(4, 5, 6),
    )


@foul
def binary_workbook(path: Path) -> Foul:
    """An xlsb with a title, a merged cell, an error, a percentage and a hidden row."""
    customers: list[list[str | float | None]] = [["蓝石文具", 13800138000.0, 0.85], ["", None, 0.9]]
    write_xlsb(path, [["客户资料"], ["客户名称", "手机", "折扣"], *customers], hidden=(3,))
    return Foul(
        ("客户名称", "手机", "折扣"),
        [["蓝石文具", 13800138000, "85%"], ["蓝石文具", "#N/A", "90%"]],
        ("merged_cells", "hidden_rows"),
        name="客户.xlsb",
    )


@foul
def text_that_names_its_separator(path: Path) -> Foul:
    """What Excel writes where a comma is a decimal point: “sep=;” first, an unquoted line of text, a sum."""
    lines = [
        "sep=;",
        "Kundenliste 2024;;",
        "",
        "Name;Phone;City",
        '"Müller; Söhne";+49 221 1;Köln',
        "Café;+33 1;Besançon",
    ]
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
    return Foul(
        ("Name", "Phone", "City"),
        [["Müller; Söhne", "+49 221 1", "Köln"], ["Café", "+33 1", "Besançon"]],
        name="kunden.csv",
        numbers=(5, 6),
    )


@foul
def unicode_text_without_a_mark(path: Path) -> Foul:
    """“Unicode Text” out of an old program: UTF-16, tabs, nothing that says so."""
    lines = ["\t".join(CUSTOMER), *("\t".join(str(value) for value in row) for row in ROWS)]
    path.write_bytes("\r\n".join(lines).encode("utf-16-le"))
    return Foul(CUSTOMER, [list(row) for row in ROWS], name="客户.txt")


@foul
def text_of_a_dying_program(path: Path) -> Foul:
    """GB18030 with fields that were cut in the middle of a character and padded with NULs."""
    whole = [f"客户{number}号文具店,杭州市建国路{number}号".encode("gb18030") for number in range(1, 40)]
    data = b"\r\n".join(["客户名称,地址".encode("gb18030"), *whole, "蓝石文具,杭州市解".encode("gb18030")[:-1], b""])
    path.write_bytes(data.replace(b"\r\n", b"\x00\x00\r\n", 1) + b"\x1a")
    rows = [[f"客户{number}号文具店", f"杭州市建国路{number}号"] for number in range(1, 40)]
    return Foul(
        ("客户名称", "地址"),
        [*rows, ["蓝石文具", "杭州市\ufffd"]],
        ("broken_characters", "nul_characters"),
        name="客户.csv",
    )
