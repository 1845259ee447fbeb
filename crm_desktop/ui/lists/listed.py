"""What a list shows at the moment, for what is done with all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.services.lists import ListQuery


@dataclass(frozen=True, slots=True)
class Listed:
    """The question of a list with how many it gives, the selected ones, its columns, and how many there are in all."""

    query: ListQuery
    count: int
    selected: Sequence[int]
    fields: Sequence[str]
    total: int
