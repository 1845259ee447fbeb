"""Which own fields records hold values of: taking back their declaration would hide these."""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from crm_desktop.fields.own_values import path_of


def held_fields(connection: Connection, chosen: str, span: Mapping[str, int]) -> list[int]:
    """Give the ids of those among the `chosen` own fields (a query for ids) that a record holds a value of."""
    fields = connection.execute(text(f"SELECT id, entity, key FROM own_field WHERE id IN ({chosen})"), span).all()
    found = []
    for row_id, entity, key in fields:
        held = text(f"SELECT EXISTS (SELECT 1 FROM {entity} WHERE json_extract(custom, :path) IS NOT NULL)")
        if connection.scalar(held, {"path": path_of(key)}):
            found.append(int(row_id))
    return found
