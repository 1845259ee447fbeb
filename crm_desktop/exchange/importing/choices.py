"""What a person may decide about an import; where nothing is said, the program decides by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from crm_desktop.fields.kind import CellValue, DateOrder

Policy = Literal["fill", "overwrite", "keep", "append"]
POLICIES: tuple[Policy, ...] = ("fill", "overwrite", "keep", "append")
Leftover = Literal["leave", "remark", "field"]
NEW_FIELD = "+"  # among the places of columns: a field of one's own is made of it
Decision = Literal["add", "update", "skip", "later"]
# A column: by its heading (else its letter) in every sheet that has it, or by sheet and number from 0.
ColumnKey = str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What a person decided about one row.

    `decision` is None where the program decides; `update` may name the `record` that is meant.
    `later` leaves the row out and hands it back with the refused ones. `cells` are mended cells by
    column number from 0, read by the same rules as those of the sheet.
    """

    decision: Decision | None = None
    record: int | None = None
    cells: Mapping[int, CellValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What a person decided about one sheet; None where the program decides.

    `entity` is the kind of record that it holds, `header_row` the row of its headings as the sheet shows it (from 1).
    """

    taken: bool | None = None
    entity: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """Everything that can be chosen for an import.

    `mapping` says what columns mean (a place such as `contact.mobile`, `+` makes a new field, None leaves a column
    out), `match` by which keys rows are found again. `policy` says what becomes of values that are there already,
    `policies` the same for single places. `date_order` and `date_orders` say how 01-03-2024 is meant where a column
    does not tell by itself. `values` gives for cells of a column what they are read as ("重点" → "A"), `constants`
    what every row has at a place ("source" → "2026 展会"). `leftover` is what becomes of columns that mean nothing
    here. `rows` are decisions about single rows, by sheet and row number as the sheet shows it (from 1), `sheets`
    those about whole sheets by name.
    """

    entity: str = "customer"
    sheet: str | None = None
    mapping: Mapping[ColumnKey, str | None] = field(default_factory=dict)
    match: Sequence[str] | None = None
    policy: Policy = "fill"
    policies: Mapping[str, Policy] = field(default_factory=dict)
    date_order: DateOrder | None = None
    date_orders: Mapping[ColumnKey, DateOrder] = field(default_factory=dict)
    values: Mapping[ColumnKey, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    leftover: Leftover = "leave"
    rows: Mapping[tuple[str, int], RowChoice] = field(default_factory=dict)
    sheets: Mapping[str, SheetChoice] = field(default_factory=dict)
