"""add, set, remove, undo, redo: the same rules as in the form, each a piece of work."""

from pathlib import Path

import pytest

from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import fields_of
from crm_desktop.fields.kind import plain_text
from crm_desktop.services.open_file import open_file
from tests.cli.conftest import Kebu
from tests.conftest import PASSWORD
from tests.dump import changed_tables, dump
from tests.fields.examples import EXAMPLES

# One field of each kind: where its examples are typed.
FIELDS = {
    "name": "name",
    "long_text": "remark",
    "tags": "tags",
    "credit_code": "credit_code",
    "currency": "currency",
    "bank_account": "bank_account",
    "url": "website",
    "yes_no": "do_not_contact",
    "date": "confirmed_on",
    "mobile": "mobile",
    "phone": "phone",
    "email": "email",
    "wechat": "wechat",
    "qq": "qq",
    "account": "other",
    "birthday": "contact.birthday",
    "country": "address.country",
    "level": "level",
}


@pytest.mark.parametrize("kind", FIELDS)
def test_what_a_kind_accepts_and_refuses_the_command_line_does(kind: str, kebu: Kebu):
    """The first examples of each; tests/fields tries them all."""
    examples = EXAMPLES[kind]
    for example in [each for each in examples.accepted if isinstance(each.raw, str) and "\x00" not in each.raw][:2]:
        said = kebu("add", "customer", "name=例子", "contact=某人", f"{FIELDS[kind]}={example.raw}")
        assert said.code == 0, said.err
        codes = [each["code"] for each in said.json["problems"] if each["field"] == FIELDS[kind]]
        assert set(example.codes) <= set(codes)
    for refused in [each for each in examples.refused if "\x00" not in plain_text(each.raw)][:1]:
        said = kebu("add", "customer", "name=例子", f"{FIELDS[kind]}={plain_text(refused.raw)}")
        assert (said.code, said.error) == (1, "invalid_value")


def test_every_kind_that_a_customer_has_is_tried():
    editable = [each for each in fields_of(Customer).values() if each.editable]
    tried = {EXAMPLES[kind].kind.name for kind in FIELDS}
    assert {each.kind.name for each in editable} - tried == {"serial", "text", "whole", "money"}


def test_add_tells_what_was_normalised_and_leaves_a_piece_of_work(kebu: Kebu):
    said = kebu("add", "customer", "name=云杉", "mobile=+86-138-0013-8000", "level=甲")
    assert said.code == 0
    assert {(each["field"], each["severity"]) for each in said.json["problems"]} == {
        ("mobile", "normalised"),
        ("level", "normalised"),
    }
    assert kebu("history", "--limit", 1).json["batches"][0]["id"] == said.json["batch"]
    assert kebu("show", "customer", said.json["id"]).json["number"] == "KH-00013"


def test_values_may_hold_anything_a_shell_may_pass(kebu: Kebu):
    text = "a=b 'c' \"d\"\n=1+1 😀 --flag"
    added = kebu("add", "customer", "name=怪 名", f"remark={text}").json["id"]
    assert kebu("show", "customer", added).json["remark"] == text


def test_set_of_what_is_there_already_leaves_no_piece_of_work(kebu: Kebu):
    before = kebu("history").json["batches"]
    assert kebu("set", "customer", 1, "level=A").json["batch"] is None
    assert kebu("history").json["batches"] == before


def test_an_empty_value_empties_the_field_and_takes_the_channel_away(kebu: Kebu):
    kebu("set", "customer", 1, "level=", "mobile=")
    shown = kebu("show", "customer", 1).json
    assert shown["level"] is None
    assert [each["type"] for each in shown["channels"]] == ["email"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("set", "customer", "99", "level=A"), "not_found"),
        (("set", "customer", "1", "nonsense=1"), "unknown_field"),
        (("set", "customer", "1", "last_contact=2026-01-01"), "unknown_field"),
        (("set", "customer", "1", "name="), "invalid_value"),
        (("set", "customer", "1", "number=KH-00002"), "invalid_value"),
        (("set", "customer", "1", "level"), "invalid_value"),
        (("set", "nonsense", "1", "level=A"), "unknown_field"),
        (("add", "customer", "mobile=13800138000"), "invalid_value"),
        (("add", "contact", "name=无主"), "invalid_value"),
        (("add", "contact", "name=无主", "customer_id=99"), "not_found"),
        (("add", "contact", "name=无主", "customer_id=x"), "not_found"),
        (("add", "interaction", "customer_id=1", "content=你好", "contact_id=2"), "invalid_value"),
        (("set", "contact", "1", "customer_id="), "invalid_value"),
        (("remove", "customer", "1", "99"), "not_found"),
        (("undo", "9999"), "not_found"),
        (("redo",), "nothing_to_undo"),
        (("show", "customer", "99999999999999999999999"), "not_found"),
        (("list", "customer", "--where", "nonsense=1"), "unknown_field"),
        (("list", "customer", "--where", "level"), "invalid_value"),
        (("list", "customer", "--where", "level=Q"), "invalid_value"),
        (("list", "customer", "--sort", "nonsense"), "unknown_field"),
        (("list", "customer", "--fields", "nonsense"), "unknown_field"),
        (("list", "nonsense"), "unknown_field"),
        (("search", "\udcff"), "invalid_value"),
        (("add", "customer", "name=\udcff"), "invalid_value"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused_with_its_code_and_changes_nothing(words: tuple[str, ...], code: str, kebu: Kebu):
    said = kebu(*words)
    assert (said.code, said.error) == (1, code)
    assert kebu("history", "--limit", 1).json["batches"][0]["kind"] == "add"  # the last of the fixture's


def test_a_link_is_named_with_or_without_its_id(kebu: Kebu):
    added = kebu("add", "interaction", "customer=1", "content=报价")
    assert added.code == 0, added.err
    assert kebu("show", "interaction", added.json["id"]).json["customer_id"] == 1


def test_an_unknown_field_names_the_nearest_one_and_no_wall_of_names(kebu: Kebu):
    said = kebu("set", "customer", 1, "levle=A").err
    assert "Did you mean “level”?" in said
    assert len(said) < 120
    assert "customer, " in kebu("add", "interaction", "nonsense=1").err


def test_remove_undo_redo_and_undo_of_an_earlier_piece(kebu: Kebu, shop: Path):
    with_all = state(shop)
    batch = kebu("remove", "customer", 1, 2).json["batch"]
    assert kebu("info").json["counts"]["customer"] == 10
    kebu("set", "customer", 3, "level=A")
    undone = kebu("undo", batch)
    assert (undone.code, undone.json["undone"], undone.json["conflicts"]) == (0, batch, [])
    assert kebu("info").json["counts"]["customer"] == 12
    assert kebu("undo").json["conflicts"] == []
    assert changed_tables(with_all, state(shop)) == {}
    assert kebu("redo").code == 0
    assert kebu("show", "customer", 3).json["level"] == "A"
    assert kebu("undo", batch).error == "nothing_to_undo"


def test_an_undo_keeps_what_was_worked_on_since_and_says_so(kebu: Kebu):
    first = kebu("set", "customer", 1, "level=B", "industry=家具").json["batch"]
    kebu("set", "customer", 1, "level=C")
    said = kebu("undo", first)
    assert [(each["entity"], each["id"], each["field"]) for each in said.json["conflicts"]] == [
        ("customer", 1, "level")
    ]
    shown = kebu("show", "customer", 1).json
    assert (shown["level"], shown["industry"]) == ("C", None)


def test_an_undo_of_which_nothing_could_be_taken_back_is_a_conflict(kebu: Kebu):
    first = kebu("set", "customer", 1, "level=B").json["batch"]
    kebu("set", "customer", 1, "level=C")
    said = kebu("undo", first)
    assert (said.code, said.error) == (1, "undo_conflict")


def state(path: Path) -> dict[str, list[tuple[object, ...]]]:
    workspace = open_file(path, PASSWORD)
    try:
        return dump(workspace)
    finally:
        workspace.close()
