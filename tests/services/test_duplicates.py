"""Two records of one customer are found, two customers are left alone, and the reasons are told."""

from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import insert

from crm_desktop.base.errors import CancelledError, InvalidValueError, NotFoundError
from crm_desktop.base.i18n import N_, set_language
from crm_desktop.base.progress import Stoppable
from crm_desktop.entities import entity_named
from crm_desktop.services import records
from crm_desktop.services.duplicates.blocking import MOST_ALIKE, candidates
from crm_desktop.services.duplicates.company_names import company_name, is_persons_name
from crm_desktop.services.duplicates.find import compare, find_duplicates
from crm_desktop.services.duplicates.hints import hints
from crm_desktop.services.duplicates.remembered import (
    forget_not_duplicate,
    not_duplicates,
    remember_not_duplicate,
)
from crm_desktop.services.duplicates.score import score
from crm_desktop.services.duplicates.traits import Traits, read_traits
from crm_desktop.services.merge import merge
from crm_desktop.services.numbering import Numbering
from crm_desktop.services.targets import targets
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump
from tests.services.labelled_pairs import Labelled, Shop, labelled_pairs, row_of

PRECISION, RECALL = 0.95, 0.90


def write(workspace: Workspace, pairs: list[Labelled]) -> dict[int, Traits]:
    """Write both records of each pair: those of pair n are 2n + 1 and 2n + 2."""
    known = targets("customer")
    rows: dict[str, list[dict[str, object]]] = {}
    shops = [shop for pair in pairs for shop in (pair.one, pair.other)]
    for number, shop in enumerate(shops, 1):
        own: dict[str, object] = {"id": number, "number": Numbering("customer", "number", "KH-").written(number)}
        address: dict[str, object] = {}
        for name, raw in row_of(shop).items():
            target, value = known[name], known[name].kind.read(raw).value
            if target.entity == "customer":
                own[target.field_name] = value
            elif target.entity == "address":
                address[target.field_name] = raw
            else:
                rows.setdefault(target.entity, []).append(
                    {"customer_id": number, **target.fixed, target.field_name: value}
                )
        rows.setdefault("customer", []).append({"aliases": None, "credit_code": None, **own})
        if address:
            rows.setdefault("address", []).append({"customer_id": number, "city": None, "street": None, **address})
    with workspace.work(N_("Pairs")) as work:
        for name in sorted(rows, key=["customer", "contact", "channel", "address"].index):
            work.connection.execute(insert(entity_named(name)), rows[name])
    with workspace.read() as session:
        return read_traits(session)


def test_of_300_labelled_pairs_hardly_one_is_missed_and_hardly_one_is_wrong(workspace: Workspace):
    pairs = labelled_pairs()
    assert len(pairs) == 300
    everyone = write(workspace, pairs)
    found: Counter[tuple[bool, bool]] = Counter()
    wrong = []
    for place, pair in enumerate(pairs):
        one, other = everyone[2 * place + 1], everyone[2 * place + 2]
        weighed = score(one, other)
        compared = bool(candidates({one.id: one, other.id: other}))
        likely = compared and weighed.level == "likely"
        found[likely, pair.same] += 1
        if likely != pair.same:
            wrong.append(f"{pair.way}: {pair.one.name} / {pair.other.name} {weighed.points} {weighed.reasons}")
    precision = found[True, True] / (found[True, True] + found[True, False])
    recall = found[True, True] / (found[True, True] + found[False, True])
    print(f"\n{sum(pair.same for pair in pairs)} same, {sum(not pair.same for pair in pairs)} apart:", end=" ")
    print(f"precision {precision:.3f}, recall {recall:.3f} at “likely”")
    assert precision >= PRECISION, "\n".join(wrong)
    assert recall >= RECALL, "\n".join(wrong)


@pytest.mark.parametrize(
    ("written", "core", "region", "branch"),
    [
        ("杭州禾木家具有限公司", "禾木家具", ("浙江省", "杭州市"), ""),
        ("浙江省杭州市禾木家具（集团）股份有限公司", "禾木家具", ("浙江省", "杭州市"), ""),
        ("禾木家具（杭州）有限责任公司", "禾木家具", ("浙江省", "杭州市"), ""),
        ("禾木傢俱商行", "禾木家俱", (), ""),
        ("青石巷文具店", "青石巷文具", (), ""),
        ("ＡＢＣ贸易有限公司", "abc贸易", (), ""),
        ("东方文具店", "东方文具", (), ""),
        ("和平家具厂", "和平家具", (), ""),
        ("北京铭远科技有限公司第一分公司", "铭远科技", ("北京市", "北京市"), "第一分公司"),
        ("禾木家具有限公司宁波分公司", "禾木家具", (), "宁波分公司"),
        ("禾木家具（西湖店）", "禾木家具", (), "西湖店"),
        ("禾木家具西湖店", "禾木家具", (), "西湖店"),
        ("禾木家具总店", "禾木家具", (), ""),
        ("The Bluestone Stationery Co., Ltd.", "bluestone stationery", (), ""),
        ("Stationery Bluestone GmbH", "bluestone stationery", (), ""),
        ("Müller & Söhne GmbH", "muller sohne", (), ""),
        ("Acme Inc - Berlin Branch", "acme", (), "berlin branch"),
        ("Galaxy Office", "galaxy office", (), ""),
    ],
)
def test_a_name_is_taken_apart(written: str, core: str, region: tuple[str, ...], branch: str):
    name = company_name(written)
    assert (name.core, name.region, name.branch) == (core, region, branch)


def test_a_common_surname_with_one_or_two_characters_is_a_person():
    assert [is_persons_name(company_name(name)) for name in ("张伟", "曾庆红", "半山茶社", "王府井百货")] == [
        True,
        True,
        False,
        False,
    ]


def a_pair(workspace: Workspace) -> tuple[int, int]:
    raw = {"name": "青石巷文具店", "mobile": "13600004410", "address": "浙江省杭州市上城区青石巷 18 号"}
    other = {"name": "杭州青石巷文具有限公司", "mobile": "136 0000 4410", "address": "浙江省杭州市青石巷 18 号"}
    first, second = (records.add(workspace, "customer", each).id for each in (raw, other))
    return first, second


def test_the_whole_file_is_looked_through_and_reasons_are_told_in_the_users_language(filled: Workspace):
    before = dump(filled)
    twin = records.add(filled, "customer", {"name": "青石巷文具", "mobile": "13600004410"}).id
    set_language("zh_CN")
    (pair,) = find_duplicates(filled)
    assert (pair.first_title, pair.second_title, pair.second_id) == ("青石巷文具店", "青石巷文具", twin)
    assert (pair.level, pair.score) == ("likely", 1.0)
    assert [(each.code, each.text) for each in pair.reasons][1] == ("same_mobile", "手机相同")
    filled.undo()
    assert changed_tables(before, dump(filled)) == {}, "looking changed something"


def test_nothing_that_is_said_to_be_two_is_found_again_until_that_is_undone(
    workspace: Workspace, reopen: Callable[[], Workspace]
):
    pair = a_pair(workspace)
    remember_not_duplicate(workspace, pair[1], pair[0])
    workspace = reopen()
    assert find_duplicates(workspace) == []
    assert [(told.first_id, told.second_id) for told in not_duplicates(workspace)] == [pair]
    assert remember_not_duplicate(workspace, *pair) == 0, "known already"
    workspace.undo()
    assert len(find_duplicates(workspace)) == 1
    workspace.redo()
    forget_not_duplicate(workspace, *pair)
    assert len(find_duplicates(workspace)) == 1


def test_only_two_customers_that_are_there_can_be_said_to_be_two(workspace: Workspace):
    first, _second = a_pair(workspace)
    with pytest.raises(InvalidValueError):
        remember_not_duplicate(workspace, first, first)
    with pytest.raises(NotFoundError):
        remember_not_duplicate(workspace, first, 99)


def test_what_was_said_of_a_customer_holds_after_its_merge_and_goes_when_it_is_removed(workspace: Workspace):
    pair = a_pair(workspace)
    third = records.add(workspace, "customer", {"name": "青石巷文具", "mobile": "13600004410"}).id
    remember_not_duplicate(workspace, pair[1], third)
    before = dump(workspace)
    merge(workspace, *pair)
    assert find_duplicates(workspace) == []
    workspace.undo()
    assert changed_tables(before, dump(workspace)) == {}
    records.remove(workspace, "customer", [third])
    assert not_duplicates(workspace) == []
    workspace.undo()
    assert changed_tables(before, dump(workspace)) == {}


def test_a_number_that_many_share_makes_nobody_a_duplicate(workspace: Workspace):
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北中发白梅兰竹菊春夏秋冬琴棋书画"
    pairs = [
        Labelled(Shop(f"{name}{name}记", phone="4008001234"), Shop(f"{name}家{name}"), same=False, way="")
        for name in names
    ]
    everyone = write(workspace, pairs)
    assert len(names) > MOST_ALIKE
    by_number = [pair for pair in candidates(everyone) if pair[0] % 2 and pair[1] % 2]
    assert len(by_number) < len(names), "each with each"


def test_the_search_can_be_stopped(filled: Workspace):
    progress = Stoppable()
    progress.stop()
    with pytest.raises(CancelledError):
        find_duplicates(filled, progress=progress)


def test_two_that_have_nothing_in_common_are_no_pair(filled: Workspace):
    assert compare(filled, 1, 2) is None
    assert compare(filled, 1, 99) is None


def test_a_hint_comes_while_typing_from_number_mail_code_and_name(filled: Workspace):
    typed = {
        "mobile": "136 0000 4410",
        "phone": "0571-88000136 转 8",
        "email": "HELLO1@example.com",
        "name": "重庆山城火锅店",
    }
    for name, value in typed.items():
        assert hints(filled, {name: value}), name
    (hint,) = hints(filled, {"name": "青石巷文具", "mobile": "13600004410"})
    assert (hint.title, hint.number, hint.level) == ("青石巷文具店", "KH-00004", "likely")
    assert hints(filled, {"name": "青石巷文具", "mobile": "13600004410"}, exclude_id=hint.id) == []


def test_what_is_not_typed_to_its_end_gives_no_hint_and_no_error(filled: Workspace):
    for typed in ({}, {"name": ""}, {"name": "青"}, {"mobile": "136000"}, {"email": "hello@"}, {"colour": "red"}):
        assert hints(filled, typed) == [], typed


def test_a_file_of_an_earlier_version_can_remember_that_two_are_two(
    workspace: Workspace, reopen: Callable[[], Workspace]
):
    pair = a_pair(workspace)
    with workspace.file.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE not_duplicate")
    workspace = reopen()
    assert remember_not_duplicate(workspace, *pair)
    workspace.undo()
    assert not_duplicates(workspace) == []
