"""How figures look: the program's font, the theme's colours, hairlines; sizes in screen points."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import N_, _
from crm_desktop.base.paths import cache_folder, resources

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DOTS_PER_INCH = 100
FAMILIES = ("Kebu Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "DejaVu Sans")
TITLE_ROOM = 52  # screen points that the title takes
NOTHING_YET = N_("Nothing to draw yet. Add customers or import a spreadsheet, and this fills by itself.")


@dataclass(frozen=True, slots=True)
class Style:
    """A theme's colours by token."""

    tokens: Mapping[str, str]

    def __getitem__(self, token: str) -> str:
        return self.tokens[token]

    def faded(self, token: str, share: float = 0.62) -> str:
        """Mix a colour with the surface, so that what stands beside it stands out."""
        return _mixed(self.tokens[token], self.tokens["surface"], share)


def points(size: float) -> float:
    """Turn a size on the screen into the size of a font or a line in a figure."""
    return size * 72 / DOTS_PER_INCH


def figure(size: tuple[int, int], style: Style) -> "Figure":
    """Make an empty figure on the theme's surface."""
    prepare()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    inches = (size[0] / DOTS_PER_INCH, size[1] / DOTS_PER_INCH)
    drawn = Figure(inches, dpi=DOTS_PER_INCH, facecolor=style["surface"])
    FigureCanvasAgg(drawn)  # measures texts; a widget may take the figure over
    return drawn


@cache
def prepare() -> None:
    """Load matplotlib with our font; it takes half a second, so only when the first figure is wanted."""
    os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))
    import matplotlib as mpl
    import matplotlib.figure  # most of the half second, which else the first figure would take
    from matplotlib.font_manager import fontManager

    for face in ("Regular", "Bold"):
        fontManager.addfont(str(resources("fonts", f"KebuSansSC-{face}.ttf")))
    present = set(fontManager.get_font_names())
    mpl.rcParams.update(
        {
            "font.family": [family for family in FAMILIES if family in present],
            "axes.unicode_minus": False,
            "pdf.fonttype": 42,  # text that can be searched and copied
            "svg.fonttype": "path",  # looks the same where the font is missing
            "svg.hashsalt": "kebu",  # the same numbers give the same file
        }
    )


def axes_within(drawn: "Figure", left: float, right: float, bottom: float, top: float) -> "Axes":
    """Place axes by their margins in screen points, below the title where there is one."""
    width, height = drawn.get_size_inches() * DOTS_PER_INCH
    above = top + (TITLE_ROOM if drawn.texts else 0)
    return drawn.add_axes((left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + above) / height))


def write_title(drawn: "Figure", title: str, note: str, style: Style) -> None:
    """Write the figure's name and what it counts into its left upper corner."""
    height = drawn.get_size_inches()[1] * DOTS_PER_INCH
    width = drawn.get_size_inches()[0] * DOTS_PER_INCH
    drawn.text(20 / width, 1 - 32 / height, title, size=points(16), weight="bold", color=style["text"])
    if note:
        drawn.text(20 / width, 1 - 50 / height, note, size=points(12), color=style["muted"])


def say_nothing_yet(drawn: "Figure", style: Style) -> None:
    """Write a friendly sentence where there are no numbers."""
    drawn.text(0.5, 0.5, _(NOTHING_YET), size=points(12.5), color=style["muted"], ha="center", va="center", wrap=True)


def _mixed(front: str, back: str, share: float) -> str:
    channels = (
        round(int(front[start : start + 2], 16) * share + int(back[start : start + 2], 16) * (1 - share))
        for start in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)
