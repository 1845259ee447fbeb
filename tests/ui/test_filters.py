"""Filters in the window: chips, the panel under them, all of it by keyboard."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.fields.relative_days import days_ago, last_days
from crm_desktop.services.conditions.tree import Condition, Group, Related, Tree
from crm_desktop.services.conditions.ways import WAYS
from crm_desktop.services.lists import parse_condition
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.filters.chip_row import ChipRow
from crm_desktop.ui.filters.condition_editor import ConditionEditor
from crm_desktop.ui.filters.filter_popup import FilterPopup
from crm_desktop.ui.filters.group_editor import GroupEditor, RelatedEditor
from crm_desktop.ui.filters.offers import nearest_offers, offers
from crm_desktop.ui.filters.tree_editor import Around
from crm_desktop.ui.lists.filter_bar import FilterBar
from crm_desktop.ui.look.theme import apply_theme

Key = Qt.Key


@pytest.fixture
def bar(filled: Workspace, qapp: QApplication, qtbot: QtBot) -> Iterator[FilterBar]:
    apply_theme(qapp, "light")
    made = FilterBar(filled, "customer")
    qtbot.addWidget(made)
    made.resize(1100, 60)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def focused() -> QWidget:
    """Give what keys go to."""
    popup = QApplication.activePopupWidget()
    found = (popup.focusWidget() if popup else None) or popup
    assert found is not None
    return found


def keys(*pressed: Key | str) -> None:
    for each in pressed:
        if not isinstance(each, str):
            QTest.keyClick(focused(), each)
        elif each.isascii():
            QTest.keyClicks(focused(), each)
        else:  # as an input method does
            line = focused()
            assert isinstance(line, QLineEdit)
            line.insert(each)


def popup_of(row: ChipRow) -> FilterPopup:
    assert row.popup is not None
    return row.popup


def asked(bar: FilterBar, said: str) -> Tree:
    return parse_condition(said, "customer", bar.row._workspace.context)


@pytest.mark.parametrize(
    ("pressed", "condition"),
    [
        (("level", Key.Key_Return, Key.Key_Space, Key.Key_Down, Key.Key_Space, Key.Key_Return), "level=A|B"),
        (("last con", Key.Key_Return, Key.Key_Return), "last_contact=last_30_days"),
        (("remark", Key.Key_Return, "茶", Key.Key_Return), "remark~茶"),
        (("credit l", Key.Key_Return, "1,000", Key.Key_Return), "credit_limit>=1000"),
        (("region", Key.Key_Return, "宁波", Key.Key_Return), "region=浙江 宁波|"),
        (("do not c", Key.Key_Return, Key.Key_Return), "do_not_contact=yes"),
        (("interactions", Key.Key_Return, Key.Key_Return), "has interaction"),
    ],
)
def test_a_filter_is_added_without_the_mouse(bar: FilterBar, pressed: tuple[Key | str, ...], condition: str):
    bar.add()
    keys(*pressed)
    expected = Condition("region", "in", ("浙江 宁波",)) if condition.endswith("|") else asked(bar, condition)
    assert bar.where() == (expected,)
    assert QApplication.activePopupWidget() is None


def test_a_chip_says_what_is_asked_and_delete_takes_it_away(bar: FilterBar, qtbot: QtBot):
    bar.show_where((asked(bar, "level=A|B"), asked(bar, "next_step=this_week")))
    assert [chip.words.together() for chip in bar.row.chips] == ["Level A or B", "Next step this week"]
    with qtbot.waitSignal(bar.changed):
        QTest.keyClick(bar.row.chips[0], Key.Key_Delete)
    assert bar.where() == (asked(bar, "next_step=this_week"),)
    bar.clear()
    assert bar.where() == ()


def test_a_chip_is_changed_where_it_stands(bar: FilterBar):
    bar.show_where((asked(bar, "level=A|B"), asked(bar, "last_contact<-90d")))
    QTest.mouseClick(bar.row.chips[0], Qt.MouseButton.LeftButton, pos=bar.row.chips[0].rect().center())
    keys(Key.Key_Space, Key.Key_Return)
    assert bar.where() == (Condition("level", "in", ("B",)), Condition("last_contact", "<", days_ago(90)))


def test_the_cross_of_a_chip_removes_it(bar: FilterBar):
    bar.show_where((asked(bar, "level=A|B"),))
    chip = bar.row.chips[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._cross().center())
    assert bar.where() == ()


def test_esc_changes_nothing_and_an_unreadable_value_is_told_in_its_place(bar: FilterBar):
    bar.show_where((asked(bar, "credit_limit>=5"),))
    bar.row.edit(0)
    keys(Key.Key_Escape)
    assert bar.where() == (asked(bar, "credit_limit>=5"),)
    bar.row.edit(0)
    keys("lots", Key.Key_Return)
    popup = popup_of(bar.row)
    assert popup.isVisible()
    assert popup._problem.text()
    keys(Key.Key_Escape)
    assert bar.where() == (asked(bar, "credit_limit>=5"),)


def test_taking_the_last_tick_away_takes_the_chip_away(bar: FilterBar):
    bar.show_where((asked(bar, "level=A|B"),))
    bar.row.edit(0)
    keys(Key.Key_Space, Key.Key_Down, Key.Key_Space)
    popup_of(bar.row).close()
    assert bar.where() == ()


def test_a_group_and_related_records_hold_chips_of_their_own(bar: FilterBar):
    bar.add()
    keys("any of several", Key.Key_Return)
    group = popup_of(bar.row).editor
    assert isinstance(group, GroupEditor)
    assert isinstance(group.row, ChipRow)
    group.row.add()
    keys("level", Key.Key_Return, Key.Key_Space, Key.Key_Return)
    group.row.add()
    keys("interactions", Key.Key_Return)
    related = popup_of(group.row).editor
    assert isinstance(related, RelatedEditor)
    related.how_many.setCurrentIndex(1)
    assert isinstance(related.row, ChipRow)
    related.row.add()
    keys("when", Key.Key_Return, Key.Key_Return)
    for row in (related.row, group.row, bar.row):
        if row.popup is not None:
            row.popup.accept()
    recent = Condition("happened_at", "=", last_days(30))
    expected = Group("any", (Condition("level", "in", ("A",)), Related("interaction", (recent,), "=", 0)))
    assert bar.where() == (expected,)
    assert bar.row.chips[0].words.says == "Level A or Interaction none with When the last 30 days"


@pytest.mark.parametrize(
    "said",
    [
        "level=A|B", "level=A", "level!=A", "tags=重点|批发", "tags=重点", "tags!=重点|批发", "last_contact<-90d",
        "last_contact=2026-01-01..today", "next_step=overdue", "next_step=next_7_days", "created_on>=2026-01-01",
        "credit_limit=100..500", "credit_limit=100", "email=", "email!=", "name~店", "name^=青", "region=浙江 杭州|甲",
        "do_not_contact=no", "contact.birthday=this_month",
    ],
)  # fmt: skip
def test_the_panel_gives_back_what_it_was_given(bar: FilterBar, said: str):
    condition = asked(bar, said)
    assert isinstance(condition, Condition)
    bar.show_where((condition,))
    bar.row.edit(0)
    popup_of(bar.row).accept()
    assert bar.where() == (condition,)


def test_every_kind_of_value_has_an_input(bar: FilterBar, qtbot: QtBot):
    make_row: Callable[[str], ChipRow] = lambda name: ChipRow(bar.row._workspace, name)  # noqa: E731
    around = Around(bar.row._workspace, "customer", make_row)
    for name in ("level", "tags", "created_on", "credit_limit", "do_not_contact", "industry", "remark"):
        editor = ConditionEditor(around, Condition(name, "="))
        qtbot.addWidget(editor)
        for place in range(editor.ways.count()):
            editor.ways.setCurrentIndex(place)
            assert editor._way() in {way for ways in WAYS.values() for way in ways}


@pytest.mark.parametrize("typed", ["region", "reg", "地区", "dq", "diqu"])
def test_a_field_is_found_by_name_pinyin_and_initials(typed: str, request: pytest.FixtureRequest):
    if not typed.isascii() or typed in {"dq", "diqu"}:
        request.getfixturevalue("in_chinese")
    assert nearest_offers(offers("customer", groups=True), typed)[0].name == "region"
