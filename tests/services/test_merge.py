"""Two records become one, nothing of either is lost, and they come apart again at any later time."""

import pytest

from crm_desktop.base.errors import InvalidValueError, NotFoundError, NothingToUndoError, UnknownFieldError
from crm_desktop.entities import all_entities
from crm_desktop.fields.declare import links_of
from crm_desktop.services import backups, records, restores
from crm_desktop.services.merge import merge, preview
from crm_desktop.services.merged_since import added_since
from crm_desktop.services.search import search
from crm_desktop.services.unmerge import unmerge
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump

KEPT = {
    "name": "青石巷文具店",
    "level": "A",
    "mobile": "13600004410",
    "phone": "0571-88004410 转 801",
    "email": "hi@bluestone.example.com",
    "contact": "陈女士",
    "contact.mobile": "13600009999",
    "address": "浙江省杭州市上城区青石巷 18 号",
    "tags": "重点、账期30",
    "remark": "周日不收货",
}
DROPPED = {
    "name": "杭州青石巷文具有限公司",
    "level": "C",
    "industry": "文教用品",
    "mobile": "13600004410",
    "phone": "0571-88004419",
    "contact": "陈女士",
    "contact.job_title": "店主",
    "contact.mobile": "13600009999",
    "address": "浙江省杭州市上城区青石巷 18-2 号",
    "tags": "学校周边、重点",
    "remark": "送货走后门，先打电话",
    "do_not_contact": "是",
}


@pytest.fixture
def two(workspace: Workspace) -> tuple[int, int]:
    """Two records of one shop, each with an interaction."""
    ids = tuple(records.add(workspace, "customer", raw).id for raw in (KEPT, DROPPED))
    for customer_id in ids:
        said(workspace, customer_id, f"到 {customer_id}")
    return ids[0], ids[1]


def said(workspace: Workspace, customer_id: int, content: str, **more: object) -> int:
    raw = {"customer_id": customer_id, "channel": "call", "content": content, **more}
    return records.add(workspace, "interaction", raw).id


def values(workspace: Workspace, record_id: int, entity: str = "customer") -> dict[str, object]:
    with workspace.read() as session:
        return records.get(session, entity, record_id)


def parts(workspace: Workspace, record_id: int, name: str) -> list[dict[str, object]]:
    with workspace.read() as session:
        return records.parts(session, "customer", record_id)[name]


def test_kept_values_stay_blanks_are_filled_and_lists_and_remarks_joined(workspace: Workspace, two: tuple[int, int]):
    merge(workspace, *two)
    merged = values(workspace, two[0])
    assert (merged["name"], merged["level"], merged["industry"]) == ("青石巷文具店", "A", "文教用品")
    assert merged["tags"] == ["重点", "账期30", "学校周边"]
    assert merged["remark"] == "周日不收货\n送货走后门，先打电话"
    assert merged["do_not_contact"] is True
    assert merged["aliases"] == ["杭州青石巷文具有限公司", "KH-00002"]
    with pytest.raises(NotFoundError):
        values(workspace, two[1])


def test_equal_parts_are_joined_once_and_all_others_move(workspace: Workspace, two: tuple[int, int]):
    done = merge(workspace, *two)
    numbers = [row["value"] for row in parts(workspace, two[0], "channel")]
    assert sorted(numbers) == sorted({*numbers}), "a number stands there twice"
    assert {"+8657188004410;ext=801", "+8657188004419", "+8613600004410"} <= {*numbers}
    (contact,) = parts(workspace, two[0], "contact")
    assert contact["job_title"] == "店主"
    assert len(parts(workspace, two[0], "address")) == 2
    assert len(parts(workspace, two[0], "interaction")) == 2
    assert done.joined == {"address": 0, "contact": 1, "channel": 2}


def test_namesakes_with_numbers_of_their_own_stay_two_people(workspace: Workspace):
    one = records.add(workspace, "customer", {"name": "甲店", "contact": "王芳", "contact.mobile": "13800000001"}).id
    raw = {"name": "乙店", "contact": "王芳", "contact.mobile": "13800000002"}
    merge(workspace, one, records.add(workspace, "customer", raw).id)
    assert [row["name"] for row in parts(workspace, one, "contact")] == ["王芳", "王芳"]


def test_there_is_one_main_contact_and_one_primary_number_of_a_sort(workspace: Workspace, two: tuple[int, int]):
    records.add(workspace, "contact", {"customer_id": two[1], "name": "仓库", "is_main": "是"})
    for customer_id in two:
        raw = {"customer_id": customer_id, "type": "qq", "value": f"1000{customer_id}", "is_primary": "是"}
        records.add(workspace, "channel", raw)
    merge(workspace, *two)
    assert sum(bool(row["is_main"]) for row in parts(workspace, two[0], "contact")) == 1
    assert sum(bool(row["is_primary"]) for row in parts(workspace, two[0], "channel")) == 1


def test_a_choice_takes_the_other_value_and_the_old_name_is_still_found(workspace: Workspace, two: tuple[int, int]):
    merge(workspace, *two, choices={"name": "drop", "level": "drop", "remark": "keep", "tags": "drop"})
    merged = values(workspace, two[0])
    assert (merged["name"], merged["level"], merged["remark"]) == ("杭州青石巷文具有限公司", "C", "周日不收货")
    assert merged["tags"] == ["学校周边", "重点"]
    assert "青石巷文具店" in merged["aliases"]
    with workspace.read() as session:
        for asked in ("青石巷文具店", "qsxwjd", "KH-00002", "KH-00001"):
            assert [hit.id for hit in search(session, asked) if hit.entity == "customer"] == [two[0]], asked


def test_choices_that_cannot_be_are_refused_and_change_nothing(workspace: Workspace, two: tuple[int, int]):
    before = dump(workspace)
    with pytest.raises(UnknownFieldError):
        merge(workspace, *two, choices={"colour": "keep"})
    for choices in ({"level": "both"}, {"number": "drop"}):
        with pytest.raises(InvalidValueError):
            merge(workspace, *two, choices=choices)
    with pytest.raises(InvalidValueError):
        merge(workspace, two[0], two[0])
    with pytest.raises(NotFoundError):
        merge(workspace, two[0], 999)
    with pytest.raises(NotFoundError):
        merge(workspace, *two, without=[("channel", 999)])
    assert changed_tables(before, dump(workspace)) == {}


def test_a_preview_tells_what_the_merge_then_does_and_changes_nothing(workspace: Workspace, two: tuple[int, int]):
    before = dump(workspace)
    told = preview(workspace, *two, choices={"level": "drop"})
    assert changed_tables(before, dump(workspace)) == {}
    merge(workspace, *two, choices={"level": "drop"})
    merged = values(workspace, two[0])
    assert {each.name: each.result for each in told.fields if each.name != "aliases"} == {
        each.name: merged[each.name] for each in told.fields if each.name != "aliases"
    }
    assert list(told.other_names) == merged["aliases"]
    assert {each.entity: each.total for each in told.counts} == {
        each.entity: len(parts(workspace, two[0], each.entity)) for each in told.counts
    }


def test_a_preview_says_where_they_differ_and_which_value_is_younger(workspace: Workspace, two: tuple[int, int]):
    records.change(workspace, "customer", two[0], {"level": "B"})
    fields = {each.name: each for each in preview(workspace, *two).fields}
    assert (fields["level"].conflict, fields["level"].suggestion, fields["level"].choice) == (True, "keep", "keep")
    assert (fields["name"].conflict, fields["name"].suggestion, fields["name"].choice) == (True, "drop", "keep")
    assert (fields["remark"].conflict, fields["remark"].choice) == (False, "both")
    assert fields["source"].same
    assert "number" not in fields


def test_parts_left_out_are_not_carried_over_and_come_back_apart(workspace: Workspace, two: tuple[int, int]):
    before = dump(workspace)
    (address,) = parts(workspace, two[1], "address")
    done = merge(workspace, *two, without=[("address", address["id"])])
    assert len(parts(workspace, two[0], "address")) == 1
    unmerge(workspace, done.work_id)
    assert changed_tables(before, dump(workspace)) == {}


def test_every_record_that_is_linked_to_a_customer_moves(workspace: Workspace, two: tuple[int, int]):
    merge(workspace, *two)
    with workspace.read() as session:
        for entity in all_entities().values():
            for column, link in links_of(entity).items():
                if link.entity == "customer":
                    owners = {getattr(row, column) for row in session.query(entity)}
                    assert owners <= {two[0]}, entity.__tablename__


def test_undoing_a_merge_gives_back_every_row(workspace: Workspace, two: tuple[int, int]):
    before = dump(workspace)
    merge(workspace, *two)
    workspace.undo()
    assert changed_tables(before, dump(workspace)) == {}
    workspace.redo()
    assert len(parts(workspace, two[0], "interaction")) == 2


def test_later_edits_of_what_the_merge_did_not_touch_stay(workspace: Workspace, two: tuple[int, int]):
    done = merge(workspace, *two)
    records.change(
        workspace, "customer", two[0], {"source": "展会", "level": "B", "tags": "重点、账期30、学校周边、新"}
    )
    unmerge(workspace, done.work_id)
    kept, restored = values(workspace, two[0]), values(workspace, two[1])
    assert (kept["source"], kept["level"]) == ("fair", "B")
    assert kept["tags"] == ["重点", "账期30", "新"]
    assert (kept["industry"], kept["remark"], kept["aliases"]) == (None, "周日不收货", None)
    assert (restored["industry"], restored["tags"]) == ("文教用品", ["学校周边", "重点"])


@pytest.mark.parametrize(("later", "owner"), [("keep", 0), ("move", 1)])
def test_what_was_added_since_goes_where_one_says(workspace: Workspace, two: tuple[int, int], later: str, owner: int):
    done = merge(workspace, *two)
    new = said(workspace, two[0], "合并之后")
    assert [(each.entity, each.id) for each in added_since(workspace, done.work_id)] == [("interaction", new)]
    unmerge(workspace, done.work_id, later=later)
    assert values(workspace, new, "interaction")["customer_id"] == two[owner]
    workspace.redo(done.work_id)
    assert values(workspace, new, "interaction")["customer_id"] == two[0]


def test_single_records_go_elsewhere_by_choice(workspace: Workspace, two: tuple[int, int]):
    done = merge(workspace, *two)
    stays, goes = said(workspace, two[0], "留下"), said(workspace, two[0], "带走")
    unmerge(workspace, done.work_id, choices={("interaction", goes): "move"})
    assert [values(workspace, each, "interaction")["customer_id"] for each in (stays, goes)] == list(two)


def test_what_hangs_on_a_part_that_goes_back_goes_with_it(workspace: Workspace, two: tuple[int, int]):
    liu = records.add(workspace, "contact", {"customer_id": two[1], "name": "刘先生"}).id
    done = merge(workspace, *two)
    call = said(workspace, two[0], "找刘先生", contact_id=liu)
    number = records.add(workspace, "channel", {"contact_id": liu, "type": "mobile", "value": "13700001111"}).id
    assert [each.tied for each in added_since(workspace, done.work_id)] == [True, True]
    unmerge(workspace, done.work_id, later="keep")
    assert values(workspace, call, "interaction")["customer_id"] == two[1]
    assert values(workspace, number, "channel")["customer_id"] == two[1]


def test_what_moves_from_a_joined_person_is_led_to_the_one_it_came_from(workspace: Workspace, two: tuple[int, int]):
    (theirs,) = parts(workspace, two[1], "contact")
    done = merge(workspace, *two)
    (joined,) = parts(workspace, two[0], "contact")
    call = said(workspace, two[0], "找陈女士", contact_id=joined["id"])
    unmerge(workspace, done.work_id, later="move")
    moved = values(workspace, call, "interaction")
    assert (moved["customer_id"], moved["contact_id"]) == (two[1], theirs["id"])


def test_a_number_that_was_given_away_since_is_replaced_and_nothing_is_lost(workspace: Workspace, two: tuple[int, int]):
    before = dump(workspace)
    done = merge(workspace, *two)
    taker = records.add(workspace, "customer", {"name": "新来的", "number": "KH-00002"}).id
    assert values(workspace, taker)["number"] == "KH-00002"
    unmerge(workspace, done.work_id)
    assert values(workspace, two[1])["number"] == "KH-00003"
    after = dump(workspace)
    assert after["channel"] == before["channel"]
    assert after["interaction"] == before["interaction"]


def test_two_merges_come_apart_in_any_order(workspace: Workspace, two: tuple[int, int]):
    third = records.add(workspace, "customer", {"name": "青石巷", "wechat": "bluestone_4410", "remark": "老客户"}).id
    before = dump(workspace)
    first = merge(workspace, *two)
    second = merge(workspace, two[0], third)
    unmerge(workspace, first.work_id)
    unmerge(workspace, second.work_id)
    assert changed_tables(before, dump(workspace)) == {}


def test_a_merge_under_a_later_merge_must_wait(workspace: Workspace, two: tuple[int, int]):
    third = records.add(workspace, "customer", {"name": "青石巷"}).id
    first = merge(workspace, *two)
    second = merge(workspace, third, two[0])
    with pytest.raises(InvalidValueError):
        unmerge(workspace, first.work_id)
    unmerge(workspace, second.work_id)
    unmerge(workspace, first.work_id)
    assert values(workspace, two[1])["name"] == "杭州青石巷文具有限公司"


def test_only_a_standing_merge_can_be_taken_apart(workspace: Workspace, two: tuple[int, int]):
    edit = records.change(workspace, "customer", two[0], {"level": "B"}).work_id
    done = merge(workspace, *two)
    unmerge(workspace, done.work_id)
    for work_id in (edit, done.work_id):
        with pytest.raises(NothingToUndoError):
            unmerge(workspace, work_id)
    with pytest.raises(NotFoundError):
        added_since(workspace, 999)


def test_a_plain_undo_of_a_merge_after_later_work_takes_it_apart_as_well(workspace: Workspace, two: tuple[int, int]):
    liu = records.add(workspace, "contact", {"customer_id": two[1], "name": "刘先生"}).id
    done = merge(workspace, *two)
    records.add(workspace, "customer", {"name": "拿走编号的"})
    call = said(workspace, two[0], "找刘先生", contact_id=liu)
    workspace.undo(done.work_id)
    moved = values(workspace, call, "interaction")
    assert (moved["customer_id"], moved["contact_id"]) == (two[1], liu)


def test_a_merge_comes_apart_after_the_dropped_one_was_brought_back_from_a_backup(
    workspace: Workspace, two: tuple[int, int]
):
    before, backup = dump(workspace), backups.make(workspace)
    done = merge(workspace, *two)
    restores.restore_customers(workspace, backup.path, [two[1]])
    workspace.look_at_undo(done.work_id)
    workspace.undo(done.work_id)
    assert values(workspace, two[1])["number"] == "KH-00002"
    assert values(workspace, two[0])["remark"] == "周日不收货"
    assert {*before["interaction"]} <= {*dump(workspace)["interaction"]}, "something was lost"


def test_a_remark_that_only_begins_like_the_other_is_kept_beside_it(workspace: Workspace):
    raws = ({"name": "甲店", "remark": "欠款 1000"}, {"name": "甲店", "remark": "欠款 100"})
    one, other = (records.add(workspace, "customer", raw).id for raw in raws)
    merge(workspace, one, other)
    assert values(workspace, one)["remark"] == "欠款 1000\n欠款 100"
