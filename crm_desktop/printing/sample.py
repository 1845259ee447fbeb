"""The test page: how the letterhead, the account and the stamp look on a page with text of no meaning."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import N_, _
from crm_desktop.printing.blocks import Title
from crm_desktop.printing.closing import closing_of
from crm_desktop.printing.ink import BODY, Ink
from crm_desktop.printing.letterhead import letterhead_of, profile
from crm_desktop.printing.page import Page, page_named
from crm_desktop.printing.sheets import Part, Sheet, lay_out
from crm_desktop.printing.strips import Block, Room, Strip

if TYPE_CHECKING:
    from crm_desktop.services.workspace import Workspace

TITLE = N_("Test page")
COLUMNS = (0.12, 0.46, 0.18, 0.18)  # shares of the width, with gaps between
LENGTHS = (0.72, 0.55, 0.88, 0.66, 0.48, 0.8, 0.7, 0.92, 0.6, 0.76, 0.52, 0.84, 0.64, 0.7, 0.58, 0.86)


@dataclass(frozen=True, slots=True)
class Greeked:
    """Grey bars where a table would stand."""

    rows: int

    def strips(self, room: Room) -> list[Strip]:
        """Cut: a strip a row."""
        gap = room.width * (1 - sum(COLUMNS)) / (len(COLUMNS) - 1)

        def row(number: int) -> Strip:
            def paint(ink: Ink, x: float, y: float) -> None:
                for place, share in enumerate(COLUMNS):
                    length = LENGTHS[number % len(LENGTHS)] if place == 1 else 1
                    ink.bar(x, y + BODY.leading * 0.7, room.width * share * length, 1.1)
                    x += room.width * share + gap

            return Strip(BODY.leading * 1.9, paint)

        return [row(number) for number in range(self.rows)]


def sample_sheets(workspace: "Workspace", page: Page | None = None, rows: int = 16) -> list[Sheet]:
    """Lay the test page out, in the language that is spoken; on A4 unless `page` says otherwise."""
    blocks: list[Block] = [Title(_(TITLE)), Greeked(rows), closing_of(profile(workspace))]
    return lay_out([Part(_(TITLE), "", blocks)], page or page_named("A4"), letterhead_of(workspace))
