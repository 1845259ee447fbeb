"""A document's finished pages, which printer, preview and PDF paint alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QPainter

from crm_desktop.printing.flow import Placed, flow
from crm_desktop.printing.fonts import UNITS_PER_INCH
from crm_desktop.printing.furniture import FOOT, SHORT_HEAD, paint_foot, paint_short_head
from crm_desktop.printing.ink import Ink
from crm_desktop.printing.letterhead import Letterhead
from crm_desktop.printing.page import Page
from crm_desktop.printing.strips import Block, Room


@dataclass(frozen=True, slots=True)
class Part:
    """What is about one customer: it begins on a new page and counts its pages by itself."""

    title: str  # the document's name: Customer report
    about: str  # whom or what it is about, for the later pages' head
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page with everything in its place."""

    page: Page
    letterhead: Letterhead
    part: Part
    number: int
    count: int
    placed: Sequence[Placed] = field(repr=False)

    def paint(self, painter: QPainter, dots_per_inch: float) -> None:
        """Paint the page from the painter's origin, at a resolution."""
        painter.save()
        painter.scale(dots_per_inch / UNITS_PER_INCH, dots_per_inch / UNITS_PER_INCH)
        ink = Ink(painter)
        if self.number == 1:
            self.letterhead.paint(ink, self.page)
        else:
            paint_short_head(ink, self.page, self.letterhead, self.part.title, self.part.about)
        top = self.page.top + _head(self.letterhead, self.page, self.number - 1)
        for placed in self.placed:
            placed.strip.paint(ink, self.page.left, top + placed.y)
        paint_foot(ink, self.page, f"{self.part.title} {self.part.about}", self.number, self.count)
        painter.restore()


def lay_out(parts: Sequence[Part], page: Page, letterhead: Letterhead) -> list[Sheet]:
    """Let each part flow over pages of its own."""
    sheets: list[Sheet] = []
    for part in parts:
        least = min(_room(letterhead, page, 0), _room(letterhead, page, 1))
        strips = [strip for block in part.blocks for strip in block.strips(Room(page.width, least))]
        pages = flow(strips, lambda number: _room(letterhead, page, number))
        sheets += [Sheet(page, letterhead, part, number, len(pages), placed) for number, placed in enumerate(pages, 1)]
    return sheets


def _head(letterhead: Letterhead, page: Page, number: int) -> float:
    """Give the mm above the text of a part's page, counted from 0."""
    return letterhead.height(page.width) if number == 0 else SHORT_HEAD


def _room(letterhead: Letterhead, page: Page, number: int) -> float:
    return page.height - _head(letterhead, page, number) - FOOT
