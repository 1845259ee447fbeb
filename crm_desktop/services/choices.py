"""The options that the user added to open choices, such as a class of customers of one's own."""

from sqlalchemy import Connection, func, insert, select

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kind import Option
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import choice_option


def add_option(workspace: Workspace, list_name: str, label: str) -> Option:
    """Add an option to a choice; its text is its key. Raises `InvalidValueError` when it is empty or there."""
    text = " ".join(label.split())
    if not text:
        raise InvalidValueError(_("Type a text for the new option."))
    present = workspace.context.added.get(list_name, ())
    if any(option.key.casefold() == text.casefold() for option in present):
        raise InvalidValueError(_("“{text}” is in the list already.").format(text=text))
    option = Option(text, text)
    with workspace.work(N_("New option “{text}”"), text=text) as work:
        put_option(work.connection, list_name, option)
    return option


def put_option(connection: Connection, list_name: str, option: Option) -> None:
    """Add an option at the end of a choice, inside a piece of work."""
    position = connection.scalar(select(func.count()).select_from(choice_option)) or 0
    row = {"list_name": list_name, "key": option.key, "label": option.label, "position": position}
    connection.execute(insert(choice_option).values(row))
