"""One change of many records: planned, checked by the rules, done as one piece of work, and taken back."""

import pytest

from crm_desktop.base.errors import CancelledError, InvalidValueError, UnknownFieldError
from crm_desktop.services import backups, records
from crm_desktop.services.bulk_edit import LARGE, bulk_edit, plan
from crm_desktop.services.bulk_values import Edit
from crm_desktop.services.lists import Condition, ListQuery
from crm_desktop.services.own_fields import add_field, own_fields
from crm_desktop.services.workspace import Workspace
from tests.benchmarks.crowd import fill_crowd
from tests.dump import changed_tables, dump

EVERYBODY = ListQuery("customer")


def _values(workspace: Workspace, field: str) -> list[object]:
    with workspace.read() as session:
        return [records.get(session, "customer", each)[field] for each in range(1, 13)]


def test_a_plan_tells_what_changes_and_changes_nothing(filled: Workspace):
    before = dump(filled)
    found = plan(filled, "customer", EVERYBODY, [Edit("level", "set", "B")])
    assert (found.total, found.changed, found.same, found.refused) == (12, 7, 5, 0)
    assert (found.changes[0].title, found.changes[0].before, found.changes[0].after) == ("禾木家具行", "A", "B")
    assert changed_tables(before, dump(filled)) == {}


def test_many_records_are_changed_by_one_work_that_can_be_undone(filled: Workspace):
    before = dump(filled)
    done = bulk_edit(filled, "customer", EVERYBODY, [Edit("level", "set", "b类")])
    assert set(_values(filled, "level")) == {"B"}
    work = filled.work_info(done.work_id)
    assert (work.title, work.kind) == ("Set level of 7 customers to B", "bulk")
    filled.undo(done.work_id)
    assert changed_tables(before, dump(filled)) == {}


@pytest.mark.usefixtures("in_chinese")
def test_the_title_speaks_the_language_of_the_reader(filled: Workspace):
    done = bulk_edit(filled, "customer", [1, 4], [Edit("customer_class", "set", "流失")])
    assert filled.work_info(done.work_id).title == "将 2 个客户的分类设为“流失”"


@pytest.mark.parametrize(
    ("edit", "field", "first", "title"),
    [
        (Edit("tags", "tag", "春季展会, 重点"), "tags", ["重点", "批发", "春季展会"], "Tagged 12 customers"),
        (Edit("tags", "untag", "重点"), "tags", ["批发"], "Took the tag “重点” off 4 customers"),
        (Edit("industry", "fill", "家具"), "industry", "家具", "Filled in industry of 12 customers: 家具"),
        (Edit("level", "set", ""), "level", None, "Emptied level of 12 customers"),
        (
            Edit("name", "replace", "商行", "家具行"),
            "name",
            "禾木商行",
            "Replaced “家具行” by “商行” in name of 1 customer",
        ),
    ],
)
def test_each_deed_does_what_its_title_says(filled: Workspace, edit: Edit, field: str, first: object, title: str):
    done = bulk_edit(filled, "customer", EVERYBODY, [edit])
    assert _values(filled, field)[0] == first
    assert filled.work_info(done.work_id).title.startswith(title)


def test_filling_in_leaves_what_is_there(filled: Workspace):
    records.change(filled, "customer", 3, {"industry": "书店"})
    assert bulk_edit(filled, "customer", EVERYBODY, [Edit("industry", "fill", "零售")]).plan.changed == 11
    assert _values(filled, "industry")[2] == "书店"


def test_a_query_names_the_records_and_several_fields_are_one_work(filled: Workspace):
    query = ListQuery("customer", (Condition("level", "=", "B"),))
    done = bulk_edit(filled, "customer", query, [Edit("level", "set", "A"), Edit("tags", "tag", "升级")])
    assert (done.plan.changed, filled.work_info(done.work_id).title) == (5, "Changed 5 customers")


def test_the_rules_refuse_record_by_record_and_the_rest_is_done(filled: Workspace):
    """The name of the shortest customer would become empty; amounts follow each record's currency."""
    records.change(filled, "customer", 2, {"currency": "JPY"})
    done = bulk_edit(filled, "customer", EVERYBODY, [Edit("credit_limit", "set", "1000.50")])
    assert (done.plan.changed, done.plan.refused) == (11, 1)
    assert (done.plan.refusals[0].record_id, done.plan.refusals[0].after) == (2, "1000.50")
    assert done.plan.refusals[0].reason
    emptied = plan(filled, "customer", EVERYBODY, [Edit("name", "replace", "", "澄湖民宿")])
    assert [each.reason for each in emptied.refusals] == ["It must not be empty."]


def test_a_field_of_the_users_own_is_edited_like_any_other(filled: Workspace):
    add_field(filled, "customer", "送货日", "text")
    key = own_fields("customer")[0].key
    records.change(filled, "customer", 1, {key: "周一"})
    bulk_edit(filled, "customer", EVERYBODY, [Edit(key, "fill", "周二")])
    assert _values(filled, key)[:2] == ["周一", "周二"]
    bulk_edit(filled, "customer", EVERYBODY, [Edit(key, "replace", "星期", "周")])
    assert _values(filled, key)[:2] == ["星期一", "星期二"]


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (Edit("number", "set", "KH-1"), UnknownFieldError),
        (Edit("region", "set", "浙江"), UnknownFieldError),
        (Edit("mobile", "set", "13800001207"), InvalidValueError),
        (Edit("level", "replace", "A", "B"), InvalidValueError),
        (Edit("tags", "tag", " "), InvalidValueError),
        (Edit("name", "replace", "x", ""), InvalidValueError),
    ],
)
def test_what_makes_no_sense_for_many_is_refused_as_a_whole(filled: Workspace, edit: Edit, error: type[Exception]):
    with pytest.raises(error):
        bulk_edit(filled, "customer", EVERYBODY, [edit])


def test_nothing_to_change_leaves_no_work(filled: Workspace):
    last = filled.history(limit=1)[0].id
    assert bulk_edit(filled, "customer", [1, 2], [Edit("level", "set", "A")]).work_id == 0
    assert filled.history(limit=1)[0].id == last


class _Impatient:
    """Stops the work when it has begun to write."""

    def report(self, done: int, total: int, stage: str = "") -> None:
        if stage == "Changing" and done:
            raise CancelledError("stopped")


def test_many_are_backed_up_first_and_a_cancelled_change_leaves_nothing_behind(workspace: Workspace):
    fill_crowd(workspace, 2_500)
    before = dump(workspace)
    with pytest.raises(CancelledError):
        bulk_edit(workspace, "customer", EVERYBODY, [Edit("level", "set", "")], progress=_Impatient())
    assert changed_tables(before, dump(workspace)) == {}
    made = backups.latest(workspace)
    assert made is not None
    assert (made.reason, made.verified, made.counts["customer"] >= LARGE) == ("bulk", True, True)
