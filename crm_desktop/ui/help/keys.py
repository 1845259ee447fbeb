"""The keys that stand in no menu, by the place where they count; the sheet of keys shows them with the menus'."""

from dataclasses import dataclass

from crm_desktop.base.i18n import N_


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
            ("Ctrl+PgUp  Ctrl+PgDn", N_("Previous and next view")),
            ("Delete", N_("Remove what is selected; it can be undone")),
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
