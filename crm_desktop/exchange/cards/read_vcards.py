"""Reads the cards of an address book as a sheet under our own headings, which the import then knows by itself."""

import codecs
from collections import Counter
from collections.abc import Iterator

from crm_desktop.base.i18n import _
from crm_desktop.base.progress import Progress
from crm_desktop.exchange.cards.card_cells import CardCells
from crm_desktop.exchange.cards.vcard_lines import read_cards
from crm_desktop.exchange.reading.refusals import not_a_spreadsheet, too_large, too_many_rows
from crm_desktop.exchange.reading.sheet_remarks import with_first_part_told
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS, Row, Sheet
from crm_desktop.exchange.writing.flatten import Spot, columns_for, in_order
from crm_desktop.fields.kind import warning

_BEGIN = "BEGIN:VCARD"
_PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


def is_vcards(head: bytes) -> bool:
    """Tell whether a file begins as cards do, in 8 bits or 16."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    wide = (codecs.BOM_UTF16_LE + _BEGIN.encode("utf-16-le"), codecs.BOM_UTF16_BE + _BEGIN.encode("utf-16-be"))
    return text[: len(_BEGIN)].upper() == _BEGIN.encode() or head.startswith(wide)


def read_vcards(data: bytes, name: str, progress: Progress, *, first_part: bool = False) -> Sheet:
    """Read the cards of a file as the rows of one sheet, which tells what of them was left out.

    More cards than rows can be read raise `LongTableError`, or are left out where `first_part` is chosen.
    """
    cards: list[dict[Spot, str]] = []
    left_out: Counter[str] = Counter()
    cut = False
    for properties, whole in read_cards(data):
        if len(cards) % 1000 == 0:
            progress.report(len(cards), 0, _("Reading the cards"))
        if len(cards) >= MAX_ROWS:
            if not first_part:
                raise too_many_rows()
            break
        cards.append(CardCells(properties, left_out).cells)
        cut = cut or not whole
    spots = in_order({spot for cells in cards for spot in cells}, "customer")
    if not spots:
        raise not_a_spreadsheet()
    if len(spots) > MAX_COLUMNS:
        raise too_large()
    heads: Row = [column.heading for column in columns_for(spots, "customer")]
    rows: list[Row] = [[cells.get(spot) for spot in spots] for cells in cards]
    told = tuple(warning("left_out", text) for text in _told(left_out, cut=cut))
    sheet = Sheet(name, [heads, *rows], told=told)
    return with_first_part_told(sheet) if len(rows) >= MAX_ROWS else sheet


def _told(left_out: Counter[str], *, cut: bool) -> Iterator[str]:
    pictures = sum(times for name, times in left_out.items() if name in _PICTURES)
    if pictures:
        yield _("Pictures and sounds in the cards were left out ({n}).").format(n=pictures)
    others = sorted(name for name in left_out if name not in _PICTURES)
    if others:
        yield _("Left out of the cards: {names}.").format(names=", ".join(others[:10]))
    if cut:
        yield _("The last card has no end; the file may be cut off.")
