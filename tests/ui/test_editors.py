"""Editors: each kind of value has one, and what it shows is what its kind reads."""

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.entities import all_entities
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import Field, field_named, stored_fields
from crm_desktop.fields.kind import Context, Kind
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.division import Division
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.ui.editors.date import DateEditor
from crm_desktop.ui.editors.editor import Editor, Surroundings
from crm_desktop.ui.editors.registry import make_editor

CONTEXT = Context(today=dt.date(2026, 11, 23))
EVERY = [(name, field) for name, entity in all_entities().items() for field in stored_fields(entity).values()]
VALUES = {
    "customer_class": "prime",
    "tags": ["重点", "账期30"],
    "do_not_contact": True,
    "created_on": dt.date(2024, 3, 18),
    "credit_limit": Decimal("12000.50"),
    "payment_days": 30,
    "remark": "周三送货\n走后门",
}


def editor(qtbot: QtBot, kind: Kind[object], values: dict[str, object] | None = None) -> Editor:
    made = make_editor(kind, Surroundings(CONTEXT, lambda: values or {}))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("entity", "field"), EVERY, ids=[f"{name}.{field.name}" for name, field in EVERY])
def test_each_declared_field_has_an_editor_that_can_be_named(qtbot: QtBot, entity: str, field: Field):
    made = editor(qtbot, field.kind)
    made.name("its name")
    assert made.focusProxy().accessibleName() == "its name"
    made.show_value(None)
    assert made.raw() in {"", False}


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_what_an_editor_shows_is_read_back(qtbot: QtBot, name: str, value: object):
    kind = field_named(Customer, name).kind
    made = editor(qtbot, kind)
    made.show_value(value)
    assert kind.read(made.raw(), CONTEXT).value == value


def test_enter_accepts_and_escape_gives_up(qtbot: QtBot):
    made = editor(qtbot, field_named(Customer, "name").kind)
    with qtbot.waitSignal(made.accepted):
        qtbot.keyClick(made.focusProxy(), Qt.Key.Key_Return)
    with qtbot.waitSignal(made.cancelled):
        qtbot.keyClick(made.focusProxy(), Qt.Key.Key_Escape)


def test_enter_writes_a_new_line_in_a_long_text(qtbot: QtBot):
    made = editor(qtbot, LongText())
    qtbot.keyClicks(made.focusProxy(), "a")
    qtbot.keyClick(made.focusProxy(), Qt.Key.Key_Return)
    with qtbot.waitSignal(made.accepted):
        qtbot.keyClick(made.focusProxy(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made.raw() == "a\n"


def test_arrows_go_by_days_and_pages_by_weeks(qtbot: QtBot):
    made = editor(qtbot, Date())
    assert isinstance(made, DateEditor)
    made.show_value(dt.date(2026, 12, 31))
    qtbot.keyClick(made.edit, Qt.Key.Key_Up)
    assert made.raw() == "2027-01-01"
    qtbot.keyClick(made.edit, Qt.Key.Key_PageDown)
    assert made.raw() == "2026-12-25"


def test_cities_offered_lie_in_the_province(qtbot: QtBot):
    made = editor(qtbot, Division("city"), {"province": "浙江省"})
    offered = made.texts()  # type: ignore[attr-defined]
    assert "杭州市" in offered
    assert "苏州市" not in offered


def test_districts_offered_lie_in_the_city(qtbot: QtBot):
    made = editor(qtbot, Division("district"), {"province": "浙江省", "city": "杭州市"})
    assert "西湖区" in made.texts()  # type: ignore[attr-defined]
