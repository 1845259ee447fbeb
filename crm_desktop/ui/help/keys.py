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
            ("Enter  Del", N_("On a filter: change it, take it away")),
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
            ("Enter  F2", N_("Edit a fact")),
            ("Ctrl+S", N_("Save what is being edited")),
            ("Ctrl+F", N_("Find in the timeline")),
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
    Keys(
        N_("In the timeline"),
        (
            ("Enter  F2", N_("Correct an entry")),
            ("Space", N_("Unfold a long entry")),
            ("Ctrl+C", N_("Copy its words")),
            ("Ctrl+V", N_("Add the picture or file that was copied")),
            ("Del", N_("Remove")),
        ),
    ),
    Keys(
        N_("In a field"),
        (
            ("Tab", N_("Take the suggestion below a field")),
            ("Alt+Enter", N_("Take it, or add the word to its list")),
            ("↑ ↓  PgUp PgDn", N_("In a day: by days, by weeks")),
            ("Alt+↓", N_("Pick from the calendar")),
        ),
    ),
    Keys(
        N_("A new customer"),
        (
            ("Ctrl+N", N_("Go on in the full form")),
            ("Ctrl+Enter", N_("Save")),
        ),
    ),
    Keys(
        N_("In the history and the recycle bin"),
        (
            ("→  ←", N_("Unfold and fold a piece of work")),
            ("Ctrl+Enter", N_("Undo it, or restore what is chosen")),
        ),
    ),
    Keys(
        N_("Possible duplicates"),
        (
            ("↑ ↓  ← →", N_("Choose a field, and the side that stays")),
            ("Ctrl+Enter", N_("Merge")),
            ("N", N_("Not a duplicate")),
            ("S", N_("Skip for now")),
        ),
    ),
    Keys(
        N_("Mending cells of an import"),
        (
            ("Ctrl+Enter", N_("Take the suggestion")),
            ("Del", N_("Leave the cell empty")),
            ("Ctrl+Backspace", N_("As it was in the sheet")),
        ),
    ),
    Keys(
        N_("Print preview"),
        (
            ("PgUp  PgDn", N_("Previous and next page")),
            ("Ctrl++  Ctrl+-  Ctrl+0", N_("Larger, smaller, whole page")),
            ("Ctrl+S  Ctrl+P", N_("Save as PDF, print")),
        ),
    ),
    Keys(N_("Lists of the settings"), (("Alt+↑  Alt+↓", N_("Move the row")),)),
)
