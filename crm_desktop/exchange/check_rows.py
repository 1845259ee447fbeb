"""Turns the rows of a table into drafts of records: every cell read by its kind, every rule asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.draft import Draft, Part
from crm_desktop.exchange.find_header import Table
from crm_desktop.exchange.headings import places, split_numbers
from crm_desktop.exchange.match_columns import Match
from crm_desktop.exchange.read_channels import ChannelReader
from crm_desktop.exchange.read_column import ColumnCount, ColumnReader
from crm_desktop.exchange.workbook import Row
from crm_desktop.fields.declare import Entity, links_of, stored_fields
from crm_desktop.fields.kind import Context, Note


@dataclass(slots=True)
class _Node:
    """A record or a part of it as the columns describe it."""

    entity: type[Entity]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    readers: list[ColumnReader] = field(default_factory=list)
    nodes: "dict[tuple[str, int], _Node]" = field(default_factory=dict)
    channels: ChannelReader | None = None
    title: str = ""  # the field without which the part cannot be, if there is one

    def __post_init__(self) -> None:
        name = self.entity.reach.value if self.entity.reach is not None else ""
        fields = stored_fields(self.entity)
        self.title = name if name in fields and fields[name].required else ""

    def is_channel(self) -> bool:
        """Tell whether a cell here may hold several values, each a part of its own."""
        return self.entity.reach is not None and bool(self.entity.reach.by)


class RowChecker:
    """Checks the rows of one table; `readers` hold the counts of each column."""

    def __init__(self, table: Table, matches: list[Match], entity: str, context: Context) -> None:
        self._table = table
        self._entity = entity
        self._region = context.region
        self._root = _Node(entity_named(entity))
        self._links: dict[str, list[ColumnReader]] = {}
        self.readers: dict[int, ColumnReader] = {}
        for match in matches:
            if match.target is not None:
                self._add(match, match.target, context)
        _sort_readers(self._root)
        self._nodes = sorted(self._root.nodes.items(), key=_addresses_first)
        columns = self._root.entity.__table__.columns
        self._required = [
            (name, declared.label)
            for name, declared in stored_fields(self._root.entity).items()
            if declared.required and not declared.kind.automatic and columns[name].default is None
        ]

    def _add(self, match: Match, target: str, context: Context) -> None:
        name, numbers = split_numbers(target)
        place = places(self._entity)[name]
        cells = (row[match.column] for row in self._table.rows)
        reader = ColumnReader(match.column, match.heading, place, cells, context)
        self.readers[match.column] = reader
        if place.entity != self._entity and f"{place.steps[0]}_id" in links_of(self._root.entity):
            self._links.setdefault(f"{place.steps[0]}_id", []).append(reader)
            return
        node = self._root
        path = place.steps if place.is_value and place.entity != self._entity else place.steps[:-1]
        for at, step in enumerate(path):
            inner = places(self._entity)[".".join(path[: at + 1])]
            node = node.nodes.setdefault((step, numbers[at]), _Node(entity_named(inner.entity), inner.fixed))
        node.readers.append(reader)

    def counts(self) -> dict[tuple[str, int], ColumnCount]:
        """Give how the cells of each column fared, by sheet and column number."""
        return {(self._table.sheet, column): reader.count for column, reader in self.readers.items()}

    def check(self, index: int) -> Draft:
        """Read one row of the table into a draft."""
        number, row = self._table.numbers[index], self._table.rows[index]
        draft = Draft(self._table.sheet, number)
        if number in self._table.ragged:
            draft.tell("", None, _too_many_cells())
        if number in self._table.joined:
            draft.tell("", self._table.joined[number], _joined(self._table.joined[number]))
        draft.values = self._values(self._root, row, draft, "")
        region = ""
        for (_step, position), node in self._nodes:
            if node.is_channel():
                draft.parts.extend(self._channels(node, row, draft, region))
                continue
            values = self._values(node, row, draft, region)
            inner = [each for child in node.nodes.values() for each in self._channels(child, row, draft, region)]
            self._keep(node, values, inner, draft)
            region = self._foreign(values) if position == 1 and not region else region
        for link, readers in self._links.items():
            draft.links[link] = self._link(readers, row, draft)
        _put_remarks(draft, self._root.entity)
        if not draft.refused:
            self._require(draft)
        return draft

    def _require(self, draft: Draft) -> None:
        """Tell the required fields that are empty; where something was refused already that is enough."""
        for name, label in self._required:
            if draft.values.get(name) is None:
                message = _("“{label}” must not be empty.").format(label=_(label))
                draft.tell(_(label), None, Note("refuse", "required", message))

    def _values(self, node: _Node, row: Row, draft: Draft, region: str) -> dict[str, Any]:
        """Read the cells of a node; spread texts first, so that what is said on its own wins."""
        values: dict[str, Any] = {}
        for reader in node.readers:
            raw = reader.raw(row)
            if raw is None:
                continue
            value, notes = reader.read(raw, values, region)
            for note in notes:
                draft.tell(reader.heading, raw, note)
            if isinstance(value, Mapping):
                values.update(value)
            elif value is not None:
                name = reader.place.field
                values[name] = _both(values[name], value) if name in values and _may_join(value) else value
        if values:
            for rule in node.entity.rules:
                if (broken := rule.check(values)) is not None:
                    draft.tell(_heading_of(node, rule.at), values.get(rule.at), broken)
        return values

    def _channels(self, node: _Node, row: Row, draft: Draft, region: str) -> list[Part]:
        if node.channels is None:
            name = node.entity.__tablename__
            node.channels = ChannelReader(name, node.readers, self._entity, self._region)
        return node.channels.read(row, draft, region)

    def _keep(self, node: _Node, values: dict[str, Any], inner: list[Part], draft: Draft) -> None:
        """Keep a part; a contact without a name cannot be one, so what is known of it goes elsewhere."""
        if values and not (node.title and values.get(node.title) is None):
            draft.parts.append(Part(node.entity.__tablename__, values, node.fixed, inner))
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
            if (raw := reader.raw(row)) is not None:
                value, notes = reader.read(raw, {}, "")
                for note in notes:
                    draft.tell(reader.heading, raw, note)
                found[reader.place.field] = value
        return found


def _sort_readers(node: _Node) -> None:
    fields = stored_fields(node.entity)
    node.readers.sort(key=lambda reader: 0 if reader.place.field not in fields else 2 if reader.place.kind.needs else 1)
    for inner in node.nodes.values():
        _sort_readers(inner)


def _addresses_first(item: tuple[tuple[str, int], _Node]) -> int:
    """Put addresses first (their country says how numbers are read), then contacts, then loose channels."""
    return 0 if item[1].entity.spreads else 1 if not item[1].is_channel() else 2


def _heading_of(node: _Node, name: str) -> str:
    return next((reader.heading for reader in node.readers if reader.place.field == name), node.readers[0].heading)


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
