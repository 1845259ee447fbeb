"""Finds the customer that a row is about: by number, phone, e-mail, credit code, or name and city."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import select

from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.draft import Draft
from crm_desktop.exchange.importing.import_result import MatchedBy
from crm_desktop.exchange.importing.known_records import Record, Records
from crm_desktop.exchange.importing.match_keys import KEYS, MANY, OWN, Key, KeyReader, name_keys
from crm_desktop.exchange.importing.match_notes import ambiguous, number_taken, same_name, same_number, unknown_owner
from crm_desktop.exchange.importing.namesakes import (
    Crowd,
    cities_of_draft,
    cities_of_record,
    is_elsewhere,
    is_somebody_else,
)
from crm_desktop.exchange.reading.find_header import normal_heading
from crm_desktop.fields.declare import field_named
from crm_desktop.fields.kind import Note
from crm_desktop.services.targets import owner_column


@dataclass(frozen=True, slots=True)
class Found:
    """The record that a row is about, and by which key; a note and `others` where that may be doubted."""

    record: Record | None = None
    by: MatchedBy = "name"
    note: Note | None = None
    others: tuple[Record, ...] = ()


NOTHING = Found()
MOST = 50  # records of one key that are loaded for a row; of more, those that it may be about


class Finder:
    """Knows the records of the file, and those of this import, by their keys.

    Keys are held as hashes; records themselves are loaded for a chunk of rows at a time. With keys of
    the user's choice a match is a match; without, a phone or number also needs a name that fits.
    """

    def __init__(
        self, records: Records, entity: str, keys: tuple[MatchedBy, ...] | None, reader: KeyReader | None = None
    ) -> None:
        self._records = records
        self._entity = entity
        self._chosen = keys is not None
        self._keys = tuple(KEYS) if keys is None else keys
        self._reader = reader or KeyReader()
        self._ids: dict[int, int | set[int]] = {}  # by hash of a key
        self._here: dict[Key, list[Record]] = {}
        self._loaded: dict[int, Record] = {}
        self._prefix = str(getattr(field_named(entity_named(entity), "number").kind, "prefix", ""))
        self._read_all_keys()

    def _read_all_keys(self) -> None:
        table, channel = entity_named(self._entity).__table__, entity_named("channel").__table__
        columns = [table.c[name] for name in ("id", "name", "aliases", *OWN)]
        for record_id, name, aliases, *own in self._records.connection.execute(select(*columns)):
            for key in name_keys(name, aliases):
                self._note(key, record_id)
            for which, value in zip(OWN, own, strict=True):
                if value:
                    self._note((which, value), record_id)
        owner = channel.c[owner_column(entity_named("channel"), self._entity)]
        for record_id, type_, value in self._records.connection.execute(select(owner, channel.c.type, channel.c.value)):
            if number := self._reader.of_channel(type_, value):
                self._note(number, record_id)

    def _note(self, key: Key, record_id: int) -> None:
        hashed = hash(key)
        there = self._ids.setdefault(hashed, record_id)
        if there is record_id:
            return
        if isinstance(there, set):
            there.add(record_id)
        elif there != record_id:
            self._ids[hashed] = {there, record_id}

    def prepare(self, drafts: Iterable[Draft], chosen: Iterable[int] = ()) -> None:
        """Load the records that the rows of a chunk may be about, and those that were `chosen` for them."""
        self._here.clear()
        self._loaded.clear()
        wanted: set[int] = set(chosen)
        crowds: dict[Key, Crowd] = {}
        for draft in drafts:
            draft.keys = self._reader.of_draft(draft)
            for key in draft.keys:
                ids = self._ids.get(hash(key))
                if isinstance(ids, int):
                    wanted.add(ids)
                elif ids is not None and len(ids) <= MOST:
                    wanted |= ids
                elif ids is not None and key[0] not in {"phone", "email"}:  # a number of so many stands for nobody
                    if key not in crowds:
                        crowds[key] = Crowd(self._records, self._entity, ids, MOST)
                    wanted.update(self._of_crowd(crowds[key], draft))
        for record in self._records.load(self._entity, sorted(wanted)):
            self.learn(record)

    def _of_crowd(self, crowd: Crowd, draft: Draft) -> list[int]:
        """Give those of very many records of one key that `find` and `owner` need to answer as if they knew all."""
        if draft.links:
            return crowd.of_name(next((link.get("name") for link in draft.links.values()), None), draft)
        if self._chosen:
            return crowd.of_name(draft.values.get("name"), draft)
        return crowd.fitting(
            draft,
            lambda each: (
                not (self._told_apart(each, draft) or is_elsewhere(each, draft) or is_somebody_else(each, draft))
            ),
        )

    def loaded_ids(self) -> list[int]:
        """Give the ids of the records that the rows of this chunk may be about."""
        return sorted(self._loaded)

    def learn(self, record: Record, keys: Iterable[Key] | None = None) -> None:
        """Know a record by all of its keys from now on; `keys` are the new ones, where those are known."""
        self._loaded[record.id] = record
        for key in self._reader.of_record(record) if keys is None else keys:
            there = self._here.get(key)
            if there is None:
                self._here[key] = [record]
            elif all(record is not each for each in there):
                there.append(record)
            else:
                continue
            self._note(key, record.id)

    def loaded(self, record_id: int) -> Record | None:
        """Give a record of this chunk."""
        return self._loaded.get(record_id)

    def numbered(self, number: str | None) -> Record | None:
        """Give the record that has a number."""
        return next(iter(self._here.get(("number", number), ())), None) if number else None

    def find(self, draft: Draft) -> Found:
        """Say which record a row is about, if any."""
        known = [(key[0], record) for key in draft.keys for record in self._here.get(key, ())]
        doubted = NOTHING
        for by in self._keys if known else ():
            kind = "name" if by == "name_city" else by
            candidates = _unique(record for key, record in known if key == kind)
            if by == "name_city":
                candidates = [record for record in candidates if cities_of_record(record) & cities_of_draft(draft)]
            if not candidates or (kind in {"phone", "email"} and len(candidates) > MANY):
                continue
            found = self._only(candidates, draft, by) if self._chosen else self._fitting(candidates, draft, by)
            if found.record is not None or (found.note is not None and found.note.severity == "refuse"):
                return found
            doubted = found if doubted is NOTHING else doubted
        return doubted

    def _fitting(self, candidates: list[Record], draft: Draft, by: MatchedBy) -> Found:
        """Say which of the records that share a key with a row it is about: the name must fit too."""
        if by != "number":
            candidates = [record for record in candidates if not self._told_apart(record, draft)]
        fitting = candidates if by == "credit_code" else [each for each in candidates if names_fit(each, draft)]
        if by == "number" and not fitting:
            return Found(by=by, note=number_taken(candidates[0], draft), others=(candidates[0],))
        if fitting and by in {"name_city", "name"}:
            same = [each for each in fitting if not is_elsewhere(each, draft) and not is_somebody_else(each, draft)]
            if not same:
                return Found(by=by, note=same_name(fitting[0]), others=tuple(fitting))
            fitting = same
        if candidates and not fitting:
            return Found(by=by, note=same_number(candidates[0], by), others=tuple(candidates))
        return self._only(fitting, draft, by) if fitting else NOTHING

    def _told_apart(self, record: Record, draft: Draft) -> bool:
        """Tell whether row and record have different codes, or numbers of one series: two customers, whatever else.

        A number of the user's own beside one that the program gave says nothing.
        """
        codes = (draft.values.get("credit_code"), record.values.get("credit_code"))
        if all(codes) and codes[0] != codes[1]:
            return True
        ours, theirs = draft.values.get("number"), record.values.get("number")
        if not ours or not theirs or ours == theirs:
            return False
        return bool(ours.startswith(self._prefix) == theirs.startswith(self._prefix))

    def _only(self, candidates: list[Record], draft: Draft, by: MatchedBy) -> Found:
        if len(candidates) > 1:
            name = draft.values.get("name")
            candidates = [record for record in candidates if record.values["name"] == name] or candidates
        if len(candidates) == 1:
            return Found(candidates[0], by)
        return Found(by=by, note=ambiguous(candidates), others=tuple(candidates))

    def owner(self, link: dict[str, Any]) -> Found:
        """Say whose a row is by the owner's number or name."""
        if link.get("number"):
            candidates, by, said = self._here.get(("number", str(link["number"])), []), "number", link["number"]
        else:
            said = link.get("name") or ""
            keys = name_keys(said, None)
            candidates, by = self._here.get(keys[0], []) if keys else [], "name"
        if len(candidates) > 1:
            candidates = [record for record in candidates if record.values["name"] == said] or candidates
        if len(candidates) == 1:
            return Found(candidates[0], "number" if by == "number" else "name")
        if candidates:
            return Found(note=ambiguous(candidates), others=tuple(candidates))
        return Found(note=unknown_owner(str(said)))


def names_fit(record: Record, draft: Draft) -> bool:
    """Tell whether a row's name may be the record's: equal, an alias, one within the other, or nearly so."""
    ours = [normal_heading(str(each)) for each in (draft.values.get("name"), *(draft.values.get("aliases") or ()))]
    ours = [each for each in ours if each and each != "none"]
    if not ours:
        return True
    theirs = [normal_heading(str(each)) for each in (record.values["name"], *(record.values.get("aliases") or ()))]
    return any(_alike(one, other) for one in ours for other in theirs)


def _alike(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) > 1 and (one in other or other in one)):
        return True
    return SequenceMatcher(None, one, other).ratio() >= 0.7


def _unique(records: Iterable[Record]) -> list[Record]:
    return list({record.id: record for record in records}.values())
