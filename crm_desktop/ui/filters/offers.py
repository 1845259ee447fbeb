"""What a filter can be about, in the order in which it is offered, and how it is found by typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.fields.fold import folded
from crm_desktop.fields.typed_match import distance
from crm_desktop.services.conditions.asked import askable, asked, related
from crm_desktop.services.conditions.tree import Condition, Group, Join, Related, Tree
from crm_desktop.services.conditions.ways import ways_of
from crm_desktop.services.conditions.words import subject_of
from crm_desktop.services.listable import listable

GROUPS: dict[Join, str] = {
    "any": N_("Any of several conditions"),
    "none": N_("None of several conditions"),
    "all": N_("All of several conditions"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to ask about; `name` is a field, an entity or how a group is joined."""

    sort: Literal["field", "related", "group"]
    name: str
    text: str
    detail: str = ""

    def first_tree(self, entity_name: str) -> Tree:
        """Give what is asked before anything was chosen."""
        if self.sort == "related":
            return Related(self.name)
        if self.sort == "group":
            return Group(next(join for join in GROUPS if join == self.name), ())
        return Condition(self.name, ways_of(asked(entity_name, self.name))[0].operator)


def offers(entity_name: str, *, groups: bool) -> list[Offer]:
    """Give everything that can be asked about: what the list shows first, then the rest, related records, groups."""
    first = {name for name, each in listable(entity_name).items() if each.listed}
    fields = sorted(askable(entity_name), key=lambda each: (each.part is not None, each.name not in first))
    found = [Offer("field", each.name, subject_of(each)) for each in fields]
    found += [Offer("related", each, _(entity_named(each).label_many), _("how many")) for each in related(entity_name)]
    return found + [Offer("group", join, _(label)) for join, label in GROUPS.items()] if groups else found


def nearest_offers(offered: Sequence[Offer], typed: str) -> list[Offer]:
    """Give those in which every typed word is found, the closest first; all of them where nothing is typed."""
    words = folded(typed).split()
    ranked = [(rank, each) for each in offered if (rank := distance(each.text, each.name, words)) is not None]
    return [each for _rank, each in sorted(ranked, key=lambda pair: pair[0])]
