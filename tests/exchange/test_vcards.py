"""Address books come in as customers, companies and people, and go out so that phones and we read them again."""

import quopri
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import InvalidValueError, UserFacingError
from crm_desktop.base.progress import Stoppable
from crm_desktop.exchange.cards.vcard_lines import escaped, folded, read_cards
from crm_desktop.exchange.cards.write_vcards import export_vcards
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery, list_ids, parse_condition
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from tests.exchange.test_export import a_rich_customer


def _qp(text: str, codec: str) -> str:
    return quopri.encodestring(text.encode(codec)).decode().replace("\n", "\r\n")


OLD_PHONE = f"""BEGIN:VCARD
VERSION:2.1
N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:{_qp("王", "gbk")};{_qp("小明", "gbk")};;;
FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:{_qp("王小明", "gbk")}
TEL;CELL:13800138000
TEL;HOME;VOICE:0571-88004410
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{_qp("周日不收货" * 12, "utf-8")}
PHOTO;ENCODING=BASE64;JPEG:
 /9j/4AAQSkZJRgABAQAAAQABAAD=

END:VCARD
"""
IPHONE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.0//EN
N:Berglund;Ann;;;
FN:Ann Berglund
ORG:Atelier Nord;Purchasing
TITLE:Buyer
item1.EMAIL;type=INTERNET;type=pref:ann@nord.example.com
TEL;type=CELL;type=VOICE;type=pref:+46 70 123 45 67
TEL;type=WORK:+46 8 123 456 78\\,801
item2.ADR;type=WORK;type=pref:;;Storgatan 1;Luleå;;972 31;Sweden
item2.X-ABADR:se
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-05
IMPP;X-SERVICE-TYPE=QQ;type=HOME:x-apple:88004410
X-SOCIALPROFILE;type=wechat:x-apple:ann_berglund
NOTE:pays late\\, but pays\\nalways
URL;type=WORK:https\\://nord.example.com
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:青石巷文具店
ORG:青石巷文具店
X-ABShowAs:COMPANY
TEL;type=WORK:0571-88004410
ADR;TYPE=WORK:;;上城区青石巷 18 号;杭州市;浙江省;310002;中国
END:VCARD
"""
NEW = """begin:vcard
version:4.0
kind:individual
fn:Ann "A;B" Berglund
org:Atelier Nord
tel;value=uri;type="cell,work";pref=1:tel:+46701234567
bday:19900203
gender:F;she
email:ann@nord.example.com
nickname:Annie
end:vcard
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    opened, _code = create(tmp_path / "other.kebu", "另一个密码 2 号")
    yield opened
    opened.close()


def bring_in(workspace: Workspace, path: Path, cards: str | bytes) -> Any:
    path.write_bytes(cards if isinstance(cards, bytes) else cards.encode())
    return run_import(workspace, read_workbook(path))


def known(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Give what matters of each customer by name."""
    found = {}
    with workspace.read() as session:
        for record_id in list_ids(session, ListQuery("customer")):
            values = records.get(session, "customer", record_id)
            parts = records.parts(session, "customer", record_id)
            names = {each["id"]: each["name"] for each in parts["contact"]}
            found[f"{values['number']} {values['name']}"] = {
                "kind": values["kind"],
                "remark": values["remark"],
                "website": values["website"],
                "tags": values["tags"],
                "contacts": sorted((c["name"], c["job_title"], c["birthday"], c["remark"]) for c in parts["contact"]),
                "channels": {(each["type"], each["value"]) for each in parts["channel"]},
                "of": {each["value"]: names.get(each["contact_id"]) for each in parts["channel"]},
                "addresses": {
                    (a["country"], a["province"], a["city"], a["district"], a["street"]) for a in parts["address"]
                },
            }
    return found


def test_a_card_of_an_old_phone_is_a_person_with_all_that_it_says(workspace: Workspace, tmp_path: Path):
    result = bring_in(workspace, tmp_path / "phone.vcf", OLD_PHONE)
    assert (result.added, result.rejected) == (1, 0)
    assert [each.message for each in result.problems if each.code == "left_out"] == [
        "Pictures and sounds in the cards were left out (1)."
    ]
    (person,) = known(workspace).values()
    assert (person["kind"], person["remark"]) == ("person", "周日不收货" * 12)
    assert person["channels"] == {("mobile", "+8613800138000"), ("phone", "+8657188004410")}
    assert next(iter(known(workspace))).endswith("王小明")


def test_cards_of_a_company_and_of_a_person_at_one(workspace: Workspace, tmp_path: Path):
    assert bring_in(workspace, tmp_path / "iphone.vcf", IPHONE).added == 2
    nord, shop = known(workspace).values()
    assert nord["contacts"] == [("Ann Berglund", "Buyer", "--03-05", "pays late, but pays\nalways")]
    assert nord["website"] == "https://nord.example.com"
    assert nord["channels"] == {
        *(("mobile", "+46701234567"), ("phone", "+46812345678;ext=801"), ("email", "ann@nord.example.com")),
        *(("qq", "88004410"), ("wechat", "ann_berglund")),
    }
    assert set(nord["of"].values()) == {"Ann Berglund"}
    assert nord["addresses"] == {("SE", None, "Luleå", None, "Storgatan 1")}
    assert (shop["kind"], shop["contacts"]) == ("company", [])
    assert shop["addresses"] == {("CN", "浙江省", "杭州市", "上城区", "青石巷 18 号")}


def test_a_card_of_version_4(workspace: Workspace, tmp_path: Path):
    result = bring_in(workspace, tmp_path / "new.vcf", NEW)
    assert [each.message for each in result.problems if each.code == "left_out"] == ["Left out of the cards: NICKNAME."]
    (nord,) = known(workspace).values()
    assert nord["contacts"] == [('Ann "A;B" Berglund', None, "1990-02-03", None)]
    assert nord["channels"] == {("mobile", "+46701234567"), ("email", "ann@nord.example.com")}


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_cards_are_told_by_their_content_whatever_their_encoding(codec: str, workspace: Workspace, tmp_path: Path):
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:陈女士\nORG:青石巷文具店\nEND:VCARD\n"
    assert bring_in(workspace, tmp_path / "cards.txt", card.encode(codec)).added == 1
    assert next(iter(known(workspace))).endswith("青石巷文具店")


def test_two_people_at_one_company_are_one_customer(workspace: Workspace, tmp_path: Path):
    cards = "".join(
        f"BEGIN:VCARD\nFN:{name}\nORG:禾木家具行\nTEL;CELL:{phone}\nEND:VCARD\n"
        for name, phone in (("王女士", "13800001207"), ("李先生", "13900001208"))
    )
    bring_in(workspace, tmp_path / "two.vcf", cards)
    (only,) = known(workspace).values()
    assert only["of"] == {"+8613800001207": "王女士", "+8613900001208": "李先生"}


def test_a_cut_off_card_is_taken_and_told(workspace: Workspace, tmp_path: Path):
    result = bring_in(workspace, tmp_path / "cut.vcf", OLD_PHONE[: OLD_PHONE.index("PHOTO")])
    assert result.added == 1
    assert "The last card has no end" in " ".join(each.message for each in result.problems)


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"BEGIN:VCARD\nFN\n;;;:\n:\nEND:VCARD",
        b"BEGIN:VCARD\nADR:\nGENDER:\nORG:\nTEL:\nBDAY:\nFN:\\\nEND:VCARD",
        b"BEGIN:VCARD\nFN;CHARSET=nonsense:\xff\xfe\nEND:VCARD",
        b"BEGIN:VCARD\n" * 5000, b"BEGIN:VCARD\nFN:" + b'";' * 50_000,
    ],
)  # fmt: skip
def test_odd_cards_end_in_a_sentence_or_in_rows(data: bytes, workspace: Workspace, tmp_path: Path):
    try:
        assert bring_in(workspace, tmp_path / "odd.vcf", data).rows >= 0
    except UserFacingError as error:
        assert error.message  # noqa: PT017 - either end is right, a crash is not


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_goes_out_as_cards_comes_in_again(version: Any, filled: Workspace, other: Workspace, tmp_path: Path):
    a_rich_customer(filled)
    person = {"name": "王小明", "kind": "person", "mobile": "13700137000", "remark": "老客户; 逗号, 反斜杠\\\n完"}
    records.add(filled, "customer", {**person, "contact": "王小明", "contact.birthday": "--03-05", "aliases": "小王"})
    written = export_vcards(filled, tmp_path / "all.vcf", version=version)
    assert (written.rows, written.lossy) == (12 + 2 + 1 + 1, ())
    result = run_import(other, read_workbook(tmp_path / "all.vcf"))
    assert (result.added, result.rejected) == (15, 0)
    before, after = known(filled), known(other)
    assert list(after) == list(before)
    for name, ours in before.items():
        theirs = after[name]
        for each in ("kind", "website", "tags", "contacts", "channels", "addresses"):
            assert theirs[each] == ours[each], (name, each)
        assert theirs["remark"] == (ours["remark"] if ours["kind"] == "person" else None)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_importing_ones_own_cards_changes_nothing(version: Any, filled: Workspace, tmp_path: Path):
    a_rich_customer(filled)
    export_vcards(filled, tmp_path / "all.vcf", version=version)
    result = run_import(filled, read_workbook(tmp_path / "all.vcf"))
    assert (result.added, result.updated, result.rejected, result.batch) == (0, 0, 0, 0)


def test_lines_of_a_card_are_short_and_end_as_the_standard_says(filled: Workspace, tmp_path: Path):
    records.change(filled, "customer", 1, {"remark": "长" * 500, "kind": "person"})
    export_vcards(filled, tmp_path / "all.vcf")
    data = (tmp_path / "all.vcf").read_bytes()
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert data.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")


def test_a_filter_and_a_selection_hold_for_cards_too(filled: Workspace, tmp_path: Path):
    query = ListQuery("customer", where=(parse_condition("level=A", "customer", filled.context),))
    assert export_vcards(filled, tmp_path / "a.vcf", query).rows == 5
    assert export_vcards(filled, tmp_path / "b.vcf", ids=[3]).rows == 1


def test_a_cancelled_or_misnamed_export_of_cards_leaves_no_file(filled: Workspace, tmp_path: Path):
    stopped = Stoppable()
    stopped.stop()
    with pytest.raises(UserFacingError):
        export_vcards(filled, tmp_path / "a.vcf", progress=stopped)
    with pytest.raises(InvalidValueError):
        export_vcards(filled, tmp_path / "a.txt")
    assert not [each for each in tmp_path.iterdir() if "a." in each.name and each.suffix != ".kebu"]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_any_text_survives_escaping_and_folding(text: str):
    line = folded(f"NOTE:{escaped(text)}")
    assert all(len(each.encode()) <= 75 for each in line.split("\r\n"))
    ((properties, whole),) = read_cards(f"BEGIN:VCARD\r\n{line}END:VCARD\r\n".encode())
    assert whole
    assert properties[0].text == text.strip()
