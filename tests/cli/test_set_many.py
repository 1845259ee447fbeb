"""set --where: one change of many records, from the command line."""

from tests.cli.conftest import Kebu


def test_a_dry_run_tells_and_the_change_can_be_undone(kebu: Kebu):
    looked = kebu("set", "customer", "--where", "level=B", "level=A", "tags+=升级", "--dry-run")
    assert (looked.code, looked.json["batch"], looked.json["changed"], looked.json["dry_run"]) == (0, None, 5, True)
    assert {each["field"] for each in looked.json["changes"]} == {"level", "tags"}
    done = kebu("set", "customer", "--where", "level=B", "level=A", "tags+=升级")
    assert kebu("list", "customer", "--where", "tags=升级").json["total"] == 5
    kebu("undo", done.json["batch"])
    assert kebu("list", "customer", "--where", "level=B").json["total"] == 5


def test_what_the_rules_refuse_is_told_and_the_rest_is_done(kebu: Kebu):
    kebu("set", "customer", "2", "currency=JPY")
    said = kebu("set", "customer", "--all", "credit_limit=1000.50")
    assert (said.code, said.json["changed"], said.json["unchanged"], said.json["refused"]) == (3, 11, 0, 1)
    assert said.json["problems"][0]["id"] == 2
    assert said.json["problems"][0]["message"]


def test_filling_replacing_and_taking_tags_off(kebu: Kebu):
    assert kebu("set", "customer", "--all", "--only-empty", "industry=零售").json["changed"] == 12
    assert kebu("set", "customer", "--search", "文具", "--replace", "文具店", "name=文具行").json["changed"] == 1
    assert kebu("set", "customer", "--where", "tags=批发", "tags-=批发").json["changed"] == 2


def test_one_record_or_many_must_be_named(kebu: Kebu):
    for words in (("2", "level=A", "--where", "level=B"), ("level=A",), ("2", "level=A", "--dry-run"), ("2",)):
        said = kebu("set", "customer", *words)
        assert (said.code, said.error) == (1, "invalid_value")
    for words in (("--all",), ("two", "level=A")):
        said = kebu("set", "customer", *words)
        assert (said.code, said.error) == (2, "usage")
