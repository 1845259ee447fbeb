"""How the cells of a list are painted, one small function for each look."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter

from crm_desktop.fields.kind import Context
from crm_desktop.ui.look import tones
from crm_desktop.ui.look.brush import Brush, Face
from crm_desktop.ui.values import dates
from crm_desktop.ui.values.shown import Shown

DUE_LOOK = {"late": ("triangle-alert", "danger"), "today": ("clock", "warning")}
TAG_HEIGHT = 20
BADGE = 20
TWO_LINES = 34  # pixels that two lines need
LONGEST = 300  # characters of a text that a cell looks at


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a cell is painted with and where it lies."""

    brush: Brush
    painter: QPainter
    rect: QRect  # within the padding of the cell
    selected: bool
    context: Context


Paint = Callable[[Canvas, Sequence[Shown], Sequence[Any]], None]


def paint_text(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint one value as quiet text."""
    canvas.brush.text(canvas.painter, canvas.rect, one_line(shown[0].text(values[0])), "body", "secondary")


def paint_figure(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint a number at the right edge, so that digits stand under digits."""
    canvas.brush.text(canvas.painter, canvas.rect, shown[0].text(values[0]), "body", "text", right=True)


def paint_title(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint what names the record, after the badge of its level where it has one."""
    rect = canvas.rect
    if len(values) > 1:
        if values[0] is not None:
            paint_badge(canvas, rect.left(), shown[0].text(values[0]), shown[0].tone(values[0]))
        rect = rect.adjusted(28, 0, 0, 0)
    face: Face = "strong" if canvas.selected else "body"
    canvas.brush.text(canvas.painter, rect, one_line(shown[-1].text(values[-1])), face, "text")


def one_line(text: str) -> str:
    """Give the beginning of a text without its line breaks."""
    return " ".join(text[:LONGEST].split()) if "\n" in text or len(text) > LONGEST else text


def paint_badge(canvas: Canvas, left: int, text: str, tone: str) -> None:
    """Paint the small square of a level."""
    letter, brush = text[:1], canvas.brush

    def draw(painter: QPainter) -> None:
        look = tones.badge(tone)
        box = QRect(0, 0, BADGE, BADGE)
        brush.box(painter, QRectF(box), 4, look.back)
        inset = (BADGE - brush.width("badge", letter)) // 2
        brush.text(painter, box.adjusted(inset, 0, 0, 0), letter, "badge", look.front)

    at = QPoint(left, canvas.rect.center().y() - BADGE // 2 + 1)
    brush.stamp(canvas.painter, at, QSize(BADGE, BADGE), ("badge", letter, tone), draw)


def paint_two_lines(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint a number over the person it reaches; beside it where the rows are low."""
    texts = [each.text(value) for each, value in zip(shown, values, strict=True)]
    rect, brush = canvas.rect, canvas.brush
    if texts[0] and texts[1] and rect.height() < TWO_LINES:
        rest = rect.adjusted(brush.text(canvas.painter, rect, texts[0], "phone", "text") + 8, 0, 0, 0)
        if brush.width("caption", texts[1]) <= rest.width():  # half a name says nothing
            brush.text(canvas.painter, rest, texts[1], "caption", "muted")
    elif texts[0] and texts[1]:
        middle = rect.top() + rect.height() // 2
        upper = brush.metrics("phone").height()
        brush.text(
            canvas.painter, QRect(rect.left(), middle - upper + 2, rect.width(), upper), texts[0], "phone", "text"
        )
        lower = brush.metrics("caption").height()
        brush.text(canvas.painter, QRect(rect.left(), middle, rect.width(), lower), texts[1], "caption", "muted")
    else:
        brush.text(canvas.painter, rect, texts[0] or texts[1], "phone", "text" if texts[0] else "secondary")


def paint_tags(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint as many tags as fit and say how many more there are."""
    labels = [label for each, value in zip(shown, values, strict=True) for label in each.labels(value)]
    left, right = canvas.rect.left(), canvas.rect.right() + 1
    for number, label in enumerate(labels):
        rest = len(labels) - number - 1
        room = right - left - (canvas.brush.width("caption", f"+{rest}") + 4 if rest else 0)
        width = canvas.brush.width("caption", label.text) + 14
        if width > room and number > 0:
            count = QRect(left, canvas.rect.top(), right - left, canvas.rect.height())
            canvas.brush.text(canvas.painter, count, f"+{rest + 1}", "caption", "muted")
            return
        left += paint_tag(canvas, left, min(width, room), label.text, label.tone) + 4


def paint_tag(canvas: Canvas, left: int, width: int, text: str, tone: str) -> int:
    """Paint one tag; gives its width."""
    brush = canvas.brush

    def draw(painter: QPainter) -> None:
        look = tones.tag(tone)
        box = QRect(0, 0, width, TAG_HEIGHT)
        brush.box(painter, QRectF(box), 4, look.back)
        brush.text(painter, box.adjusted(7, 0, -6, 0), text, "caption", look.front)

    at = QPoint(left, canvas.rect.center().y() - TAG_HEIGHT // 2 + 1)
    brush.stamp(canvas.painter, at, QSize(max(width, 1), TAG_HEIGHT), ("tag", text, tone, str(width)), draw)
    return width


def paint_yes(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint a mark for yes and nothing for no, so that the marks stand out."""
    _ = shown
    if values[0]:
        canvas.brush.icon(canvas.painter, canvas.rect.left(), canvas.rect.center().y() + 1, "check", "accent")


def paint_within(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint a value that is written as another one of its record says: a number by its type, money by its currency."""
    right = shown[0].field.kind.align == "right"
    canvas.brush.text(canvas.painter, canvas.rect, one_line(said_within(shown, values)), "body", "text", right=right)


def said_within(shown: Sequence[Shown], values: Sequence[Any]) -> str:
    """Say the first of two values as the second one decides."""
    field, other = shown[0].field, shown[1].field
    return field.kind.within({other.name: values[1]}).on_screen(values[0]) if values[0] is not None else ""


def paint_ago(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint a day that is past as the time since."""
    _ = shown
    value: dt.date | None = values[0]
    text, token = (dates.ago(value, canvas.context.today), "secondary") if value else ("—", "muted")
    canvas.brush.text(canvas.painter, canvas.rect, text, "body", token)


def paint_due(canvas: Canvas, shown: Sequence[Shown], values: Sequence[Any]) -> None:
    """Paint a planned day; late ones in danger colour, with an icon and in words, unless a second value says done."""
    _ = shown
    value: dt.date | None = values[0]
    due = dates.due(value, canvas.context.today) if value else dates.Due("—")
    if value and any(each is not None for each in values[1:]):
        due = dates.Due(dates.short(value, canvas.context.today))
    if not due.state:
        canvas.brush.text(canvas.painter, canvas.rect, due.text, "body", "text" if value else "muted")
        return
    icon, token = DUE_LOOK[due.state]
    canvas.brush.icon(canvas.painter, canvas.rect.left(), canvas.rect.center().y() + 1, icon, token)
    canvas.brush.text(canvas.painter, canvas.rect.adjusted(18, 0, 0, 0), due.text, "strong", token)


LOOKS: dict[str, Paint] = {
    "text": paint_text,
    "figure": paint_figure,
    "title": paint_title,
    "two lines": paint_two_lines,
    "tags": paint_tags,
    "yes": paint_yes,
    "within": paint_within,
    "ago": paint_ago,
    "due": paint_due,
}
