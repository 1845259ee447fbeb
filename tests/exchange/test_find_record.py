"""A row finds its customer by the key that says most, tells by which, and is not led astray by what is no key."""

from typing import Any

import pytest

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.find_record import MOST
from crm_desktop.exchange.importing.import_result import Candidate, ImportResult
from crm_desktop.exchange.importing.match_keys import KEYS
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.reading.workbook import Row, Workbook
from crm_desktop.services.workspace import Workspace
from tests.exchange.books import book, names

HEAD: Row = ["客户编号", "客户名称", "手机", "邮箱", "统一社会信用代码", "城市", "别名", "级别"]
CODE = "91330106MA2800UN90"


def row(**said: Any) -> Row:
    """Give a row of `HEAD` in which only what is said stands."""
    places = ("number", "name", "mobile", "email", "credit_code", "city", "aliases", "level")
    return [said.get(place) for place in places]


def imported(workspace: Workspace, *rows: Row, dry_run: bool = False, **choices: Any) -> ImportResult:
    return run_import(workspace, book(*rows, head=HEAD), ImportChoices(**choices), dry_run=dry_run)


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    """Give a file with one customer that has every key."""
    imported(
        workspace,
        row(
            number="A-1", name="青石巷文具店", mobile="13600004410", email="hi@qingshi.example", credit_code=CODE,
            city="杭州市", aliases="青石, Bluestone", level="A",
        ),
    )  # fmt: skip
    return workspace


FITTING: tuple[tuple[dict[str, str], str], ...] = (
    ({"number": "A-1", "name": "青石巷文具"}, "number"),
    ({"name": "青石巷文具有限公司", "mobile": "136 0000 4410"}, "phone"),
    ({"name": "青石巷文具有限公司", "email": "hi@qingshi.example"}, "email"),
    ({"name": "搬了家又改了名", "credit_code": CODE}, "credit_code"),
    ({"name": "青石巷文具店", "city": "杭州市"}, "name_city"),
    ({"name": "青石巷文具店"}, "name"),
    ({"name": "Blue stone"}, "name"),
    ({"name": "青石巷", "aliases": "青石巷文具店"}, "name"),
)


def test_each_key_finds_the_customer_and_is_named(known: Workspace):
    for said, by in FITTING:
        result = imported(known, row(**said, level="B"), policy="overwrite", dry_run=True)
        assert (result.added, result.updated) == (0, 1), said
        assert result.outcomes[0].record == Candidate(1, "青石巷文具店", "A-1", by), said


def test_a_chosen_key_alone_decides(known: Workspace):
    everything = {
        "number": "A-1", "name": "青石巷文具店", "mobile": "13600004410", "email": "hi@qingshi.example",
        "credit_code": CODE, "city": "杭州市",
    }  # fmt: skip
    for key, place in {**{key: key for key in KEYS}, "phone": "mobile", "name_city": "city"}.items():
        assert imported(known, row(**everything), match=[key], dry_run=True).added == 0, key
        other = everything | {"number": None, place: None if place != "name" else "别的店"}
        assert imported(known, row(**other), match=[key], dry_run=True).added == 1, key


def test_with_no_key_every_row_is_new_but_numbers_stay_unique(known: Workspace):
    result = imported(known, row(name="青石巷文具店"), row(number="A-1", name="青石巷文具店"), match=["none"])
    assert (result.added, result.rejected) == (1, 1)
    assert [each.code for each in result.problems] == ["number_taken"]


def test_fillers_in_a_column_of_phones_join_nobody(workspace: Workspace):
    for filler in ("138****0000", "00000000000", "13800000000", "0571-88888888", "13712345678"):
        several = [row(name=f"{name}超市", mobile=filler) for name in ("城东", "城西", "城南", "城北", "城中")]
        result = imported(workspace, *several, match=["phone", "name"], dry_run=True)
        assert (result.added + result.rejected, result.updated) == (5, 0), filler


def test_the_hotline_of_many_customers_says_nothing_about_a_sixth(workspace: Workspace):
    shops = [row(name=f"{name}分店", mobile="13900139000") for name in ("城东", "城西", "城南", "城北", "城中")]
    imported(workspace, *shops)
    assert imported(workspace, row(name="火车站分店", mobile="13900139000"), match=["phone"]).added == 1


def test_the_owners_own_number_is_no_key(known: Workspace):
    known.settings.set(business_phone="13600004410", business_email="HI@qingshi.example")
    result = imported(known, row(name="青石巷文具有限公司", mobile="13600004410", email="hi@qingshi.example"))
    assert result.added == 1


def test_different_credit_codes_keep_two_firms_with_one_phone_apart(known: Workspace):
    result = imported(known, row(name="青石巷文具店", mobile="13600004410", credit_code="91330100799655058B"))
    assert result.added == 1


def test_one_name_in_two_cities_is_two_customers_until_somebody_says_otherwise(known: Workspace):
    result = imported(known, row(name="青石巷文具店", city="宁波市"), row(name="青石巷文具店", city="杭州市"))
    assert (result.added, result.unchanged) == (1, 1)
    (told,) = result.outcomes
    assert (told.outcome, told.title, told.record) == ("added", "青石巷文具店", None)
    assert [(each.number, each.matched_by) for each in told.candidates] == [("A-1", "name")]
    assert len(names(known)) == 2


def test_several_that_fit_are_named_and_nothing_is_guessed(known: Workspace):
    imported(known, row(name="青石巷文具店", city="宁波市", number="A-2"))
    result = imported(known, row(name="青石巷文具店", level="C"))
    (told,) = result.outcomes
    assert (told.outcome, [each.number for each in told.candidates]) == ("rejected", ["A-1", "A-2"])
    assert [problem.code for problem in told.problems] == ["ambiguous_match"]


def test_rows_of_one_sheet_find_each_other_by_any_key(workspace: Workspace):
    result = imported(
        workspace,
        row(name="禾木家具行", mobile="13800001207"),
        row(name="禾木家具", mobile="13800001207", email="a@hemu.example"),
        row(name="禾木家具厂", email="a@hemu.example", level="A"),
    )
    assert (result.added, result.updated) == (1, 2)


def test_namesakes_in_a_list_of_people_stay_two(workspace: Workspace):
    result = run_import(workspace, book(["张伟", "13800138000"], ["张伟", "13900139000"], head=["姓名", "手机"]))
    assert (result.added, [problem.code for problem in result.problems]) == (2, ["same_name"])


def test_a_shared_phone_does_not_swallow_another_company(workspace: Workspace):
    number = "0571-88004410"
    result = run_import(workspace, book(["青石文具店", None, number, None], ["临江五金", None, number, None]))
    assert (result.added, result.updated) == (2, 0)
    (told,) = result.outcomes
    assert ([each.title for each in told.candidates], [each.code for each in told.problems]) == (
        ["青石文具店"], ["same_number"],
    )  # fmt: skip


def test_a_number_of_somebody_else_is_refused(filled: Workspace):
    result = run_import(filled, book(["KH-00001", "完全不同的公司"], head=["客户编号", "客户名称"]))
    assert [(problem.code, problem.severity) for problem in result.problems] == [("number_taken", "refuse")]


def test_chosen_keys_find_a_renamed_customer(filled: Workspace):
    sheet = book(["新名字", "hello3@example.com"], head=["客户名称", "邮箱"])
    result = run_import(filled, sheet, ImportChoices(match=["email"], policy="overwrite"))
    assert (result.added, result.updated) == (0, 1)
    assert "新名字" in names(filled)
    with pytest.raises(UnknownFieldError):
        run_import(filled, sheet, ImportChoices(match=["shoe_size"]))


CROWD = MOST + 5


def namesakes(head: str) -> Workbook:
    """Give a list of people of one name; its second column tells them apart."""
    apart = {"城市": "第{:02}市", "手机": "138{:02}123456"}[head]
    return book(*(["张伟", apart.format(number)] for number in range(CROWD)), head=["姓名", head])


def test_very_many_of_one_name_are_each_found_again(workspace: Workspace):
    for head in ("城市", "手机"):
        assert run_import(workspace, namesakes(head), ImportChoices(match=["none"])).added == CROWD
        for _time in range(2):
            again = run_import(workspace, namesakes(head))
            assert (again.added, again.updated, again.rejected, again.unchanged) == (0, 0, 0, CROWD), head
        workspace.undo()


def test_of_very_many_of_one_name_one_more_is_added_beside_them_and_told(workspace: Workspace):
    run_import(workspace, namesakes("城市"))
    result = run_import(workspace, book(["张伟", "杭州市"], head=["姓名", "城市"]))
    assert (result.added, [each.code for each in result.problems]) == (1, ["same_name"])
    assert len(result.outcomes[0].candidates) > 0


def test_where_nothing_tells_very_many_of_one_name_apart_a_row_is_refused(workspace: Workspace):
    run_import(workspace, namesakes("城市"))
    bare = book(["张伟", "熟客"], head=["姓名", "备注"])
    for keys in (None, ["name"]):
        result = run_import(workspace, bare, ImportChoices(match=keys))
        assert (result.added, [each.code for each in result.problems]) == (0, ["ambiguous_match"]), keys


def test_with_a_chosen_name_and_city_very_many_of_one_name_are_found_again(workspace: Workspace):
    run_import(workspace, namesakes("城市"))
    again = run_import(workspace, namesakes("城市"), ImportChoices(match=["name_city"]))
    assert (again.added, again.unchanged) == (0, CROWD)


def test_what_belongs_to_one_of_very_many_of_one_name_is_refused_as_ambiguous(workspace: Workspace):
    run_import(workspace, namesakes("城市"))
    said = book(["张伟", "来电询价", "2024-05-01"], head=["客户名称", "内容", "时间"])
    result = run_import(workspace, said, ImportChoices(entity="interaction"))
    assert (result.added, [each.code for each in result.problems]) == (0, ["ambiguous_match"])
