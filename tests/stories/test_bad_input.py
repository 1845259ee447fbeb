"""What nobody means to type, and what clocks, screens and removed fields do to a window that is open."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.base import clock
from crm_desktop.services import own_fields, records, views
from crm_desktop.services.conditions.tree import Condition
from crm_desktop.services.lists import Sort
from crm_desktop.services.view_definition import Definition
from crm_desktop.services.workspace import Workspace
from tests.conftest import PASSWORD
from tests.stories.owner import Owner

NAME = "Name: 青石巷文具店"


def name_of_customer(workspace: Workspace) -> object:
    with workspace.read() as session:
        return records.get(session, "customer", 4)["name"]


def edit_the_name(owner: Owner) -> None:
    record = owner.window.customers.record
    owner.commands("qsx", "青石巷文具店")
    owner.sees(lambda: record.record_id == 4 and record.isVisible())
    owner.tabs_to("Name: ")
    owner.press("F2")


def test_ten_thousand_characters_pasted_into_a_name_are_refused_in_one_sentence(owner: Owner, filled: Workspace):
    edit_the_name(owner)
    QApplication.clipboard().setText("青" * 10_000)
    owner.press("Ctrl+V", "Return")
    row = owner.window.customers.record.form.rows["name"]
    assert row.field is not None
    assert "at most 100" in row.field.notes[0].message
    assert row.field.width() <= owner.window.width()
    owner.press("Esc")
    assert name_of_customer(filled) == "青石巷文具店"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("茶社 🍵", "茶社 🍵"), ("شركة النور", "شركة النور"), ("青\u200b石\ufeff巷\u202e", "青石巷")],
)
def test_signs_from_everywhere_are_kept_and_those_nobody_sees_are_not(
    owner: Owner, filled: Workspace, typed: str, kept: str
):
    edit_the_name(owner)
    QApplication.clipboard().setText(typed)
    owner.press("Ctrl+V", "Return")
    owner.sees(lambda: name_of_customer(filled) == kept)
    owner.press("Esc")
    page = owner.window.customers.list
    owner.sees(lambda: page.model.values(page.model.row_of(4))[page.model.fields.index("name")] == kept)


def test_a_control_character_is_told_and_tab_takes_the_name_without_it(owner: Owner, filled: Workspace):
    edit_the_name(owner)
    QApplication.clipboard().setText("青石\u0007巷")
    owner.press("Ctrl+V", "Return")
    assert name_of_customer(filled) == "青石巷文具店"
    owner.press("Tab", "Return")
    owner.sees(lambda: name_of_customer(filled) == "青石 巷")


def test_two_edits_of_a_field_with_an_undo_between(owner: Owner, filled: Workspace):
    edit_the_name(owner)
    owner.types("甲")
    owner.press("Return")
    owner.sees(lambda: name_of_customer(filled) == "甲")
    owner.press("Ctrl+Z")
    owner.sees(lambda: name_of_customer(filled) == "青石巷文具店")
    owner.sees(lambda: owner.focus.accessibleName() == NAME)
    owner.press("F2")
    owner.types("乙")
    owner.press("Return")
    owner.sees(lambda: name_of_customer(filled) == "乙")
    assert filled.can_redo() is None
    owner.press("Ctrl+Z")
    owner.sees(lambda: name_of_customer(filled) == "青石巷文具店")


def test_a_view_over_a_field_that_was_removed_shows_the_rest(owner: Owner, filled: Workspace):
    page = owner.window.customers.list
    area = own_fields.add_field(filled, "customer", "Shop area", "number").key
    asked = (Condition(area, ">=", 80), Condition("level", "=", "A"))
    views.save_as(filled, "customer", "Large shops", Definition(where=asked, sort=(Sort(area),)))
    own_fields.remove_field(filled, "customer", area)
    owner.sees(lambda: any(view.label == "Large shops" for view in page.kept.views))
    owner.commands("Large shops")
    owner.sees(lambda: len(page.model.ids) == 5)
    assert [chip.words.together() for chip in page.filters.row.chips] == ["Level A"]
    assert "Shop area" in owner.window.messages.text


def test_with_the_clock_set_back_what_is_written_stays_in_order_and_can_be_undone(
    owner: Owner, filled: Workspace, monkeypatch: pytest.MonkeyPatch
):
    edit_the_name(owner)
    owner.types("甲")
    owner.press("Return")
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    owner.sees(lambda: owner.focus.accessibleName() == "Name: 甲")
    owner.press("F2")
    owner.types("乙")
    owner.press("Return")
    owner.sees(lambda: name_of_customer(filled) == "乙")
    owner.press("Ctrl+H")
    history = owner.window.stack.page("history")
    owner.sees(lambda: "乙" in filled.history(limit=1)[0].title and history.isVisible())
    owner.press("Ctrl+Z")
    owner.sees(lambda: name_of_customer(filled) == "甲")


def test_on_a_screen_of_twice_the_scale_the_window_comes_up_sharp_and_without_a_warning(
    filled: Workspace, tmp_path: Path
):
    filled.close()
    picture = tmp_path / "scaled.png"
    told = subprocess.run(
        [sys.executable, "-m", "tests.stories.scaled_window", str(filled.path), str(picture)],
        env={**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen", "CRM_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (told.returncode, told.stdout.split()) == (0, ["2720", "1720"])
    said = [line for line in told.stderr.splitlines() if "This plugin does not support" not in line]
    assert said == []
    assert picture.stat().st_size > 50_000
