"""The stream of a customer: what was said and done with them, and what was changed, newest first."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.entities.contact import Contact
from crm_desktop.entities.interaction import Interaction
from crm_desktop.services.history import FieldChange, record_history

CHANGES_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: an interaction, or a piece of work on the customer with the fields it changed."""

    at: dt.datetime
    sort: Literal["interaction", "work"]
    record_id: int  # of the interaction, or of the piece of work
    channel: str = ""  # key of interaction.channel
    direction: str = ""
    contact: str = ""
    text: str = ""  # what was said, or the title of the work
    outcome: str = ""
    follow_up_on: dt.date | None = None
    follow_up_done: bool = False
    changes: tuple[FieldChange, ...] = ()


def timeline(session: Session, customer_id: int) -> list[Entry]:
    """Give everything that happened with a customer, newest first."""
    said = [
        Entry(
            at=row.happened_at,
            sort="interaction",
            record_id=row.id,
            channel=row.channel,
            direction=row.direction or "",
            contact=row.contact or "",
            text=row.content,
            outcome=row.outcome or "",
            follow_up_on=row.follow_up_on,
            follow_up_done=row.follow_up_done,
        )
        for row in session.execute(
            select(*Interaction.__table__.columns, Contact.name.label("contact"))
            .join(Contact, Contact.id == Interaction.contact_id, isouter=True)
            .where(Interaction.customer_id == customer_id)
        )
    ]
    done = [
        Entry(at=each.work.at, sort="work", record_id=each.work.id, text=each.work.title, changes=each.changes)
        for each in record_history(session, "customer", customer_id, limit=CHANGES_SHOWN)
        if each.tables != {"interaction"}
    ]
    return sorted((*said, *done), key=lambda entry: (entry.at, entry.record_id), reverse=True)
