"""What was typed and not saved yet, kept in the file so that a crash, a lock or another record loses none of it.

A draft is no piece of work: it is not noted, cannot be undone, and is no part of any record.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from crm_desktop.base import clock
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import draft

MOST = 200  # drafts that are kept, the latest; not by days, as a clock may once be wrong


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed at a place (`new/customer`, `customer/4`), by name, and when."""

    place: str
    value: Mapping[str, Any]
    at: dt.datetime


def keep(workspace: Workspace, place: str, value: Mapping[str, Any]) -> None:
    """Keep what is typed at a place, instead of what was kept there; nothing typed forgets it."""
    with workspace.aside() as connection:
        if not value:
            connection.execute(delete(draft).where(draft.c.place == place))
            return
        row = {"value": json.dumps(dict(value), ensure_ascii=False, default=str), "at": clock.now().isoformat()}
        statement = insert(draft).values(place=place, **row)
        connection.execute(statement.on_conflict_do_update(index_elements=["place"], set_=row))
        newest = select(draft.c.place).where(draft.c.place != place).order_by(draft.c.at.desc()).limit(MOST - 1)
        connection.execute(delete(draft).where(draft.c.place != place, draft.c.place.not_in(newest)))


def kept(workspace: Workspace, place: str) -> Draft | None:
    """Give what was typed at a place and not saved, or None."""
    with workspace.read() as session:
        row = session.execute(select(draft).where(draft.c.place == place)).mappings().first()
    return Draft(place, json.loads(row["value"]), dt.datetime.fromisoformat(row["at"])) if row else None
