"""Rows that wait until it is known which columns they need: packed, for a hundred thousand of them are kept at once."""

import pickle
from collections.abc import Iterator

from crm_desktop.exchange.writing.flatten import Spot
from crm_desktop.fields.kind import Cell, CellValue

_PACK = 1_000  # rows packed together
_Shape = tuple[tuple[Spot, str], ...]  # the places of a row's cells and how they are shown


class LaidOut:
    """Takes rows in and gives them again in the same order; `spots` are the places that any of them fills."""

    def __init__(self) -> None:
        self.spots: set[Spot] = set()
        self._shapes: dict[_Shape, int] = {}  # few rows differ in what they fill
        self._open: list[tuple[int, list[CellValue]]] = []
        self._packs: list[bytes] = []

    def add(self, cells: dict[Spot, Cell]) -> None:
        """Take a row in."""
        shape = tuple([(spot, cell.number_format) for spot, cell in cells.items()])
        at = self._shapes.get(shape)
        if at is None:
            at = self._shapes[shape] = len(self._shapes)
            self.spots.update(cells)
        self._open.append((at, [cell.value for cell in cells.values()]))
        if len(self._open) == _PACK:
            self._packs.append(pickle.dumps(self._open))
            self._open = []

    def rows(self) -> Iterator[dict[Spot, Cell]]:
        """Give the rows again."""
        shapes = list(self._shapes)
        for pack in (*self._packs, pickle.dumps(self._open)):
            for at, values in pickle.loads(pack):  # noqa: S301 - packed a moment ago, and never outside this program
                yield {
                    spot: Cell(value, number_format)
                    for (spot, number_format), value in zip(shapes[at], values, strict=True)
                }
