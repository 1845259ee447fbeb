"""The word in which a figure is declared: found by being in this package."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from crm_desktop import charts as package
from crm_desktop.base.discover import load_all
from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.charts.series import Series

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from crm_desktop.charts.style import Style

Query = Callable[[Session], Series]
Drawing = Callable[["Figure", Series, "Style"], None]
Size = tuple[int, int]  # width and height in points of the screen


@dataclass(frozen=True, slots=True)
class Chart:
    """A declared figure: `query` gives its numbers, `drawing` draws them."""

    name: str
    label: str
    note: str  # what is counted, said small beside the title
    query: Query
    drawing: Drawing
    wide: bool  # asks for more room than its neighbours on the dashboard
    position: int  # on the dashboard


_declared: dict[str, Chart] = {}


def chart(  # noqa: PLR0913 - each is an optional word of the declaration
    name: str, label: str, *, drawing: Drawing, note: str = "", wide: bool = False, position: int = 100
) -> Callable[[Query], Query]:
    """Declare a figure; the function gives its series from a session."""

    def declare(query: Query) -> Query:
        _declared[name] = Chart(name, label, note, query, drawing, wide, position)
        return query

    return declare


def charts() -> dict[str, Chart]:
    """Give every declared figure by name, in the dashboard's order; finding none is a broken build, so an error."""
    load_all(package)
    return dict(sorted(_declared.items(), key=lambda each: (each[1].position, each[0])))


def chart_named(name: str) -> Chart:
    """Give one figure; raises `UnknownFieldError`."""
    known = charts()
    if name not in known:
        message = _("There is no chart “{name}”. Known: {known}.").format(name=name, known=", ".join(known))
        raise UnknownFieldError(message)
    return known[name]


def series_of(session: Session, name: str) -> Series:
    """Give a figure's numbers, with labels in the current language."""
    return chart_named(name).query(session)


def draw(name: str, series: Series, tokens: Mapping[str, str], size: Size, *, titled: bool = False) -> "Figure":
    """Draw a figure in a theme's colours; `titled` writes its name on it, for what stands alone."""
    from crm_desktop.charts.style import Style, figure, say_nothing_yet, write_title

    declared = chart_named(name)
    style = Style(tokens)
    drawn = figure(size, style)
    if titled:
        write_title(drawn, _(declared.label), _(declared.note), style)
    if series.empty:
        say_nothing_yet(drawn, style)
    else:
        declared.drawing(drawn, series, style)
    return drawn
