"""The letterhead: who sends the paper."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.fields.kind import Kind
from crm_desktop.printing.ink import SMALL, THICK, Ink, Style, wrap
from crm_desktop.printing.page import Page
from crm_desktop.services.settings import setting_named

if TYPE_CHECKING:
    from crm_desktop.services.workspace import Workspace

NAME = Style(15, bold=True, spacing=1.3)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends the paper. Everything may be empty; an empty one takes no room."""

    name: str = ""
    name_en: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""

    def height(self, width: float) -> float:
        """Give the mm it takes, with the rule and the white below."""
        left, right = self._left(width), self._right(width)
        if not left and not right:
            return 0
        return max(sum(style.leading for _line, style in left), len(right) * SMALL.leading) + 7

    def paint(self, ink: Ink, page: Page) -> None:
        """Write it at the head of a first page."""
        left, right, y = self._left(page.width), self._right(page.width), page.top
        for line, style in left:
            ink.text(page.left, y, line, style)
            y += style.leading
        y = page.top
        for line in right:
            ink.text(page.left, y, line, SMALL, width=page.width, align="right")
            y += SMALL.leading
        if left or right:
            ink.rule(page.left, page.top + self.height(page.width) - 4.5, page.width, THICK)

    def _left(self, width: float) -> list[tuple[str, Style]]:
        names = [(self.name or self.name_en, NAME), (self.name_en if self.name else "", SMALL)]
        return [(line, style) for name, style in names if name for line in wrap(name, width * 0.55, style)]

    def _right(self, width: float) -> list[str]:
        facts = [fact for fact in (self.address, self.phone, self.email) if fact]
        return [line for fact in facts for line in wrap(fact, width * 0.42, SMALL)]


def letterhead_of(workspace: "Workspace") -> Letterhead:
    """Give the letterhead that the business profile of the file says."""

    def shown(name: str) -> str:
        value = workspace.settings[name]
        kind: Kind[object] = setting_named(name).kind
        return kind.show(value) if value else ""

    return Letterhead(
        name=shown("business_name"),
        name_en=shown("business_name_en"),
        address=shown("business_address"),
        phone=shown("business_phone"),
        email=shown("business_email"),
    )
