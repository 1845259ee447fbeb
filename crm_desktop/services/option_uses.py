"""The records that have an option of a choice: how many there are, and giving them another one."""

from typing import Any

from sqlalchemy import ColumnElement, String, exists, func, join, select, true, type_coerce, update
from sqlalchemy.orm import Session

from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Field
from crm_desktop.fields.kinds.multi_choice import MultiChoice
from crm_desktop.fields.own_values import assigned, column_of
from crm_desktop.services.records import write
from crm_desktop.services.workspace import Work


def uses(session: Session, field: Field) -> dict[str, int]:
    """Count the records that have each option of a field, by key."""
    entity = entity_named(field.entity)
    column = column_of(entity, field.name)
    query = select(column, func.count()).where(column.is_not(None)).group_by(column)
    if isinstance(field.kind, MultiChoice):
        each = _each(column)
        beside = join(entity.__table__, each.table, true())
        query = select(each, func.count()).select_from(beside).group_by(each)
    return {str(key): int(count) for key, count in session.execute(query)}


def give_instead(work: Work, field: Field, key: str, instead: str | None) -> int:
    """Give every record that has the option `key` another one, or none; gives how many they are."""
    entity = entity_named(field.entity)
    column = column_of(entity, field.name)
    if not isinstance(field.kind, MultiChoice):
        changed = update(entity).where(column == key).values(**assigned(entity, {field.name: instead}))
        return int(work.connection.execute(changed).rowcount)
    each = _each(column)
    query = select(entity.id, column).where(exists(select(each).where(each == key)))
    held = work.connection.execute(query).all()
    for record_id, keys in held:
        others = dict.fromkeys(instead if one == key else one for one in keys)
        write(work.connection, entity, record_id, {field.name: [one for one in others if one] or None})
    return len(held)


def _each(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give each key of a list of several."""
    found: ColumnElement[Any] = func.json_each(type_coerce(column, String)).table_valued("value").c.value
    return found
