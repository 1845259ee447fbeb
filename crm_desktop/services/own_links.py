"""Own fields that name another customer: said by number, or by a name that only one customer has."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import _
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import Entity
from crm_desktop.fields.kind import plain_text
from crm_desktop.fields.kinds.customer_number import CustomerNumber
from crm_desktop.fields.own_values import own_fields_of


def read_own_links(session: Session, entity: type[Entity], raw: Mapping[str, object]) -> dict[str, str]:
    """Give the numbers of the customers that own fields in `raw` name; raises `NotFoundError`, `InvalidValueError`."""
    return {
        name: _number(session, said)
        for name, field in own_fields_of(entity).items()
        if isinstance(field.kind, CustomerNumber) and (said := _said(raw.get(name)))
    }


def _said(raw: object) -> str:
    return "" if raw is None else " ".join(plain_text(raw).split())


def _number(session: Session, said: str) -> str:
    if session.scalar(select(Customer.id).where(Customer.number == said)) is not None:
        return said
    named = list(session.scalars(select(Customer.number).where(Customer.name == said).limit(2)))
    if not named:
        raise NotFoundError(_("There is no customer with the number or name “{said}”.").format(said=said))
    if len(named) > 1:
        message = _("More than one customer is called “{said}”; give the number of the one that is meant.")
        raise InvalidValueError(message.format(said=said))
    return named[0]
