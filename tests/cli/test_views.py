"""Views on the command line: kept there, and used by lists and exports."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Kebu


def test_a_saved_view_is_used_by_list_and_export(kebu: Kebu, tmp_path: Path):
    saved = kebu(
        "views", "save", "杭州", "--where", "region~杭州", "--sort", "-name", "--fields", "level+name,region,main_phone"
    )
    assert saved.json["saved"]["fields"] == ["level", "name", "region", "main_phone"]
    listed = kebu("list", "customer", "--view", "杭州").json
    assert listed["total"] == 4
    assert list(listed["rows"][0]) == ["id", "level", "name", "region", "main_phone"]
    assert [row["name"] for row in listed["rows"]] == ["云杉装饰工程", "青石巷文具店", "临江五金建材", "禾木家具行"]
    assert kebu("list", "customer", "--view", "杭州", "--where", "level=A").json["total"] == 2
    out = tmp_path / "杭州.xlsx"
    assert kebu("export", out, "--view", "杭州").json["rows"] == 4
    sheet = load_workbook(out).active
    assert [cell.value for cell in sheet[1]] == ["Level", "Name", "Region", "Phone"]


def test_views_are_listed_changed_by_their_name_and_removed(kebu: Kebu):
    kebu("views", "save", "Big ones", "--where", "level=A")
    kebu("views", "save", "Big ones", "--where", "level=B", "--density", "compact")
    views = kebu("views", "list", "--entity", "customer").json["views"]
    names = [(each["name"], each["own"]) for each in views]
    assert names[-2:] == [("No contact for 60 days", False), ("Big ones", True)]
    assert views[-1]["density"] == "compact"
    assert kebu("views", "remove", "big ones").code == 0
    assert "Big ones" not in [each["name"] for each in kebu("views").json["views"]]


def test_built_in_views_are_used_but_neither_overwritten_nor_removed(kebu: Kebu):
    assert kebu("list", "customer", "--view", "Prime customers").json["total"] == 2
    for words in (("save", "prime customers", "--where", "level=A"), ("remove", "prime")):
        refused = kebu("views", *words)
        assert (refused.code, refused.json["error"]["code"]) == (1, "invalid_value")


def test_an_unknown_view_is_answered_with_the_known_ones(kebu: Kebu):
    refused = kebu("list", "customer", "--view", "nope")
    assert refused.json["error"]["code"] == "not_found"
    assert "Prime customers" in refused.json["error"]["message"]


def test_the_list_of_a_part_shows_whose_it_is(kebu: Kebu):
    rows = kebu("list", "contact", "--fields", "name,customer", "--sort", "customer", "--limit", 2).json["rows"]
    assert [(row["name"], row["customer"]) for row in rows] == [("李先生", "半山茶社"), ("赵先生", "北窗眼镜行")]


def test_a_view_over_a_field_that_was_removed_refuses_instead_of_giving_everybody(kebu: Kebu, tmp_path: Path):
    made = kebu("field", "add", "customer", "Shop area", "--kind", "number").json
    key = made["field"]["key"]
    kebu("set", "customer", 1, f"{key}=85")
    kebu("views", "save", "Big shops", "--where", f"{key}>=50")
    assert kebu("list", "customer", "--view", "Big shops").json["total"] == 1
    kebu("field", "remove", "customer", key)
    for command in (("list", "customer"), ("export", tmp_path / "out.xlsx")):
        said = kebu(*command, "--view", "Big shops")
        assert said.code == 1
        assert said.json["error"]["code"] == "invalid_value"
    assert not (tmp_path / "out.xlsx").exists()
