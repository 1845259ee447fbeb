"""Takes rows in that belong to customers by name or number: contacts, addresses, what was said to whom, when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.choices import ImportChoices, RowChoice
from crm_desktop.exchange.importing.draft import Draft, Part
from crm_desktop.exchange.importing.find_record import Finder, Found
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.known_records import Record, Records
from crm_desktop.exchange.importing.merge_draft import Change, Policies, RowMerge
from crm_desktop.exchange.importing.row_outcomes import ADDED, Taken, choice_for, left_out
from crm_desktop.fields.declare import links_of
from crm_desktop.fields.kind import Note
from crm_desktop.services.targets import is_part, owner_column


class LinkedImport:
    """Takes the rows of one sheet in, each to the customer it names."""

    def __init__(self, records: Records, finder: Finder, choices: ImportChoices, sheet: SheetMatch) -> None:
        self._records = records
        self._finder = finder
        self._policies = Policies(choices.policy, choices.policies)
        self._skips = choices.policy == "keep" and not choices.policies
        self._choices = choice_for(choices, sheet)
        self._entity = sheet.entity
        self._owner = next(name for name, link in links_of(entity_named(sheet.entity)).items() if link.owned)
        self._of_owner: dict[int, list[Record]] = {}
        self._named: dict[str, dict[int, list[Record]]] = {}  # what a row may name besides parts, by kind and owner

    def named(self, _drafts: Iterable[Draft]) -> list[int]:
        """Give the customers that a person named: none, a person names the record itself."""
        return []

    def prepare(self) -> None:
        """Load what the customers of a chunk of rows have already."""
        if is_part(self._entity):
            return  # they are loaded with their customers
        self._of_owner = self._by_owner(self._entity)
        linked = {each.entity for each in links_of(entity_named(self._entity)).values() if not each.owned}
        self._named = {name: self._by_owner(name) for name in linked if not is_part(name)}

    def _by_owner(self, entity: str) -> dict[int, list[Record]]:
        owners, column = self._finder.loaded_ids(), owner_column(entity_named(entity), "customer")
        found: dict[int, list[Record]] = {owner: [] for owner in owners}
        for record in self._records.load_of_owner(entity, "customer", owners):
            found[record.values[column]].append(record)
        return found

    def take(self, draft: Draft) -> Taken:
        """Put one row into the file, unless it is refused or left out."""
        choice = self._choices.get(draft.row)
        if (out := left_out(draft, choice)) is not None:
            return out
        found = self._finder.owner(draft.links.get(self._owner, {}))
        if found.record is None:
            if found.note is not None:
                draft.tell(_("Customer"), " ".join(map(str, draft.links.get(self._owner, {}).values())), found.note)
            return Taken("rejected", found)
        if is_part(self._entity):
            return self._take_part(draft, found.record)
        return self._take_record(draft, found, found.record, choice)

    def _take_record(self, draft: Draft, found: Found, owner: Record, choice: RowChoice | None) -> Taken:
        """Put a record of its own to its customer."""
        values = {**draft.values, **self._links(draft, owner), self._owner: owner.id}
        there = self._of_owner[owner.id]
        same = self._same(there, values, choice)
        if same is None and choice is not None and choice.decision == "update":
            draft.tell("", None, _nothing_there())
            return Taken("rejected", found)
        if same is None:
            made = self._records.make(self._entity, values)
            there.append(made)
            RowMerge(made, self._records, Policies("fill"), telling=False).put_parts(draft.parts)
            return ADDED
        merge = RowMerge(same, self._records, self._policies)
        merge.put_values(same, draft.values)
        merge.put_parts(draft.parts)
        put_into = Found(same, "name" if choice is None or choice.record is None else "chosen")
        if self._skips:
            return Taken("skipped", put_into, merge.changes)
        return Taken("updated" if merge.changed else "unchanged", put_into, merge.changes)

    def _take_part(self, draft: Draft, owner: Record) -> Taken:
        """Put a contact, a channel or an address to its customer, just as a column of the customer's sheet does."""
        merge = RowMerge(owner, self._records, self._policies.for_first_row())
        before = len(owner.parts[self._entity])
        merge.put_parts([self._held(draft)])
        if len(owner.parts[self._entity]) > before:
            return ADDED
        changes = tuple(replace(change, place=self._place_of(change)) for change in merge.changes)
        if self._skips:
            return Taken("skipped", Found(owner, "name"), changes)
        return Taken("updated" if merge.changed else "unchanged", Found(owner, "name"), changes)

    def _place_of(self, change: Change) -> str:
        """Name the place of a change as this sheet knows it: `job_title` and not `contact.job_title`."""
        return change.name if change.record.entity == self._entity else change.place.removeprefix(f"{self._entity}.")

    def _held(self, draft: Draft) -> Part:
        """Give the row as a part of the customer, inside the contact that it names."""
        reach = entity_named(self._entity).reach
        by = reach.by if reach is not None else ""
        part = Part(self._entity, dict(draft.values), {by: draft.values[by]} if by else {}, draft.parts)
        for column, link in links_of(entity_named(self._entity)).items():
            if link.owned and column != self._owner and (wanted := draft.links.get(column)):
                part = Part(link.entity, dict(wanted), {}, [part])
        return part

    def _same(self, there: list[Record], values: dict[str, Any], choice: RowChoice | None) -> Record | None:
        """Find what a row tells of among the owner's; a person's word first."""
        if choice is not None and choice.decision == "add":
            return None
        if choice is not None and choice.decision == "update" and choice.record is not None:
            return next((each for each in there if each.id == choice.record), None)
        return next((each for each in there if self._is_same(each, values)), None)

    def _links(self, draft: Draft, owner: Record) -> dict[str, Any]:
        """Find the parts of the owner that a row names: the contact, by name."""
        found: dict[str, Any] = {}
        for column, link in links_of(entity_named(self._entity)).items():
            wanted = draft.links.get(column)
            if column == self._owner or not wanted:
                continue
            named = self._named.get(link.entity)
            there = owner.parts.get(link.entity, []) if named is None else named[owner.id]
            same = [each for each in there if _agrees(each, wanted)]
            if len(same) == 1:
                found[column] = same[0].id
            else:
                draft.tell(_(link.label), " ".join(map(str, wanted.values())), _no_such_part(owner))
        return found

    def _is_same(self, there: Record, values: dict[str, Any]) -> bool:
        """Tell whether a row tells of the same: same text, and the same day or time where it says one."""
        title = entity_named(self._entity).title
        times = [name for name, value in values.items() if isinstance(value, dt.date)]
        return all(there.values.get(name) == values.get(name) for name in (title, *times))


def _nothing_there() -> Note:
    return Note("refuse", "no_match", _("Nothing in this file fits this row. Add the row, or leave it out."))


def _no_such_part(owner: Record) -> Note:
    message = _("“{customer}” has no one contact of this name; the row was taken in without.")
    return Note("warn", "unknown_contact", message.format(customer=owner.values["name"]))


def _agrees(part: Record, wanted: dict[str, Any]) -> bool:
    return all(part.values.get(name) == value for name, value in wanted.items())
