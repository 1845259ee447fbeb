"""duplicates, merge, unmerge: found, said to be two, joined and taken apart from scripts."""

import pytest

from tests.cli.conftest import Kebu

TWIN = (
    "name=杭州青石巷文具有限公司",
    "mobile=136 0000 4410",
    "level=C",
    "remark=送货走后门",
    "email=order@example.com",
)


@pytest.fixture
def pair(kebu: Kebu) -> tuple[int, int]:
    """The stationery shop and its second copy."""
    return 4, kebu("add", "customer", *TWIN).json["id"]


def test_pairs_come_with_score_level_and_reasons(kebu: Kebu, pair: tuple[int, int]):
    found = kebu("duplicates").json
    assert (found["total"], found["likely"]) == (1, 1)
    (first,) = found["pairs"]
    assert (first["ids"], first["level"]) == ([*pair], "likely")
    assert first["titles"] == ["青石巷文具店", "杭州青石巷文具有限公司"]
    assert 0 < first["score"] <= 1
    assert {"same_mobile", "same_core"} <= {each["code"] for each in first["reasons"]}
    assert kebu("duplicates", "--limit", 0).json["pairs"] == []


def test_a_person_reads_a_table(bare: Kebu, shop: object, pair: tuple[int, int]):
    said = bare("--lang", "zh_CN", "--file", shop, "duplicates")
    assert said.code == 0
    assert "手机相同 +60" in said.out
    assert "很可能" in said.out


def test_a_dry_run_of_unmerge_says_that_nothing_was_added_since(
    bare: Kebu, kebu: Kebu, shop: object, pair: tuple[int, int]
):
    batch = kebu("merge", *pair).json["batch"]
    said = bare("--lang", "en", "--file", shop, "unmerge", batch, "--dry-run")
    assert "Nothing was added since" in said.out


def test_what_is_said_to_be_two_is_left_out_and_can_be_found_again(kebu: Kebu, pair: tuple[int, int]):
    told = kebu("duplicates", "--not-duplicate", *pair).json
    assert told["ids"] == [*pair]
    assert kebu("duplicates").json["pairs"] == []
    assert kebu("duplicates", "--remembered").json["pairs"][0]["ids"] == [*pair]
    kebu("undo", told["batch"])
    assert len(kebu("duplicates").json["pairs"]) == 1
    kebu("duplicates", "--not-duplicate", *pair)
    kebu("duplicates", "--look-again", *pair)
    assert len(kebu("duplicates").json["pairs"]) == 1


def test_a_dry_run_tells_what_would_be_and_changes_nothing(kebu: Kebu, pair: tuple[int, int]):
    before = kebu("info").json["counts"]
    told = kebu("merge", *pair, "--take", "level=drop", "--dry-run").json
    assert (told["id"], told["batch"], told["dropped"]) == (pair[0], None, pair[1])
    level = next(each for each in told["fields"] if each["field"] == "level")
    assert (level["kept"], level["dropped"], level["result"], level["conflict"]) == ("A", "C", "C", True)
    assert told["counts"]["channel"] == {"kept": 2, "dropped": 2, "joined": 1, "total": 3}
    assert kebu("info").json["counts"] == before
    assert kebu("show", "customer", pair[1]).code == 0


def test_a_merge_is_taken_apart_again(kebu: Kebu, pair: tuple[int, int]):
    before = [kebu("show", "customer", each).json for each in pair]
    done = kebu("merge", *pair, "--take", "level=drop", "--take", "remark=both")
    assert done.code == 0
    merged = kebu("show", "customer", pair[0]).json
    assert (merged["level"], merged["remark"]) == ("C", "送货走后门")
    assert kebu("show", "customer", pair[1]).error == "not_found"
    new = kebu("add", "interaction", f"customer_id={pair[0]}", "channel=call", "content=之后").json["id"]
    batch = done.json["batch"]
    assert [each["id"] for each in kebu("unmerge", batch, "--dry-run").json["added_since"]] == [new]
    apart = kebu("unmerge", batch, "--later", "move").json
    assert (apart["id"], apart["restored"], apart["conflicts"]) == (*pair, [])
    assert apart["moved"] == [{"entity": "interaction", "id": new}]
    after = [kebu("show", "customer", each).json for each in pair]
    assert after[0]["channels"] == before[0]["channels"]
    assert after[0]["level"] == "A"
    assert after[1]["channels"] == before[1]["channels"]
    assert kebu("show", "interaction", new).json["customer_id"] == pair[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("merge", 4, 4), "invalid_value"),
        (("merge", 4, 999), "not_found"),
        (("merge", 4, 5, "--take", "colour=keep"), "unknown_field"),
        (("merge", 4, 5, "--take", "level=both"), "invalid_value"),
        (("merge", 4, 5, "--take", "level"), "invalid_value"),
        (("unmerge", 1), "nothing_to_undo"),
        (("unmerge", 9999), "not_found"),
        (("duplicates", "--not-duplicate", 4, 4), "invalid_value"),
        (("duplicates", "--not-duplicate", 4, 999), "not_found"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(kebu: Kebu, words: tuple[object, ...], code: str):
    said = kebu(*words)
    assert (said.code, said.error) == (1, code)
