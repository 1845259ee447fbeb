"""The plain blocks of a page: titles, running text, rules, pictures, figures in a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QImage

from crm_desktop.printing.ink import BODY, SMALL, THIN, Ink, Style, wrap
from crm_desktop.printing.strips import Block, Room, Strip, kept, white, without_orphans

TITLE = Style(15, bold=True)
HEADING = Style(9.5, bold=True)
FIGURE = Style(12, bold=True)


@dataclass(frozen=True, slots=True)
class Title:
    """The document's name in the middle, with small lines at the right."""

    text: str
    aside: Sequence[str] = ()

    def strips(self, room: Room) -> list[Strip]:
        """Cut: one strip, which stays with what it names."""
        lines = wrap(self.text, room.width * 0.6, TITLE)
        tall = max(len(lines) * TITLE.leading, len(self.aside) * SMALL.leading)

        def paint(ink: Ink, x: float, y: float) -> None:
            top = y + (tall - len(lines) * TITLE.leading) / 2
            for position, line in enumerate(lines):
                ink.text(x, top + position * TITLE.leading, line, TITLE, width=room.width, align="centre")
            top = y + (tall - len(self.aside) * SMALL.leading) / 2
            for position, line in enumerate(self.aside):
                ink.text(x, top + position * SMALL.leading, line, SMALL, width=room.width, align="right")

        return [Strip(min(tall, room.height), paint, keep=True), replace(white(3), keep=True)]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the document, which stays with what follows."""

    text: str

    def strips(self, room: Room) -> list[Strip]:
        """Cut: the heading's lines, with white around them."""
        lines = Text(self.text, HEADING).strips(room)
        return [white(4), *(replace(line, keep=True) for line in lines), replace(white(1.2), keep=True)]


@dataclass(frozen=True, slots=True)
class Text:
    """Running text; it may go over pages, but never by a single line."""

    text: str
    style: Style = BODY

    def strips(self, room: Room) -> list[Strip]:
        """Cut: a strip a line."""
        return without_orphans([self._line(line) for line in wrap(self.text, room.width, self.style)])

    def _line(self, line: str) -> Strip:
        return Strip(self.style.leading, lambda ink, x, y: ink.text(x, y, line, self.style))


@dataclass(frozen=True, slots=True)
class Rule:
    """A line over the page's width; `weight` in mm."""

    weight: float = THIN

    def strips(self, room: Room) -> list[Strip]:
        """Cut: one strip."""
        return [Strip(self.weight, lambda ink, x, y: ink.rule(x, y, room.width, self.weight))]


@dataclass(frozen=True, slots=True)
class Spacer:
    """White room of so many mm, which is lost at a page's end."""

    height: float = 4

    def strips(self, room: Room) -> list[Strip]:
        """Cut: one strip."""
        return [white(min(self.height, room.height))]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture `width` mm wide (0: as wide as the page), made smaller where it would not fit."""

    image: QImage
    width: float = 0

    def strips(self, room: Room) -> list[Strip]:
        """Cut: one strip."""
        wide = min(self.width or room.width, room.width)
        tall = wide * self.image.height() / max(self.image.width(), 1)
        if tall > room.height:
            wide, tall = wide * room.height / tall, room.height
        return [Strip(tall, lambda ink, x, y: ink.image(x, y, wide, tall, self.image))]


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures side by side in one box: a small label over each."""

    cards: Sequence[tuple[str, str]]

    def strips(self, room: Room) -> list[Strip]:
        """Cut: one strip."""
        each = room.width / max(len(self.cards), 1)
        tall = SMALL.leading + FIGURE.leading + 4

        def paint(ink: Ink, x: float, y: float) -> None:
            ink.box(x, y, room.width, tall)
            for position, (label, figure) in enumerate(self.cards):
                left = x + position * each
                if position:
                    ink.stroke(left, y, tall)
                ink.text(left + 2.5, y + 1.8, label, SMALL)
                ink.text(left, y + 1.8 + SMALL.leading, figure, FIGURE, width=each - 2.5, align="right")

        return [Strip(tall, paint)] if self.cards else []


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page, as far as a page can hold them."""

    blocks: Sequence[Block] = field(default_factory=tuple)

    def strips(self, room: Room) -> list[Strip]:
        """Cut: the strips of all, tied."""
        return kept([strip for block in self.blocks for strip in block.strips(room)])
