"""What a list says of its records: in its search field, on its button, and where there are none."""

from dataclasses import dataclass

from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.services.listable import owner_name

SPACE = N_("preview")  # what the space key does


@dataclass(frozen=True, slots=True)
class ListWords:
    """Untranslated texts; `{records}` stands for what the records are called. Without `new` there is no button."""

    search: str = N_("Search {records}…")
    new: str = ""
    none: str = N_("No {records} yet")
    why_none: str = ""
    none_found: str = N_("Nothing fulfils this")
    where_searched: str = N_("Look for another word, or take a filter back.")
    all: str = N_("Show all")
    space: str = SPACE


# The lists that the title of a page leads to, besides that of the customers.
LISTED_APART = ("contact", "interaction", "channel", "address", "attachment")
OWNED = N_("They are added on the page of a customer and stand together here.")
WORDS = {
    "customer": ListWords(
        search=N_("Search name, phone, pinyin initials, remark…"),
        new=N_("New customer"),
        none=N_("No customers yet"),
        why_none=N_("Bring in the list that you keep in Excel or WPS, or begin with one customer."),
        none_found=N_("No customer fulfils this"),
        where_searched=N_("Names, pinyin, initials and any part of a phone number are searched."),
        all=N_("Show all customers"),
    ),
    "task": ListWords(
        none=N_("Nothing to do"),
        why_none=N_("Tasks are made on the page of a customer: “Wed 10 am call back” in a note is one."),
        space=N_("done"),
    ),
}


def words_of(entity_name: str) -> ListWords:
    """Give what the list of an entity says."""
    usual = ListWords(why_none=OWNED if owner_name(entity_name) else "")
    return WORDS.get(entity_name, usual)


def said(text: str, entity_name: str) -> str:
    """Say one of the texts in the language of now."""
    return _(text).format(records=_(entity_named(entity_name).label_many).lower())
