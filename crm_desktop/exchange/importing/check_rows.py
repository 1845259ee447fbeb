"""Turns the rows of a table into drafts of records: every cell read by its kind, every rule asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import places
from crm_desktop.exchange.importing.column_tree import ColumnTree, Node
from crm_desktop.exchange.importing.draft import Draft, Part, Problem
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.people import person_part, put_person_for_customer
from crm_desktop.exchange.importing.read_channels import ChannelReader, Channels
from crm_desktop.exchange.importing.read_column import ColumnCount, ColumnReader
from crm_desktop.exchange.importing.split_cells import Pieces, numbers_in_name
from crm_desktop.exchange.reading.find_header import Table
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.declare import Entity, stored_fields
from crm_desktop.fields.kind import CellValue, Context, Note


class RowChecker:
    """Checks the rows of one table; `readers` hold the counts of each column.

    `constants` are what every row has at a place, where its own cell is empty; raises `InvalidValueError` for one
    that its kind refuses. With `people` a row that names a person and no customer is about that person.
    """

    def __init__(  # noqa: PLR0913 - the rows, what they mean, and how they are read
        self,
        table: Table,
        matches: list[Match],
        entity: str,
        context: Context,
        *,
        constants: Mapping[str, str] | None = None,
        people: bool = False,
    ) -> None:
        self._table = table
        self._entity = entity
        self._region = context.region
        self._context = context
        self._people = people
        tree = ColumnTree(table, matches, entity, context, constants or {})
        self._root, self._nodes, self._links = tree.root, tree.nodes, tree.links
        self.readers = tree.readers
        self._in_names: dict[str, tuple[ChannelReader, ColumnReader]] = {}
        self._person = person_part(entity)
        brought = {reader.place.field for reader in self._root.readers}
        # A sheet that knows nothing of a field of the user's own is not refused for it, nor a row with a gap there.
        self._required = [
            declared
            for name, declared in stored_fields(self._root.entity).items()
            if declared.is_needed and (not declared.own or name in brought)
        ]

    @classmethod
    def of(cls, sheet: SheetMatch, context: Context) -> "RowChecker":
        """Give the checker of a sheet that is planned."""
        matches = list(sheet.matches)
        return cls(sheet.table, matches, sheet.entity, context, constants=sheet.constants, people=sheet.people)

    def counts(self) -> dict[tuple[str, int], ColumnCount]:
        """Give how the cells of each column fared, by sheet and column number."""
        return {(self._table.sheet, column): reader.count for column, reader in self.readers.items()}

    def told(self) -> Iterator[Problem]:
        """Give what there is to tell of columns as a whole, as problems of row 0."""
        for reader in self.readers.values():
            if reader.count.mixed:
                message = _("The dates of this column are in different orders; correct those that were refused.")
                yield Problem(self._table.sheet, 0, reader.heading, "", "mixed_dates", message, None, "warn")

    def check(self, index: int) -> Draft:
        """Read one row of the table into a draft."""
        number, row = self._table.numbers[index], self._table.rows[index]
        draft = Draft(self._table.sheet, number)
        if number in self._table.ragged:
            draft.tell("", None, _too_many_cells())
        if number in self._table.joined:
            draft.tell("", self._table.joined[number], _joined(self._table.joined[number]))
        draft.values = self._values(self._root, row, draft, "", draft.parts)
        region = ""
        for (_step, position), node in self._nodes:
            if node.is_channel():
                self._take_channels(node, row, draft, region)
                continue
            inner: list[Part] = []
            values = self._values(node, row, draft, region, inner)
            for child in node.nodes.values():
                found = self._channels(child, row, draft, region)
                inner.extend(found.parts)
                if found.person and values.setdefault(node.title, found.person) != found.person:
                    draft.remarks.append(found.line)
            self._keep(node, values, inner, draft, again=position > 1)
            region = self._foreign(values) if position == 1 and not region else region
        for link, readers in self._links.items():
            draft.links[link] = self._link(readers, row, draft)
        if self._people:
            put_person_for_customer(draft, self._root.entity.title, self._person)
        _put_remarks(draft, self._root.entity)
        if not draft.refused:
            self._require(draft)
        return draft

    def _take_channels(self, node: Node, row: Row, draft: Draft, region: str) -> None:
        """Take loose channels in; the person that their cell names has them, unless the row names one itself."""
        found = self._channels(node, row, draft, region)
        if not found.person:
            draft.parts.extend(found.parts)
        elif self._person and not any(part.entity == self._person for part in draft.parts):
            title = entity_named(self._person).title
            draft.parts.append(Part(self._person, {title: found.person}, {}, list(found.parts)))
        else:
            draft.parts.extend(found.parts)
            draft.remarks.append(found.line)

    def _require(self, draft: Draft) -> None:
        """Tell the required fields that are empty; where something was refused already that is enough."""
        for declared in self._required:
            if draft.values.get(declared.name) is None:
                label = _(declared.label)
                message = _("“{label}” must not be empty.").format(label=label)
                draft.tell(label, None, Note("warn" if declared.own else "refuse", "required", message))

    def _values(self, node: Node, row: Row, draft: Draft, region: str, numbers: list[Part]) -> dict[str, Any]:
        """Read the cells of a node; spread texts first, so that what is said on its own wins.

        Numbers that stand in the cell of a name become channels in `numbers`.
        """
        values: dict[str, Any] = {}
        for reader in node.readers:
            if reader.is_constant and not self._is_meant(reader, node, values, row):
                continue
            raw = reader.raw(row)
            if raw is None:
                continue
            if reader.is_name and isinstance(raw, str) and (pieces := numbers_in_name(raw)) is not None:
                numbers.extend(self._numbers_of(reader, raw, pieces, draft, region))
                raw = pieces.person
            value, notes = reader.read(raw, values, region)
            if notes:
                _tell(draft, reader, raw, notes)
            if isinstance(value, dict):
                values.update(value)
            elif value is not None:
                name = reader.place.field
                values[name] = _both(values[name], value) if name in values and _may_join(value) else value
        if values and node.entity.rules:
            _ask_rules(node, values, draft)
        return values

    def _is_meant(self, constant: ColumnReader, node: Node, values: Mapping[str, Any], row: Row) -> bool:
        """Tell whether a row takes a constant: its own cell wins, and no part is made of a constant alone."""
        if constant.place.field in values:
            return False
        columns = [reader for reader in node.readers if not reader.is_constant]
        return node is self._root or not columns or any(reader.has(row) for reader in columns)

    def _numbers_of(self, reader: ColumnReader, raw: str, pieces: Pieces, draft: Draft, region: str) -> Sequence[Part]:
        """Read the numbers in the cell of a name: they are that person's."""
        if reader.place.name not in self._in_names:
            person = reader.place.name if reader.place.entity != self._entity else ""
            place = places(self._entity).get(f"{person}.mobile" if person else "mobile")
            if place is None:
                return ()
            of_numbers = ColumnReader(reader.match, place, (), self._context)
            channels = ChannelReader(place.entity, [of_numbers], self._entity, self._region)
            self._in_names[reader.place.name] = channels, of_numbers
        channels, of_numbers = self._in_names[reader.place.name]
        return channels.read_pieces(of_numbers, raw, replace(pieces, person=""), draft, region).parts

    def _channels(self, node: Node, row: Row, draft: Draft, region: str) -> Channels:
        if node.channels is None:
            name = node.entity.__tablename__
            node.channels = ChannelReader(name, node.readers, self._entity, self._region)
        return node.channels.read(row, draft, region)

    def _keep(self, node: Node, values: dict[str, Any], inner: list[Part], draft: Draft, *, again: bool) -> None:
        """Keep a part; a contact without a name cannot be one, so what is known of it goes elsewhere."""
        if values and not (node.title and values.get(node.title) is None):
            part = Part(node.entity.__tablename__, values, node.fixed, inner)
            if not again or part not in draft.parts:  # billed and sent to one address
                draft.parts.append(part)
            return
        draft.parts.extend(inner)
        for reader in node.readers:
            if values.get(reader.place.field) is not None:
                draft.remarks.append(f"{reader.heading}: {reader.place.kind.show(values[reader.place.field])}")

    def _foreign(self, values: Mapping[str, Any]) -> str:
        country = values.get("country")
        return str(country) if country and country != self._region else ""

    def _link(self, readers: list[ColumnReader], row: Row, draft: Draft) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for reader in readers:
            if reader.place.field not in found and (raw := reader.raw(row)) is not None:
                value, notes = reader.read(raw, {}, "")
                for note in notes:
                    draft.tell(reader.heading, raw, note)
                found[reader.place.field] = value
        return found


def _heading_of(node: Node, name: str) -> str:
    return next((reader.heading for reader in node.readers if reader.place.field == name), node.readers[0].heading)


def _ask_rules(node: Node, values: Mapping[str, Any], draft: Draft) -> None:
    for rule in node.entity.rules:
        if (broken := rule.check(values)) is not None:
            draft.tell(_heading_of(node, rule.at), values.get(rule.at), broken)


def _tell(draft: Draft, reader: ColumnReader, raw: CellValue, notes: tuple[Note, ...]) -> None:
    """Tell what there is to tell of a cell; a masked one that its row can do without goes to the remark."""
    for note in notes:
        draft.tell(reader.heading, raw, note)
    if notes[0].code == "masked" and notes[0].severity != "refuse":
        draft.remarks.append(f"{reader.heading}: {raw}")


def _may_join(value: object) -> bool:
    return isinstance(value, (str, list))


def _both(first: Any, second: Any) -> Any:
    if isinstance(first, list):
        return [*first, *(each for each in second if each not in first)]
    return first if first == second else f"{first}\n{second}"


def _put_remarks(draft: Draft, entity: type[Entity]) -> None:
    if draft.remarks and "remark" in stored_fields(entity):
        lines = [*filter(None, [draft.values.get("remark")]), *dict.fromkeys(draft.remarks)]
        draft.values["remark"] = "\n".join(lines)


def _too_many_cells() -> Note:
    message = _("This row has more cells than there are headings: a comma inside a value is not in quotation marks.")
    return Note("refuse", "too_many_cells", message)


def _joined(text: str) -> Note:
    message = _("Read as one value: “{text}”. The comma in it was not in quotation marks.").format(text=text)
    return Note("normalised", "joined", message, text)
