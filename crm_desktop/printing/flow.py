"""Lets strips flow over pages: the dry run that knows every place, and so the number of pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm_desktop.printing.strips import Strip

ROUNDING = 0.001  # mm


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and how far its upper edge is below the page's text."""

    strip: Strip
    y: float


def flow(strips: Sequence[Strip], room: Callable[[int], float]) -> list[list[Placed]]:
    """Place strips on as many pages as they need; `room(n)` is the height of page n in mm, from 0.

    Strips tied together go to the next page together, unless they do not fit one page anyway.
    """
    pages: list[list[Placed]] = [[]]
    y = 0.0
    fresh = True  # nothing stands on the page but heads that are said again
    for index, strip in enumerate(strips):
        if strip.space:
            y += 0 if fresh else strip.height
            continue
        tied = _tied(strips, index)
        if tied > room(len(pages)) - _heights(strip.head):
            tied = strip.height + _tail(strips, index + 1)
        if not fresh and y + tied > room(len(pages) - 1) + ROUNDING:
            if strip.tail is not None:
                pages[-1].append(Placed(strip.tail, y))
            pages.append([])
            y = 0.0
            for head in strip.head:
                pages[-1].append(Placed(head, y))
                y += head.height
        pages[-1].append(Placed(strip, y))
        y += strip.height
        fresh = False
    return pages


def _tied(strips: Sequence[Strip], index: int) -> float:
    """Give the height of a strip with those that must stay with it, and of what closes the page after them."""
    height = strips[index].height
    while strips[index].keep and index + 1 < len(strips):
        index += 1
        height += strips[index].height
    return height + _tail(strips, index + 1)


def _tail(strips: Sequence[Strip], index: int) -> float:
    tail = strips[index].tail if index < len(strips) else None
    return tail.height if tail else 0.0


def _heights(strips: Sequence[Strip]) -> float:
    return sum(strip.height for strip in strips)
