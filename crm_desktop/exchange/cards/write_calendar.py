"""Writes a calendar (RFC 5545): birthdays of contacts, which come back every year, and the days of open tasks."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base import clock
from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.task import Task
from crm_desktop.exchange.cards.vcard_lines import escaped, folded
from crm_desktop.exchange.writing.export import ExportResult
from crm_desktop.exchange.writing.write_sheets import whole_file
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.tasks import is_open
from crm_desktop.services.workspace import Workspace
from crm_desktop.services.written_file import check_place

BATCH = 1_000


def export_calendar(
    workspace: Workspace, path: Path, query: ListQuery | None = None, *, progress: Progress | None = None
) -> ExportResult:
    """Write a yearly day for each birthday and a day for each open task of the customers of a query (all, without one).

    Raises `UserFacingError`; then there is no file.
    """
    if path.suffix.lower() != ".ics":
        raise InvalidValueError(_("Choose a name that ends in .ics."))
    check_place(path)
    rows, watch = 0, progress or Silent()
    with workspace.read() as session, whole_file(path) as temporary:
        ids = list_ids(session, query or ListQuery("customer"))
        with temporary.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(map(folded, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kebu//Kebu//EN")))
            for start in range(0, len(ids), BATCH):
                watch.report(start, len(ids), _("Exporting"))
                for event in _events(session, ids[start : start + BATCH]):
                    rows += 1
                    stream.writelines(map(folded, event))
            stream.write(folded("END:VCALENDAR"))
    return ExportResult(path, rows)


def _events(session: Session, ids: Sequence[int]) -> Iterator[Iterator[str]]:
    """Give the lines of each day to remember at these customers."""
    born = select(Contact.uid, Contact.name, Contact.birthday, Customer.name)
    born = born.join(Customer, Customer.id == Contact.customer_id)
    born = born.where(Contact.birthday.is_not(None), Customer.id.in_(ids)).order_by(Contact.id)
    for uid, name, birthday, customer in session.execute(born):
        yield _birthday(uid, name, str(birthday), customer)
    due = select(Task.uid, Task.what, Task.due_on, Task.due_at, Customer.name)
    due = due.join(Customer, Customer.id == Task.customer_id)
    due = due.where(is_open(), Task.due_on.is_not(None), Customer.id.in_(ids)).order_by(Task.id)
    for uid, what, day, time, customer in session.execute(due):
        yield _task(uid, f"{what} ({customer})", day, time)


def _task(uid: str, summary: str, day: dt.date | None, time: dt.time | None) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}-task"
    yield f"DTSTAMP:{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}"
    # A time of day is where the reader is: written without a zone.
    yield f"DTSTART:{day:%Y%m%d}T{time:%H%M%S}" if time else f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{escaped(summary)}"
    if not time:
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _birthday(uid: str, name: str, birthday: str, customer: str) -> Iterator[str]:
    # A birthday without its year begins this year: calendars know no day without one.
    first = birthday.replace("--", f"{clock.today().year}-", 1) if birthday.startswith("--") else birthday
    who = name if name == customer else f"{name} ({customer})"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}-birthday"
    yield f"DTSTAMP:{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}"
    leap = birthday.endswith("-02-29")
    yield f"DTSTART;VALUE=DATE:{(f'{_leap_year(first)}-02-29' if leap else first).replace('-', '')}"
    yield "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if leap else "RRULE:FREQ=YEARLY"
    yield f"SUMMARY:{escaped(_('Birthday of {who}').format(who=who))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _leap_year(day: str) -> int:
    """Give the last leap year up to the year of a day."""
    year = int(day[:4])
    return year - year % 4
