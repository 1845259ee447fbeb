"""The framed head of a document: whom it is about, and a few facts in cells beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.printing.ink import SMALL, STRONG, Ink, Style, wrap
from crm_desktop.printing.strips import Room, Strip

NAME = Style(13, bold=True, spacing=1.35)
NAME_SHARE = 0.55  # of the width
PAD = 2.4


@dataclass(frozen=True, slots=True)
class Banner:
    """A name with a small line below, and label over value in each cell at the right."""

    name: str
    below: str
    cells: Sequence[tuple[str, str]] = ()

    def strips(self, room: Room) -> list[Strip]:
        """Cut: one strip."""
        wide = room.width * NAME_SHARE if self.cells else room.width
        each = (room.width - wide) / max(len(self.cells), 1)
        names = wrap(self.name, wide - 2 * PAD, NAME)
        values = [wrap(value, each - 2 * PAD, STRONG) for _label, value in self.cells]
        left = len(names) * NAME.leading + (SMALL.leading if self.below else 0)
        right = SMALL.leading + max((len(lines) for lines in values), default=0) * STRONG.leading
        height = max(left, right) + 2 * PAD

        def paint(ink: Ink, x: float, y: float) -> None:
            ink.box(x, y, room.width, height)
            top = y + (height - left) / 2
            _paint_lines(ink, x + PAD, top, names, NAME)
            ink.text(x + PAD, top + len(names) * NAME.leading, self.below, SMALL)
            for position, (label, _value) in enumerate(self.cells):
                edge = x + wide + position * each
                ink.stroke(edge, y, height)
                ink.text(edge + PAD, y + PAD, label, SMALL)
                _paint_lines(ink, edge + PAD, y + PAD + SMALL.leading, values[position], STRONG)

        return [Strip(height, paint)]


def _paint_lines(ink: Ink, x: float, y: float, lines: Sequence[str], style: Style) -> None:
    for position, line in enumerate(lines):
        ink.text(x, y + position * style.leading, line, style)
