"""Facts on paper: a label and its value, two beside each other where both are short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm_desktop.printing.ink import BODY, HAIRLINE, SMALL, Ink, text_width, wrap
from crm_desktop.printing.strips import Cell, Ornament, Room, Strip, row_strips

PAD = 0.9
GAP = 3.0  # between a label and its value
GUTTER = 6.0  # between the two halves
WIDEST_LABEL = 0.32  # of a half

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Facts in reading order; a value too long for half the width has a row of its own."""

    facts: Sequence[Fact]
    label_width: float = 0  # mm, so that several blocks line up; 0: what these labels need

    def strips(self, room: Room) -> list[Strip]:
        """Cut: a strip a row; a row higher than the page is divided by line."""
        half = (room.width - GUTTER) / 2
        label_width = min(self.label_width or label_room(self.facts), half * WIDEST_LABEL) + GAP
        strips: list[Strip] = []
        for row in self._rows(half - label_width):
            space = half if len(row) == 2 or self._short(row[0], half - label_width) else room.width
            cells = [
                cell
                for position, fact in enumerate(row)
                for cell in self._cells(fact, position * (half + GUTTER), label_width, space)
            ]
            strips += row_strips(cells, room.height, PAD, _underline(room.width))
        return strips

    def _rows(self, space: float) -> list[tuple[Fact, ...]]:
        """Pair short facts that follow one another."""
        rows: list[tuple[Fact, ...]] = []
        waiting: Fact | None = None
        for fact in self.facts:
            if not self._short(fact, space):
                rows += [(waiting,)] if waiting else []
                rows.append((fact,))
                waiting = None
            elif waiting:
                rows.append((waiting, fact))
                waiting = None
            else:
                waiting = fact
        return [*rows, (waiting,)] if waiting else rows

    def _short(self, fact: Fact, space: float) -> bool:
        return "\n" not in fact[1] and text_width(fact[1]) <= space

    def _cells(self, fact: Fact, x: float, label_width: float, space: float) -> list[Cell]:
        label, value = fact
        return [
            Cell(x, label_width - GAP, wrap(label, label_width - GAP, SMALL), SMALL),
            Cell(x + label_width, space - label_width, wrap(value, space - label_width), BODY),
        ]


def label_room(facts: Iterable[Fact]) -> float:
    """Give the mm that the widest label needs."""
    return max((text_width(label, SMALL) for label, _value in facts), default=0)


def _underline(width: float) -> Ornament:
    def ornament(ink: Ink, x: float, y: float, height: float, _first: bool, last: bool) -> None:
        if last:
            ink.rule(x, y + height - HAIRLINE, width, HAIRLINE)

    return ornament
