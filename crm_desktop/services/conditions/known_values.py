"""Which values a field has in the file, so that a filter can offer them."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.entities import entity_named
from crm_desktop.fields import own_values
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.services.conditions.asked import Asked
from crm_desktop.services.listable import column_of, with_facts

MOST = 200


def known_values(session: Session, entity_name: str, about: Asked) -> list[tuple[Any, int]]:
    """Give the values that are most often there with how many records have each; at most `MOST`."""
    part = about.part
    if part is None:
        column = column_of(entity_name, about.name)
        statement = with_facts(entity_name, select(column))
    else:
        table = entity_named(part.entity).__table__
        column = own_values.column_of(entity_named(part.entity), part.field_name)
        statement = select(column).where(*(table.c[name] == value for name, value in part.fixed.items()))
    value: Any = column
    if isinstance(about.kind, Tags):
        words = func.json_each(column).table_valued("value", joins_implicitly=True)
        value = words.c.value
    count = func.count()
    statement = statement.with_only_columns(value, count).where(column.is_not(None))
    rows = session.execute(statement.group_by(value).order_by(count.desc(), value).limit(MOST))
    return [(row[0], row[1]) for row in rows]
