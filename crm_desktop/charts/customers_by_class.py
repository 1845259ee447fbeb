"""How many customers are potential, current, prime, quiet, lost."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.base.i18n import N_, _
from crm_desktop.charts.bars import bars_across
from crm_desktop.charts.declare import chart
from crm_desktop.charts.series import Series
from crm_desktop.entities.customer import CLASSES, Customer
from crm_desktop.fields.declare import field_named


@chart("customers_by_class", N_("Customers by class"), note=N_("all customers"), drawing=bars_across, position=2)
def customers_by_class(session: Session) -> Series:
    """Count customers by class, in the order of the classes; those without one come last."""
    counted = select(Customer.customer_class, func.count()).group_by(Customer.customer_class)
    counts = {key or "": number for key, number in session.execute(counted)}
    keys = _in_order(list(counts))
    kind = field_named(Customer, "customer_class").kind
    return Series(
        heading=_("Class"),
        measure=_("Customers"),
        labels=tuple(kind.show(key) if key else _("No class") for key in keys),
        values=tuple(counts.get(key, 0) for key in keys),
        keys=tuple(keys),
    )


def _in_order(present: Sequence[str]) -> list[str]:
    declared = [option.key for option in CLASSES]
    own = sorted(key for key in present if key and key not in declared)
    return declared + own + [key for key in present if not key]
