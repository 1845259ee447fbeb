"""How many customers were won in each of the last twelve months, beside the year before."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.base import clock
from crm_desktop.base.i18n import N_, _, language
from crm_desktop.charts.bars import bars_up
from crm_desktop.charts.declare import chart
from crm_desktop.charts.series import Series
from crm_desktop.entities.customer import Customer

MONTHS = 12


@chart(
    "new_customers_per_month",
    N_("New customers per month"),
    note=N_("by customer-since date"),
    drawing=bars_up,
    wide=True,
    position=1,
)
def new_customers_per_month(session: Session) -> Series:
    """Count customers by the month they are customers since."""
    months = _months_until(clock.today(), 2 * MONTHS)
    month = func.substr(Customer.created_on, 1, 7)  # kept as YYYY-MM-DD
    counted = select(month, func.count()).where(Customer.created_on >= months[0]).group_by(month)
    counts = {key: int(number) for key, number in session.execute(counted)}
    values = [counts.get(f"{each:%Y-%m}", 0) for each in months]
    before = tuple(values[:MONTHS])
    return Series(
        heading=_("Month"),
        measure=_("Last 12 months"),
        labels=tuple(f"{each:%Y-%m}" for each in months[MONTHS:]),
        values=tuple(values[MONTHS:]),
        keys=tuple(f"{each:%Y-%m}" for each in months[MONTHS:]),
        ticks=tuple(_tick(each) for each in months[MONTHS:]),
        compared=before if any(before) else (),
        compared_measure=_("A year before"),
    )


def _months_until(day: dt.date, count: int) -> list[dt.date]:
    """Give the first days of `count` months, the last one that of `day`."""
    last = day.year * 12 + day.month - 1
    return [dt.date(number // 12, number % 12 + 1, 1) for number in range(last - count + 1, last + 1)]


def _tick(month: dt.date) -> str:
    """Name a month in short; January says its year too."""
    from babel.dates import format_date

    short = format_date(month, "LLL", locale=language())
    return f"{short}\n{month.year}" if month.month == 1 else short
