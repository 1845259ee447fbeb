"""Records and their parts are added, changed and removed by the declared rules."""

import datetime as dt

import pytest

from crm_desktop.base.errors import InvalidValueError, NotFoundError, UnknownFieldError
from crm_desktop.services import history, records
from crm_desktop.services.past import as_of
from crm_desktop.services.timeline import timeline
from crm_desktop.services.workspace import Workspace


def parts_of(workspace: Workspace, customer_id: int) -> dict[str, list[dict[str, object]]]:
    with workspace.read() as session:
        return records.parts(session, "customer", customer_id)


def test_a_customer_comes_with_its_first_channel_contact_and_address(workspace: Workspace):
    raw = {"name": "禾木家具行", "mobile": "138 0000 1207", "contact": "王女士", "contact.mobile": "13900001111"}
    added = records.add(workspace, "customer", {**raw, "address": "浙江省杭州市上城区清泰街 18 号", "level": "a类"})
    with workspace.read() as session:
        values = records.get(session, "customer", added.id)
    parts = parts_of(workspace, added.id)
    assert (values["number"], values["level"], values["main_contact"], values["region"]) == (
        "KH-00001", "A", "王女士", "浙江 杭州",
    )  # fmt: skip
    assert [(row["value"], row["contact_id"]) for row in parts["channel"]] == [
        ("+8613800001207", None), ("+8613900001111", parts["contact"][0]["id"]),
    ]  # fmt: skip
    assert parts["address"][0]["district"] == "上城区"


def test_an_emptied_channel_goes(workspace: Workspace):
    added = records.add(workspace, "customer", {"name": "禾木家具行", "mobile": "13800001207"})
    records.change(workspace, "customer", added.id, {"mobile": ""})
    assert parts_of(workspace, added.id)["channel"] == []


def test_numbers_count_on_and_are_not_given_twice(workspace: Workspace):
    records.add(workspace, "customer", {"name": "禾木家具行", "number": "KH-00041"})
    second = records.add(workspace, "customer", {"name": "半山茶社"})
    with workspace.read() as session:
        assert records.get(session, "customer", second.id)["number"] == "KH-00042"
    with pytest.raises(InvalidValueError, match="another record"):
        records.change(workspace, "customer", second.id, {"number": "KH-00041"})


@pytest.mark.parametrize(
    ("raw", "error", "said"),
    [
        ({"name": ""}, InvalidValueError, "Name: It must not be empty"),
        ({"name": "禾木", "mobile": "1380000120"}, InvalidValueError, "Mobile: "),
        ({"name": "禾木", "credit_code": "91330106MA0000000X"}, InvalidValueError, "Credit code: "),
        ({"name": "禾木", "region": "浙江"}, UnknownFieldError, "computed"),
        ({"name": "禾木", "job_titel": "1"}, UnknownFieldError, "contact.job_title"),
    ],
)
def test_a_refusal_names_the_field_and_nothing_is_written(
    workspace: Workspace, raw: dict[str, object], error: type[Exception], said: str
):
    with pytest.raises(error, match=said):
        records.add(workspace, "customer", raw)
    assert workspace.history() == []


def test_a_second_customer_of_the_same_name_is_told(workspace: Workspace):
    records.add(workspace, "customer", {"name": "禾木家具行"})
    second = records.add(workspace, "customer", {"name": "禾木家具行"})
    assert [note.code for note in second.notes["name"]] == ["namesake"]


def test_each_change_of_a_field_is_remembered_and_any_day_can_be_seen(workspace: Workspace):
    added = records.add(workspace, "customer", {"name": "禾木家具行", "level": "C"})
    records.change(workspace, "customer", added.id, {"level": "A"})
    with workspace.read() as session:
        newest = history.record_history(session, "customer", added.id)[0]
        assert [(each.label, each.before, each.after) for each in newest.changes] == [("Level", "C", "A")]
        today = dt.datetime.now().astimezone().date()
        assert as_of(session, "customer", added.id, today)["level"] == "A"
        with pytest.raises(NotFoundError, match="was not in the file"):
            as_of(session, "customer", added.id, today - dt.timedelta(days=1))


def test_the_timeline_tells_what_was_said_and_done_newest_first(filled: Workspace):
    records.change(filled, "customer", 1, {"level": "C"})
    with filled.read() as session:
        entries = timeline(session, 1)
    assert [each.sort for each in entries].count("interaction") == 2
    assert entries[0].text == "Edited Customer: 禾木家具行"
    assert [each.at for each in entries] == sorted((each.at for each in entries), reverse=True)
