"""The few figures of the first page: how many customers, who is new, what is due, who was left alone."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, func, not_, select
from sqlalchemy.orm import Session

from crm_desktop.entities.customer import Customer
from crm_desktop.entities.interaction import Interaction
from crm_desktop.storage.facts import fact_table

QUIET_DAYS = 60
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts as of one day."""

    customers: int
    new_this_month: int
    new_last_month: int
    due_today: int
    due_soon: int  # within the next seven days
    overdue: int
    longest_overdue: int  # days
    quiet: int  # customers without contact for sixty days (or since they are customers)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One open follow-up: with whom, about what, when."""

    interaction_id: int
    customer_id: int
    customer: str
    text: str
    due: dt.date


def figures(session: Session, today: dt.date) -> Figures:
    """Count, for the strip on top of the first page."""
    this_month = today.replace(day=1)
    last_month = (this_month - dt.timedelta(days=1)).replace(day=1)
    due = Interaction.follow_up_on
    oldest = session.scalar(select(func.min(due)).where(_open(), due < today))
    return Figures(
        customers=_count(session, Customer.id.is_not(None)),
        new_this_month=_count(session, and_(Customer.created_on >= this_month, Customer.created_on <= today)),
        new_last_month=_count(session, and_(Customer.created_on >= last_month, Customer.created_on < this_month)),
        due_today=_open_count(session, due == today),
        due_soon=_open_count(session, and_(due > today, due <= today + dt.timedelta(days=SOON_DAYS))),
        overdue=_open_count(session, due < today),
        longest_overdue=(today - oldest).days if oldest else 0,
        quiet=_quiet(session, today - dt.timedelta(days=QUIET_DAYS)),
    )


def follow_ups(session: Session, today: dt.date, limit: int = 8) -> tuple[list[FollowUp], int]:
    """Give the follow-ups that are due within a week, longest overdue first, and how many there are."""
    wanted = and_(_open(), Interaction.follow_up_on <= today + dt.timedelta(days=SOON_DAYS))
    rows = session.execute(
        select(Interaction.id, Customer.id, Customer.name, Interaction.content, Interaction.follow_up_on)
        .join(Customer, Customer.id == Interaction.customer_id)
        .where(wanted)
        .order_by(Interaction.follow_up_on, Interaction.id)
        .limit(limit)
    )
    found = [FollowUp(*row[:4], due=row[4]) for row in rows if row[4] is not None]
    total = session.scalar(select(func.count()).select_from(Interaction).where(wanted))
    return found, int(total or 0)


def _open() -> ColumnElement[bool]:
    return and_(Interaction.follow_up_on.is_not(None), not_(Interaction.follow_up_done))


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count()).select_from(Customer).where(condition)) or 0)


def _open_count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count()).select_from(Interaction).where(_open(), condition)) or 0)


def _quiet(session: Session, day: dt.date) -> int:
    """Count customers whom one may contact and did not since `day`; one who is new is not quiet yet."""
    facts = fact_table(Customer)
    assert isinstance(facts, Table)  # noqa: S101 - a customer declares facts
    since = func.coalesce(func.substr(facts.c.last_contact, 1, 10), Customer.created_on)
    statement = (
        select(func.count())
        .select_from(Customer.__table__.join(facts, facts.c.id == Customer.id, isouter=True))
        .where(since < day.isoformat(), not_(Customer.do_not_contact))
    )
    return int(session.scalar(statement) or 0)
