"""How a letter ends: where to pay at the left, room for the stamp at the right, as the settings say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_desktop.base.i18n import _
from crm_desktop.printing.ink import BODY, SMALL, THIN, Ink, text_width, wrap
from crm_desktop.printing.letterhead import said
from crm_desktop.printing.strips import Room, Strip, white

STAMP = 38.0  # mm, as round company seals are
LABELS = 22.0  # mm of what the lines at the left are called


@dataclass(frozen=True, slots=True)
class Closing:
    """Lines of label and text, and a ring where a stamp goes; with neither it takes no room."""

    lines: Sequence[tuple[str, str]] = ()
    stamp: bool = False

    def strips(self, room: Room) -> list[Strip]:
        """Cut: one strip, as high as the stamp needs."""
        if not self.lines and not self.stamp:
            return []
        wide = room.width - LABELS - (STAMP + 6 if self.stamp else 0)
        texts = [(label, wrap(text, wide, BODY)) for label, text in self.lines]
        tall = 3 + max(sum(len(lines) for _label, lines in texts) * BODY.leading, STAMP if self.stamp else 0)

        def paint(ink: Ink, x: float, y: float) -> None:
            ink.rule(x, y, room.width, THIN)
            top = y + 3
            for label, lines in texts:
                ink.text(x, top + (BODY.leading - SMALL.leading) / 2, label, SMALL)
                for line in lines:
                    ink.text(x + LABELS, top, line)
                    top += BODY.leading
            if self.stamp:
                left = x + room.width - STAMP
                ink.ring(left, y + 3, STAMP)
                word = _("Stamp")
                ink.text(left + (STAMP - text_width(word, SMALL)) / 2, y + 3 + (STAMP - SMALL.leading) / 2, word, SMALL)

        return [white(6), Strip(min(tall, room.height), paint)]


def closing_of(values: Mapping[str, object]) -> Closing:
    """Give the closing that the settings in `values` say."""
    account = [
        (_("Account holder"), said(values, "business_invoice_title") or said(values, "business_name")),
        (_("Bank"), said(values, "business_bank")),
        (_("Account"), said(values, "business_account")),
    ]
    known = bool(values["business_bank"] or values["business_account"])
    lines = [line for line in account if line[1]] if values["print_bank_account"] and known else []
    return Closing(lines, stamp=bool(values["print_stamp_place"]))
