"""What the user declared in a file: own fields, own and changed options, read from its tables."""

import json

from sqlalchemy import Connection, select

from crm_desktop.fields.declarations import Declarations, OwnField
from crm_desktop.fields.kind import OwnOption
from crm_desktop.storage.tables import choice_option, own_field


def read_declarations(connection: Connection) -> Declarations:
    """Read them, each sort in its order."""
    fields = connection.execute(select(own_field).order_by(own_field.c.position, own_field.c.id)).mappings()
    found: dict[str, tuple[OwnOption, ...]] = {}
    rows = connection.execute(select(choice_option).order_by(choice_option.c.position, choice_option.c.id)).mappings()
    for row in rows:
        option = OwnOption(row["key"], row["label"], row["label_en"], row["tone"], bool(row["hidden"]), row["position"])
        found[row["list_name"]] = (*found.get(row["list_name"], ()), option)
    own = (
        OwnField(
            entity=row["entity"],
            key=row["key"],
            label=row["label"],
            label_en=row["label_en"],
            kind=row["kind"],
            rules=json.loads(row["rules"]),
            listed=bool(row["listed"]),
            position=row["position"],
            id=row["id"],
        )
        for row in fields
    )
    return Declarations(tuple(own), found)
