"""field and choice: what the user declares, and that every other command follows it."""

from pathlib import Path

from crm_desktop.base.i18n import set_language
from tests.cli.conftest import Kebu

AREA = "门店面积"


def declare(kebu: Kebu) -> None:
    words = ("--kind", "number", "--unit", "m²", "--min", "0", "--max", "5000", "--zh", AREA, "--listed")
    said = kebu("field", "add", "customer", "Shop area", *words)
    assert said.code == 0
    assert said.json["field"] == {
        "entity": "customer",
        "key": AREA,
        "label": AREA,
        "label_en": "Shop area",
        "kind": "number",
        "rules": {"min": 0, "max": 5000, "unit": "m²"},
        "listed": True,
    }
    assert said.json["batch"] > 0


def test_a_declared_field_is_set_listed_sorted_shown_and_exported(kebu: Kebu, shop: Path):
    declare(kebu)
    assert kebu("set", "customer", "1", f"{AREA}=85").code == 0
    assert kebu("set", "customer", "2", f"{AREA}=1,200 m²").code == 0
    assert kebu("set", "customer", "3", f"{AREA}=9000").error == "invalid_value"
    found = kebu("list", "customer", "--where", f"{AREA}>=85", "--sort", f"-{AREA}", "--fields", f"name,{AREA}").json
    assert [(row["id"], row[AREA]) for row in found["rows"]] == [(2, 1200), (1, 85)]
    assert kebu("show", "customer", "1").json[AREA] == 85
    assert kebu("field", "list", "customer").json["fields"][0]["holding"] == 2
    assert kebu("export", shop.parent / "out.csv", "--fields", f"name,{AREA}").code == 0
    assert "Shop area" in (shop.parent / "out.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def test_people_read_its_label_in_their_language(kebu: Kebu, bare: Kebu, shop: Path):
    declare(kebu)
    kebu("set", "customer", "1", f"{AREA}=85")
    assert "Shop area: 85 m²" in bare("--lang", "en", "--file", shop, "show", "customer", "1").out
    assert f"{AREA}: 85 m²" in bare("--lang", "zh_CN", "--file", shop, "show", "customer", "1").out
    assert AREA in bare("--lang", "zh_CN", "--file", shop, "list", "customer", "--limit", "1").out
    set_language("en")


def test_a_declaration_is_changed_moved_removed_and_undone(kebu: Kebu):
    declare(kebu)
    kebu("field", "add", "customer", "Hobby", "--kind", "choice", "--option", "Tea", "--option", "Books")
    kebu("set", "customer", "1", f"{AREA}=85", "hobby=Tea")
    changed = kebu("field", "set", "customer", AREA, "--max", "90", "--required", "yes", "--position", "1").json
    assert changed["field"]["rules"] == {"required": True, "min": 0, "max": 90, "unit": "m²"}
    assert [each["key"] for each in kebu("field", "list").json["fields"]] == ["hobby", AREA]
    assert kebu("field", "set", "customer", AREA).error == "invalid_value"
    removed = kebu("field", "remove", "customer", AREA).json
    assert removed["holding"] == 1
    assert kebu("list", "customer", "--where", f"{AREA}>1").error == "unknown_field"
    assert kebu("list", "customer", "--sort", AREA).error == "unknown_field"
    assert kebu("undo", removed["batch"]).code == 0
    assert kebu("show", "customer", "1").json[AREA] == 85
    assert kebu("field", "remove", "customer", "nonsense").error == "unknown_field"
    assert kebu("field", "add", "nonsense", "Hobby").error == "unknown_field"


def test_options_are_listed_added_changed_and_removed(kebu: Kebu):
    assert {"list": "customer.class", "label": "Class"} in kebu("choice", "list").json["lists"]
    made = kebu("choice", "add", "customer.class", "Trial", "--zh", "试用", "--tone", "info").json
    assert (made["option"]["label"], made["option"]["label_en"]) == ("试用", "Trial")
    kebu("set", "customer", "1", "customer_class=Trial")
    kebu("choice", "set", "customer.class", "试用", "--label", "体验", "--position", "0")
    first = kebu("choice", "list", "customer.class").json["options"][0]
    assert (first["key"], first["label"], first["uses"], first["built_in"]) == ("试用", "体验", 1, False)
    assert kebu("choice", "remove", "customer.class", "试用").error == "invalid_value"
    removed = kebu("choice", "remove", "customer.class", "试用", "--instead", "prime").json
    assert (removed["moved"], removed["hidden"]) == (1, False)
    assert kebu("show", "customer", "1").json["customer_class"] == "prime"
    assert kebu("choice", "set", "customer.class", "lost", "--hidden").json["option"]["hidden"]
    assert kebu("choice", "set", "customer.class", "nonsense", "--label", "x").error == "not_found"
    assert kebu("choice", "list", "customer.kind").error == "unknown_field"


def test_an_import_makes_fields_of_what_has_no_place(kebu: Kebu, tmp_path: Path):
    sheet = tmp_path / "new.csv"
    sheet.write_text("客户名称,开业日期\n全新的店,2020-03-05\n", encoding="utf-8")
    tried = kebu("import", sheet, "--leftover", "field", "--dry-run").json
    assert kebu("field", "list").json == {"fields": []}
    done = kebu("import", sheet, "--leftover", "field").json
    assert done["mapping"] == tried["mapping"]
    assert (done["mapping"][1]["field"], done["added"]) == ("开业日期", 1)
    assert [(each["key"], each["kind"]) for each in kebu("field", "list").json["fields"]] == [("开业日期", "date")]
    kebu("undo")
    assert kebu("field", "list").json == {"fields": []}
