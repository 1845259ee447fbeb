"""Bars: upright for what goes with time, lying for what is compared."""

from typing import TYPE_CHECKING

from crm_desktop.charts.series import Number, Series
from crm_desktop.charts.style import Style, axes_within, points

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LABEL_ROOM = 0.42  # of the figure's width, at most, for labels at the left of lying bars
SHARE_ROOM = 56  # screen points for the share behind a value
EDGE = 16  # white at the left of everything


def bars_up(drawn: "Figure", series: Series, style: Style) -> None:
    """Draw upright bars, the last one strong; an earlier period is a line over them."""
    highest = max(*series.values, *series.compared, 4) * 1.12
    left = _text_width(drawn, _number(highest)) + 10
    axes = axes_within(drawn, EDGE + left, 14, 44, 34 if series.compared else 24)
    places = range(len(series.values))
    colours = [style.faded("chart-1")] * (len(series.values) - 1) + [style["chart-1"]]
    axes.bar(places, series.values, width=0.52, color=colours, zorder=2)
    if any(series.compared):
        _line_over(axes, series, style)
    _grid(axes, style)
    last = len(series.values) - 1
    _annotate(axes, _number(series.values[last]), (last, series.values[last]), (0, 6), style["text"], strong=True)
    axes.set_xticks(places, labels=series.ticks or series.labels)
    axes.get_xticklabels()[-1].set_fontweight("bold")
    axes.get_xticklabels()[-1].set_color(style["text"])
    axes.set_xlim(-0.6, len(series.values) - 0.4)
    axes.set_ylim(0, highest)


def bars_across(drawn: "Figure", series: Series, style: Style) -> None:
    """Draw lying bars with their values and shares behind them, the longest one strong."""
    labels = [shortened(label) for label in series.ticks or series.labels]
    width, height = drawn.get_size_inches() * drawn.dpi
    most, total = max(series.values), sum(series.values)
    figures = [_number(value) for value in series.values]
    left = min(max(_text_width(drawn, label) for label in labels) + 14, width * LABEL_ROOM)
    right = max(_text_width(drawn, figure, "bold") for figure in figures) + SHARE_ROOM
    axes = axes_within(drawn, EDGE + left, right, 10, 8)
    places = range(len(series.values))
    colours = [style["chart-1"] if value == most else style["chart-6"] for value in series.values]
    axes.barh(places, series.values, height=_thickness(height, len(labels)), color=colours)
    for place, (value, figure) in enumerate(zip(series.values, figures, strict=True)):
        behind = 8 + _text_width(drawn, figure, "bold") + 6
        _annotate(axes, figure, (value, place), (8, 0), style["text"], strong=True)
        _annotate(axes, f"{value / total:.0%}", (value, place), (behind, 0), style["muted"])
    axes.set_yticks(places, labels=labels, ha="left")
    axes.tick_params(axis="y", length=0, pad=points(left), labelsize=points(12), labelcolor=style["text"])
    axes.set_xticks([])
    axes.set_xlim(0, most)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_frame_on(False)


def shortened(label: str, longest: int = 14) -> str:
    """Cut a label that would leave the bars no room."""
    return label if len(label) <= longest else label[: longest - 1] + "…"


def _thickness(height: float, count: int) -> float:
    """Keep bars from becoming slabs where there are few: 22 screen points at most."""
    return min(0.58, 22 / (height / max(count, 1)))


def _text_width(drawn: "Figure", label: str, weight: str = "normal") -> float:
    """Measure a label in screen points."""
    from matplotlib.text import Text

    text = Text(0, 0, label, size=points(12), weight=weight, figure=drawn)
    renderer = drawn.canvas.get_renderer()  # type: ignore[attr-defined] # the Agg canvas of a bare figure has one
    return float(text.get_window_extent(renderer).width)


def _grid(axes: "Axes", style: Style) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_frame_on(False)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _position: _number(value)))
    axes.grid(axis="y", color=style["line"], linewidth=points(1), linestyle=(0, (1, 3)), zorder=0)
    axes.axhline(0, color=style["line-strong"], linewidth=points(1), zorder=3)
    axes.tick_params(axis="y", length=0, pad=points(10), labelsize=points(11.5), labelcolor=style["muted"])
    axes.tick_params(axis="x", length=0, pad=points(8), labelsize=points(11.5), labelcolor=style["secondary"])


def _annotate(  # noqa: PLR0913, PLR0917 - a text has a place and a look
    axes: "Axes", text: str, place: tuple[float, float], offset: tuple[float, float], colour: str, strong: bool = False
) -> None:
    """Write beside a place (offset to the right) or above it (offset upwards), in screen points."""
    right, up = offset
    axes.annotate(
        text,
        place,
        xytext=(points(right), points(up)),
        textcoords="offset points",
        ha="left" if right else "center",
        va="center_baseline" if right else "bottom",
        size=points(11.5),
        weight="bold" if strong else "normal",
        color=colour,
        zorder=4,
    )


def _line_over(axes: "Axes", series: Series, style: Style) -> None:
    axes.plot(
        range(len(series.compared)),
        series.compared,
        color=style["chart-2"],
        linewidth=points(1.8),
        zorder=3,
        clip_on=False,  # a zero lies half below the axis
        marker="o",
        markersize=points(6),
        markerfacecolor=style["surface"],
        markeredgewidth=points(1.6),
    )
    _legend(axes, series, style)


def _legend(axes: "Axes", series: Series, style: Style) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [
        Patch(color=style["chart-1"], label=series.measure),
        Line2D([], [], color=style["chart-2"], linewidth=points(1.8), label=series.compared_measure),
    ]
    axes.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1, 1.0), ncols=2, frameon=False, fontsize=points(11.5),
        labelcolor=style["secondary"], handlelength=1.1, handleheight=0.8, columnspacing=1.4, borderaxespad=0.4,
    )  # fmt: skip


def _number(value: Number) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
