"""Blocks cut themselves into strips, and the PDF holds their very text."""

import io

import pytest
from PySide6.QtGui import QImage

from crm_desktop.printing.blocks import Cards, Heading, Image, KeepTogether, Rule, Spacer, Text, Title
from crm_desktop.printing.key_values import KeyValues
from crm_desktop.printing.letterhead import Letterhead
from crm_desktop.printing.output import page_image, pdf_bytes
from crm_desktop.printing.page import PAPERS, Page, page_named
from crm_desktop.printing.sheets import Part, Sheet, lay_out
from crm_desktop.printing.strips import Block, Room
from crm_desktop.printing.table import Carry, Column, Row, Table

pytestmark = pytest.mark.usefixtures("qapp")

SENDER = Letterhead(
    "栖木文化用品商行", "Qimu Stationery", "杭州市拱墅区小河路 00 号", "0571-88000218", "hello@qimu.example"
)
COLUMNS = (Column("日期", 26), Column("摘要"), Column("金额", 28, align="right"))


def pages(*blocks: Block, page: Page | None = None) -> list[Sheet]:
    return lay_out([Part("对账单", "东篱餐饮管理", blocks)], page or page_named("A4"), SENDER)


def texts(sheets: list[Sheet]) -> list[str]:
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf_bytes(sheets, "对账单"))).pages]


def rows(count: int) -> list[Row]:
    return [Row([f"2026-10-{number % 28 + 1:02d}", f"送货单 {number}", f"{number}.00"]) for number in range(count)]


def test_chinese_comes_out_of_the_pdf_as_it_was_put_in():
    said = "文件、金额、单位、长期、角色、青石巷、户口、龙门、电话、䶮先生；“引号” 与 ￥1,234.50"
    (text,) = texts(pages(Text(said)))
    assert said in text.replace("\n", "")


def test_the_title_is_found_as_one_word():
    assert "客户资料" in texts(pages(Title("客户资料", ["编号 KH-00001"])))[0]


def test_every_page_says_which_of_how_many_it_is():
    said = texts(pages(Table(COLUMNS, rows(100))))
    assert len(said) > 2
    assert all(f"Page {number} of {len(said)}" in text for number, text in enumerate(said, 1))


def test_the_letterhead_stands_on_the_first_page_and_a_short_head_on_the_others():
    first, second, *_rest = texts(pages(Table(COLUMNS, rows(100))))
    assert "Qimu Stationery" in first
    assert "hello@qimu.example" in first
    assert "Qimu Stationery" not in second
    assert "栖木文化用品商行" in second
    assert "东篱餐饮管理" in second


def test_the_head_of_a_table_is_repeated_on_each_page():
    assert all("摘要" in text for text in texts(pages(Table(COLUMNS, rows(100)))))


def test_each_row_is_printed_once():
    said = "\n".join(texts(pages(Table(COLUMNS, rows(100)))))
    assert [said.count(f"送货单 {number}\n") + said.count(f"送货单 {number} ") for number in range(100)] == [1] * 100


def test_a_table_carries_its_sum_over_and_brings_it_forward():
    carry = Carry(
        lambda n: Row(["", "转下页", f"{n}.50"], strong=True), lambda n: Row(["", "承上页", f"{n}.50"], strong=True)
    )
    first, second, *_rest = texts(pages(Table(COLUMNS, rows(60), carry=carry)))
    shown = first.count("送货单")
    assert f"{shown}.50" in first.split("转下页")[1]
    assert f"{shown}.50" in second.split("承上页")[1]
    assert "承上页" not in first


def test_a_row_higher_than_a_page_goes_on_over_pages_and_loses_nothing():
    said = texts(pages(Table(COLUMNS, [Row(["2026-10-01", "说" * 5000, ""])])))
    assert len(said) > 1
    assert sum(text.count("说") for text in said) == 5000


def test_a_text_of_ten_thousand_characters_goes_over_pages_and_loses_nothing():
    said = texts(pages(Text("说" * 10_000)))
    assert len(said) > 1
    assert sum(text.count("说") for text in said) == 10_000


def test_a_fact_higher_than_a_page_loses_nothing():
    said = texts(pages(KeyValues([("名称", "短"), ("备注", "说" * 10_000), ("编号", "KH-1")])))
    assert sum(text.count("说") for text in said) == 10_000


def test_short_facts_stand_beside_each_other_and_long_ones_alone():
    room = Room(180, 200)
    pair = KeyValues([("a", "1"), ("b", "2")]).strips(room)
    alone = KeyValues([("a", "1"), ("b", "2" * 200), ("c", "3")]).strips(room)
    assert (len(pair), len(alone)) == (1, 3)


def test_a_heading_never_stands_alone_at_the_end_of_a_page():
    table = Table(COLUMNS, rows(3))
    for filling in range(200, 250):
        last = pages(Spacer(1), Text("x"), Spacer(filling), Heading("HEADING"), table)
        said = texts(last)
        assert all(("送货单" in text) for text in said if "HEADING" in text)


def test_a_paragraph_leaves_no_single_line_behind():
    lines = Text("说" * 400).strips(Room(180, 200))
    assert [line.keep for line in lines] == [True, *[False] * (len(lines) - 3), True, False]


def test_blocks_kept_together_begin_a_new_page_together():
    together = KeepTogether([Text("first"), Rule(), Cards([("未到期", "31,400.00")]), Text("last")])
    said = texts(pages(Text("x"), Spacer(225), together))
    assert "first" not in said[0]
    assert all(word in said[1] for word in ("first", "未到期", "last"))


def test_a_picture_too_high_for_the_page_is_made_smaller():
    image = QImage(10, 1000, QImage.Format.Format_RGB32)
    (strip,) = Image(image).strips(Room(180, 200))
    assert strip.height == 200


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("landscape", [False, True])
def test_every_paper_prints_in_both_directions(paper: str, landscape: bool):
    page = page_named(paper, landscape=landscape)
    sheets = pages(Title("对账单"), Table(COLUMNS, rows(30)), page=page)
    image = page_image(sheets[0], 40)
    assert sum(text.count("送货单") for text in texts(sheets)) == 30
    assert (image.width() > image.height()) == (page.size[0] > page.size[1])


def test_an_empty_letterhead_takes_no_room():
    assert Letterhead().height(180) == 0


def test_a_picture_of_a_page_and_its_pdf_have_the_same_proportions():
    import pypdf

    sheets = pages(Text("x"))
    box = pypdf.PdfReader(io.BytesIO(pdf_bytes(sheets, "x"))).pages[0].mediabox
    image = page_image(sheets[0], 80)
    assert abs(float(box.width) / float(box.height) - image.width() / image.height()) < 0.005


def test_the_pdf_says_its_title_and_who_made_it():
    import pypdf

    about = pypdf.PdfReader(io.BytesIO(pdf_bytes(pages(Text("x")), "对账单 东篱"))).metadata
    assert about is not None
    assert about.title == "对账单 东篱"
    assert "Kebu" in (about.creator or "")


def test_a_long_row_may_go_over_pages_where_the_table_allows_it():
    told = Table(COLUMNS, [Row(["2026-10-01", "说" * 400, ""])], tallest=20)
    first, second, *_rest = texts(pages(Text("x"), Spacer(180), told))
    assert first.count("说") > 0
    assert first.count("说") + second.count("说") == 400


def test_pages_are_printed_without_a_display():
    import os
    import subprocess
    import sys

    said = (
        "from crm_desktop.printing.blocks import Text; from crm_desktop.printing.letterhead import Letterhead;"
        "from crm_desktop.printing.output import pdf_bytes; from crm_desktop.printing.page import page_named;"
        "from crm_desktop.printing.sheets import Part, lay_out;"
        "print(pdf_bytes(lay_out([Part('t', 'a', [Text('说')])], page_named('A4'), Letterhead()), 't')[:5])"
    )
    quiet = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    told = subprocess.run([sys.executable, "-c", said], env=quiet, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "b'%PDF-'"
