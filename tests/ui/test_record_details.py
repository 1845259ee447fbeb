"""How a customer is reached, on its page: copied, verified, put on a phone; and odd things typed into facts."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.lists import Condition, ListQuery, list_ids
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.records.card_code import CardCode
from crm_desktop.ui.records.record_page import RecordPage
from crm_desktop.ui.records.still_row import StillRow


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace) -> Iterator[RecordPage]:
    records.add(filled, "channel", {"customer_id": 4, "type": "wechat", "value": "bluestone_4410"})
    made = CustomersPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 806)
    made.show()
    made.open_record(4)
    yield made.record
    made.stop()


def phone(page: RecordPage) -> dict[str, object]:
    with page.workspace.read() as session:
        return records.parts(session, "customer", 4)["channel"][0]


def test_the_main_contact_and_the_address_stand_among_the_details(page: RecordPage):
    rows = [row for row in page.channels.rows() if isinstance(row, StillRow)]
    assert [row.accessibleName() for row in rows] == ["Contact: 陈女士", "Address: 浙江省 杭州市 上城区, 青石巷 18 号"]


def test_a_wechat_account_and_an_address_are_copied_by_a_click(page: RecordPage):
    for name, copied in (("Copy WeChat", "bluestone_4410"), ("Copy the address", "浙江省 杭州市 上城区 青石巷 18 号")):
        button = next(each for each in page.channels.findChildren(QPushButton) if each.accessibleName() == name)
        button.click()
        assert QGuiApplication.clipboard().text() == copied


def test_a_number_is_marked_as_verified_today_and_how(page: RecordPage):
    menu = page.channels.how_menu(phone(page))
    menu.actions()[0].trigger()
    assert phone(page)["verified_on"] == page.workspace.context.today
    assert phone(page)["verified_how"] == "by call"
    assert "Verified" in page.channels.fact_rows()[0].toolTip()
    page.workspace.undo()
    assert phone(page)["verified_on"] is None


def test_the_card_is_a_code_that_says_whose_it_is(qtbot: QtBot, page: RecordPage):
    dialog = CardCode(page.workspace, 4)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.code.accessibleName() == "QR code with the card of 陈女士"
    picture = dialog.code.grab().toImage()
    colours = {picture.pixelColor(x, x).name() for x in range(picture.width())}
    assert colours == {"#000000", "#ffffff"}
    dialog.copy()
    assert QGuiApplication.clipboard().text().startswith("BEGIN:VCARD\r\nVERSION:3.0")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_star_is_set_and_taken_away_by_a_click(page: RecordPage):
    page.header._star.click()
    with page.workspace.read() as session:
        assert list_ids(session, ListQuery(where=(Condition("starred", "=", True),))) == [4]
    assert page.header._star.accessibleName() == "Starred; click to take the star away"
    page.header._star.click()
    with page.workspace.read() as session:
        assert list_ids(session, ListQuery(where=(Condition("starred", "=", True),))) == []


ODD = {
    "emoji": ("店 \U0001f389\U0001f469\u200d\U0001f4bb", None),
    "from right to left": ("מכולת \u202eשלום\u202c", None),
    "zero width": ("青石\u200b巷\ufeff文具", "青石巷文具"),
    "control": ("青石\x00巷\x07文具", None),
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_characters_in_a_name_are_kept_or_told(page: RecordPage, odd: str):
    typed, expected = ODD[odd]
    page.form.open_row("name")
    row = page.form.rows["name"]
    row.field.editor.take(typed)
    saved = row.save()
    with page.workspace.read() as session:
        name = records.get(session, "customer", 4)["name"]
    if saved:
        assert "\x00" not in name
        assert "\x07" not in name
        assert expected is None or name == expected
    else:
        assert len(row.field.notes) == 1
        assert name == "青石巷文具店"


def test_ten_thousand_characters_in_a_name_are_refused_in_one_sentence_and_stay_typed(page: RecordPage):
    page.form.open_row("name")
    row = page.form.rows["name"]
    row.field.editor.take("长" * 10_000)
    assert not row.save()
    assert len([note for note in row.field.notes if note.severity == "refuse"]) == 1
    assert row.field.raw() == "长" * 10_000
    assert page.form.unsaved() == [row]


def test_two_edits_of_a_fact_with_an_undo_between_lose_nothing(page: RecordPage):
    def edit(text: str) -> None:
        page.form.open_row("industry")
        page.form.rows["industry"].field.editor.take(text)
        page.form.rows["industry"].save()

    edit("文具")
    page.form.open_row("industry")
    page.form.rows["industry"].field.editor.take("文教办公")
    page.workspace.undo()  # while the second edit is being typed
    assert page.form.rows["industry"].field.raw() == "文教办公"
    assert page.form.rows["industry"].save()
    with page.workspace.read() as session:
        assert records.get(session, "customer", 4)["industry"] == "文教办公"
    page.workspace.undo()
    with page.workspace.read() as session:
        assert records.get(session, "customer", 4)["industry"] is None
