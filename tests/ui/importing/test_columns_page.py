"""The third page of an import: what columns mean, checked while one chooses, with its questions."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.base.paths import resources
from crm_desktop.base.progress import Progress
from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.choices import NEW_FIELD
from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.own_fields import own_fields
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.column_questions import DateQuestion, ValueMap
from crm_desktop.ui.exchange.import_dialog import COLUMNS, ImportDialog
from crm_desktop.ui.exchange.problem_entry import ProblemEntry
from crm_desktop.ui.exchange.target_choices import TARGET
from crm_desktop.ui.jobs.runner import Runner
from tests.ui.importing.steps import bring_in, checked, choose_target, walk_to, write


def _values(workspace: Workspace, field: str) -> list[object]:
    customer = entity_named("customer")
    with workspace.read() as session:
        return list(session.scalars(select(getattr(customer, field)).order_by(customer.id)))


def _new_check(dialog: ImportDialog, before: object, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.work.checked is not None and dialog.work.checked is not before)


def test_the_columns_are_matched_before_anyone_chooses(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(COLUMNS, dialog, sheet, qtbot)
    targets = [row.target for row in dialog.columns.rows.values()]
    assert targets[:4] == ["name", "contact", "mobile", "address"]


def test_each_match_says_its_reason(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(COLUMNS, dialog, sheet, qtbot)
    row = dialog.columns.rows["客户名单", 0]
    assert row._reason.text() == "by its heading"
    choose_target(dialog, "客户名单", 0, "remark")
    assert row._reason.text() == "chosen by you"


def test_another_choice_is_checked_at_once(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(COLUMNS, dialog, sheet, qtbot)
    before = dialog.work.checked
    choose_target(dialog, "客户名单", 2, "")
    _new_check(dialog, before, qtbot)
    assert dialog.columns.mapping() == {("客户名单", 2): None}


def test_a_place_is_found_by_typing_a_part_of_its_name(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(COLUMNS, dialog, sheet, qtbot)
    combo = dialog.columns.rows["客户名单", 4].combo
    completer = combo.completer()
    completer.setCompletionPrefix("prefer")
    assert completer.completionCount() == 1
    combo.lineEdit().setText("Preferences")
    combo.lineEdit().editingFinished.emit()
    assert combo.target == "preferences"


def test_without_a_name_column_nothing_can_be_imported_and_it_says_why(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(COLUMNS, dialog, sheet, qtbot)
    for column in (0, 1):
        choose_target(dialog, "客户名单", column, "")
    qtbot.waitUntil(lambda: dialog.hint.property("role") == "error")
    assert not dialog.next.isEnabled()


def test_a_second_column_of_mobiles_is_the_second_mobile(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "a.csv", "客户名称,手机,备用", "青石巷,13600004410,13800001207", "禾木,13500009063,")
    walk_to(COLUMNS, dialog, path, qtbot)
    choose_target(dialog, "a", 2, "mobile")
    checked(dialog, qtbot)
    assert {dialog.columns.rows["a", 1].target, dialog.columns.rows["a", 2].target} == {"mobile", "mobile#2"}


@pytest.mark.parametrize(("order", "day"), [("dmy", "2024-04-03"), ("mdy", "2024-03-04")])
def test_dates_that_can_be_read_two_ways_are_asked_about_once(
    dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot, order: str, day: str
):
    path = write(tmp_path, "d.csv", "客户名称,最近核对", "青石巷,03-04-2024", "禾木,05-06-2024")
    walk_to(COLUMNS, dialog, path, qtbot)
    choose_target(dialog, "d", 1, "confirmed_on")
    checked(dialog, qtbot)
    assert "one question" in dialog.columns.rows["d", 1].words.text()
    question = dialog.columns.problems.findChild(DateQuestion)
    question.buttons[order].click()
    checked(dialog, qtbot)
    assert "one question" not in dialog.columns.rows["d", 1].words.text()
    bring_in(dialog, qtbot)
    assert str(_values(workspace, "confirmed_on")[0]) == day


def test_words_of_a_column_are_given_their_option(
    dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    path = write(tmp_path, "v.csv", "客户名称,级别", "青石巷,顶好", "禾木,A", "海棠,顶好")
    walk_to(COLUMNS, dialog, path, qtbot)
    assert dialog.work.checked.rejected == 2
    dialog.columns._speak_of(("v", 1))
    words = dialog.columns.problems.findChild(ValueMap)
    combo = words.combos["顶好"]
    combo.setCurrentIndex(combo.findData("A"))
    combo.activated.emit(combo.currentIndex())
    checked(dialog, qtbot)
    assert dialog.work.checked.rejected == 0
    bring_in(dialog, qtbot)
    assert _values(workspace, "level") == ["A", "A", "A"]


def test_a_value_for_all_rows_needs_no_column(dialog: ImportDialog, workspace: Workspace, sheet: Path, qtbot: QtBot):
    walk_to(COLUMNS, dialog, sheet, qtbot)
    constants = dialog.columns.constants
    constants.add.click()
    line = constants.lines[0]
    line.combo.setCurrentIndex(line.combo.findData("source", TARGET))
    line.edit.setText("2026 展会")
    line.edit.editingFinished.emit()
    checked(dialog, qtbot)
    bring_in(dialog, qtbot)
    assert _values(workspace, "source") == ["2026 展会", "2026 展会"]


def test_a_column_without_a_place_is_kept_in_the_remark_if_wanted(
    dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    path = write(tmp_path, "l.csv", "客户名称,星座运势", "青石巷,大吉", "禾木,小吉")
    walk_to(COLUMNS, dialog, path, qtbot)
    leftover = dialog.columns._leftover
    leftover.setCurrentIndex(leftover.findData("remark"))
    leftover.activated.emit(leftover.currentIndex())
    checked(dialog, qtbot)
    bring_in(dialog, qtbot)
    assert _values(workspace, "remark") == ["星座运势: 大吉", "星座运势: 小吉"]


def test_suggestions_of_a_column_are_taken_with_one_press(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "s.csv", "客户名称,级别", "青石巷,A级客", "禾木,B级客")
    walk_to(COLUMNS, dialog, path, qtbot)
    dialog.columns._speak_of(("s", 1))
    assert dialog.work.checked.rejected == 2
    dialog.columns.problems.take_all.click()
    checked(dialog, qtbot)
    assert dialog.work.checked.rejected == 0


def test_a_cell_can_be_left_empty_from_the_panel(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "e.csv", "客户名称,手机", "青石巷,1360000441", "禾木,13500009063")
    walk_to(COLUMNS, dialog, path, qtbot)
    dialog.columns._speak_of(("e", 1))
    dialog.columns.problems.findChild(ProblemEntry).deeds[0].click()
    checked(dialog, qtbot)
    assert dialog.work.checked.rejected == 0
    assert dialog.decisions.of(("e", 2)).cells == {1: None}


def test_the_columns_can_be_walked_by_keys(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(COLUMNS, dialog, sheet, qtbot)
    first = next(iter(dialog.columns.rows.values())).combo
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert first.accessibleName() == "Where “客户名称” goes"


def test_a_workbook_of_several_sheets_comes_in_whole(dialog: ImportDialog, workspace: Workspace, qtbot: QtBot):
    walk_to(COLUMNS, dialog, resources("samples", "文具批发客户.xlsx"), qtbot)
    assert {sheet for sheet, _column in dialog.columns.rows} == {sheet.name for sheet in dialog.work.workbook.sheets}
    bring_in(dialog, qtbot)
    with workspace.read() as session:
        assert count(session, ListQuery("customer")) > 200
        assert count(session, ListQuery("interaction")) > 200


def test_what_was_chosen_is_chosen_again_for_the_next_sheet_like_it(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, tmp_path: Path, qtbot: QtBot
):
    walk_to(COLUMNS, dialog, write(tmp_path, "一月.csv", "客户名称,小记", "青石巷,甲"), qtbot)
    choose_target(dialog, "一月", 1, "preferences")
    checked(dialog, qtbot)
    bring_in(dialog, qtbot)
    again = ImportDialog(workspace, runner)
    qtbot.addWidget(again)
    walk_to(COLUMNS, again, write(tmp_path, "二月.csv", "客户名称,小记", "禾木,乙"), qtbot)
    row = again.columns.rows["二月", 1]
    assert row.target == "preferences"
    assert row._reason.text() == "as last time"


def _endless(progress: Progress) -> None:
    while True:
        progress.report(0, 1)


def test_a_check_that_was_stopped_can_be_asked_for_again(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(COLUMNS, dialog, sheet, qtbot)
    dialog.work.checking.ask(_endless)
    qtbot.waitUntil(lambda: dialog.work.checking.job is not None and dialog.work.checking.job.running)
    dialog.work.checking.job.stop()
    qtbot.waitUntil(lambda: dialog.next.text() == "Check again")
    dialog.next.click()
    checked(dialog, qtbot)
    assert dialog.work.checked.rows == 3


def test_columns_without_a_place_become_fields_of_ones_own(
    dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    path = tmp_path / "店.csv"
    path.write_text("客户名称,开业日期,星座\n禾木家具行,2020-03-05,白羊\n", encoding="utf-8")
    walk_to(COLUMNS, dialog, path, qtbot)
    assert [row.target for row in dialog.columns.rows.values()] == ["name", None, None]
    before = dialog.work.checked
    choose_target(dialog, "店", 1, NEW_FIELD)
    _new_check(dialog, before, qtbot)
    before = dialog.work.checked
    leftover = dialog.columns._leftover
    leftover.setCurrentIndex(leftover.findData("field"))
    leftover.activated.emit(leftover.currentIndex())
    _new_check(dialog, before, qtbot)
    rows = dialog.columns.rows
    assert [row.target for row in rows.values()] == ["name", NEW_FIELD, NEW_FIELD]
    assert dialog.columns.mapping() == {("店", 1): NEW_FIELD}
    assert rows["店", 2].combo.currentText() == "New field"
    bring_in(dialog, qtbot)
    qtbot.waitUntil(lambda: [each.kind for each in own_fields()] == ["date", "text"])
