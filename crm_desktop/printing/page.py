"""Sheets of paper: their sizes, and what of them is printed on."""

from dataclasses import dataclass

from crm_desktop.base.errors import NotFoundError
from crm_desktop.base.i18n import _

Size = tuple[float, float]  # width and height in mm
PAPERS: dict[str, Size] = {
    "A4": (210, 297),
    "A5": (148, 210),
    "Letter": (215.9, 279.4),
    "241x140": (241, 140),  # continuous forms of three copies, half a page (二等分)
}
MARGINS = (15.0, 13.0, 15.0, 11.0)  # left, top, right, bottom in mm; 12 at the sides spares tractor holes


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: width and height, and the margins left, top, right, bottom, all in mm."""

    size: Size = PAPERS["A4"]
    margins: tuple[float, float, float, float] = MARGINS

    @property
    def left(self) -> float:
        """Give the text's left edge."""
        return self.margins[0]

    @property
    def top(self) -> float:
        """Give the text's upper edge."""
        return self.margins[1]

    @property
    def width(self) -> float:
        """Give the text's width."""
        return self.size[0] - self.margins[0] - self.margins[2]

    @property
    def height(self) -> float:
        """Give the text's height."""
        return self.size[1] - self.margins[1] - self.margins[3]


def page_named(paper: str, *, landscape: bool = False) -> Page:
    """Give a sheet by its name (`A4`), on its side if wanted; raises `NotFoundError`."""
    sizes = {name.lower(): size for name, size in PAPERS.items()}
    if paper.lower() not in sizes:
        known = ", ".join(PAPERS)
        raise NotFoundError(_("There is no paper “{name}”. Known: {known}.").format(name=paper, known=known))
    width, height = sizes[paper.lower()]
    return Page((height, width) if landscape else (width, height))
