"""Whatever was done, taking it back gives exactly what was there before."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import delete, insert, select, text, update

from crm_desktop.base.errors import NothingToUndoError, UndoConflictError
from crm_desktop.base.i18n import N_
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.interaction import Interaction
from crm_desktop.services import own_fields, records
from crm_desktop.services.file_info import check_workspace
from crm_desktop.services.numbering import numbering_of
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Work
from crm_desktop.storage.later_work import EVERY, links
from crm_desktop.storage.tables import metadata, noted_tables
from tests.dump import Dump, changed_tables, dump

NAMES = st.sampled_from(["禾木家具行", "半山茶社", "Berglund", "曾记面馆", "重庆小面", 'O\'Brien "&" Söhne'])
PICK = st.integers(0, 1000)


class UndoMachine(RuleBasedStateMachine):
    """Does any work in any order and takes it back, last first or from the middle."""

    @initialize()
    def open_a_file(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.workspace, _code = create(self.folder / "machine.kebu", "pw")
        self.states: list[Dump] = [dump(self.workspace)]
        self.before: dict[int, Dump] = {}  # by piece of work

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            findings = check_workspace(self.workspace, deep=True)
            self.workspace.close()
            shutil.rmtree(self.folder)
            assert findings == []

    def _did(self) -> None:
        state = dump(self.workspace)
        for info in self.workspace.history(limit=1):
            self.before.setdefault(info.id, self.states[-1])
        if state != self.states[-1]:
            self.states.append(state)

    def _some(self, work: Work, table: type, pick: int) -> int | None:
        ids = list(work.session.scalars(select(table.id).order_by(table.id)))
        return ids[pick % len(ids)] if ids else None

    @rule(name=NAMES, mobile=st.integers(0, 9999))
    def add_by_the_form(self, name: str, mobile: int) -> None:
        raw = {"name": name, "mobile": f"1380000{mobile:04d}", "contact": "王女士", "contact.mobile": "13900001111"}
        records.add(self.workspace, "customer", {**raw, "address": "浙江省杭州市上城区清泰街 1 号"})
        self._did()

    @rule(names=st.lists(NAMES, min_size=1, max_size=8))
    def add_in_bulk_and_change_them_at_once(self, names: list[str]) -> None:
        with self.workspace.work(N_("Imported {n}"), kind="import", n=len(names)) as work:
            numbering = numbering_of(work.session, Customer, "number")
            first = numbering.free(work.session)
            rows = [{"name": name, "number": numbering.written(first + place)} for place, name in enumerate(names)]
            work.connection.execute(insert(Customer), rows)
            work.connection.execute(update(Customer).where(Customer.level.is_(None)).values(level="B"))
        self._did()

    @rule(pick=PICK, level=st.sampled_from(["A", "B", "C", ""]), name=NAMES)
    def edit_one(self, pick: int, level: str, name: str) -> None:
        with self.workspace.read() as session:
            ids = list(session.scalars(select(Customer.id)))
        if ids:
            records.change(
                self.workspace, "customer", ids[pick % len(ids)], {"level": level, "name": name, "phone": ""}
            )
            self._did()

    @rule(pick=PICK, area=st.sampled_from(["", "85", "1200"]), hobbies=st.sampled_from(["", "茶", "酒, 茶"]))
    def fill_own_fields_in(self, pick: int, area: str, hobbies: str) -> None:
        if not own_fields.own_fields():
            own_fields.add_field(self.workspace, "customer", "门店面积", "number")
            self._did()
            own_fields.add_field(self.workspace, "customer", "爱好", "multi_choice", options=("茶", "酒"))
            self._did()
        with self.workspace.read() as session:
            ids = list(session.scalars(select(Customer.id)))
        raw = {own.key: said for own, said in zip(own_fields.own_fields(), (area, hobbies), strict=False)}
        if ids:
            records.change(self.workspace, "customer", ids[pick % len(ids)], raw)
            self._did()

    @precondition(lambda _self: own_fields.own_fields())
    @rule(pick=PICK, kind=st.sampled_from(["text", "long_text"]))
    def make_an_own_field_one_of_another_kind(self, pick: int, kind: str) -> None:
        own = own_fields.own_fields()
        own_fields.change_field(self.workspace, "customer", own[pick % len(own)].key, kind=kind)
        self._did()

    @rule(level=st.sampled_from(["A", "C"]), below=PICK)
    def change_many_by_one_statement(self, level: str, below: int) -> None:
        with self.workspace.work(N_("Bulk change"), kind="bulk") as work:
            work.connection.execute(update(Customer).where(Customer.id % 7 <= below % 7).values(level=level))
        self._did()

    @rule(pick=PICK)
    def remove_one_with_all_that_belongs_to_it(self, pick: int) -> None:
        with self.workspace.work(N_("Removal"), kind="remove") as work:
            victim = self._some(work, Customer, pick)
            work.connection.execute(delete(Customer).where(Customer.id == victim))
        self._did()

    @rule(pick=PICK, text_=NAMES)
    def say_something_and_forget_the_contact(self, pick: int, text_: str) -> None:
        with self.workspace.work(N_("Mixed"), kind="edit") as work:
            contact = self._some(work, Contact, pick)
            if contact is None:
                return
            owner = work.session.scalar(select(Contact.customer_id).where(Contact.id == contact))
            work.session.add(Interaction(customer_id=owner, contact_id=contact, content=text_))
            work.session.flush()
            work.connection.execute(delete(Contact).where(Contact.id == contact))
        self._did()

    @rule(pick=PICK, other=PICK)
    def move_channels_to_another_customer(self, pick: int, other: int) -> None:
        with self.workspace.work(N_("Moved"), kind="merge") as work:
            source, target = self._some(work, Customer, pick), self._some(work, Customer, other)
            moved = update(Channel).where(Channel.customer_id == source, Channel.contact_id.is_(None))
            work.connection.execute(moved.values(customer_id=target))
        self._did()

    @rule(pick=PICK)
    def remove_and_insert_again_in_one_work(self, pick: int) -> None:
        with self.workspace.work(N_("Replaced"), kind="edit") as work:
            victim = self._some(work, Customer, pick)
            row = (
                work.connection.execute(text("SELECT * FROM customer WHERE id = :id"), {"id": victim})
                .mappings()
                .first()
            )
            if row is None:
                return
            work.connection.execute(delete(Customer).where(Customer.id == victim))
            work.connection.execute(insert(Customer).values(id=victim, number=row["number"], name="replaced"))
            work.connection.execute(update(Customer).where(Customer.id == victim).values(level="C"))
        self._did()

    @precondition(lambda self: len(getattr(self, "states", ())) > 1)
    @rule()
    def undo_and_redo_the_last(self) -> None:
        after = self.states[-1]
        self.workspace.undo()
        assert changed_tables(self.states[-2], dump(self.workspace)) == {}
        self.workspace.redo()
        assert changed_tables(after, dump(self.workspace)) == {}

    @precondition(lambda self: len(getattr(self, "states", ())) > 1)
    @rule(count=st.integers(1, 4))
    def undo_some(self, count: int) -> None:
        for _turn in range(min(count, len(self.states) - 1)):
            self.workspace.undo()
            self.states.pop()
            assert changed_tables(self.states[-1], dump(self.workspace)) == {}

    @rule(pick=PICK)
    def undo_from_the_middle_and_back_again(self, pick: int) -> None:
        works = [
            info for info in self.workspace.history(limit=50) if not info.undone and info.kind not in {"undo", "redo"}
        ]
        if len(works) < 2:
            return
        before = dump(self.workspace)
        target = works[1 + pick % (len(works) - 1)]
        try:
            result = self.workspace.undo(target.id)
        except (UndoConflictError, NothingToUndoError):
            assert changed_tables(before, dump(self.workspace)) == {}
            return
        self.workspace.redo(result.undone.id)
        assert changed_tables(before, dump(self.workspace)) == {}

    @rule(pick=PICK)
    def undo_from_the_middle_with_every_later_edit_dropped(self, pick: int) -> None:
        """What the work touched is again as it was before that work, unless a conflict tells otherwise.

        What was there before and the work did not touch stays as later work left it, and so does what
        later work added to records that were there before. All later works stand still: an undo of
        this machine takes the last ones or is redone.
        """
        works = [
            info for info in self.workspace.history(limit=50) if not info.undone and info.kind not in {"undo", "redo"}
        ]
        if not works:
            return
        edited = dump(self.workspace)
        target = works[pick % len(works)]
        touched = self._touched(target.id)
        try:
            result = self.workspace.undo(target.id, drop=EVERY)
        except UndoConflictError:
            assert changed_tables(edited, dump(self.workspace)) == {}
            return
        assert {each.reason for each in result.conflicts} <= {"later_work", "taken", "owner_gone"}
        kept = {(each.entity, each.record_id) for each in result.conflicts}
        before, now = _rows(self.before[target.id]), _rows(dump(self.workspace))
        for key in touched - kept:
            assert now.get(key) == _without_lost_links(key[0], before.get(key), now), (key, result)
        later = _rows(edited)
        for key in before.keys() - touched:
            assert now.get(key) == _without_lost_links(key[0], later.get(key), now), (key, result)
        self.workspace.redo(result.undone.id)
        assert changed_tables(edited, dump(self.workspace)) == {}

    def _touched(self, work_id: int) -> set[tuple[str, int]]:
        notes = (
            "SELECT DISTINCT note_shape.table_name, note.row_id FROM work"
            " JOIN note ON note.id BETWEEN work.first_note AND work.last_note"
            " JOIN note_shape ON note_shape.id = note.shape WHERE work.id = :id"
        )
        with self.workspace.read() as session:
            return {(name, row_id) for name, row_id in session.execute(text(notes), {"id": work_id})}


def _rows(state: Dump) -> dict[tuple[str, int], dict[str, object]]:
    """Give the rows of what is kept (not of what follows from it) by table and id."""
    return {
        (table.name, row[0]): dict(zip(table.columns.keys(), row, strict=True))
        for table in noted_tables()
        for row in state[table.name]
    }


def _without_lost_links(
    table: str, row: dict[str, object] | None, now: dict[tuple[str, int], dict[str, object]]
) -> dict[str, object] | None:
    """A reference to a record that is gone is empty."""
    if row is None:
        return None
    lost = [
        name
        for name, target, required in links(metadata.tables[table], every=True)
        if not required and (target, row[name]) not in now
    ]
    return {**row, **dict.fromkeys(lost)}


UndoMachine.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TestUndoMachine = UndoMachine.TestCase
