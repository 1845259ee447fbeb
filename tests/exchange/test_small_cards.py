"""Cards for a code on the screen: whole where they are short, and honest about what they leave out."""

import pytest

from crm_desktop.base.errors import NotFoundError
from crm_desktop.exchange.cards.small_cards import ROOM, small_cards
from crm_desktop.exchange.cards.vcard_lines import read_cards
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace


def test_a_short_card_leaves_nothing_out(filled: Workspace):
    (card,) = small_cards(filled, 4)
    assert card.name == "陈女士"
    assert card.left_out == ()
    read = {each.name for lines, _whole in read_cards(card.text.encode()) for each in lines}
    assert {"FN", "ORG", "TEL", "EMAIL", "ADR", "CATEGORIES"} <= read


def test_a_long_card_leaves_out_the_least_important_lines_and_says_which(filled: Workspace):
    raw = {"remark": "每周二送货 " * 60, "aliases": "青石巷, Bluestone", "wechat": "bluestone_4410"}
    records.change(filled, "customer", 4, {**raw, "kind": "person"})
    card = small_cards(filled, 4)[0]
    assert card.left_out == ("Remark",)
    assert len(card.text.encode()) <= ROOM
    assert "bluestone_4410" in card.text


def test_numbers_are_never_left_out(filled: Workspace):
    for number in range(30):
        records.add(filled, "channel", {"customer_id": 4, "type": "mobile", "value": f"136000055{number:02}"})
    card = small_cards(filled, 4)[0]
    assert card.text.count("TEL") == 31
    assert "Address" in card.left_out


def test_each_contact_has_a_card(filled: Workspace):
    records.add(filled, "contact", {"customer_id": 4, "name": "刘先生", "mobile": "13600004411"})
    assert [each.name for each in small_cards(filled, 4)] == ["陈女士", "刘先生"]


def test_nobody_has_no_card(filled: Workspace):
    with pytest.raises(NotFoundError):
        small_cards(filled, 99)
