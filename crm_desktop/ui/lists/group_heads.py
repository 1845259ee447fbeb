"""The heads of groups in a list: how they look."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from crm_desktop.ui.look.brush import Brush

_SIDE, _ICON, _GAP = 12, 16, 8


class HeadLook(NamedTuple):
    """What the head of a group shows: label, number of records, sums, whether it is folded and has the focus."""

    label: str
    records: int
    sums: Sequence[str]
    folded: bool
    current: bool


def paint_head(brush: Brush, painter: QPainter, rect: QRect, look: HeadLook) -> None:
    """Paint a head over the whole width of the list."""
    painter.fillRect(rect, brush.colour("selected" if look.current else "subtle"))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, brush.colour("line"))
    arrow = "chevron-right" if look.folded else "chevron-down"
    brush.icon(painter, rect.left() + _SIDE, rect.center().y() + 1, arrow, "secondary", _ICON)
    sums = " · ".join(look.sums)
    inner = rect.adjusted(_SIDE + _ICON + _GAP, 0, -_SIDE, -1)
    used = brush.text(painter, inner, sums, "small-strong", "secondary", right=True) if sums else 0
    room = inner.adjusted(0, 0, -used - _GAP, 0)
    width = brush.text(painter, room, look.label, "strong", "text")
    brush.text(painter, room.adjusted(width + _GAP, 0, 0, 0), f"{look.records:,}", "small", "muted")
