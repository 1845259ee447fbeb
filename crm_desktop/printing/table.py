"""A table on paper: its head on every page, rows undivided, sums carried over and brought forward."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crm_desktop.printing.ink import BODY, HAIRLINE, STRONG, THICK, THIN, Align, Ink, wrap
from crm_desktop.printing.strips import Cell, Room, Strip, row_strips, white

PAD = 1.5  # mm above and below the text of a row
SIDE = 1.5  # mm left and right of it


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in mm or (0) its share of what is left."""

    label: str
    width: float = 0
    share: float = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of texts; a `strong` one is bold on grey, as sums are."""

    cells: Sequence[str]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Carry:
    """What a page ends with and the next begins with, after so many rows of the table."""

    over: Callable[[int], Row]
    forward: Callable[[int], Row]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. A row is not divided unless it is higher than a page (or than `tallest` mm)."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    zebra: bool = False
    carry: Carry | None = None
    tallest: float = float("inf")

    def strips(self, room: Room) -> list[Strip]:
        """Cut: the head, then each row, which brings the head with it onto a new page."""
        places = self._places(room.width)
        head = self._head(places, room.width)
        strips = [replace(head, keep=True)]
        limit = min(room.height - head.height, self.tallest)
        if self.carry:
            limit -= 2 * (STRONG.leading + 2 * PAD)
        for position, row in enumerate(self.rows):
            cut = self._row(row, places, room.width, limit, self.zebra and position % 2 == 1)
            again, closing = self._turn(position, head, places, room.width, limit)
            strips += [replace(cut[0], head=again, tail=closing)]
            strips += [replace(strip, head=(head, replace(white(PAD), space=False))) for strip in cut[1:]]
        return strips

    def _turn(
        self, position: int, head: Strip, places: Sequence[tuple[float, float]], width: float, limit: float
    ) -> tuple[tuple[Strip, ...], Strip | None]:
        """Give what a page begins with before row `position`, and what the one before ends with."""
        if self.carry is None or position == 0:
            return (head,), None
        over = self._row(self.carry.over(position), places, width, limit, shaded=False)[0]
        forward = self._row(self.carry.forward(position), places, width, limit, shaded=False)[0]
        return (head, forward), over

    def _places(self, width: float) -> list[tuple[float, float]]:
        """Give each column's left edge and width."""
        shares = sum(column.share for column in self.columns if not column.width)
        free = width - sum(column.width for column in self.columns)
        places: list[tuple[float, float]] = []
        x = 0.0
        for column in self.columns:
            wide = column.width or free * column.share / shares
            places.append((x, wide))
            x += wide
        return places

    def _head(self, places: Sequence[tuple[float, float]], width: float) -> Strip:
        def ornament(ink: Ink, x: float, y: float, height: float, _first: bool, _last: bool) -> None:
            ink.rule(x, y, width, THICK)
            ink.rule(x, y + height - THIN, width, THIN)

        row = Row([column.label for column in self.columns])
        cells = [replace(cell, style=STRONG) for cell in self._cells(row, places)]
        return row_strips(cells, float("inf"), PAD, ornament)[0]

    def _row(
        self, row: Row, places: Sequence[tuple[float, float]], width: float, limit: float, shaded: bool
    ) -> list[Strip]:
        def ornament(ink: Ink, x: float, y: float, height: float, _first: bool, last: bool) -> None:
            if row.strong or shaded:
                ink.shade(x, y, width, height)
            if last:
                ink.rule(x, y + height - HAIRLINE, width, THIN if row.strong else HAIRLINE)

        return row_strips(self._cells(row, places), limit, PAD, ornament)

    def _cells(self, row: Row, places: Sequence[tuple[float, float]]) -> list[Cell]:
        style = STRONG if row.strong else BODY
        return [
            Cell(x + SIDE, wide - 2 * SIDE, wrap(text, wide - 2 * SIDE, style), style, column.align)
            for text, column, (x, wide) in zip(row.cells, self.columns, places, strict=True)
        ]
