"""The fourth page of an import: what is here already, by which keys, and what becomes of it."""

from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.entities import entity_named
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.already_page import CHANGES, UNSURE
from crm_desktop.ui.exchange.deciding_model import BECOMES
from crm_desktop.ui.exchange.import_dialog import ALREADY, ImportDialog
from crm_desktop.ui.exchange.unsure_model import SAYS
from crm_desktop.ui.jobs.runner import Runner
from tests.ui.importing.steps import bring_in, checked, customers, walk_to, write


def _remarks(workspace: Workspace) -> list[object]:
    customer = entity_named("customer")
    with workspace.read() as session:
        return list(session.scalars(select(customer.remark).order_by(customer.id)))


def _brought_in(workspace: Workspace, runner: Runner, path: Path, qtbot: QtBot) -> None:
    dialog = ImportDialog(workspace, runner)
    qtbot.addWidget(dialog)
    dialog.show()
    walk_to(ALREADY, dialog, path, qtbot)
    bring_in(dialog, qtbot)


def test_the_same_file_again_changes_nothing(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, sheet: Path, qtbot: QtBot
):
    _brought_in(workspace, runner, sheet, qtbot)
    walk_to(ALREADY, dialog, sheet, qtbot)
    result = dialog.work.checked
    assert (result.added, result.updated, result.unchanged) == (0, 0, 2)


def test_what_differs_is_shown_old_and_new_and_decided_field_by_field(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, tmp_path: Path, qtbot: QtBot
):
    rows = ("客户名称,手机,级别", "青石巷文具店,13600004410,A")
    _brought_in(workspace, runner, write(tmp_path, "a.csv", *rows), qtbot)
    walk_to(ALREADY, dialog, write(tmp_path, "b.csv", rows[0], "青石巷文具店,13600004410,B"), qtbot)
    change = dialog.already.differences.changes[0].difference
    assert (change.old, change.new, change.settled) == ("A", "B", "A")
    combo = dialog.already.fields.combos["level"]
    combo.setCurrentIndex(combo.findData("overwrite"))
    combo.activated.emit(combo.currentIndex())
    checked(dialog, qtbot)
    assert dialog.already.differences.changes[0].difference.settled == "B"


def test_an_empty_choice_of_keys_makes_all_rows_new(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, sheet: Path, qtbot: QtBot
):
    _brought_in(workspace, runner, sheet, qtbot)
    walk_to(ALREADY, dialog, sheet, qtbot)
    dialog.already.keys.chosen.click()
    for tick in dialog.already.keys.keys.values():
        tick.click()
    checked(dialog, qtbot)
    assert dialog.already.keys.match() == ("none",)
    assert dialog.work.checked.added == 2


def test_an_unsure_row_goes_where_a_person_says(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, tmp_path: Path, qtbot: QtBot
):
    twins = ("客户名称,手机", "海棠服饰,13600004410", "海棠服饰,13800001207")
    _brought_in(workspace, runner, write(tmp_path, "twins.csv", *twins), qtbot)
    assert customers(workspace) == 2
    walk_to(ALREADY, dialog, write(tmp_path, "one.csv", "客户名称,备注", "海棠服饰,喜欢蓝色"), qtbot)
    unsure = dialog.already.unsure
    assert unsure.rowCount() == 1
    assert unsure.data(unsure.index(0, SAYS)) == "海棠服饰 · 喜欢蓝色"
    texts = [offer.text for offer in unsure.offers_at(0)]
    second = next(at for at, offer in enumerate(unsure.offers_at(0)) if offer.decision == "update")
    assert len([text for text in texts if text.startswith("update")]) == 2
    unsure.setData(unsure.index(0, BECOMES), second + 1)
    checked(dialog, qtbot)
    bring_in(dialog, qtbot)
    assert _remarks(workspace) == [None, "喜欢蓝色"]


def test_an_unsure_row_may_be_new(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, tmp_path: Path, qtbot: QtBot
):
    twins = ("客户名称,手机", "海棠服饰,13600004410", "海棠服饰,13800001207")
    _brought_in(workspace, runner, write(tmp_path, "twins.csv", *twins), qtbot)
    walk_to(ALREADY, dialog, write(tmp_path, "one.csv", "客户名称,备注", "海棠服饰,喜欢蓝色"), qtbot)
    unsure = dialog.already.unsure
    new = next(at for at, offer in enumerate(unsure.offers_at(0)) if offer.decision == "add")
    unsure.setData(unsure.index(0, BECOMES), new)
    checked(dialog, qtbot)
    bring_in(dialog, qtbot)
    assert customers(workspace) == 3


def test_rows_joined_to_a_new_customer_are_told_and_an_empty_tab_is_not_shown(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
):
    rows = ("客户名称,联系人,手机", "青石巷文具店,陈女士,13600004410", "青石巷文具店,李先生,13800001207")
    walk_to(ALREADY, dialog, write(tmp_path, "a.csv", *rows), qtbot)
    page = dialog.already
    assert page.joined.text() == "1 of them goes to a customer that is new in this sheet"
    assert (page.tabs.isTabVisible(CHANGES), page.tabs.isTabVisible(UNSURE)) == (True, False)


def test_the_policy_says_what_it_does_and_the_keys_are_folded_until_they_are_asked_for(dialog: ImportDialog):
    page = dialog.already
    assert "are added" in page.about.text()
    page.policy_combo.setCurrentIndex(page.policy_combo.findData("keep"))
    assert "stay as they are" in page.about.text()
    assert all(tick.isHidden() for tick in page.keys.keys.values())
    page.keys.chosen.click()
    assert not any(tick.isHidden() for tick in page.keys.keys.values())
