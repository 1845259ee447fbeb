"""Takes rows of customers in: finds whom each is about, puts it in, or says why not."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.choices import ImportChoices, RowChoice
from crm_desktop.exchange.importing.draft import Draft
from crm_desktop.exchange.importing.find_record import Finder, Found
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.known_records import Record, Records
from crm_desktop.exchange.importing.match_notes import number_taken
from crm_desktop.exchange.importing.merge_draft import Policies, RowMerge
from crm_desktop.exchange.importing.row_outcomes import ADDED, Taken, choice_for, left_out, named_records
from crm_desktop.exchange.importing.same_part import plain
from crm_desktop.fields.declare import stored_fields
from crm_desktop.fields.kind import CellValue, Note, plain_text, tidy
from crm_desktop.services.numbering import numbering_of
from crm_desktop.services.workspace import Work

_NEW = Policies("fill")


class CustomerImport:
    """Takes the rows of one sheet of customers in."""

    def __init__(self, work: Work, records: Records, finder: Finder, choices: ImportChoices, sheet: SheetMatch) -> None:
        self._records = records
        self._finder = finder
        self._policies = Policies(choices.policy, choices.policies)
        self._first = self._policies.for_first_row()
        self._later = {made: self._policies.for_later_rows(made=made) for made in (False, True)}
        self._skips = choices.policy == "keep" and not choices.policies
        self._choices = choice_for(choices, sheet)
        self._met: dict[int, bool] = {}  # records that rows of this sheet went into, and whether one made them
        self._repeated = _repeated_names(sheet)
        self._numbering = numbering_of(work.session, entity_named("customer"), "number")
        self._next = max(self._numbering.free(work.session), _highest_number(sheet, self._numbering.prefix) + 1)

    def named(self, drafts: Iterable[Draft]) -> list[int]:
        """Give the records that a person named for rows of a chunk."""
        return named_records(self._choices, drafts)

    def prepare(self) -> None:
        """Get ready for a chunk of rows; the finder has loaded all there is to know."""

    def take(self, draft: Draft) -> Taken:
        """Put one row into the file, unless it is refused or left out."""
        choice = self._choices.get(draft.row)
        if (out := left_out(draft, choice)) is not None:
            return out
        self._give_channels_to_contact(draft)
        found = self._find(draft, choice)
        if found.note is not None:
            draft.tell(_("Name"), draft.values.get("name"), found.note)
            if found.note.severity == "refuse":
                return Taken("rejected", found)
        holder = self._finder.numbered(draft.values.get("number"))
        if holder is not None and holder is not found.record:
            if choice is None or choice.decision is None:
                return self._refuse_number(draft, holder)
            draft.tell(_("Number"), draft.values.pop("number"), _number_left_out(holder))
            found = replace(found, others=(holder,))
        if found.record is None:
            self._add(draft)
            return Taken("added", found) if found.others else ADDED
        return self._update(draft, found)

    def _find(self, draft: Draft, choice: RowChoice | None) -> Found:
        """Say whom a row is about: a person's word first."""
        decision = choice.decision if choice is not None else None
        if choice is None or decision is None:
            return self._finder.find(draft)
        if decision == "add":
            return Found()
        if choice.record is not None:
            record = self._finder.loaded(choice.record)
            return Found(note=_gone(choice.record)) if record is None else Found(record, "chosen")
        found = self._finder.find(draft)
        if found.record is None and len(found.others) == 1:
            return Found(found.others[0], found.by)
        return found if found.record is not None or found.note is not None else Found(note=_nobody())

    def _refuse_number(self, draft: Draft, holder: Record) -> Taken:
        note = number_taken(holder, draft)
        draft.tell(_("Number"), draft.values["number"], note)
        return Taken("rejected", Found(by="number", note=note, others=(holder,)))

    def _add(self, draft: Draft) -> None:
        values, keys = dict(draft.values), draft.keys
        if values.get("number") is None:
            values["number"] = self._numbering.written(self._next)
            keys = [*keys, ("number", values["number"])]
            self._next += 1
        record = self._records.make("customer", values)
        self._met[record.id] = True
        RowMerge(record, self._records, _NEW, telling=False).put_parts(draft.parts)
        self._finder.learn(record, keys)

    def _update(self, draft: Draft, found: Found) -> Taken:
        record = found.record
        assert record is not None  # noqa: S101 - `take` looked
        merge = RowMerge(record, self._records, self._policies_for(draft, record))
        merge.put_values(record, _without_alias(draft.values, record))
        merge.put_parts(draft.parts)
        made = self._met.setdefault(record.id, False)
        if made:
            self._tell_first(draft, merge)
        if self._skips and not made:
            return Taken("skipped", found, merge.changes)
        if merge.changed:
            self._finder.learn(record, draft.keys)
        return Taken("updated" if merge.changed else "unchanged", found, merge.changes, is_joined=made)

    def _policies_for(self, draft: Draft, record: Record) -> Policies:
        if record.id in self._met:
            return self._later[self._met[record.id]]
        return self._first if draft.values.get("name") in self._repeated else self._policies

    def _tell_first(self, draft: Draft, merge: RowMerge) -> None:
        """Say where two rows of one customer differ and the first one's word stands."""
        fields = stored_fields(entity_named("customer"))
        for change in merge.changes:
            if change.record.entity == "customer" and change.settled == change.old:
                declared = fields[change.name]
                message = _("An earlier row of the same customer says “{value}”; that was kept.")
                note = Note("warn", "kept_first", message.format(value=declared.kind.show(change.old)))
                draft.tell(_(declared.label), declared.kind.show(change.new), note)

    def _give_channels_to_contact(self, draft: Draft) -> None:
        """Where a customer stands in several rows, the numbers in a row are those of the contact it names."""
        contacts = [part for part in draft.parts if part.entity == "contact"]
        if len(contacts) == 1 and draft.values.get("name") in self._repeated:
            contacts[0].parts.extend(part for part in draft.parts if part.entity == "channel")
            draft.parts = [part for part in draft.parts if part.entity != "channel"]


def _without_alias(values: dict[str, Any], record: Record) -> dict[str, Any]:
    """Leave out a name that is one of the record's other names: it found the record and says nothing new."""
    said = plain(values.get("name"))
    if said == plain(record.values["name"]) or all(said != plain(each) for each in record.values.get("aliases") or ()):
        return values
    return {name: value for name, value in values.items() if name != "name"}


def _number_left_out(holder: Record) -> Note:
    message = _("The number is that of “{name}” in this file; it was not taken.")
    return Note("warn", "number_left_out", message.format(name=holder.values["name"]))


def _gone(record_id: int) -> Note:
    message = _("There is no customer with the id {id} in this file any more. Choose another one.")
    return Note("refuse", "not_found", message.format(id=record_id))


def _nobody() -> Note:
    return Note("refuse", "no_match", _("No customer fits this row. Choose the one that is meant, or add the row."))


def _repeated_names(sheet: SheetMatch) -> frozenset[str]:
    """Give the names that stand in several rows, not under different numbers in all of them."""
    name, number = _column_of(sheet, "name"), _column_of(sheet, "number")
    if name is None:
        return frozenset()
    codes: dict[str, list[CellValue]] = {}
    for row in sheet.table.rows:
        if row[name] is not None:
            codes.setdefault(tidy(plain_text(row[name])), []).append(None if number is None else row[number])
    return frozenset(said for said, given in codes.items() if len(given) > 1 and (None in given or _one_twice(given)))


def _one_twice(given: list[CellValue]) -> bool:
    return len(set(given)) < len(given)


def _highest_number(sheet: SheetMatch, prefix: str) -> int:
    """Give the highest running number that the sheet brings itself, so that none is given twice."""
    texts = [plain_text(value).strip() for value in _column(sheet, "number")]
    tails = [text.removeprefix(prefix) for text in texts if text.startswith(prefix)]
    return max((int(tail) for tail in tails if tail.isdecimal() and len(tail) < 15), default=0)


def _column(sheet: SheetMatch, target: str) -> list[Any]:
    column = _column_of(sheet, target)
    return [] if column is None else [row[column] for row in sheet.table.rows if row[column] is not None]


def _column_of(sheet: SheetMatch, target: str) -> int | None:
    return next((each.column for each in sheet.matches if each.target == target), None)
