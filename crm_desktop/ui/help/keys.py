"""The keys that stand in no menu, by the place where they count; the sheet of keys shows them with the menus'."""

from dataclasses import dataclass

from crm_desktop.base.i18n import N_
from crm_desktop.ui.lists.row_actions import DEEDS


@dataclass(frozen=True, slots=True)
class Keys:
    """What some keys do in one place."""

    place: str
    keys: tuple[tuple[str, str], ...]


ELSEWHERE = (
    Keys(
        N_("In a list"),
        (
            ("Enter", N_("Open the record")),
            ("Space", N_("Show or hide the preview")),
            ("A … Z", N_("Type to search")),
            ("Ctrl+Shift+F", N_("Add a filter")),
            ("Ctrl+PgUp  Ctrl+PgDn", N_("Previous and next view")),
            ("Ctrl+Space", N_("Tick the row")),
            *((deed.key, deed.label) for deed in DEEDS.values() if deed.key),
        ),
    ),
    Keys(
        N_("In the list of tasks"),
        (
            ("Space", N_("Done, or not after all")),
            ("Ctrl+Shift+D", N_("Put off …")),
        ),
    ),
    Keys(
        N_("On a record"),
        (
            ("Alt+↑  Alt+↓", N_("Previous and next record")),
            ("F2", N_("Edit a fact")),
            ("Tab", N_("Take the suggestion below a field")),
            ("Ctrl+S", N_("Save what is being edited")),
            ("V", N_("Mark a number as verified today")),
            ("Esc", N_("Back to the list")),
        ),
    ),
    Keys(
        N_("Writing down what was said"),
        (
            ("Ctrl+Shift+N", N_("A note about the customer")),
            ("Ctrl+Shift+1 … 5", N_("Call, WeChat, visit, mail, note")),
            ("Ctrl+Enter", N_("Save")),
        ),
    ),
)
