"""Takes rows of customers in: finds whom each is about, puts it in, or says why not."""

from collections import Counter
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.choices import Policy
from crm_desktop.exchange.draft import Draft
from crm_desktop.exchange.find_record import Finder
from crm_desktop.exchange.import_result import Outcome, SheetMatch
from crm_desktop.exchange.known_records import Record, Records
from crm_desktop.exchange.merge_draft import merge, merge_values
from crm_desktop.fields.declare import stored_fields
from crm_desktop.fields.kind import Note, plain_text, tidy
from crm_desktop.services.records import next_number, numbered
from crm_desktop.services.workspace import Work


class CustomerImport:
    """Takes the rows of one sheet of customers in."""

    def __init__(self, work: Work, records: Records, finder: Finder, policy: Policy, sheet: SheetMatch) -> None:
        self._records = records
        self._finder = finder
        self._policy = policy
        self._made: set[int] = set()
        self._repeated = _repeated_names(sheet)
        self._prefix = str(getattr(stored_fields(entity_named("customer"))["number"].kind, "prefix", ""))
        self._next = max(next_number(work.session, self._prefix), _highest_number(sheet, self._prefix) + 1)

    def prepare(self) -> None:
        """Get ready for a chunk of rows; the finder has loaded all there is to know."""

    def take(self, draft: Draft) -> Outcome:
        """Put one row into the file, unless it is refused."""
        if draft.refused:
            return "rejected"
        self._give_channels_to_contact(draft)
        found = self._finder.find(draft)
        if found.note is not None:
            draft.tell(_("Name"), draft.values.get("name"), found.note)
            if found.note.severity == "refuse":
                return "rejected"
        if found.record is None:
            self._add(draft)
            return "added"
        return self._update(draft, found.record)

    def _add(self, draft: Draft) -> None:
        values = dict(draft.values)
        if values.get("number") is None:
            values["number"] = numbered(self._prefix, self._next)
            self._next += 1
        record = self._records.make("customer", values)
        self._made.add(record.id)
        merge(draft.parts, record, self._records, "fill")
        self._finder.learn(record)

    def _update(self, draft: Draft, record: Record) -> Outcome:
        if record.id in self._made:
            self._tell_differences(draft, record)
            policy: Policy = "append" if self._policy in {"fill", "keep"} else self._policy
        elif self._policy == "keep":
            return "skipped"
        else:
            policy = self._policy
        changed = merge_values(record, draft.values, policy)
        changed = merge(draft.parts, record, self._records, policy) or changed
        self._finder.learn(record)
        return "updated" if changed else "unchanged"

    def _tell_differences(self, draft: Draft, record: Record) -> None:
        """Say where two rows of one customer differ and the first one's word stands."""
        fields = stored_fields(entity_named("customer"))
        for name, new in draft.values.items():
            old = record.values.get(name)
            same = old in (None, "", [], False, new) or isinstance(old, list) or name == "remark"
            if same or self._policy == "overwrite":
                continue
            shown = fields[name].kind.show(old)
            message = _("An earlier row of the same customer says “{value}”; that was kept.").format(value=shown)
            draft.tell(_(fields[name].label), fields[name].kind.show(new), Note("warn", "kept_first", message))

    def _give_channels_to_contact(self, draft: Draft) -> None:
        """Where a customer stands in several rows, the numbers in a row are those of the contact it names."""
        contacts = [part for part in draft.parts if part.entity == "contact"]
        if len(contacts) == 1 and draft.values.get("name") in self._repeated:
            contacts[0].parts.extend(part for part in draft.parts if part.entity == "channel")
            draft.parts = [part for part in draft.parts if part.entity != "channel"]


def _repeated_names(sheet: SheetMatch) -> frozenset[str]:
    """Give the names that stand in several rows, under one number where they have any."""
    name, number = _column_of(sheet, "name"), _column_of(sheet, "number")
    if name is None:
        return frozenset()
    rows = ((row[name], None if number is None else row[number]) for row in sheet.table.rows)
    counted = Counter((tidy(plain_text(said)), code) for said, code in rows if said is not None)
    return frozenset(said for (said, _code), times in counted.items() if times > 1)


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
