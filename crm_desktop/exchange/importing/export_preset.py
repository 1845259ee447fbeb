"""What is known of the export of another program: by which headings it is told, and what its columns are for us."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.match_columns import Reason
from crm_desktop.exchange.reading.cells import normal_heading
from crm_desktop.exchange.reading.find_header import Table
from crm_desktop.fields.kind import Note, split_words

Columns = Mapping[str, str | None]
Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Preset:
    """An export that we know: it has all headings of `marks`; `columns` are its headings and their places.

    `values` says for columns of choices what the program's words are here, `constants` what all rows are. With
    `people` a row without a company is a person, with `orders` each row is an order or a line of one: what the
    preset does not name is left out, and rows without a name go on with the order above.
    """

    name: str
    marks: str
    columns: Columns
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    people: bool = False
    orders: bool = False

    def told(self, table: Table) -> dict[int, tuple[str | None, Reason]]:
        """Give the place of each column that the preset knows, by column number."""
        told: dict[int, tuple[str | None, Reason]] = {}
        if self.orders:
            told = {at: (None, "preset") for at, heading in enumerate(table.headings) if heading}
        return told | {at: (place, "preset") for at, place in _of(table, self.columns)}

    def values_of(self, table: Table) -> dict[int, Mapping[str, str]]:
        """Give what the words of its choices are here, by column number."""
        return dict(_of(table, self.values))

    def note(self) -> Note:
        """Say what was recognised."""
        message = _("This is an export of {program}; its columns are known.")
        if self.orders:
            message = _("This is an export of orders of {program}: the buyers are taken in, the orders are not yet.")
        return Note("normalised", "preset", message.format(program=_(self.name)))


def _of(table: Table, said: Mapping[str, Said]) -> Iterator[tuple[int, Said]]:
    """Give what is said for the columns of a table, by column number."""
    known = {normal_heading(word): each for words, each in said.items() for word in split_words(words)}
    for at, heading in enumerate(table.headings):
        if normal_heading(heading) in known:
            yield at, known[normal_heading(heading)]


def address_columns(address: str, *headings: str) -> Columns:
    """Give the places of an address by the headings of its street, city, province, country and postcode."""
    names = ("street", "city", "province", "country", "postcode")
    return {said: f"{address}.{name}" for name, said in zip(names, headings, strict=True) if said}
