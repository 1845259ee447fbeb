"""Fields of the user's own: declared once, followed by everything, and taken back like all else."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from crm_desktop.base.errors import InvalidValueError, NotFoundError, UndoConflictError, UnknownFieldError
from crm_desktop.base.i18n import N_, _, set_language
from crm_desktop.entities import entity_named
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import fields_of, layout_of
from crm_desktop.services import bulk_edit, choices, history, lists, merge, past, records, search, unmerge
from crm_desktop.services.bulk_values import Edit
from crm_desktop.services.file_info import check_workspace
from crm_desktop.services.own_fields import (
    add_field,
    change_field,
    holding,
    move_field,
    own_field_named,
    own_fields,
    remove_field,
)
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump

AREA = "门店面积"


@pytest.fixture
def area(shop: Workspace) -> Workspace:
    """Give the dozen customers with a field for the area of a shop."""
    add_field(shop, "customer", AREA, "number", label_en="Shop area", rules={"unit": "m²", "min": "0", "max": "5000"})
    return shop


def got(workspace: Workspace, record_id: int = 1, entity: str = "customer") -> dict[str, Any]:
    with workspace.read() as session:
        return records.get(session, entity, record_id)


def listed(workspace: Workspace, *where: str, sort: str = "id") -> list[int]:
    with workspace.read() as session:
        conditions = tuple(lists.parse_condition(each, "customer", workspace.context) for each in where)
        sorts = () if sort == "id" else (lists.parse_sort(sort, "customer"),)
        return lists.list_ids(session, lists.ListQuery("customer", conditions, sorts))


def test_a_field_is_called_in_the_language_in_use(area: Workspace, in_english: None):
    field = fields_of(Customer)[AREA]
    assert _(field.label) == "Shop area"
    set_language("zh_CN")
    assert _(field.label) == AREA
    assert layout_of(Customer).sections[-1].rows == ((AREA,),)


def test_values_are_kept_shown_listed_and_found_as_those_of_any_field(area: Workspace):
    for record_id, said in ((1, "85 m²"), (2, "1,200"), (3, "9.5")):
        records.change(area, "customer", record_id, {AREA: said})
    assert got(area)[AREA] == Decimal(85)
    assert got(area, 4)[AREA] is None
    assert listed(area, f"{AREA}>=85") == [1, 2]
    assert listed(area, f"{AREA}=9..85") == [1, 3]
    assert listed(area, f"{AREA}!=", sort=f"-{AREA}") == [2, 1, 3]
    assert listed(area, f"{AREA}=")[0] == 4
    with area.read() as session:
        assert lists.list_rows(session, "customer", [3, 1], ["id", AREA]) == [(3, Decimal("9.5")), (1, Decimal(85))]


def test_rules_are_those_of_the_declaration(area: Workspace):
    with pytest.raises(InvalidValueError, match="5,000 m²"):
        records.change(area, "customer", 1, {AREA: "5001"})
    with pytest.raises(InvalidValueError):
        records.change(area, "customer", 1, {AREA: "groß"})
    change_field(area, "customer", AREA, rules={"required": "yes", "min": "10"})
    records.change(area, "customer", 1, {"level": "A"})  # what is older than the demand stays without
    notes = records.change(area, "customer", 1, {AREA: ""}).notes
    assert [note.severity for note in notes[AREA]] == ["warn"]
    with pytest.raises(InvalidValueError):
        records.add(area, "customer", {"name": "没有面积的店"})
    records.change(area, "customer", 1, {AREA: "12"})
    with pytest.raises(InvalidValueError):
        records.change(area, "customer", 1, {AREA: ""})


def test_a_new_record_gets_the_value_that_was_declared_for_it(area: Workspace):
    add_field(area, "customer", "合作方式", "choice", options=("直营", "加盟"), rules={"default": "加盟"})
    made = records.add(area, "customer", {"name": "新店"}).id
    assert got(area, made)["合作方式"] == "加盟"
    said = records.add(area, "customer", {"name": "另一家", "合作方式": "直营"}).id
    assert got(area, said)["合作方式"] == "直营"


KINDS = [
    ("text", "靠近地铁", "靠近地铁"),
    ("long_text", "一\n二", "一\n二"),
    ("money", "1.2万", Decimal(12000)),
    ("date", "2024年3月5日", dt.date(2024, 3, 5)),
    ("phone", "138 0013 8000", "+8613800138000"),
    ("email", "a@Example.com", "a@example.com"),
    ("url", "acme.cn", "https://acme.cn"),
    ("yes_no", "是", True),
    ("choice", "乙", "乙"),
    ("multi_choice", "丙, 甲", ["丙", "甲"]),
    ("customer", "KH-00002", "KH-00002"),
]


@pytest.mark.parametrize(("kind", "said", "value"), KINDS, ids=[each[0] for each in KINDS])
def test_every_kind_keeps_lists_and_takes_back_its_values(kind: str, said: str, value: object, shop: Workspace):
    options = ("甲", "乙", "丙") if "choice" in kind else ()
    key = add_field(shop, "customer", "Extra", kind, options=options).key
    before = dump(shop)
    records.change(shop, "customer", 5, {key: said})
    assert got(shop, 5)[key] == value
    with shop.read() as session:
        assert lists.list_rows(session, "customer", [5], [key]) == [(value,)]
    if kind != "long_text":
        shown = fields_of(Customer)[key].kind.show(value)
        assert listed(shop, f'{key}="{shown}"' if kind != "multi_choice" else f"{key}=丙") == [5]
    assert listed(shop, f"{key}!=") == [5]
    shop.undo()
    assert changed_tables(before, dump(shop)) == {}
    assert got(shop, 5)[key] is None


def test_another_customer_is_named_by_number_or_by_a_name_of_its_own(shop: Workspace):
    key = add_field(shop, "customer", "Introduced by", "customer").key
    other = got(shop, 2)
    records.change(shop, "customer", 1, {key: other["name"]})
    assert got(shop)[key] == other["number"]
    records.change(shop, "customer", 1, {key: got(shop, 3)["number"]})
    assert got(shop)[key] == got(shop, 3)["number"]
    with pytest.raises(NotFoundError):
        records.change(shop, "customer", 1, {key: "KH-99999"})
    records.add(shop, "customer", {"name": other["name"]})
    with pytest.raises(InvalidValueError):
        records.change(shop, "customer", 1, {key: other["name"]})


def test_texts_and_numbers_of_own_fields_are_searched_also_those_of_parts(shop: Workspace):
    add_field(shop, "customer", "门牌", "text")
    add_field(shop, "contact", "Hobby", "text")
    records.change(shop, "customer", 1, {"门牌": "水云间", "contact.hobby": "falconry"})
    with shop.read() as session:
        assert [(hit.id, hit.field) for hit in search.search(session, "水云间")] == [(1, "门牌")]
        assert [(hit.id, hit.field) for hit in search.search(session, "falconry")] == [(1, "contact.hobby")]
    remove_field(shop, "contact", "hobby")
    with shop.read() as session:
        assert search.search(session, "falconry") == []
    assert check_workspace(shop, deep=True) == []
    shop.undo()
    with shop.read() as session:
        assert [hit.id for hit in search.search(session, "falconry")] == [1]
    assert check_workspace(shop, deep=True) == []


def test_history_tells_each_own_field_by_its_name(area: Workspace, in_english: None):
    add_field(area, "customer", "楼层", "number")
    records.change(area, "customer", 1, {AREA: "85", "楼层": "3"})
    records.change(area, "customer", 1, {AREA: "90"})
    with area.read() as session:
        newest, older = history.record_history(session, "customer", 1)[:2]
    assert [(each.label, each.before, each.after) for each in newest.changes] == [("Shop area", "85 m²", "90 m²")]
    assert {each.label for each in older.changes} == {"Shop area", "楼层"}


def test_a_record_of_an_earlier_day_has_the_own_fields_of_then(area: Workspace):
    records.change(area, "customer", 1, {AREA: "85"})
    with area.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE work SET at = '2026-10-01T09:00:00+00:00'")
    records.change(area, "customer", 1, {AREA: "90"})
    day = dt.date(2026, 10, 2)
    with area.read() as session:
        assert past.as_of(session, "customer", 1, day)[AREA] == Decimal(85)
    past.restore_day(area, "customer", 1, day)
    assert got(area)[AREA] == Decimal(85)


def test_undo_keeps_later_edits_of_other_own_fields_of_the_same_record(area: Workspace):
    add_field(area, "customer", "楼层", "number")
    first = records.change(area, "customer", 1, {AREA: "85", "楼层": "3"}).work_id
    records.change(area, "customer", 1, {"楼层": "4"})
    result = area.undo(first)
    assert (got(area)[AREA], got(area)["楼层"]) == (None, Decimal(4))
    assert [(each.entity, each.field, each.reason) for each in result.conflicts] == [
        ("customer", "楼层", "changed_since")
    ]
    area.redo()
    assert (got(area)[AREA], got(area)["楼层"]) == (Decimal(85), Decimal(4))


def test_a_removed_field_hides_its_values_and_its_return_brings_them_back(area: Workspace):
    records.change(area, "customer", 1, {AREA: "85"})
    before = dump(area)
    assert remove_field(area, "customer", AREA).holding == 1
    assert AREA not in got(area)
    for use in (
        lambda: listed(area, f"{AREA}>3"),
        lambda: listed(area, sort=AREA),
        lambda: records.change(area, "customer", 1, {AREA: "1"}),
    ):
        with pytest.raises(UnknownFieldError):
            use()
    area.undo()
    assert got(area)[AREA] == Decimal(85)
    assert changed_tables(before, dump(area)) == {}


def test_a_filter_made_before_its_field_was_removed_says_so(area: Workspace):
    condition = lists.parse_condition(f"{AREA}>3", "customer", area.context)
    remove_field(area, "customer", AREA)
    with area.read() as session, pytest.raises(UnknownFieldError):
        lists.list_ids(session, lists.ListQuery("customer", (condition,)))


def test_a_key_is_never_given_to_another_field(area: Workspace):
    records.change(area, "customer", 1, {AREA: "85"})
    remove_field(area, "customer", AREA)
    again = add_field(area, "customer", AREA, "text")
    assert again.key == f"{AREA}_2"
    assert got(area)[again.key] is None
    empty = add_field(area, "customer", "Never filled").key
    remove_field(area, "customer", empty)
    assert add_field(area, "customer", "Never filled").key != empty


@pytest.mark.parametrize("label", ["", "  ", "!!", "名称", "Name", "Mobile", "地址", "客户等级" * 30])
def test_a_name_that_is_none_or_another_fields_is_refused(label: str, shop: Workspace):
    before = dump(shop)
    with pytest.raises(InvalidValueError):
        add_field(shop, "customer", label)
    assert changed_tables(before, dump(shop)) == {}


def test_keys_are_words_that_can_be_typed(shop: Workspace):
    assert add_field(shop, "customer", "Shop area (m²)").key == "shop_area"
    assert add_field(shop, "customer", "门店面积（平）").key == AREA
    assert add_field(shop, "customer", "Contact?!").key == "contact_2"  # contact= reaches the first contact


def test_rules_that_mean_nothing_are_refused(shop: Workspace):
    for kind, rules in (
        ("number", {"min": "9", "max": "3"}),
        ("text", {"min": "3"}),
        ("date", {"min": "gestern"}),
        ("number", {"max": "10", "default": "11"}),
        ("nonsense", {}),
    ):
        with pytest.raises(InvalidValueError):
            add_field(shop, "customer", "Field", kind, rules=rules)
    assert own_fields() == ()


def test_another_kind_reads_all_values_anew_or_is_refused(shop: Workspace):
    key = add_field(shop, "customer", "Note").key
    records.change(shop, "customer", 1, {key: "12"})
    records.change(shop, "customer", 2, {key: "zwölf"})
    with pytest.raises(InvalidValueError, match="zwölf"):
        change_field(shop, "customer", key, kind="number")
    records.change(shop, "customer", 2, {key: "3"})
    before = dump(shop)
    number = change_field(shop, "customer", key, kind="number").key
    assert got(shop, 2)[number] == Decimal(3)
    shop.undo()
    assert changed_tables(before, dump(shop)) == {}
    assert got(shop, 2)[key] == "3"
    key = change_field(shop, "customer", key, kind="choice").key
    assert [option.key for option in choices.choice_named(f"customer.{key}").choice.offered()] == ["12", "3"]


def test_what_was_written_before_a_change_of_kind_is_never_read_by_the_new_one(shop: Workspace):
    key = add_field(shop, "customer", "Note").key
    records.change(shop, "customer", 2, {key: "zwölf"})
    records.remove(shop, "customer", [2])
    removal = shop.history(limit=1)[0].id
    records.change(shop, "customer", 1, {key: "12"})
    number = change_field(shop, "customer", key, kind="number").key
    shop.undo(removal)
    assert (got(shop, 2)[number], got(shop, 1)[number]) == (None, Decimal(12))
    with shop.read() as session:
        ids = lists.list_ids(session, lists.ListQuery("customer"))
        assert (2, None) in lists.list_rows(session, "customer", ids, ["id", number])
        history.record_history(session, "customer", 1)
    assert [each.label for each in own_fields("customer")] == ["Note"]


def test_the_removal_of_a_field_that_is_filled_is_undone_and_done_again(shop: Workspace):
    key = add_field(shop, "customer", "Note").key
    records.change(shop, "customer", 2, {key: "zwölf"})
    remove_field(shop, "customer", key)
    shop.undo()
    assert got(shop, 2)[key] == "zwölf"
    shop.redo()
    assert [each.label for each in own_fields("customer")] == []
    shop.undo()
    assert got(shop, 2)[key] == "zwölf"


def test_options_go_along_where_one_choice_becomes_several(shop: Workspace):
    key = add_field(shop, "customer", "Hobby", "choice", options=("茶", "酒")).key
    records.change(shop, "customer", 1, {key: "茶"})
    several = change_field(shop, "customer", key, kind="multi_choice").key
    assert got(shop)[several] == ["茶"]
    assert [option.key for option in choices.choice_named(f"customer.{several}").choice.offered()] == ["茶", "酒"]


def test_a_value_that_is_none_of_its_kind_counts_as_empty(area: Workspace):
    with area.work(N_("Odd"), kind="edit") as work:
        work.connection.execute(update(Customer).where(Customer.id == 1).values(custom=f'{{"{AREA}":"odd"}}'))
    assert got(area)[AREA] is None
    assert listed(area, sort=AREA)


def test_fields_are_renamed_and_moved_without_a_change_of_their_values(area: Workspace, in_english: None):
    add_field(area, "customer", "楼层", "number")
    records.change(area, "customer", 1, {AREA: "85"})
    change_field(area, "customer", AREA, label="营业面积", label_en="Sales floor", listed=True)
    move_field(area, "customer", "楼层", 0)
    assert [each.key for each in own_fields("customer")] == ["楼层", AREA]
    assert _(own_field_named("customer", AREA).name) == "Sales floor"
    assert got(area)[AREA] == Decimal(85)
    assert AREA in [field.name for field in lists.listed_fields("customer")]


def test_many_records_are_set_at_once(area: Workspace):
    records.change(area, "customer", 1, {AREA: "85"})
    done = bulk_edit.bulk_edit(area, "customer", [1, 2, 3], [Edit(AREA, "fill", "40")])
    assert done.plan.changed == 2
    assert [got(area, each)[AREA] for each in (1, 2, 3)] == [Decimal(85), Decimal(40), Decimal(40)]


def test_a_merge_fills_own_fields_and_is_taken_apart_again(area: Workspace):
    add_field(area, "customer", "楼层", "number")
    gone = add_field(area, "customer", "Old").key
    records.change(area, "customer", 1, {AREA: "85"})
    records.change(area, "customer", 2, {AREA: "40", "楼层": "3", gone: "kept"})
    remove_field(area, "customer", gone)
    fields = {each.name: each for each in merge.preview(area, 1, 2).fields}
    assert (fields[AREA].conflict, fields["楼层"].result) == (True, Decimal(3))
    before = dump(area)
    work = merge.merge(area, 1, 2, choices={AREA: "drop"}).work_id
    assert (got(area)[AREA], got(area)["楼层"]) == (Decimal(40), Decimal(3))
    with area.read() as session:
        assert holding(session, "customer", gone) == 1
    unmerge.unmerge(area, work)
    assert changed_tables(before, dump(area)) == {}


def test_a_declaration_that_records_hold_values_of_is_not_taken_back(area: Workspace):
    declared = area.history(limit=1)[0].id
    records.change(area, "customer", 1, {AREA: "85"})
    with pytest.raises(UndoConflictError):
        area.undo(declared)
    area.undo()
    area.undo(declared)
    assert own_fields() == ()
    assert AREA not in fields_of(entity_named("customer"))


def test_options_of_several_choices_hold_no_commas(shop: Workspace):
    with pytest.raises(InvalidValueError):
        add_field(shop, "customer", "爱好", "multi_choice", options=("茶，酒",))
    assert own_fields() == ()


def test_many_records_name_another_customer_that_is_there(shop: Workspace):
    key = add_field(shop, "customer", "Referrer", "customer").key
    first, second = got(shop, 1), got(shop, 2)
    with pytest.raises(InvalidValueError, match="nobody"):
        bulk_edit.bulk_edit(shop, "customer", [1, 3], [Edit(key, "set", "nobody")])
    bulk_edit.bulk_edit(shop, "customer", [1, 3], [Edit(key, "set", second["name"])])
    assert got(shop, 3)[key] == second["number"] != first["number"]


def test_what_named_a_merged_customer_names_the_one_that_stays(shop: Workspace):
    key = add_field(shop, "customer", "Referrer", "customer").key
    records.change(shop, "customer", 3, {key: got(shop, 2)["number"]})
    before = dump(shop)
    work = merge.merge(shop, 1, 2).work_id
    assert got(shop, 3)[key] == got(shop, 1)["number"]
    unmerge.unmerge(shop, work)
    assert changed_tables(before, dump(shop)) == {}
