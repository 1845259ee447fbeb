"""How the columns of a table hang together: those of the record, of each of its parts, and of the parts of those."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import Place, places, split_numbers
from crm_desktop.exchange.importing.combined_cells import ConstantReader, JoinedReader
from crm_desktop.exchange.importing.join_columns import joined_before_reading
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.read_channels import ChannelReader
from crm_desktop.exchange.importing.read_column import ColumnReader
from crm_desktop.exchange.reading.find_header import Table
from crm_desktop.fields.declare import Entity, links_of, stored_fields
from crm_desktop.fields.kind import Context


@dataclass(slots=True)
class Node:
    """A record or a part of it as the columns describe it."""

    entity: type[Entity]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    readers: list[ColumnReader] = field(default_factory=list)
    nodes: "dict[tuple[str, int], Node]" = field(default_factory=dict)
    channels: ChannelReader | None = None
    title: str = ""  # the field without which the part cannot be, if there is one

    def __post_init__(self) -> None:
        name = self.entity.reach.value if self.entity.reach is not None else ""
        fields = stored_fields(self.entity)
        self.title = name if name in fields and fields[name].required else ""

    def is_channel(self) -> bool:
        """Tell whether a cell here may hold several values, each a part of its own."""
        return self.entity.reach is not None and bool(self.entity.reach.by)


class ColumnTree:
    """The readers of a table's columns by what they describe; `readers` has them by column number."""

    def __init__(
        self, table: Table, matches: list[Match], entity: str, context: Context, constants: Mapping[str, str]
    ) -> None:
        self._table = table
        self._entity = entity
        self._context = context
        self.root = Node(entity_named(entity))
        self.links: dict[str, list[ColumnReader]] = {}
        self.readers: dict[int, ColumnReader] = {}
        for match in matches:
            if match.target is not None:
                self._add_column(match, match.target)
        for target, text in constants.items():
            self._add(ConstantReader(text, places(entity)[split_numbers(target)[0]], context), target)
        for node in _all_nodes(self.root):
            node.readers.sort(key=partial(_order, stored_fields(node.entity)))
        self.nodes = sorted(self.root.nodes.items(), key=_addresses_first)

    def _add_column(self, match: Match, target: str) -> None:
        place = places(self._entity)[split_numbers(target)[0]]
        cells = (row[match.column] for row in self._table.rows)
        reader = ColumnReader(match, place, cells, self._context)
        self.readers[match.column] = reader
        self._add(reader, target)

    def _add(self, reader: ColumnReader, target: str) -> None:
        numbers, place = split_numbers(target)[1], reader.place
        if place.entity != self._entity and f"{place.steps[0]}_id" in links_of(self.root.entity):
            self.links.setdefault(f"{place.steps[0]}_id", []).append(reader)
            return
        node = self.root
        path = place.steps if place.is_value and place.entity != self._entity else place.steps[:-1]
        for at, step in enumerate(path):
            inner = places(self._entity)[".".join(path[: at + 1])]
            node = node.nodes.setdefault((step, numbers[at]), Node(entity_named(inner.entity), inner.fixed))
        self._put(node.readers, reader, place)

    def _put(self, readers: list[ColumnReader], reader: ColumnReader, place: Place) -> None:
        """Put a reader beside the others, together with those that make one text with it."""
        if reader.match.joins and joined_before_reading(place):
            for at, other in enumerate(readers):
                if other.match.joins and other.place is place:
                    together = other.readers if isinstance(other, JoinedReader) else (other,)
                    readers[at] = JoinedReader((*together, reader), place, self._context)
                    return
        readers.append(reader)


def _all_nodes(node: Node) -> Iterator[Node]:
    yield node
    for inner in node.nodes.values():
        yield from _all_nodes(inner)


def _order(stored: Container[str], reader: ColumnReader) -> tuple[int, bool]:
    """Put spread texts first, so that what is said on its own wins; a constant after the columns of its sort.

    A value whose kind another field says comes after that field; lines of the remark come last.
    """
    spread = reader.place.field not in stored
    needs = 4 if reader.place.kind.needs else 0 if spread else 2
    return needs + reader.is_constant, reader.match.labelled


def _addresses_first(item: tuple[tuple[str, int], Node]) -> int:
    """Put addresses first (their country says how numbers are read), then contacts, then loose channels."""
    return 0 if item[1].entity.spreads else 1 if not item[1].is_channel() else 2
