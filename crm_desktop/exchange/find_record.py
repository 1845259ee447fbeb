"""Finds the customer that a row is about: by number, phone, e-mail, credit code, or name and city."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import select

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.draft import Draft, Part
from crm_desktop.exchange.find_header import normal_heading
from crm_desktop.exchange.known_records import Record, Records, owner_column
from crm_desktop.fields.declare import field_named
from crm_desktop.fields.kind import Note

KEYS = ("number", "phone", "email", "credit_code", "name")
_TYPES = {"phone": ("mobile", "phone"), "email": ("email",)}
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """The record that a row is about; a note where it cannot be said, or is worth a word."""

    record: Record | None = None
    note: Note | None = None


def chosen_keys(match: Sequence[str] | None) -> tuple[str, ...] | None:
    """Check the keys that a user named; raises `UnknownFieldError`."""
    if match is None:
        return None
    known = {**{key: key for key in KEYS}, "mobile": "phone"}
    for key in match:
        if key not in known and key != "none":
            message = _("Rows cannot be matched by “{key}”. Known keys: {known}.")
            raise UnknownFieldError(message.format(key=key, known=", ".join((*KEYS, "none"))))
    return tuple(dict.fromkeys(known[key] for key in match if key != "none"))


class Finder:
    """Knows the records of the file, and those of this import, by their keys.

    All keys are held as hashes; records themselves are loaded for a chunk of rows at a time. With
    keys of the user's choice a match is a match; without, a phone or number also needs a name that fits.
    """

    def __init__(self, records: Records, entity: str, keys: tuple[str, ...] | None) -> None:
        self._records = records
        self._entity = entity
        self._chosen = keys is not None
        self._keys = KEYS if keys is None else keys
        self._seen: set[int] = set()
        self._here: dict[Key, list[Record]] = {}
        self._loaded: dict[int, Record] = {}
        self._prefix = str(getattr(field_named(entity_named(entity), "number").kind, "prefix", ""))
        self._read_all_keys()

    def _read_all_keys(self) -> None:
        table, channel = entity_named(self._entity).__table__, entity_named("channel").__table__
        columns = [table.c[name] for name in ("number", "credit_code", "name")]
        for row in self._records.connection.execute(select(*columns)):
            for name, value in zip(("number", "credit_code", "name"), row, strict=True):
                if value is not None:
                    self._seen.add(hash((name, str(value))))
        for type_, value in self._records.connection.execute(select(channel.c.type, channel.c.value)):
            if key := _channel_key(type_, value):
                self._seen.add(hash(key))

    def prepare(self, drafts: Iterable[Draft]) -> None:
        """Load the records that the rows of a chunk may be about."""
        self._here.clear()
        self._loaded.clear()
        wanted: dict[str, set[str]] = {}
        for draft in drafts:
            draft.keys = self._keys_of(draft)
            for name, value in draft.keys:
                if hash((name, value)) in self._seen:
                    wanted.setdefault(name, set()).add(value)
        ids: set[int] = set()
        for name, values in wanted.items():
            ids |= self._ids(name, sorted(values))
        for record in self._records.load(self._entity, sorted(ids)):
            self.learn(record)

    def loaded_ids(self) -> list[int]:
        """Give the ids of the records that the rows of this chunk may be about."""
        return sorted(self._loaded)

    def _keys_of(self, draft: Draft) -> list[Key]:
        """Give the keys by which a row can be found, the strongest first."""
        own = draft.values
        keys = [(name, str(own[name])) for name in ("number", "credit_code", "name") if own.get(name)]
        keys += [(name, str(value)) for link in draft.links.values() for name, value in link.items() if value]
        channels = (_channel_key(part.values["type"], part.values["value"]) for part in channels_of(draft.parts))
        keys += [key for key in channels if key is not None]
        return [key for key in keys if draft.links or key[0] in self._keys]

    def _ids(self, name: str, values: list[str]) -> set[int]:
        table, channel = entity_named(self._entity).__table__, entity_named("channel").__table__
        owner = channel.c[owner_column(entity_named("channel"), self._entity)]
        found: set[int] = set()
        for start in range(0, len(values), 5_000):
            some = values[start : start + 5_000]
            if name in _TYPES:
                query = select(owner).where(channel.c.value.in_(some))
            else:
                query = select(table.c.id).where(table.c[name].in_(some))
            found.update(self._records.connection.scalars(query))
        return found

    def learn(self, record: Record) -> None:
        """Know a record by all of its keys from now on."""
        self._loaded[record.id] = record
        for name in ("number", "credit_code", "name"):
            if record.values.get(name):
                self._know((name, str(record.values[name])), record)
        for part in record.parts.get("channel", ()):
            if key := _channel_key(part.values["type"], part.values["value"]):
                self._know(key, record)

    def _know(self, key: Key, record: Record) -> None:
        self._seen.add(hash(key))
        there = self._here.setdefault(key, [])
        if record not in there:
            there.append(record)

    def find(self, draft: Draft) -> Found:
        """Say which record a row is about, if any."""
        known = [(key[0], record) for key in draft.keys for record in self._here.get(key, ())]
        for name in self._keys if known else ():
            candidates = _unique(record for key, record in known if key == name)
            if not candidates:
                continue
            if self._chosen:
                return self._only(candidates, draft)
            if name != "number":
                candidates = [record for record in candidates if not self._numbered_otherwise(record, draft)]
            if candidates and name == "credit_code":
                return self._only(candidates, draft)
            fitting = [record for record in candidates if names_fit(record, draft)]
            if name == "number" and not fitting:
                return Found(note=_number_taken(candidates[0], draft))
            if fitting and name == "name":
                return self._by_name(fitting, draft)
            if fitting:
                return self._only(fitting, draft)
        return Found()

    def _numbered_otherwise(self, record: Record, draft: Draft) -> bool:
        """Tell whether row and record have different numbers of one series: two customers, whatever else is equal.

        A number of the user's own beside one that the program gave says nothing.
        """
        ours, theirs = draft.values.get("number"), record.values.get("number")
        if not ours or not theirs or ours == theirs:
            return False
        return bool(ours.startswith(self._prefix) == theirs.startswith(self._prefix))

    def _by_name(self, candidates: list[Record], draft: Draft) -> Found:
        same = [record for record in candidates if not _elsewhere(record, draft) and not _somebody_else(record, draft)]
        if not same:
            return Found(note=_same_name(candidates[0]))
        return self._only(same, draft)

    def _only(self, candidates: list[Record], draft: Draft) -> Found:
        if len(candidates) > 1:
            name = draft.values.get("name")
            candidates = [record for record in candidates if record.values["name"] == name] or candidates
        if len(candidates) == 1:
            return Found(candidates[0])
        return Found(note=_ambiguous(candidates))

    def owner(self, link: dict[str, Any]) -> Found:
        """Say whose a row is by the owner's number or name."""
        for name in ("number", "name"):
            value = link.get(name)
            if not value:
                continue
            candidates = self._here.get((name, str(value)), [])
            if len(candidates) == 1:
                return Found(candidates[0])
            return Found(note=_ambiguous(candidates) if candidates else _unknown_owner(str(value)))
        return Found(note=_unknown_owner(""))


def channels_of(parts: Iterable[Part]) -> list[Part]:
    """Give the channels among parts and inside them."""
    found = []
    for part in parts:
        if part.entity == "channel":
            found.append(part)
        found.extend(channels_of(part.parts))
    return found


def names_fit(record: Record, draft: Draft) -> bool:
    """Tell whether a row's name may be the record's: equal, an alias, one within the other, or nearly so."""
    name = normal_heading(str(draft.values.get("name") or ""))
    if not name:
        return True
    for other in (record.values["name"], *(record.values.get("aliases") or ())):
        theirs = normal_heading(str(other))
        if name == theirs or (min(len(name), len(theirs)) > 1 and (name in theirs or theirs in name)):
            return True
        if SequenceMatcher(None, name, theirs).ratio() >= 0.7:
            return True
    return False


def _elsewhere(record: Record, draft: Draft) -> bool:
    """Tell whether a row names another city than all of the record's: a branch, not the same customer."""
    ours = {part.values.get("city") for part in draft.parts if part.entity == "address"} - {None}
    theirs = {part.values.get("city") for part in record.parts.get("address", ())} - {None}
    return bool(ours and theirs and not ours & theirs)


def _somebody_else(record: Record, draft: Draft) -> bool:
    """Tell whether a row of a list of people (no contact) has other numbers than its namesake: another 张伟."""
    if any(part.entity == "contact" for part in draft.parts):
        return False
    ours = {part.values["value"] for part in draft.parts if part.values.get("type") == "mobile"}
    theirs = {part.values["value"] for part in record.parts.get("channel", ()) if part.values["type"] == "mobile"}
    return bool(ours and theirs and not ours & theirs)


def _unique(records: Iterable[Record]) -> list[Record]:
    return list({record.id: record for record in records}.values())


def _channel_key(type_: str, value: str) -> Key | None:
    name = next((name for name, types in _TYPES.items() if type_ in types), None)
    return (name, value) if name and value else None


def _number_taken(record: Record, draft: Draft) -> Note:
    message = _("The number {number} is that of “{name}” in this file. Correct the number, or leave the cell empty.")
    return Note("refuse", "number_taken", message.format(number=draft.values["number"], name=record.values["name"]))


def _ambiguous(candidates: list[Record]) -> Note:
    numbers = ", ".join(str(record.values["number"]) for record in candidates[:5])
    message = _("Several customers fit this row ({numbers}). Write the number of the right one beside it.")
    return Note("refuse", "ambiguous_match", message.format(numbers=numbers))


def _same_name(record: Record) -> Note:
    message = _("There is another “{name}” ({number}) with other numbers or in another city; this one was added.")
    text = message.format(name=record.values["name"], number=record.values["number"])
    return Note("warn", "same_name", text)


def _unknown_owner(name: str) -> Note:
    if not name:
        return Note("refuse", "unknown_customer", _("The row does not say which customer it belongs to."))
    message = _("There is no customer “{name}”. Add the customer first, or correct the name.").format(name=name)
    return Note("refuse", "unknown_customer", message)
