from collections.abc import Iterator

import pytest
from sqlalchemy import select

from crm_desktop.entities.customer import Customer
from crm_desktop.services import records
from crm_desktop.services.open_file import create
from crm_desktop.services.search import Hit, matching_ids, search
from crm_desktop.services.workspace import Workspace
from tests.customers import fill


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Give a file with a dozen customers that these tests only look at."""
    opened, _recovery = create(tmp_path_factory.mktemp("shop") / "shop.kebu", "北风 算盘 2 斤盐")
    fill(opened)
    yield opened
    opened.close()


def found(workspace: Workspace, text: str, limit: int = 50) -> list[Hit]:
    with workspace.read() as session:
        return search(session, text, limit)


def customers(workspace: Workspace, text: str) -> set[str]:
    return {hit.title for hit in found(workspace, text) if hit.entity == "customer"}


def add(workspace: Workspace, **values: object) -> int:
    return records.add(workspace, "customer", values).id


@pytest.mark.parametrize(
    "text",
    ["禾", "木家", "家具", "禾木家具行", "hmjj", "hmjjh", "mjj", "hemu", "HEMU", "jiaju", "hemujiajuhang", "h", "mj"],
)
def test_a_shop_is_found_by_its_characters_pinyin_and_initials(shop: Workspace, text: str):
    assert "禾木家具行" in customers(shop, text)


@pytest.mark.parametrize("text", ["cq", "chongqing", "重庆", "shancheng", "zeng", "ceng", "zns"])
def test_readings_that_depend_on_the_word_and_surnames_are_found(shop: Workspace, text: str):
    assert "重庆山城火锅" in customers(shop, text)


def test_a_surname_with_two_readings_is_found_by_both(shop: Workspace):
    assert "小满花店" in customers(shop, "shan")
    assert "小满花店" in customers(shop, "dan")


@pytest.mark.parametrize(
    "text", ["1207", "138", "13800001207", "138 0000 1207", "138-0000-1207", "+86 13800001207", "００００１２"]
)
def test_a_phone_is_found_by_its_beginning_its_ending_and_what_lies_between(shop: Workspace, text: str):
    assert "禾木家具行" in customers(shop, text)


@pytest.mark.parametrize("text", ["057188000136", "0571-88000136", "(0571) 88000136", "88000136", "0136"])
def test_a_landline_is_found_with_and_without_its_zero(shop: Workspace, text: str):
    assert customers(shop, text) >= {"临江五金建材"}


def test_an_email_is_found_by_its_local_part_and_its_domain(workspace: Workspace):
    add(workspace, name="半山茶社", email="zhang.san@berglund.example.com")
    for text in ("zhang.san", "san", "berglund", "berglund.example", "zhang.san@berglund.example.com", "ZHANG"):
        assert customers(workspace, text) == {"半山茶社"}
    assert customers(workspace, "lisi@berglund.example.com") == set()


def test_latin_names_are_found_by_beginnings_without_accents(workspace: Workspace):
    add(workspace, name="Berglunds snabbköp")
    for text in ("berg", "Berglund", "snabbkop", "SNABBKÖP", "berglunds s", "bs", "b"):
        assert customers(workspace, text) == {"Berglunds snabbköp"}
    assert customers(workspace, "lunds") == set()


def test_a_country_is_found_in_both_languages(workspace: Workspace):
    owner = add(workspace, name="Berglunds snabbköp")
    records.add(workspace, "address", {"customer_id": owner, "country": "SE", "city": "Luleå"})
    for text in ("Sweden", "swed", "瑞典", "lulea"):
        assert customers(workspace, text) == {"Berglunds snabbköp"}


def test_every_word_must_be_found(shop: Workspace):
    assert customers(shop, "杭州 王") == {"禾木家具行"}
    assert customers(shop, "禾木 1207") == {"禾木家具行"}
    assert customers(shop, "禾木 5521") == set()


def test_long_pinyin_tells_names_apart(workspace: Workspace):
    add(workspace, name="杭州光明纸品有限公司")
    add(workspace, name="杭州光华纸品有限公司")
    assert customers(workspace, "hangzhouguangmingzhipin") == {"杭州光明纸品有限公司"}


def test_a_number_is_found_as_written_and_as_one_word(shop: Workspace):
    for text in ("KH-00003", "kh00003", "00003"):
        assert "松果儿童书屋" in customers(shop, text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", '"', "''", "*", "^", "()", "NEAR(", "* OR", "a AND", "name:", "{", "\x00", "\ue000", "！？", "禾\x00"],
)
def test_signs_have_no_meaning_and_do_no_harm(shop: Workspace, text: str):
    assert isinstance(found(shop, text), list)


def test_the_better_the_place_the_higher_the_hit(workspace: Workspace):
    last = add(workspace, name="北窗眼镜行", remark="光明送来的")
    middle = add(workspace, name="杭州光明纸品")
    person = add(workspace, name="麦田烘焙坊", contact="光明")
    first = add(workspace, name="光明文具")
    for _ in range(60):
        add(workspace, name="小满花店", remark="靠近光明路")
    hits = found(workspace, "光明", limit=10)
    assert [hit.id for hit in hits[:3]] == [first, person, middle]
    assert [hit.score for hit in hits[:4]] == [0.9, 0.8, 0.6, 0.4]
    assert last not in {hit.id for hit in hits}


def test_equal_hits_come_newest_first(workspace: Workspace):
    ids = [add(workspace, name=f"光明{number}店") for number in range(3)]
    assert [hit.id for hit in found(workspace, "光明")] == ids[::-1]


def test_an_exact_phone_comes_first(workspace: Workspace):
    owner = add(workspace, name="松果书屋", mobile="13700001380")
    add(workspace, name="1380 号店")
    assert found(workspace, "1380")[0].id == owner


@pytest.mark.parametrize(
    ("text", "field", "snippet"),
    [
        ("禾木", "name", "禾木家具行"),
        ("hmjj", "name", "禾木家具行"),
        ("王女", "contact.name", "王女士"),
        ("清泰", "address.street", "清泰街"),
        ("批发", "tags", "批发"),
        ("kh-00001", "number", "KH-00001"),
    ],
)
def test_a_hit_says_where_it_was_found(shop: Workspace, text: str, field: str, snippet: str):
    hit = next(hit for hit in found(shop, text) if hit.title == "禾木家具行")
    assert hit.field == field
    assert snippet in hit.snippet


def test_a_snippet_of_a_long_text_is_short_and_holds_the_place(workspace: Workspace):
    add(workspace, name="半山茶社", remark="前文" * 100 + "要红茶" + "后文" * 100)
    snippet = found(workspace, "红茶")[0].snippet
    assert "红茶" in snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert len(snippet) < 60


def test_what_was_said_is_found_under_its_customers_name(shop: Workspace):
    hit = next(hit for hit in found(shop, "备货清单") if hit.entity == "interaction")
    assert hit.title
    assert hit.field == "content"
    assert "备货清单" in hit.snippet


def test_what_was_said_keeps_a_place_among_many_customers(filled: Workspace):
    for _ in range(20):
        add(filled, name="备货清单店")
    assert {hit.entity for hit in found(filled, "备货", limit=10)} == {"customer", "interaction"}


def test_the_limit_holds(shop: Workspace):
    assert len(found(shop, "example", limit=3)) == 3
    assert found(shop, "example", limit=0) == []


def test_a_list_is_narrowed_by_the_same_words(shop: Workspace):
    with shop.read() as session:
        ids = matching_ids(session, "customer", "zeng 重庆")
        assert session.scalars(select(Customer.name).where(Customer.id.in_(ids))).all() == ["重庆山城火锅"]
        assert session.scalars(matching_ids(session, "customer", "！")).all() == []


def test_parts_are_narrowed_too(shop: Workspace):
    with shop.read() as session:
        assert len(session.scalars(matching_ids(session, "contact", "曾女士")).all()) == 1
