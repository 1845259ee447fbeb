"""Every entity's every field is written by the rules, got back, changed, and all of it taken back."""

from collections.abc import Callable

import pytest

from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import links_of, stored_fields
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from tests.contracts.field_examples import full
from tests.dump import changed_tables, dump

Add = Callable[[str], int]


@pytest.fixture
def add(workspace: Workspace) -> Add:
    """Add a record with every field filled, and first whom it belongs to."""

    def added(name: str) -> int:
        raw = full(name)
        for column, link in links_of(entity_named(name)).items():
            if link.entity == "customer":
                raw[column] = added("customer")
        return records.add(workspace, name, raw).id

    return added


def expected(workspace: Workspace, name: str) -> dict[str, object]:
    fields = stored_fields(entity_named(name))
    raw = full(name)
    kinds = {each: declared.kind.within(raw) for each, declared in fields.items()}
    return {each: kind.read(raw[each], workspace.context).value for each, kind in kinds.items()}


@pytest.mark.parametrize("name", all_entities())
def test_every_field_comes_back_as_it_was_meant(name: str, workspace: Workspace, add: Add):
    record_id = add(name)
    with workspace.read() as session:
        values = records.get(session, name, record_id)
    kept = expected(workspace, name)
    assert {each: values[each] for each in kept} == kept


@pytest.mark.parametrize("name", all_entities())
def test_every_field_that_may_be_empty_is_emptied_and_given_back(name: str, workspace: Workspace, add: Add):
    record_id = add(name)
    before = dump(workspace)
    table = entity_named(name).__table__
    free = [each for each in stored_fields(entity_named(name)) if table.columns[each].nullable]
    with workspace.read() as session:
        present = records.get(session, name, record_id)
    assert all(present[each] is not None for each in free)
    if not free:
        return
    records.change(workspace, name, record_id, dict.fromkeys(free, ""))
    with workspace.read() as session:
        emptied = records.get(session, name, record_id)
    assert {emptied[each] for each in free} == {None}
    workspace.undo()
    assert changed_tables(before, dump(workspace)) == {}


@pytest.mark.parametrize("name", all_entities())
def test_a_removed_record_comes_back_whole(name: str, workspace: Workspace, add: Add):
    record_id = add(name)
    before = dump(workspace)
    records.remove(workspace, name, [record_id])
    assert changed_tables(before, dump(workspace)).keys() >= {name}
    workspace.undo()
    assert changed_tables(before, dump(workspace)) == {}


@pytest.mark.parametrize("name", all_entities())
def test_an_added_record_is_taken_back_without_a_trace(name: str, workspace: Workspace, add: Add):
    owner = add("customer")
    before = dump(workspace)
    links = links_of(entity_named(name)).items()
    raw = full(name) | {column: owner for column, link in links if link.entity == "customer"}
    records.add(workspace, name, {**raw, **({"number": "A-8"} if name == "customer" else {})})
    workspace.undo()
    assert changed_tables(before, dump(workspace)) == {}
