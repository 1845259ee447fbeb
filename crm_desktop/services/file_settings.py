"""The settings that belong to the business and travel in the encrypted file; changing one can be undone."""

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from crm_desktop.base.i18n import N_
from crm_desktop.services.settings import SETTINGS, Setting, setting_named
from crm_desktop.storage.tables import setting as setting_table

if TYPE_CHECKING:
    from crm_desktop.services.workspace import Workspace


def setting_value(session: Session, name: str) -> Any:
    """Give a setting as it stands in the file, also inside a piece of work."""
    raw = session.scalar(select(setting_table.c.value).where(setting_table.c.name == name))
    return _meant(setting_named(name), None if raw is None else json.loads(raw))


def _meant(declared: Setting, kept: Any) -> Any:
    """Give what a setting means by what is kept of it; None where it was never set."""
    value = None if kept is None else declared.kind.from_db(kept)
    return declared.default if value is None or (declared.required and value == "") else value


class FileSettings:
    """Settings of the open file by name; values that were never set are the declared defaults."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace

    def __getitem__(self, name: str) -> Any:
        with self._workspace.read() as session:
            return setting_value(session, name)

    def all(self) -> dict[str, Any]:
        """Give every setting of the file by name, read at once."""
        declared = [each for each in SETTINGS if each.place == "FILE"]
        query = select(setting_table.c.name, setting_table.c.value)
        query = query.where(setting_table.c.name.in_([each.name for each in declared]))  # imports keep many more
        with self._workspace.read() as session:
            kept = {name: json.loads(raw) for name, raw in session.execute(query)}
        return {each.name: _meant(each, kept.get(each.name)) for each in declared}

    def set(self, **values: object) -> int:
        """Keep settings as one piece of work, whose number it gives (0: nothing changed).

        Raises `InvalidValueError` where a kind refuses one.
        """
        read = {name: setting_named(name).read(raw, self._workspace.context) for name, raw in values.items()}
        label = setting_named(next(iter(values))).label
        with self._workspace.work(N_("Setting changed: {label}"), label={"title": label, "args": {}}) as work:
            for name, value in read.items():
                kept = json.dumps(value if isinstance(value, (int, str, bool)) else "" if value is None else str(value))
                statement = insert(setting_table).values(name=name, value=kept)
                update = statement.on_conflict_do_update(index_elements=["name"], set_={"value": kept})
                work.connection.execute(update)
        return work.id if work.kept else 0
