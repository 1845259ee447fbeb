"""How large are their shops? A field of one's own: declared, filled in, filtered by, exported and printed."""

from pathlib import Path

from crm_desktop.entities import entity_named
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.fields.declare import field_named
from crm_desktop.services import own_fields, records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.printing.preview_dialog import PreviewDialog
from tests.stories.owner import Owner, name_of


def test_a_field_is_declared_filled_in_asked_for_exported_and_printed(owner: Owner, filled: Workspace, tmp_path: Path):
    page, record = owner.window.customers.list, owner.window.customers.record

    owner.press("Ctrl+4")
    owner.tabs_to("Find in settings")
    owner.types("custom")
    owner.press("Return")
    owner.tabs_to("New field")
    owner.press("Space")
    owner.types("门店面积")
    owner.press("Tab")
    owner.types("Shop area")
    owner.press("Tab")
    owner.types("num")
    owner.press("Return")
    owner.sees(lambda: own_fields.own_fields("customer") and name_of(owner.focus) == "New field")
    key = own_fields.own_fields("customer")[0].key
    assert field_named(entity_named("customer"), key).kind.name == "number"

    owner.commands("qsx", "青石巷文具店")
    owner.sees(lambda: record.record_id == 4 and record.isVisible() and key in record.form.rows)
    owner.tabs_to("1 more fact to fill in")
    owner.press("Space")
    owner.tabs_to("Shop area")
    owner.press("F2")
    owner.types("85")
    owner.press("Return")
    with filled.read() as session:
        assert records.get(session, "customer", 4)[key] == 85

    owner.press("Esc", "Ctrl+Shift+F")
    owner.types("shop area")
    owner.press("Return")
    owner.types("80")
    owner.press("Return")
    owner.sees(lambda: page.model.ids == [4])

    def to_a_sheet() -> None:
        owner.tabs_to("File")
        owner.press("Ctrl+A")
        owner.types(str(tmp_path / "shops.xlsx"))
        owner.press("Return")

    owner.meets("Ctrl+E", to_a_sheet)
    owner.sees((tmp_path / "shops.xlsx").exists)
    heads, row = read_workbook(tmp_path / "shops.xlsx").sheets[0].rows[:2]
    assert str(row[heads.index("Shop area")]) == "85"

    def on_paper() -> None:
        dialog = owner.focus.window()
        assert isinstance(dialog, PreviewDialog)
        owner.sees(lambda: dialog._sheets)
        assert "('Shop area', '85')" in repr(dialog._sheets[0].part)
        owner.press("Esc")

    owner.press("Ctrl+F", "Down")
    owner.meets("Ctrl+P", on_paper)
