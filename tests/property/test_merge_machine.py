"""Whatever was done before and after: a merge loses nothing of either record, and comes apart again."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import links_of
from crm_desktop.services import records
from crm_desktop.services.file_info import check_workspace
from crm_desktop.services.merge import merge
from crm_desktop.services.merge_parts import linked
from crm_desktop.services.open_file import create
from crm_desktop.services.unmerge import Later, unmerge
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump

MOBILES = st.sampled_from(["13800000001", "13800000002", "13900000003"])
PEOPLE = st.sampled_from(["陈女士", "王芳", "刘先生"])
WORDS = st.sampled_from(["重点", "批发", "学校周边", "账期30"])
RECORDS = st.fixed_dictionaries(
    {"name": st.sampled_from(["青石巷文具店", "青石巷文具", "杭州青石巷文具有限公司"])},
    optional={
        "level": st.sampled_from("ABC"),
        "tags": st.lists(WORDS, max_size=3).map("、".join),
        "remark": st.sampled_from(["周日不收货", "送货走后门", "周日不收货\n送货走后门"]),
        "industry": WORDS,
        "mobile": MOBILES,
        "email": st.sampled_from(["a@example.com", "b@example.com"]),
        "contact": PEOPLE,
        "contact.mobile": MOBILES,
        "address": st.sampled_from(["浙江省杭州市上城区青石巷 18 号", "青石巷 18-2 号"]),
        "do_not_contact": st.sampled_from(["是", "否"]),
    },
)
EDITS = st.dictionaries(
    st.sampled_from(["level", "industry", "remark", "tags", "contact", "mobile"]),
    st.sampled_from(["A", "B"]) | WORDS,
    max_size=2,
).map(lambda edit: {name: value for name, value in edit.items() if name not in {"level", "mobile"} or value in "AB"})


def edit(workspace: Workspace, record_id: int, values: dict[str, str], number: int) -> None:
    """Change some fields and say something, to somebody if there is anybody."""
    if "mobile" in values:
        values = values | {"mobile": f"1370000{number:04d}"}
    records.change(workspace, "customer", record_id, values)
    with workspace.read() as session:
        people = records.parts(session, "customer", record_id)["contact"]
    raw = {"customer_id": record_id, "channel": "call", "content": f"第 {number} 次"}
    if people:
        raw["contact_id"] = people[number % len(people)]["id"]
    records.add(workspace, "interaction", raw)


def hanging(workspace: Workspace) -> dict[str, set[int]]:
    """Give what hangs on any customer, by entity; nothing of it may point at a part of another customer."""
    found: dict[str, set[int]] = {}
    with workspace.read() as session:
        for part, owner in linked("customer"):
            found[part.__tablename__] = set(session.scalars(select(part.id)))
            for column, link in links_of(part).items():
                other = entity_named(link.entity)
                if owner in other.__table__.c:
                    torn = select(part.id).join(other, other.id == getattr(part, column))
                    assert session.scalars(torn.where(getattr(other, owner) != getattr(part, owner))).all() == []
    return found


@settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(
    both=st.tuples(RECORDS, RECORDS),
    before=st.lists(st.tuples(st.integers(0, 1), EDITS), max_size=3),
    after=st.lists(EDITS, max_size=3),
    later=st.sampled_from(["keep", "move"]),
)
def test_any_edits_merge_any_edits_and_apart_again(
    both: tuple[dict[str, str], dict[str, str]],
    before: list[tuple[int, dict[str, str]]],
    after: list[dict[str, str]],
    later: Later,
):
    folder = Path(tempfile.mkdtemp())
    workspace, _code = create(folder / "machine.kebu", "pw")
    try:
        ids = [records.add(workspace, "customer", raw).id for raw in both]
        for number, (which, values) in enumerate(before):
            edit(workspace, ids[which], values, number)
        state, there = dump(workspace), hanging(workspace)

        merge(workspace, *ids)
        merged = dump(workspace)
        workspace.undo()
        assert changed_tables(state, dump(workspace)) == {}
        workspace.redo()
        assert changed_tables(merged, dump(workspace)) == {}

        done = workspace.can_undo()
        for number, values in enumerate(after, 100):
            edit(workspace, ids[0], values, number)
        added = hanging(workspace)
        unmerge(workspace, done.id, later=later)
        if not after:
            assert changed_tables(state, dump(workspace)) == {}
        assert {row[0] for row in dump(workspace)["customer"]} == {*ids}
        for name, some in hanging(workspace).items():
            assert there[name] | added[name] <= some, name
        restored = next(row for row in dump(workspace)["customer"] if row[0] == ids[1])
        assert restored == next(row for row in state["customer"] if row[0] == ids[1])
        assert check_workspace(workspace, deep=True) == []
    finally:
        workspace.close()
        shutil.rmtree(folder)
