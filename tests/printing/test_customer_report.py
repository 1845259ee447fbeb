"""The customer report prints everything that is known about a customer, and nothing that is not."""

import io
from pathlib import Path

import pytest

from crm_desktop.base.errors import InvalidValueError, NotFoundError, UnknownFieldError
from crm_desktop.base.i18n import set_language
from crm_desktop.printing.declare import documents, print_pdf, sheets_of
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace

pytestmark = pytest.mark.usefixtures("qapp")


def pages(workspace: Workspace, folder: Path, *ids: int) -> list[str]:
    """Print the report of customers and read it back."""
    import pypdf

    path = folder / "报告.pdf"
    printed = print_pdf(workspace, "customer_report", path, ids=ids)
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]
    assert printed.pages == len(texts)
    return texts


def test_the_report_holds_facts_contacts_channels_addresses_and_timeline(workspace: Workspace, tmp_path: Path):
    customer = records.add(
        workspace,
        "customer",
        {
            "name": "东篱餐饮管理",
            "level": "A",
            "customer_class": "prime",
            "industry": "餐饮",
            "credit_limit": "50000",
            "remark": "老客户\n只收现款",
            "contact": "陈女士",
            "contact.job_title": "采购",
            "contact.mobile": "15800006642",
            "mobile": "13800001207",
            "address": "浙江省杭州市西湖区文三路 00 号",
        },
    ).id
    said = {"customer_id": customer, "channel": "visit", "content": "量了新店尺寸", "outcome": "等报价"}
    records.add(workspace, "interaction", {**said, "happened_at": "2026-11-21 14:30", "task": "2026-11-25"})
    text = "\n".join(pages(workspace, tmp_path, customer))
    for fact in (
        "东篱餐饮管理", "KH-00001", "餐饮", "50,000", "老客户", "只收现款", "陈女士", "采购", "158 0000 6642",
        "138 0000 1207", "文三路", "2026-11-21 14:30", "量了新店尺寸", "等报价", "2026-11-25",
    ):  # fmt: skip
        assert fact in text


def test_the_letterhead_is_the_business_profile(filled: Workspace, tmp_path: Path):
    filled.settings.set(
        business_name="栖木文化用品商行", business_name_en="Qimu Stationery", business_phone="0571-88000218"
    )
    (text,) = pages(filled, tmp_path, 1)
    assert all(fact in text for fact in ("栖木文化用品商行", "Qimu Stationery", "0571-88000218"))


def test_what_is_empty_is_left_out(workspace: Workspace, tmp_path: Path):
    customer = records.add(workspace, "customer", {"name": "只有名字"}).id
    (text,) = pages(workspace, tmp_path, customer)
    assert "只有名字" in text
    for label in ("Industry", "Credit limit", "Do not contact", "Contacts", "Addresses", "Invoice and payment", "None"):
        assert label not in text


def test_every_customer_begins_a_page_and_counts_its_own(filled: Workspace, tmp_path: Path):
    texts = pages(filled, tmp_path, 3, 1, 2)
    assert len(texts) == 3
    assert [name in text for name, text in zip(("松果儿童书屋", "禾木家具行", "半山茶社"), texts, strict=True)] == [
        True
    ] * 3
    assert all("Page 1 of 1" in text for text in texts)


def test_an_entry_of_ten_thousand_characters_is_printed_whole(filled: Workspace, tmp_path: Path):
    records.add(filled, "interaction", {"customer_id": 1, "channel": "note", "content": "述" * 10_000})
    records.change(filled, "customer", 1, {"remark": "备" * 10_000})
    texts = pages(filled, tmp_path, 1)
    assert sum(text.count("述") for text in texts) == 10_000
    assert sum(text.count("备") for text in texts) >= 10_000


def test_the_report_is_written_in_the_language_of_the_program(filled: Workspace, tmp_path: Path):
    (english,) = pages(filled, tmp_path, 1)
    set_language("zh_CN")
    (chinese,) = pages(filled, tmp_path, 1)
    assert "Customer report" in english
    assert "客户资料" in chinese
    assert "第 1 页 / 共 1 页" in chinese


def test_signs_of_markup_are_printed_as_they_are(workspace: Workspace, tmp_path: Path):
    customer = records.add(workspace, "customer", {"name": "A & B <b>Ltd</b> {name} %s"}).id
    assert "A & B <b>Ltd</b> {name} %s" in pages(workspace, tmp_path, customer)[0]


def test_a_customer_that_is_not_there_is_refused_and_nothing_is_written(filled: Workspace, tmp_path: Path):
    path = tmp_path / "report.pdf"
    with pytest.raises(NotFoundError):
        print_pdf(filled, "customer_report", path, ids=[1, 999])
    with pytest.raises(NotFoundError):
        print_pdf(filled, "customer_report", path, ids=[])
    assert not list(tmp_path.glob("report*"))


def test_unknown_documents_and_papers_are_refused_with_the_known_ones(filled: Workspace, tmp_path: Path):
    with pytest.raises(UnknownFieldError, match="customer_report"):
        print_pdf(filled, "novel", tmp_path / "a.pdf", ids=[1])
    with pytest.raises(NotFoundError, match="A4"):
        print_pdf(filled, "customer_report", tmp_path / "a.pdf", ids=[1], paper="A99")


def test_a_place_that_is_a_folder_is_refused_and_stays(filled: Workspace, tmp_path: Path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(InvalidValueError):
        print_pdf(filled, "customer_report", tmp_path / "a.pdf", ids=[1])
    assert [each.name for each in tmp_path.glob("a.pdf*")] == ["a.pdf"]


@pytest.mark.parametrize("name", sorted(documents()))
@pytest.mark.parametrize("paper", ["A4", "A5", "241x140"])
def test_every_document_lays_out_an_empty_and_a_full_record(filled: Workspace, name: str, paper: str):
    assert documents()[name].entity == "customer"
    empty = records.add(filled, "customer", {"name": "空"}).id
    assert len(sheets_of(filled, name, [1, empty], paper)) >= 2
