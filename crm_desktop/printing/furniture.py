"""What stands on every page besides the text: the short head from the second page on, the foot."""

from crm_desktop.base import clock
from crm_desktop.base.i18n import _
from crm_desktop.printing.ink import SMALL, STRONG, THIN, Ink, Style, text_width
from crm_desktop.printing.letterhead import Letterhead
from crm_desktop.printing.page import Page

SHORT_HEAD = 9.0  # mm that the head of later pages takes
FOOT = 8.0  # mm that the foot takes


def paint_short_head(ink: Ink, page: Page, letterhead: Letterhead, title: str, about: str) -> None:
    """Write the head of a page after the first: who, which document, about whom."""
    name = fitted(letterhead.name or letterhead.name_en, page.width * 0.4, STRONG)
    gap = text_width(name, STRONG) + 4 if name else 0
    ink.text(page.left, page.top, name, STRONG)
    ink.text(page.left + gap, page.top, title, SMALL)
    left = gap + text_width(title, SMALL) + 4
    ink.text(page.left, page.top, fitted(about, page.width - left, SMALL), SMALL, width=page.width, align="right")
    ink.rule(page.left, page.top + STRONG.leading + 0.8, page.width, THIN)


def paint_foot(ink: Ink, page: Page, about: str, number: int, count: int) -> None:
    """Write the foot: the document, page x of y, the day of printing."""
    y = page.top + page.height - SMALL.leading
    ink.rule(page.left, y - 1.4, page.width, THIN)
    place = _("Page {number} of {count}").format(number=number, count=count)
    printed = _("Printed on {date}").format(date=clock.today().isoformat())
    ink.text(page.left, y, fitted(about, (page.width - text_width(place, SMALL)) / 2 - 3, SMALL), SMALL)
    ink.text(page.left, y, place, SMALL, width=page.width, align="centre")
    ink.text(page.left, y, printed, SMALL, width=page.width, align="right")


def fitted(text: str, width: float, style: Style) -> str:
    """Shorten a text with … to one line of `width` mm."""
    if text_width(text, style) <= width:
        return text
    shown = text
    while shown and text_width(shown + "…", style) > width:
        shown = shown[:-1]
    return shown + "…"
