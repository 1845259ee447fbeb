"""history and undo by choice: works by sort, dry runs, later edits kept or dropped."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kebu
from tests.cli.test_change import state
from tests.dump import changed_tables

SHEET = "客户编号,客户名称,级别\nKH-00001,禾木家具行,C\nKH-00002,半山茶社,B\n,新店一,A\n"


@pytest.fixture
def batch(kebu: Kebu, tmp_path: Path, shop: Path) -> int:
    sheet = tmp_path / "新客户.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    number: int = kebu("import", sheet, "--policy", "overwrite", "--match", "number").json["batch"]
    kebu("set", "customer", 1, "level=B")
    kebu("set", "customer", 13, "remark=老客户介绍")
    return number


def test_history_lists_one_sort_of_work(kebu: Kebu, batch: int):
    kebu("remove", "customer", 3)
    assert [each["id"] for each in kebu("history", "--kind", "import").json["batches"]] == [batch]
    assert [each["kind"] for each in kebu("history", "--kind", "remove").json["batches"]] == ["remove"]
    assert {each["kind"] for each in kebu("history", "--kind", "edit").json["batches"]} == {"add", "edit"}
    kebu("undo")
    assert kebu("history", "--kind", "all", "--limit", 1).json["batches"][0]["kind"] == "remove"
    assert kebu("history", "customer", 1, "--kind", "import").json["batches"][0]["id"] == batch
    assert kebu("history", "--kind", "nonsense").code == 2


def test_a_dry_run_tells_what_an_undo_does_and_does_nothing(kebu: Kebu, batch: int, shop: Path):
    before = state(shop)
    said = kebu("undo", batch, "--dry-run").json
    assert (said["undone"], said["batch"], said["dry_run"]) == (batch, None, True)
    assert said["put_back"] == {"customer": 1}
    assert said["removed"] == {}
    assert {(each["entity"], each["id"]) for each in said["conflicts"]} == {("customer", 1), ("customer", 13)}
    assert [(each["id"], each["title"], len(each["batches"])) for each in said["later_edits"]] == [
        (13, "新店一", 1),
        (1, "禾木家具行", 1),
    ]
    all_of_it = kebu("undo", batch, "--dry-run", "--drop-edits").json
    assert (all_of_it["put_back"], all_of_it["removed"]) == ({"customer": 2}, {"customer": 1})
    assert changed_tables(before, state(shop)) == {}
    assert not kebu("history", "--kind", "import").json["batches"][0]["undone"]


def test_later_edits_are_kept_unless_dropped(kebu: Kebu, batch: int):
    said = kebu("undo", batch, "--keep-edits")
    assert {each["id"] for each in said.json["conflicts"]} == {1, 13}
    assert kebu("show", "customer", 1).json["level"] == "B"


def test_those_of_named_records_are_dropped(kebu: Kebu, batch: int):
    said = kebu("undo", batch, "--drop", "customer:13")
    assert {each["id"] for each in said.json["conflicts"]} == {1}
    assert kebu("show", "customer", 13).error == "not_found"


def test_all_of_them_are_dropped(kebu: Kebu, batch: int):
    assert kebu("undo", batch, "--drop-edits").json["conflicts"] == []
    assert kebu("show", "customer", 1).json["level"] == "A"
    assert kebu("show", "customer", 13).error == "not_found"
    assert kebu("redo").json["conflicts"] == []
    assert kebu("show", "customer", 13).json["remark"] == "老客户介绍"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--drop", "customer"), "invalid_value"),
        (("--drop", "nonsense:1"), "unknown_field"),
        (("--drop", "customer:x"), "invalid_value"),
        (("--drop", "customer:3"), "not_found"),
        (("--drop", "customer:1", "--drop", "customer:999"), "not_found"),
    ],
    ids=" ".join,
)
def test_what_is_no_record_of_the_work_is_refused(words: tuple[str, ...], error: str, kebu: Kebu, batch: int):
    assert kebu("undo", batch, *words).error == error
    assert not kebu("history", "--kind", "import").json["batches"][0]["undone"]


def test_a_redo_is_not_tried_and_has_no_edits_to_drop(kebu: Kebu, batch: int, shop: Path):
    kebu("undo", batch)
    before = state(shop)
    for option in ("--dry-run", "--drop-edits", "--keep-edits"):
        assert kebu("redo", option).code == 2
    assert changed_tables(before, state(shop)) == {}


def test_no_dry_run_changes_anything(kebu: Kebu, shop: Path, tmp_path: Path):
    kebu("backup")
    merged = kebu("merge", 3, 4).json["batch"]
    sheet = tmp_path / "新客户.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    before = state(shop)
    for words in (
        ("import", sheet, "--policy", "overwrite", "--match", "number"),
        ("undo",),
        ("undo", merged, "--drop-edits"),
        ("merge", 1, 2),
        ("unmerge", merged),
        ("restore", "newest"),
        ("restore", "newest", "--customer", 4),
    ):
        assert kebu(*words, "--dry-run").code == 0, words
        assert changed_tables(before, state(shop)) == {}, words


def test_keeping_and_dropping_at_once_is_wrong_usage(kebu: Kebu, batch: int):
    assert kebu("undo", batch, "--keep-edits", "--drop-edits").code == 2
