"""The letterhead: who sends the paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtGui import QImage

from crm_desktop.base.i18n import _, language
from crm_desktop.fields.kind import Kind
from crm_desktop.fields.kinds.address_text import AddressText
from crm_desktop.printing.ink import SMALL, THICK, Ink, Style, wrap
from crm_desktop.printing.logo import logo_image
from crm_desktop.printing.page import Page
from crm_desktop.services.settings import setting_named

if TYPE_CHECKING:
    from crm_desktop.services.workspace import Workspace

LetterheadStyle = Literal["left", "centre", "text"]
NAME = Style(15, bold=True, spacing=1.3)
LOGO_HEIGHT, LOGO_WIDTH, LOGO_GAP = 13.0, 34.0, 3.5  # mm; a wide logo is as wide as it may be
BELOW, UNDER_RULE = 2.5, 4.5  # mm of white above the rule and below it
BETWEEN = "   "


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends the paper. Everything may be empty; an empty one takes no room."""

    name: str = ""
    name_en: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    credit_code: str = ""
    style: LetterheadStyle = "text"
    logo: QImage = field(default_factory=QImage, compare=False)

    def height(self, width: float) -> float:
        """Give the mm it takes, with the rule and the white below."""
        tall = self._centred_height(width) if self.style == "centre" else self._sided_height(width)
        return tall + BELOW + UNDER_RULE if tall else 0

    def paint(self, ink: Ink, page: Page) -> None:
        """Write it at the head of a first page."""
        height = self.height(page.width)
        if not height:
            return
        if self.style == "centre":
            self._paint_centred(ink, page)
        else:
            self._paint_sided(ink, page)
        ink.rule(page.left, page.top + height - UNDER_RULE, page.width, THICK)

    # --- logo and names at the left, facts at the right ---

    def _sided_height(self, width: float) -> float:
        left, right = self._names(self._room_of_names(width)), self._right(width)
        return max(_height(left), len(right) * SMALL.leading, self._logo_size()[1])

    def _paint_sided(self, ink: Ink, page: Page) -> None:
        wide, high = self._logo_size()
        tall = self._sided_height(page.width)
        if wide:
            ink.image(page.left, page.top + (tall - high) / 2, wide, high, self.logo)
        x = page.left + (wide + LOGO_GAP if wide else 0)
        names = self._names(self._room_of_names(page.width))
        y = page.top + ((tall - _height(names)) / 2 if wide else 0)
        for line, style in names:
            ink.text(x, y, line, style)
            y += style.leading
        y = page.top
        for line in self._right(page.width):
            ink.text(page.left, y, line, SMALL, width=page.width, align="right")
            y += SMALL.leading

    def _room_of_names(self, width: float) -> float:
        wide, _high = self._logo_size()
        return width * 0.55 - (wide + LOGO_GAP if wide else 0)

    def _right(self, width: float) -> list[str]:
        return [line for fact in self._facts() for line in wrap(fact, width * 0.42, SMALL)]

    # --- everything in the middle ---

    def _centred_height(self, width: float) -> float:
        _wide, high = self._logo_size()
        return (high + 1.5 if high else 0) + _height(self._names(width)) + len(self._middle(width)) * SMALL.leading

    def _paint_centred(self, ink: Ink, page: Page) -> None:
        wide, high = self._logo_size()
        y = page.top
        if wide:
            ink.image(page.left + (page.width - wide) / 2, y, wide, high, self.logo)
            y += high + 1.5
        lines = [*self._names(page.width), *((line, SMALL) for line in self._middle(page.width))]
        for line, style in lines:
            ink.text(page.left, y, line, style, width=page.width, align="centre")
            y += style.leading

    def _middle(self, width: float) -> list[str]:
        reach = BETWEEN.join(fact for fact in (self.phone, self.email, self.website) if fact)
        rows = [row for row in (self.address, reach, self._code()) if row]
        return [line for row in rows for line in wrap(row, width, SMALL)]

    # --- both ---

    def _names(self, width: float) -> list[tuple[str, Style]]:
        names = [(self.name or self.name_en, NAME), (self.name_en if self.name else "", SMALL)]
        return [(line, style) for name, style in names if name for line in wrap(name, width, style)]

    def _facts(self) -> list[str]:
        return [fact for fact in (self.address, self.phone, self.email, self.website, self._code()) if fact]

    def _code(self) -> str:
        return _("Credit code {code}").format(code=self.credit_code) if self.credit_code else ""

    def _logo_size(self) -> tuple[float, float]:
        """Give the logo's width and height in mm: as high as may be, but no wider than may be."""
        if self.style == "text" or self.logo.isNull():
            return 0.0, 0.0
        wide = LOGO_HEIGHT * self.logo.width() / max(self.logo.height(), 1)
        return (LOGO_WIDTH, LOGO_HEIGHT * LOGO_WIDTH / wide) if wide > LOGO_WIDTH else (wide, LOGO_HEIGHT)


def letterhead_of(workspace: "Workspace") -> Letterhead:
    """Give the letterhead that the business profile of the file says, for the language that is spoken."""
    values = profile(workspace)
    names = [said(values, "business_name"), said(values, "business_name_en")]
    if language() == "en" and names[1]:
        names.reverse()
    numbers = (said(values, "business_phone"), said(values, "business_mobile"))
    return Letterhead(
        name=names[0],
        name_en=names[1],
        address=address_said(values),
        phone=BETWEEN.join(number for number in numbers if number),
        email=said(values, "business_email"),
        website=said(values, "business_website"),
        credit_code=str(values["business_credit_code"] or "") if values["print_credit_code"] else "",
        style=values["letterhead_style"],
        logo=logo_image(values["business_logo"]),
    )


def profile(workspace: "Workspace") -> dict[str, Any]:
    """Give the settings of the file that paper may speak of, by name."""
    return workspace.settings.all()


def said(values: Mapping[str, object], name: str) -> str:
    """Say one of the settings; empty where there is nothing."""
    kind: Kind[object] = setting_named(name).kind
    return kind.show(values[name]) if values[name] else ""


def address_said(values: Mapping[str, object]) -> str:
    """Say the business's address in one line, as it is written where it is."""
    parts = {
        field: str(values[name])
        for field, name in (
            ("province", "business_province"),
            ("city", "business_city"),
            ("district", "business_district"),
            ("street", "business_address"),
        )
        if values[name]
    }
    return AddressText().show(parts) if parts else ""


def _height(lines: list[tuple[str, Style]]) -> float:
    return sum(style.leading for _line, style in lines)
