"""Where customers are: the provinces (abroad: countries) with the most of them."""

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from crm_desktop.base.i18n import N_, _
from crm_desktop.charts.bars import bars_across
from crm_desktop.charts.declare import chart
from crm_desktop.charts.series import Series
from crm_desktop.entities.address import Address
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import field_named
from crm_desktop.storage.facts import fact_table

SHOWN = 8


@chart(
    "customers_by_province",
    N_("Customers by province"),
    note=N_("by first address"),
    drawing=bars_across,
    position=3,
)
def customers_by_province(session: Session) -> Series:
    """Count customers by province, most first; the small ones together, then those without an address."""
    facts = fact_table(Customer)
    assert isinstance(facts, Table)  # noqa: S101 - a customer declares facts
    place = func.coalesce(facts.c.province, "")
    counted = (
        select(place, func.count())
        .select_from(Customer.__table__.join(facts, facts.c.id == Customer.id, isouter=True))
        .group_by(place)
        .order_by(func.count().desc(), place)
    )
    found = [(str(key), int(number)) for key, number in session.execute(counted)]
    known = [each for each in found if each[0]]
    shown = [(_place(key), number, key) for key, number in known[:SHOWN]]
    rest = sum(number for _key, number in known[SHOWN:])
    nowhere = sum(number for key, number in found if not key)
    shown += [(label, number, "") for label, number in ((_("Others"), rest), (_("No address"), nowhere)) if number]
    return Series(
        heading=_("Province or country"),
        measure=_("Customers"),
        labels=tuple(label for label, _number, _key in shown),
        values=tuple(number for _label, number, _key in shown),
        keys=tuple(key for _label, _number, key in shown),
    )


def _place(key: str) -> str:
    """Say a province as it is, a country's code by its name."""
    return field_named(Address, "country").kind.show(key) if len(key) == 2 and key.isascii() else key
