"""Views of lists: those that come with the program and those that are kept in the file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import new_uid
from crm_desktop.services.built_in_views import ALL, built_in_views
from crm_desktop.services.lists import ListQuery
from crm_desktop.services.view_definition import Definition, from_text, to_text
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import saved_view, setting

LONGEST = 60
_FIRST = "first_view:"


@dataclass(frozen=True, slots=True)
class View:
    """A view of the lists of `entity`; `gone` names its fields that no longer exist and were left out.

    `first` tells that the list opens with it, `kept` that it is the user's own and can be changed.
    """

    entity: str
    key: str
    label: str
    definition: Definition
    kept: bool = False
    first: bool = False
    gone: tuple[str, ...] = ()

    def query(self, search: str = "") -> ListQuery:
        """Give what the view asks of the file."""
        return ListQuery(self.entity, self.definition.where, self.definition.sort, search, group=self.definition.group)

    def fields(self) -> tuple[str, ...]:
        """Give the fields of its columns, none where they are the usual ones."""
        return tuple(dict.fromkeys(name for column in self.definition.columns for name in column.fields))


def all_views(workspace: Workspace, entity_name: str) -> tuple[View, ...]:
    """Give the built-in views, translated, and behind them the user's own in their order."""
    with workspace.read() as session:
        first = _first(session, entity_name)
        built_in = [
            View(entity_name, each.key, _(each.label), each.definition, first=each.key == first)
            for each in built_in_views(entity_name)
        ]
        return (*built_in, *(_view(entity_name, row, first) for row in _rows(session, entity_name)))


def view_named(workspace: Workspace, entity_name: str, said: str) -> View:
    """Give the view that is called so or has this key, in any case of letters; raises `NotFoundError`."""
    entity_named(entity_name)
    views = all_views(workspace, entity_name)
    wanted = said.strip().casefold()
    for each in views:
        if wanted in {each.key.casefold(), each.label.casefold()}:
            return each
    message = _("There is no view “{name}” here. There are: {known}.")
    raise NotFoundError(message.format(name=said, known=", ".join(each.label for each in views)))


def first_view(views: Sequence[View]) -> View:
    """Give the view that a list opens with."""
    return next((each for each in views if each.first), views[0])


def save_as(workspace: Workspace, entity_name: str, label: str, definition: Definition) -> str:
    """Keep a new view; gives its key. Raises `InvalidValueError` for a name that is empty, too long or taken."""
    text = _fit_label(workspace, entity_name, label)
    row = {"entity": entity_name, "key": new_uid(), "label": text, "definition": to_text(entity_name, definition)}
    with workspace.work(N_("View “{view}” saved"), view=text) as work:
        last = work.connection.scalar(select(func.max(saved_view.c.position)).where(saved_view.c.entity == entity_name))
        work.connection.execute(insert(saved_view).values(**row, position=(last or 0) + 1))
    return row["key"]


def save(workspace: Workspace, view: View, definition: Definition) -> None:
    """Keep what a view has become; raises `InvalidValueError` for one that comes with the program."""
    _refuse_built_in(view)
    with workspace.work(N_("View “{view}” changed"), view=view.label) as work:
        _change(work.connection, view, definition=to_text(view.entity, definition))


def rename(workspace: Workspace, view: View, label: str) -> None:
    """Call a view otherwise; raises `InvalidValueError`."""
    _refuse_built_in(view)
    text = _fit_label(workspace, view.entity, label, besides=view.key)
    with workspace.work(N_("View “{view}” renamed"), view=view.label) as work:
        _change(work.connection, view, label=text)


def move(workspace: Workspace, view: View, step: int) -> None:
    """Put one of the user's own views `step` places further on among them; nothing happens at the ends."""
    _refuse_built_in(view)
    own = [each for each in all_views(workspace, view.entity) if each.kept]
    keys = [each.key for each in own]
    place = keys.index(view.key)
    keys.insert(min(max(place + step, 0), len(keys) - 1), keys.pop(place))
    with workspace.work(N_("View “{view}” moved"), view=view.label) as work:
        for position, key in enumerate(keys, 1):
            # What keeps its place is not written, so that the work names what moved.
            where = (saved_view.c.entity == view.entity, saved_view.c.key == key, saved_view.c.position != position)
            work.connection.execute(update(saved_view).where(*where).values(position=position))


def remove(workspace: Workspace, view: View) -> None:
    """Remove a view; no record is touched. Raises `InvalidValueError` for one that comes with the program."""
    _refuse_built_in(view)
    with workspace.work(N_("View “{view}” removed"), view=view.label) as work:
        work.connection.execute(
            delete(saved_view).where(saved_view.c.entity == view.entity, saved_view.c.key == view.key)
        )
        if view.first:
            work.connection.execute(delete(setting).where(setting.c.name == _FIRST + view.entity))


def open_with(workspace: Workspace, view: View) -> None:
    """Let the list open with a view, built-in or not."""
    kept = json.dumps(view.key)
    with workspace.work(N_("The list opens with “{view}”"), view=view.label) as work:
        statement = upsert(setting).values(name=_FIRST + view.entity, value=kept)
        work.connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": kept}))


def _first(session: Session, entity_name: str) -> str:
    kept = session.scalar(select(setting.c.value).where(setting.c.name == _FIRST + entity_name))
    return ALL if kept is None else str(json.loads(kept))


def _rows(session: Session, entity_name: str) -> Sequence[tuple[str, str, str]]:
    columns = (saved_view.c.key, saved_view.c.label, saved_view.c.definition)
    ordered = select(*columns).where(saved_view.c.entity == entity_name)
    return [tuple(row) for row in session.execute(ordered.order_by(saved_view.c.position, saved_view.c.id))]


def _view(entity_name: str, row: tuple[str, str, str], first: str) -> View:
    key, label, text = row
    definition, gone = from_text(entity_name, text)
    return View(entity_name, key, label, definition, kept=True, first=key == first, gone=gone)


def _change(connection: Connection, view: View, **values: str) -> None:
    changed = connection.execute(
        update(saved_view).where(saved_view.c.entity == view.entity, saved_view.c.key == view.key).values(**values)
    )
    if not changed.rowcount:
        raise NotFoundError(_("The view “{view}” is no longer there.").format(view=view.label))


def _fit_label(workspace: Workspace, entity_name: str, label: str, besides: str = "") -> str:
    text = " ".join(label.split())
    if not text:
        raise InvalidValueError(_("Type a name for the view."))
    if len(text) > LONGEST:
        raise InvalidValueError(_("Choose a name of at most {n} characters.").format(n=LONGEST))
    taken = {each.label.casefold() for each in all_views(workspace, entity_name) if each.key != besides}
    if text.casefold() in taken:
        raise InvalidValueError(_("There is a view “{name}” already; choose another name.").format(name=text))
    return text


def _refuse_built_in(view: View) -> None:
    if not view.kept:
        message = _("“{view}” comes with the program and stays as it is; save yours under a name of its own.")
        raise InvalidValueError(message.format(view=view.label))
