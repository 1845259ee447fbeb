"""The few figures of the first page: how many customers, who is new, what is due, who was left alone."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from crm_desktop.entities.customer import Customer
from crm_desktop.entities.task import Task
from crm_desktop.services.built_in_views import QUIET
from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.tasks import SOON_DAYS, is_open, overdue_count


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


def figures(session: Session, today: dt.date) -> Figures:
    """Count, for the strip on top of the first page."""
    this_month = today.replace(day=1)
    last_month = (this_month - dt.timedelta(days=1)).replace(day=1)
    due = Task.due_on
    oldest = session.scalar(select(func.min(due)).where(is_open(), due < today))
    return Figures(
        customers=_count(session, Customer.id.is_not(None)),
        new_this_month=_count(session, and_(Customer.created_on >= this_month, Customer.created_on <= today)),
        new_last_month=_count(session, and_(Customer.created_on >= last_month, Customer.created_on < this_month)),
        due_today=_open_count(session, due == today),
        due_soon=_open_count(session, and_(due > today, due <= today + dt.timedelta(days=SOON_DAYS))),
        overdue=overdue_count(session, today),
        longest_overdue=(today - oldest).days if oldest else 0,
        quiet=count(session, ListQuery("customer", QUIET, today=today)),
    )


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count()).select_from(Customer).where(condition)) or 0)


def _open_count(session: Session, condition: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count()).select_from(Task).where(is_open(), condition)) or 0)
