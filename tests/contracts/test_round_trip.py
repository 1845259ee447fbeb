"""Every field of a customer and of what belongs to it goes out to a workbook and comes back the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.base import i18n
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.entities.channel import TYPES
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.export import export_all
from crm_desktop.fields.declare import stored_fields
from crm_desktop.services import records
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from tests.contracts.field_examples import full

NUMBERS = {
    "mobile": "13900139000", "phone": "0571-88004410", "email": "hi@yunshan.example.com", "wechat": "yunshan_88",
    "qq": "1234567", "fax": "0571-88004411", "web": "https://shop.example.com", "other": "旺旺 yunshan",
}  # fmt: skip
WITH_BYTES = {"attachment"}  # its file goes its own way, not through a sheet
Kept = dict[str, list[dict[str, Any]]]
PLACES = [
    (name, each) for name in all_entities() if name not in WITH_BYTES for each in stored_fields(entity_named(name))
]


def fill(workspace: Workspace) -> None:
    owner = records.add(workspace, "customer", full("customer")).id
    contact = records.add(workspace, "contact", {"customer_id": owner, **full("contact")}).id
    for kind, value in NUMBERS.items():
        channel = {**full("channel"), "customer_id": owner, "type": kind, "value": value}
        records.add(workspace, "channel", channel)
    records.add(workspace, "channel", {**full("channel"), "customer_id": owner, "contact_id": contact})
    records.add(workspace, "address", {"customer_id": owner, **full("address")})
    records.add(workspace, "interaction", {"customer_id": owner, "contact_id": contact, **full("interaction")})


def kept(workspace: Workspace) -> Kept:
    with workspace.read() as session:
        return {"customer": [records.get(session, "customer", 1)], **records.parts(session, "customer", 1)}


@pytest.fixture(scope="module", params=i18n.LANGUAGES)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Kept, Kept]]:
    """Give what was kept before, and what was kept after going through a workbook in one of the languages."""
    folder = tmp_path_factory.mktemp("round-trip")
    spoken = i18n.language()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        i18n.set_language(request.param)
        first, second = (create(folder / name, "一把 钥匙 2")[0] for name in ("first.kebu", "second.kebu"))
        fill(first)
        export_all(first, folder / "all.xlsx")
        result = run_import(second, read_workbook(Path(folder / "all.xlsx")))
        assert [each.message for each in result.problems if each.severity == "refuse"] == []
        yield kept(first), kept(second)
        first.close()
        second.close()
        i18n.set_language(spoken)


@pytest.mark.parametrize(("name", "field"), PLACES, ids=[".".join(place) for place in PLACES])
def test_a_field_comes_back(name: str, field: str, both: tuple[Kept, Kept]):
    before, after = ([row[field] for row in sorted(state[name], key=told_apart)] for state in both)
    assert None not in before
    assert after == before


def told_apart(row: dict[str, Any]) -> str:
    return f"{row.get('type')} {row.get('contact_id') is not None}"


def test_every_sort_of_channel_is_tried():
    assert set(NUMBERS) == {option.key for option in TYPES}
