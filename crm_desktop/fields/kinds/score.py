"""A score, as satisfaction from 1 to 5 or the wish to recommend from 0 to 10."""

from crm_desktop.base.i18n import N_
from crm_desktop.fields.kinds.whole import Whole


class Score(Whole):
    """A whole number of points from `least` to `most`."""

    name = "score"
    label = N_("Score")

    def __init__(self, least: int = 1, most: int = 5) -> None:
        super().__init__(least, most)
