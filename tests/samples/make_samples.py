"""Makes the sample workbooks of a stationery wholesaler: `python -m tests.samples.make_samples FOLDER`.

Everything is invented. The sheets are kept as such people keep them: a title above the table, cells
merged over two contacts, two numbers in a cell, numbers as figures, dates in five styles.
"""

import csv
import datetime as dt
import random
import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from tests.samples.invented_shops import ENGLISH, SEED, TODAY, Shop, shops


def in_some_style(chance: random.Random, day: dt.date) -> Any:
    """Write a date in one of the five styles that one sheet holds."""
    styles = (
        day,
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year % 100}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
    )
    return chance.choice(styles)


def numbers_cell(chance: random.Random, shop: Shop) -> Any:
    """Write a customer's numbers as such sheets hold them."""
    if shop.landline and chance.random() < 0.5:
        return f"{shop.mobile}/{shop.landline}"
    spaced = f"{shop.mobile[:3]} {shop.mobile[3:7]} {shop.mobile[7:]}"
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in shop.mobile)
    odd = (float(shop.mobile), f"{shop.mobile}.0", spaced, wide, f"+86-{shop.mobile}", f"{shop.mobile} 晚上打")
    return chance.choice((*odd, *[shop.mobile] * 4))


HEAD = (
    *("序号", "客户名称", "联系人", "职务", "联系电话", "微信", "邮箱", "地址", "邮编", "客户级别"),
    *("客户分类", "客户来源", "行业", "标签", "统一社会信用代码", "账期(天)", "信用额度", "建档日期", "业务员", "备注"),
)
# Row of the table (from 1) to column and what stands there: each keeps its row out.
MISTAKES = {
    41: ("联系电话", "1360000041"),  # a digit short
    97: ("统一社会信用代码", "92330100MA0000097X"),  # the check digit does not fit
    142: ("联系电话", "1.38E+10"),  # digits lost for good
    203: ("建档日期", "2024年2月30日"),  # in no calendar
    266: ("邮箱", "hello266example.com"),  # no @
}


def table(chance: random.Random, made: list[Shop]) -> tuple[list[list[Any]], list[tuple[int, int]]]:
    """Lay the customers out in rows; also gives which rows are of one customer, to be merged."""
    rows: list[list[Any]] = []
    merged = []
    for shop in made:
        row = [
            shop.number, shop.name, shop.contact, shop.title, numbers_cell(chance, shop), shop.wechat, shop.email,
            shop.address, shop.postcode, shop.level, shop.category, shop.source, shop.industry, shop.tags, shop.code,
            shop.terms, shop.limit, in_some_style(chance, shop.created), "本人", shop.remark,
        ]  # fmt: skip
        if shop.number in MISTAKES:
            heading, wrong = MISTAKES[shop.number]
            row[HEAD.index(heading)] = wrong
        rows.append([value if value != "" else None for value in row])
        if shop.second:
            name, title, mobile = shop.second
            second: list[Any] = [None] * len(HEAD)
            second[2:5] = [name, title, mobile]
            merged.append((len(rows), len(rows) + 1))
            rows.append(second)
    return rows, merged


def write_workbook(path: Path, rows: list[list[Any]], merged: list[tuple[int, int]], made: list[Shop]) -> None:
    """Write the workbook: title, note, headings, rows, a total at the end, and the sheet of what was said."""
    book = Workbook()
    sheet = book.active
    sheet.title = "客户"
    sheet.append(["文具批发客户资料表（2026）"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEAD))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    sheet.append(["制表：仓库小陈", None, None, "更新到 2026 年 11 月"])
    sheet.append(HEAD)
    for cell in sheet[3]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E2EFDA")
    for row in rows:
        sheet.append(row)
    for top, bottom in merged:
        for column in (1, 2, 8, 20):
            sheet.merge_cells(start_row=3 + top, start_column=column, end_row=3 + bottom, end_column=column)
    sheet.append(["合计", f"{len(made)} 家"])
    for letter, width in {"B": 26, "E": 28, "G": 24, "H": 40, "O": 22, "T": 34}.items():
        sheet.column_dimensions[letter].width = width
    said = book.create_sheet("联系记录")
    said.append(["日期", "客户名称", "联系人", "方式", "方向", "内容", "结果", "下次跟进"])
    lines = [line for shop in made if shop.number not in MISTAKES for line in shop.said]
    for line in sorted(lines, key=lambda each: each[0]):
        said.append([value or None for value in line])
    said.column_dimensions["F"].width = 48
    _write_dated(book, path)


def _write_dated(book: Workbook, path: Path) -> None:
    """Save with a fixed date inside, so that the same file is made each time."""
    made_on = dt.datetime(2026, 3, 1, 9, 0)  # noqa: DTZ001 - a document's date knows no zone
    book.properties.created = made_on
    book.properties.creator = "Kebu samples"
    book.save(path)
    _still(path)


def _still(path: Path) -> None:
    """Take the present time out of the archive."""
    import re
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-03-01T09:00:00Z", content)  # noqa: PLW2901
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)


def write_csv(path: Path, rows: list[list[Any]], merged: list[tuple[int, int]]) -> None:
    """Write the same table as Excel saves it in China: GBK, no merged cells."""
    flat = [list(row) for row in rows]
    for top, bottom in merged:
        for column in (0, 1, 7, 19):
            flat[bottom - 1][column] = flat[top - 1][column]
    with path.open("w", encoding="gbk", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        writer.writerows([[_csv_text(value) for value in row] for row in flat])


def _csv_text(value: Any) -> str:
    if isinstance(value, dt.date):
        return f"{value.year}/{value.month}/{value.day}"
    return "" if value is None else str(value)


def write_english(path: Path, chance: random.Random) -> None:
    """Write a small sheet of customers abroad."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Customers"
    sheet.append(("Customer No", "Company name", "Contact", "Job title", "Phone", "E-mail", "City", "Country"))
    for at, heading in enumerate(("Rating", "Status", "Tags", "Since", "Notes"), 9):
        sheet.cell(1, at, heading)
    for number in range(1, 41):
        branch, which = divmod(number - 1, len(ENGLISH))
        name, contact, title, city, country, phone = ENGLISH[which].split("|")
        own = (f"C{number:03d}", f"{name} {('', 'East', 'West', 'Market', 'Outlet')[branch]}".strip(), contact, title)
        reached = (f"{phone[:-2]}{int(phone[-2:]) + branch:02d}", f"contact{number:02d}@example.com", city, country)
        status = chance.choice(("active", "prospect", "key account", "dormant"))
        tags = chance.choice(("export", "retail", "export, wholesale", None))
        since = TODAY - dt.timedelta(days=chance.randint(30, 1500))
        notes = chance.choice((None, None, "Pays by bank transfer", "Ships on Fridays"))
        sheet.append((*own, *reached, chance.choice("AABBC"), status, tags, since, notes))
    _write_dated(book, path)


def make(folder: Path) -> None:
    """Write the three files."""
    chance = random.Random(SEED)  # noqa: S311 - the same each time is what is wanted
    made = shops(chance)
    rows, merged = table(chance, made)
    write_workbook(folder / "文具批发客户.xlsx", rows, merged, made)
    write_csv(folder / "客户名单_GBK.csv", rows, merged)
    write_english(folder / "customers_en.xlsx", chance)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
