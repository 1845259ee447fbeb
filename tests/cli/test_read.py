"""info, list, search, show, history, check: looking at the file."""

from pathlib import Path

from crm_desktop.storage.schema import SCHEMA_VERSION
from tests.cli.conftest import Kebu


def test_info_counts_and_says_how_the_file_is_kept(kebu: Kebu, shop: Path):
    said = kebu("info")
    assert said.code == 0
    assert said.json["counts"]["customer"] == 12
    assert said.json["counts"]["interaction"] == 24
    assert said.json["size_bytes"] == shop.stat().st_size
    assert said.json["schema"] == SCHEMA_VERSION
    assert said.json["cipher"]["version"].startswith("4.")
    assert said.json["last_backup"] is None


def test_list_gives_every_field_as_a_value(kebu: Kebu):
    said = kebu("list", "customer", "--sort", "name", "--limit", 2)
    assert said.json["total"] == 12
    names = [row["name"] for row in said.json["rows"]]
    assert names == ["半山茶社", "北窗眼镜行"]
    first = said.json["rows"][0]
    assert isinstance(first["tags"], list)
    assert first["do_not_contact"] is False
    assert "sort_name" not in first


def test_list_asks_by_key_label_or_synonym_alike(kebu: Kebu):
    for word in ("prime", "Prime", "优质", "VIP"):
        rows = kebu("list", "customer", "--where", f"customer_class={word}").json["rows"]
        assert [row["name"] for row in rows] == ["禾木家具行", "青石巷文具店"], word


def test_list_filters_by_own_fields_parts_and_owners(kebu: Kebu):
    def total(*where: str, entity: str = "customer") -> int:
        words = [word for condition in where for word in ("--where", condition)]
        return int(kebu("list", entity, *words).json["total"])

    assert total("level=A") == 5
    assert total("level=A", "customer_class=prime") == 2
    assert total("level!=A") == 7
    assert total("tags=重点") == 4
    assert total("tags=重点", "tags=批发") == 1
    assert total("name~书") == 1
    assert total("name~%") == 0
    assert total("mobile=138 0000 1207") == 1
    assert total("phone=") == 9
    assert total("phone!=") == 3
    assert total("email~hello1") == 3
    assert total("address.city=杭州") == 4
    assert total("contact=陈女士") == 1
    assert total("last_contact>=2026-11-19") == 2
    assert total("customer_id=4", entity="contact") == 1
    assert total("customer_id=4", entity="interaction") == 2


def test_list_asks_for_groups_related_records_and_days_from_today(kebu: Kebu):
    def total(*options: str) -> int:
        return int(kebu("list", "customer", *options).json["total"])

    assert total("--where", "level=A|B") == 10
    assert total("--any", "level=C", "--any", "tags=零售") == 6
    assert total("--where", "level=B", "--any", "level=C", "--any", "tags=零售") == 4
    assert total("--where", "none(level=C; tags=零售)") == 6
    assert total("--where", "no email") == 0
    assert total("--where", "count interaction>1") == 12
    assert total("--where", "has task(done_at=)") == 12
    assert total("--where", "last_contact>=-3650d") == 12
    assert total("--where", "next_step=最近3650天") == 0
    assert kebu("list", "customer", "--where", "levle=A").err.count("\n") <= 2


def test_list_sorts_both_ways_with_what_is_not_known_last(kebu: Kebu):
    rows = kebu("list", "customer", "--sort", "-last_contact", "--fields", "name,last_contact").json["rows"]
    days = [row["last_contact"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert list(rows[0]) == ["id", "name", "last_contact"]
    unknown = kebu("list", "address", "--sort", "-postcode", "--fields", "postcode").json["rows"]
    assert unknown[-1]["postcode"] is None


def test_list_for_people_is_a_table_in_their_language(bare: Kebu, shop: Path):
    said = bare("--lang", "zh_CN", "--file", shop, "list", "customer", "--fields", "name,level", "--limit", 1)
    assert said.out.splitlines()[0].split() == ["id", "名称", "级别"]
    assert said.out.splitlines()[-1] == "12 条记录"


def test_search_gives_hits_with_where_they_were_found(kebu: Kebu):
    for words in ("书屋", "shuwu", "sgetsw", "8834"):
        hits = kebu("search", words).json["hits"]
        assert [hit["title"] for hit in hits if hit["entity"] == "customer"] == ["松果儿童书屋"], words
        assert set(hits[0]) == {"entity", "id", "title", "field", "snippet"}
    assert len(kebu("search", "备货", "--limit", 3).json["hits"]) == 3
    assert kebu("search", "没有这个").json == {"hits": []}


def test_show_gives_a_record_with_what_belongs_to_it(kebu: Kebu):
    shown = kebu("show", "customer", 1).json
    assert shown["name"] == "禾木家具行"
    assert shown["tags"] == ["重点", "批发"]
    assert {each["type"]: each["value"] for each in shown["channels"]} == {
        "mobile": "+8613800001207",
        "email": "hello0@example.com",
    }
    assert [each["name"] for each in shown["contacts"]] == ["王女士"]
    assert [each["city"] for each in shown["addresses"]] == ["杭州市"]
    assert [each["text"] for each in shown["timeline"]][:2] != []
    assert {each["kind"] for each in shown["timeline"]} == {"interaction", "work"}


def test_show_as_of_an_earlier_day(kebu: Kebu):
    kebu("set", "customer", 1, "level=C")
    assert kebu("show", "customer", 1, "--as-of", "2099-01-01").json["level"] == "C"
    before = kebu("show", "customer", 1, "--as-of", "2000-01-01")
    assert (before.code, before.error) == (1, "not_found")
    assert kebu("show", "customer", 1, "--as-of", "gestern").error == "invalid_value"


def test_history_of_the_file_and_of_one_record(kebu: Kebu):
    changed = kebu("set", "customer", 2, "level=C", "mobile=13900009999").json
    newest = kebu("history").json["batches"][0]
    assert (newest["id"], newest["kind"], newest["undone"]) == (changed["batch"], "edit", False)
    assert newest["counts"]["customer"] == {"added": 0, "changed": 1, "removed": 0}
    of_record = kebu("history", "customer", 2).json["batches"]
    assert of_record[0]["changes"] == [
        {"entity": "channel", "id": 3, "field": "value", "before": "139 0000 5521", "after": "139 0000 9999"},
        {"entity": "customer", "id": 2, "field": "level", "before": "A", "after": "C"},
    ]
    assert len(kebu("history", "--limit", 3).json["batches"]) == 3
    assert kebu("history", "customer", 99).error == "not_found"
    assert kebu("history", "customer").error == "invalid_value"


def test_check_finds_a_sound_file_sound(kebu: Kebu):
    for words in (("check",), ("check", "--deep")):
        said = kebu(*words)
        assert (said.code, said.json) == (0, {"ok": True, "findings": []})


def test_show_calls_no_country_a_province_and_says_only_what_is_true(bare: Kebu, kebu: Kebu, shop: Path):
    added = kebu("add", "customer", "name=Blue Ltd", "mobile=13900138111", "address.country=DE", "address.city=Köln")
    said = bare("--lang", "en", "--file", shop, "show", "customer", added.json["id"])
    assert "Köln" in said.out
    assert "Province: DE" not in said.out
    assert "· No" not in said.out
