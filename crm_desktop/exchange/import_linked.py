"""Takes rows in that belong to customers by name or number: what was said to whom, when."""

import datetime as dt
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.choices import Policy
from crm_desktop.exchange.draft import Draft
from crm_desktop.exchange.find_record import Finder
from crm_desktop.exchange.import_result import Outcome
from crm_desktop.exchange.known_records import Record, Records
from crm_desktop.exchange.merge_draft import settle
from crm_desktop.fields.declare import links_of


class LinkedImport:
    """Takes the rows of one sheet in, each to the customer it names."""

    def __init__(self, records: Records, finder: Finder, policy: Policy, entity: str) -> None:
        self._records = records
        self._finder = finder
        self._policy = policy
        self._entity = entity
        self._owner = next(name for name, link in links_of(entity_named(entity)).items() if link.owned)
        self._of_owner: dict[int, list[Record]] = {}

    def prepare(self) -> None:
        """Load what the customers of a chunk of rows have already."""
        owners = self._finder.loaded_ids()
        self._of_owner = {owner: [] for owner in owners}
        for record in self._records.load_of_owner(self._entity, "customer", owners):
            self._of_owner[record.values[self._owner]].append(record)

    def take(self, draft: Draft) -> Outcome:
        """Put one row into the file, unless it is refused."""
        if draft.refused:
            return "rejected"
        found = self._finder.owner(draft.links.get(self._owner, {}))
        if found.record is None:
            if found.note is not None:
                draft.tell(_("Customer"), " ".join(map(str, draft.links.get(self._owner, {}).values())), found.note)
            return "rejected"
        values = {**draft.values, **self._links(draft, found.record), self._owner: found.record.id}
        there = self._of_owner[found.record.id]
        same = next((each for each in there if self._is_same(each, values)), None)
        if same is None:
            there.append(self._records.make(self._entity, values))
            return "added"
        if self._policy == "keep":
            return "skipped"
        changed = False
        for name, new in draft.values.items():
            settled = settle(self._entity, name, same.values.get(name), new, self._policy)
            if settled != same.values.get(name):
                same.put(name, settled)
                changed = True
        return "updated" if changed else "unchanged"

    def _links(self, draft: Draft, owner: Record) -> dict[str, Any]:
        """Find the parts of the owner that a row names: the contact, by name."""
        found: dict[str, Any] = {}
        for column, link in links_of(entity_named(self._entity)).items():
            wanted = draft.links.get(column)
            if column == self._owner or not wanted:
                continue
            same = [part for part in owner.parts.get(link.entity, ()) if _agrees(part, wanted)]
            if len(same) == 1:
                found[column] = same[0].id
        return found

    def _is_same(self, there: Record, values: dict[str, Any]) -> bool:
        """Tell whether a row tells of the same: same text, and the same time where it says one."""
        title = entity_named(self._entity).title
        times = [name for name, value in values.items() if isinstance(value, dt.datetime)]
        return all(there.values.get(name) == values.get(name) for name in (title, *times))


def _agrees(part: Record, wanted: dict[str, Any]) -> bool:
    return all(part.values.get(name) == value for name, value in wanted.items())
