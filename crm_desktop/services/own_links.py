"""Own fields that name another customer: said by number, or by a name that only one customer has."""

from collections.abc import Mapping

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import Entity
from crm_desktop.fields.kind import plain_text
from crm_desktop.fields.kinds.customer_number import CustomerNumber
from crm_desktop.fields.own_values import assigned, column_of, own_fields_of


def read_own_links(session: Session, entity: type[Entity], raw: Mapping[str, object]) -> dict[str, str]:
    """Give the numbers of the customers that own fields in `raw` name; raises `NotFoundError`, `InvalidValueError`."""
    return {name: _number(session, said) for name in link_fields(entity) if (said := _said(raw.get(name)))}


def _said(raw: object) -> str:
    return "" if raw is None else " ".join(plain_text(raw).split())


def _number(session: Session, said: str) -> str:
    found = numbers_of(session.connection(), said)
    if not found:
        raise NotFoundError(_("There is no customer with the number or name “{said}”.").format(said=said))
    if len(found) > 1:
        message = _("More than one customer is called “{said}”; give the number of the one that is meant.")
        raise InvalidValueError(message.format(said=said))
    return found[0]


def numbers_of(connection: Connection, said: str) -> list[str]:
    """Give the number that is said, or those of the customers that are called so, two at most."""
    if connection.scalar(select(Customer.id).where(Customer.number == said)) is not None:
        return [said]
    return list(connection.scalars(select(Customer.number).where(Customer.name == said).limit(2)))


def link_fields(entity: type[Entity]) -> tuple[str, ...]:
    """Name the own fields of an entity that name another customer."""
    return tuple(name for name, each in own_fields_of(entity).items() if isinstance(each.kind, CustomerNumber))


def loose_links(connection: Connection) -> set[tuple[str, str, str]]:
    """Give what own fields hold that is no customer's number: entity, field and value."""
    found: set[tuple[str, str, str]] = set()
    for name, entity in all_entities().items():
        for field in link_fields(entity):
            held = column_of(entity, field)
            loose = select(held).where(held.is_not(None), held.not_in(select(Customer.number))).distinct()
            found.update((name, field, value) for value in connection.scalars(loose))
    return found


def lead_over(connection: Connection, entity_name: str, field: str, value: str, number: str | None) -> None:
    """Let every own field that holds one value hold another customer's number, or nothing, inside a piece of work."""
    entity = entity_named(entity_name)
    held = update(entity).where(column_of(entity, field) == value)
    connection.execute(held.values(**assigned(entity, {field: number})))


def lead_all_over(connection: Connection, value: str, number: str) -> None:
    """Let all own fields that name one customer name another, as those of two that became one."""
    for name, entity in all_entities().items():
        for field in link_fields(entity):
            lead_over(connection, name, field, value, number)
