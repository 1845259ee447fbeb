"""An open customer file: reading it, pieces of work on it, undo, and who is told of changes."""

import json
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import NotFoundError, NothingToUndoError, UndoConflictError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities import all_entities
from crm_desktop.fields import declarations
from crm_desktop.fields.kind import Context
from crm_desktop.services.file_settings import FileSettings
from crm_desktop.services.work_info import ChangeSet, UndoLook, UndoResult, WorkInfo, conflict_of, info_of
from crm_desktop.storage import facts, notes, search_index, search_sources
from crm_desktop.storage.customer_file import CustomerFile
from crm_desktop.storage.interrupt import stopped_by
from crm_desktop.storage.later_work import Drop
from crm_desktop.storage.read_declarations import read_declarations
from crm_desktop.storage.tables import choice_option, own_field
from crm_desktop.storage.tables import work as work_table
from crm_desktop.storage.take_back import Kept, take_back, what_would_be

DECLARING = frozenset({own_field.name, choice_option.name})
NOT_UNDOABLE = ("undo", "redo", "restore_all")  # a restored file is taken back by the backup made before
# Where nothing was done since a whole backup was restored, no older work is offered by itself.
NOT_RESTORED = (
    select(work_table.c.kind).order_by(work_table.c.id.desc()).limit(1).correlate(None).scalar_subquery()
    != "restore_all"
)


@dataclass(slots=True)
class Work:
    """One open piece of work: everything done through it is kept or nothing is.

    `kept` tells afterwards whether it is in the file: work in which nothing changed leaves no trace.
    """

    id: int
    session: Session
    connection: Connection
    kept: bool = False


Around = Callable[[Work], AbstractContextManager[object]]
_around_undo: dict[str, Callable[["Workspace", int], Around]] = {}


def around_undo_of(kind: str, make: Callable[["Workspace", int], Around]) -> None:
    """Declare what is done in the work that takes work of `kind` back, before anything is taken back and after."""
    _around_undo[kind] = make


class Workspace:
    """An open file, and the only way to change it.

    Reading may happen on any thread; pieces of work are made one at a time. Listeners are called
    after the commit, on the thread that committed.
    """

    def __init__(self, file: CustomerFile) -> None:
        self.file = file
        self.settings = FileSettings(self)
        self.storing = threading.Lock()  # held while bytes are stored that no attachment has yet
        self._writing = threading.RLock()
        self._listeners: list[Callable[[ChangeSet], None]] = []
        self._busy = False
        self._context: Context | None = None
        self._declared = declarations.NOTHING
        self._renew()

    @property
    def path(self) -> Path:
        """Tell where the file is."""
        return self.file.path

    @property
    def context(self) -> Context:
        """Give what the reading of values depends on: the business's region, currency, own options."""
        if self._context is None:
            self._context = Context(
                region=str(self.settings["region"]),
                area_code=str(self.settings["area_code"]),
                currency=str(self.settings["currency"]),
                added=self._declared.options,
            )
        return self._context

    @property
    def declared(self) -> declarations.Declarations:
        """Give the own fields and options of the file."""
        return self._declared

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Look at the file as it is at one moment; changing it in here fails."""
        with declarations.declared(self._declared), Session(self.file.reading) as session:
            yield session

    @contextmanager
    def work(self, title: str, /, *, kind: str = "edit", **args: object) -> Iterator[Work]:
        """Do one titled piece of work: all of it or, when anything is raised, nothing.

        `title` is an `N_` message whose places `args` fill; it is translated when shown. Work in
        which nothing changed leaves no trace.
        """
        announcement: ChangeSet | None = None
        with self._writing:
            if self._busy:
                message = "a piece of work inside a piece of work"
                raise RuntimeError(message)
            self._busy = True
            try:
                with (
                    declarations.declared(self._declared),
                    self.file.engine.connect() as connection,
                    connection.begin() as transaction,
                ):
                    work_id = notes.open_work(connection, title, kind, args)
                    with Session(connection, join_transaction_mode="rollback_only") as session:
                        work = Work(work_id, session, connection)
                        yield work
                        session.flush()
                        announcement = self._finish(connection, work_id)
                        work.kept = announcement is not None
                        if announcement is None:
                            transaction.rollback()
                if announcement is not None:
                    self._renew(announcement.work)
            finally:
                self._busy = False
        if announcement is not None:
            self._announce(announcement)

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """Write what is no work (a draft): all or nothing, neither noted nor announced. It waits for work under way."""
        with self._writing, self.file.engine.begin() as connection:
            yield connection

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Have all content replaced inside the block: nobody works meanwhile, and everybody looks again afterwards."""
        with self._writing:
            if self._busy:
                message = "the content cannot be replaced inside a piece of work"
                raise RuntimeError(message)
            self._busy = True
            try:
                yield
            finally:
                self._busy = False
                self._renew()
        self._announce(ChangeSet(self.history(limit=1)[0], {}, many=True))

    def undo(self, work_id: int | None = None, *, drop: Drop = (), around: Around | None = None) -> UndoResult:
        """Take a piece of work back (the last one that stands, unless named); later edits are kept.

        Those of the records in `drop` (entity and id, with all that belongs to them; or `EVERY`) are
        taken back too: these records become what they were before the work. `around` (else what is
        declared for its kind) is entered in the undoing work before anything is taken back, and left
        after. Raises `NothingToUndoError`, `NotFoundError`, or `UndoConflictError` when later work
        leaves nothing of it to take back.
        """
        target = self._undoable(work_id)
        return self._invert(
            target, target.id, N_("Undo of: {title}"), "undo", drop, around or self._what_is_done_around(target)
        )

    def look_at_undo(
        self, work_id: int | None = None, *, drop: Drop = (), progress: Progress | None = None
    ) -> UndoLook:
        """Tell what `undo` would do and keep, and change nothing; not for the window's thread.

        Nobody can work meanwhile, so `progress` may stop it: `CancelledError`.
        """
        target = self._undoable(work_id)
        around = self._what_is_done_around(target)
        with self._writing, self.file.engine.connect() as connection, connection.begin() as transaction:
            span = connection.execute(select(work_table).where(work_table.c.id == target.id)).mappings().one()
            with (
                stopped_by(connection, progress or Silent()),
                Session(connection, join_transaction_mode="rollback_only") as session,
                around(Work(0, session, connection)),
            ):
                found = what_would_be(connection, span["first_note"], span["last_note"], drop)
            transaction.rollback()
        kept = tuple(conflict_of(each) for each in found.kept)
        return UndoLook(target, +found.removed, +found.put_back, +found.brought_back, kept)

    def redo(self, work_id: int | None = None) -> UndoResult:
        """Do again what was undone last (or the undone work `work_id`)."""
        target = self.can_redo() if work_id is None else self.work_info(work_id)
        if target is None or not target.undone:
            raise NothingToUndoError(_("There is nothing to redo."))
        with self.read() as session:
            undoing = session.scalar(select(work_table.c.undone_by).where(work_table.c.id == target.id))
        return self._invert(target, int(undoing or 0), N_("Redo of: {title}"), "redo")

    def can_undo(self) -> WorkInfo | None:
        """Give the work that `undo` would take back: none of what was before a restored backup."""
        standing = select(work_table).where(work_table.c.undone_by.is_(None), work_table.c.kind.not_in(NOT_UNDOABLE))
        return self._first(standing.where(NOT_RESTORED).order_by(work_table.c.id.desc()).limit(1))

    def can_redo(self) -> WorkInfo | None:
        """Give the work that `redo` would do again: the one undone last, if nothing was done since."""
        newest = select(func.max(work_table.c.id)).where(work_table.c.kind.not_in(NOT_UNDOABLE)).scalar_subquery()
        undone = select(work_table).where(work_table.c.undone_by > newest, work_table.c.kind.not_in(NOT_UNDOABLE))
        return self._first(undone.where(NOT_RESTORED).order_by(work_table.c.undone_by.desc()).limit(1))

    def work_info(self, work_id: int) -> WorkInfo:
        """Give one piece of work; raises `NotFoundError`."""
        found = self._first(select(work_table).where(work_table.c.id == work_id))
        if found is None:
            raise NotFoundError(_("There is no piece of work number {id}.").format(id=work_id))
        return found

    def history(self, *, limit: int = 200) -> list[WorkInfo]:
        """Give the pieces of work, newest first."""
        with self.read() as session:
            rows = session.execute(select(work_table).order_by(work_table.c.id.desc()).limit(limit)).mappings()
            return [info_of(dict(row)) for row in rows]

    def on_change(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call `listener` after each committed piece of work; returns a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Close the file; its keys are wiped and its lock is given up."""
        self._listeners.clear()
        declarations.forget_all(self._declared)
        self.file.close()

    def _what_is_done_around(self, target: WorkInfo) -> Around:
        make = _around_undo.get(target.kind)
        return make(self, target.id) if make is not None else nullcontext

    def _undoable(self, work_id: int | None) -> WorkInfo:
        target = self.can_undo() if work_id is None else self.work_info(work_id)
        if target is not None and target.kind == "restore_all":
            raise NothingToUndoError(_("A restore is taken back by restoring the backup that was made just before it."))
        if target is None or target.undone or target.kind in NOT_UNDOABLE:
            raise NothingToUndoError(_("There is nothing to undo."))
        return target

    def _first(self, query: Any) -> WorkInfo | None:
        with self.read() as session:
            row = session.execute(query).mappings().first()
        return info_of(dict(row)) if row else None

    def _finish(self, connection: Connection, work_id: int) -> ChangeSet | None:
        """Close the notes and bring facts and search index after; None when nothing was changed."""
        counts = notes.close_work(connection, work_id)
        if not counts:
            return None
        with declarations.declared(self._declarations_after(connection, counts)):
            return self._bring_after(connection, work_id, counts)

    def _bring_after(
        self, connection: Connection, work_id: int, counts: Mapping[str, tuple[int, int, int]]
    ) -> ChangeSet:
        """Bring facts and search index after what the notes of a piece of work say, and say what was changed."""
        noted = notes.WorkNotes(connection, work_id)
        ids: dict[str, frozenset[int]] = {}
        many = False
        for name, entity in all_entities().items():
            changed = set(noted.ids(name)) if entity.facts or entity.searched else set()
            if entity.facts:
                stale = noted.ids(name, facts.watched(entity))
                facts.refresh(connection, entity, stale)
                changed.update(stale)
            if entity.searched:
                found_by = noted.ids(name, search_sources.watched(name))
                if own_field.name in counts:
                    otherwise = search_sources.searched_otherwise(connection, name, self._declared, declarations.now())
                    found_by = sorted({*found_by, *otherwise})
                search_index.refresh(connection, name, found_by)
                changed.update(found_by)
            if changed:
                many = many or len(changed) > notes.MANY
                ids[name] = frozenset(changed) if len(changed) <= notes.MANY else frozenset()
        row = connection.execute(select(work_table).where(work_table.c.id == work_id)).mappings().one()
        return ChangeSet(info_of(dict(row)), ids, many)

    def _declarations_after(
        self, connection: Connection, counts: Mapping[str, tuple[int, int, int]]
    ) -> declarations.Declarations:
        """Give the declarations that hold when the open work is done; the same ones where it did not change them."""
        return read_declarations(connection) if counts.keys() & DECLARING else self._declared

    def _renew(self, done: WorkInfo | None = None) -> None:
        """Let what the user declared in the file hold from now on, where the work that was `done` changed it."""
        if done is None or done.counts.keys() & DECLARING:
            with self.file.reading.connect() as connection:
                self._declared = read_declarations(connection)
            declarations.declare_all(self._declared)
        self._context = None  # last: who asks meanwhile must not keep what held before

    def _announce(self, announcement: ChangeSet) -> None:
        for listener in list(self._listeners):
            listener(announcement)

    def _invert(  # noqa: PLR0913, PLR0917 - which notes, what the inverse is called, and what is done around it
        self,
        target: WorkInfo,
        notes_of: int,
        title: str,
        kind: str,
        drop: Drop = (),
        around: Around = nullcontext,
    ) -> UndoResult:
        """Take back the notes of work `notes_of`, so that `target` is undone or stands again."""
        with self.read() as session:
            span = session.execute(select(work_table).where(work_table.c.id == notes_of)).mappings().one()
            named = session.execute(select(work_table).where(work_table.c.id == target.id)).mappings().one()
        inner = {"title": named["title"], "args": json.loads(named["args"])}
        with self.work(title, kind=kind, title=inner) as work:
            with around(work):
                kept = take_back(work.connection, span["first_note"], span["last_note"], drop)
            undoing = (
                {"undone_by": work.id, "partly": int(bool(kept))}
                if kind == "undo"
                else {"undone_by": None, "partly": 0}
            )
            work.connection.execute(update(work_table).where(work_table.c.id == target.id).values(undoing))
            work.connection.execute(update(work_table).where(work_table.c.id == work.id).values(undoes=notes_of))
            if notes.is_empty(work.connection, work.id):
                raise _nothing_taken_back(kept)
        return UndoResult(target, work.id, tuple(conflict_of(each) for each in kept))


def _nothing_taken_back(kept: Collection[Kept]) -> UndoConflictError:
    if kept and all(each.reason == "no_field" for each in kept):
        message = _("Nothing could be taken back: this version of the program no longer keeps the fields it changed.")
        return UndoConflictError(message)
    return UndoConflictError(
        _("Nothing could be taken back: later work changed the same records. Undo that work first.")
    )
