"""Customers are numbered as the settings say, and no number is given twice."""

import pytest

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.services import records
from crm_desktop.services.numbering import next_said
from crm_desktop.services.workspace import Workspace


def add(workspace: Workspace, name: str, **raw: object) -> str:
    made = records.add(workspace, "customer", {"name": name, **raw}).id
    with workspace.read() as session:
        return str(records.get(session, "customer", made)["number"])


def test_a_new_file_counts_from_one_with_five_digits(workspace: Workspace):
    assert [add(workspace, name) for name in ("禾木家具", "半山茶舍")] == ["KH-00001", "KH-00002"]


def test_prefix_digits_and_the_next_number_are_settings(workspace: Workspace):
    add(workspace, "禾木家具")
    workspace.settings.set(customer_prefix="[客]*", customer_digits="3", customer_next="120")
    assert [add(workspace, name) for name in ("半山茶舍", "小满花店")] == ["[客]*120", "[客]*121"]
    assert add(workspace, "青石巷文具店", number="[客]*0500") == "[客]*0500"
    assert add(workspace, "北窗眼镜") == "[客]*501"


def test_the_prefix_may_be_empty(workspace: Workspace):
    workspace.settings.set(customer_prefix="", customer_digits="6")
    assert add(workspace, "禾木家具") == "000001"
    assert workspace.settings["customer_prefix"] == ""


def test_a_lower_next_number_passes_over_those_that_are_used(workspace: Workspace):
    for name in ("禾木家具", "半山茶舍", "小满花店"):
        add(workspace, name)
    workspace.settings.set(customer_next="2")
    assert add(workspace, "北窗眼镜") == "KH-00004"


def test_the_number_of_a_removed_customer_is_not_given_again(workspace: Workspace):
    add(workspace, "禾木家具")
    gone = records.add(workspace, "customer", {"name": "半山茶舍", "mobile": "13800001207"}).id
    records.remove(workspace, "customer", [gone])
    assert add(workspace, "小满花店") == "KH-00003"


def test_of_many_removed_ones_the_highest_number_counts_whichever_went_last(workspace: Workspace):
    typed = records.add(workspace, "customer", {"name": "禾木家具", "number": "KH-00700"}).id
    ids = [records.add(workspace, "customer", {"name": f"客户 {each}"}).id for each in range(5)]
    records.add(workspace, "customer", {"name": "别的号", "number": "X-9000"})
    workspace.undo()
    records.remove(workspace, "customer", [typed, *ids])
    assert add(workspace, "小满花店") == "KH-00706"
    workspace.undo()
    workspace.undo()
    assert add(workspace, "小满花店") == "KH-00706"


def test_what_an_undo_took_away_was_never_given(workspace: Workspace):
    add(workspace, "禾木家具")
    add(workspace, "半山茶舍")
    workspace.undo()
    assert add(workspace, "小满花店") == "KH-00002"


def test_the_example_is_the_number_that_the_next_customer_gets(workspace: Workspace):
    add(workspace, "禾木家具")
    said = {"prefix": "A", "digits": 4, "next": 7}
    shown = next_said(workspace, "customer", "number", said)
    workspace.settings.set(customer_prefix="A", customer_digits=4, customer_next=7)
    assert add(workspace, "半山茶舍") == shown == "A0007"


@pytest.mark.parametrize(("name", "typed"), [("customer_digits", "0"), ("customer_next", "0"), ("customer_digits", "")])
def test_what_makes_no_number_is_refused(workspace: Workspace, name: str, typed: str):
    with pytest.raises(InvalidValueError):
        workspace.settings.set(**{name: typed})
