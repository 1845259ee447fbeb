"""The columns that a list of left-out rows has beside those of its sheet, and how such a list is known again."""

from collections.abc import Sequence

from crm_desktop.base.i18n import N_
from crm_desktop.exchange.headings import in_both_languages
from crm_desktop.exchange.reading.find_header import normal_heading

OURS = (N_("Reason"), N_("Suggestion"), N_("Row in the sheet"))  # `match_columns` leaves them out


def own_width(headings: Sequence[str]) -> int:
    """Give how many columns are the user's: a list that was handed back ends with ours."""
    last = [normal_heading(heading) for heading in headings[-len(OURS) :]]
    words = [[normal_heading(word) for word in in_both_languages(each)] for each in OURS]
    ours = len(last) == len(OURS) and all(said in known for said, known in zip(last, words, strict=True))
    return len(headings) - (len(OURS) if ours else 0)


def was_handed_back(headings: Sequence[str]) -> bool:
    """Tell whether a table is a list of rows that an import left out."""
    return own_width(headings) < len(headings)
