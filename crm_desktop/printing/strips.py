"""What pages are made of: strips that are not divided, as blocks cut themselves into."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from crm_desktop.printing.ink import BODY, Align, Ink, Style

Paint = Callable[[Ink, float, float], None]  # at this left and upper edge, in mm


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece as wide as the page's text and so high, which is never divided."""

    height: float
    paint: Paint
    keep: bool = False  # stays on one page with the strip after it
    space: bool = False  # white, and left out at the head of a page
    head: tuple["Strip", ...] = ()  # said again when this strip is the first of a page
    tail: "Strip | None" = None  # closes the page before, when this strip begins the next


@dataclass(frozen=True, slots=True)
class Room:
    """The place that a page has for its text, in mm."""

    width: float
    height: float


class Block(Protocol):
    """Something that goes on paper."""

    def strips(self, room: Room) -> list[Strip]:
        """Cut the block for pages with this room; no strip may be higher than that."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of text in a row: where they begin, how wide the place is, and how they are set."""

    x: float
    width: float
    lines: Sequence[str]
    style: Style = BODY
    align: Align = "left"


Ornament = Callable[[Ink, float, float, float, bool, bool], None]  # x, y, height, first, last of the row's strips


def row_strips(cells: Sequence[Cell], limit: float, pad: float, ornament: Ornament) -> list[Strip]:
    """Make one strip of a row; a row higher than `limit` becomes one strip a line."""
    leading = max((cell.style.leading for cell in cells), default=BODY.leading)
    count = max((len(cell.lines) for cell in cells), default=1)
    if count * leading + 2 * pad <= limit:
        return [_row(cells, range(count), leading, (pad, pad), ornament)]
    last = count - 1
    lines = [
        _row(cells, range(line, line + 1), leading, (pad if line == 0 else 0, pad if line == last else 0), ornament)
        for line in range(count)
    ]
    return without_orphans(lines)


def without_orphans(lines: Sequence[Strip]) -> list[Strip]:
    """Tie the first two and the last two lines, so that none stands alone at a page's end or head."""
    tied = {0, len(lines) - 2}
    return [replace(line, keep=line.keep or position in tied) for position, line in enumerate(lines[:-1])] + [
        *lines[-1:]
    ]


def _row(cells: Sequence[Cell], part: range, leading: float, pads: tuple[float, float], ornament: Ornament) -> Strip:
    above, below = pads
    height = above + len(part) * leading + below

    def paint(ink: Ink, x: float, y: float) -> None:
        ornament(ink, x, y, height, above > 0, below > 0)
        for cell in cells:
            for position, line in enumerate(cell.lines[part.start : part.stop]):
                top = y + above + position * leading + (leading - cell.style.leading) / 2
                ink.text(x + cell.x, top, line, cell.style, width=cell.width, align=cell.align)

    return Strip(height, paint)


def white(height: float) -> Strip:
    """Leave room; at the head of a page none is left."""
    return Strip(height, lambda _ink, _x, _y: None, space=True)


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """Tie strips to one page; what is higher than a page is divided all the same."""
    return [replace(strip, keep=True) for strip in strips[:-1]] + list(strips[-1:])
