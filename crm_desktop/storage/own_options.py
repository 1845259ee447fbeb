"""The options that the user added to open choices, as they stand in the file."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.fields.kind import Option
from crm_desktop.storage.tables import choice_option


def added_options(session: Session) -> dict[str, tuple[Option, ...]]:
    """Give the users' own options by list name (`customer.class`), in their order."""
    found: dict[str, tuple[Option, ...]] = {}
    rows = session.execute(select(choice_option).order_by(choice_option.c.position, choice_option.c.id)).mappings()
    for row in rows:
        option = Option(row["key"], row["label"])
        found[row["list_name"]] = (*found.get(row["list_name"], ()), option)
    return found
