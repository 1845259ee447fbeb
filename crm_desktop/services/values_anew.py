"""The values of an own field that becomes one of another kind: all are read anew, or the change is refused."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.kind import Context, RefusedError
from crm_desktop.fields.own_kinds import kind_of
from crm_desktop.fields.own_values import COLUMN, column_of

SHOWN = 60  # characters of a value in a refusal


def values_shown(session: Session, own: OwnField) -> dict[int, str]:
    """Give what each record holds in a field, as a person reads it, by id."""
    entity, kind = entity_named(own.entity), kind_of(own)
    column = column_of(entity, own.key)
    rows = session.execute(select(entity.id, column).where(column.is_not(None)))
    return {record_id: kind.show(value) for record_id, value in rows}


def each_word(shown: Iterable[str]) -> list[str]:
    """Give the different words of some values: the options of a choice that is made of them."""
    return sorted({word for text in shown for word in re.split(r"[,，、;；|\n]+", text)})


def read_anew(own: OwnField, shown: Mapping[int, str], context: Context) -> dict[int, Any]:
    """Read values by the kind that a field has now; raises `InvalidValueError` where some do not fit."""
    kind = kind_of(own)
    found: dict[int, Any] = {}
    refused = []
    for record_id, text in shown.items():
        try:
            found[record_id] = kind.to_db(kind.read(text, context).value)
        except RefusedError:
            refused.append(text)
    if refused:
        message = _("Values that are there do not fit ({n}), such as “{example}”. Change them first.")
        raise InvalidValueError(message.format(n=len(refused), example=refused[0][:SHOWN]))
    return found


def put_raw(connection: Connection, own: OwnField, record_id: int, raw: Any) -> None:
    """Write a value, as the database holds it, inside a piece of work."""
    entity = entity_named(own.entity)
    custom = func.with_own(entity.__table__.c[COLUMN], json.dumps({own.key: raw}, ensure_ascii=False))
    connection.execute(update(entity).where(entity.id == record_id).values({COLUMN: custom}))
