"""Above a pair: which one of how many, how likely it is and why, and the three ways to decide."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import N_, _
from crm_desktop.services.duplicates.find import Pair
from crm_desktop.services.duplicates.score import MAYBE, MOST, Reason
from crm_desktop.ui.duplicates.pair_queue import points_of
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.look.controls import button, icon_button, label, set_variant
from crm_desktop.ui.look.note import icon_label
from crm_desktop.ui.look.tooltip import plain_tooltip

_VERDICTS = {"likely": N_("Very likely the same customer"), "maybe": N_("Maybe the same customer")}
HIGH, GAP, INSIDE = 26, 8, 11


class PlaceBar(QFrame):
    """Customers › Possible duplicates, and the steps through the queue."""

    back_wanted = Signal()
    step_wanted = Signal(int)
    search_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self.setFixedHeight(36)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 16, 0)
        line.setSpacing(4)
        line.addWidget(button(_("Customers"), self.back_wanted.emit, kind="link"))
        line.addWidget(icon_label("chevron-right", "muted", 14))
        line.addWidget(label(_("Possible duplicates"), "strong"))
        line.addStretch(1)
        self._place = label("", "caption")
        line.addWidget(self._place)
        line.addSpacing(4)
        steps = (("chevron-up", _("Previous pair"), "↑", -1), ("chevron-down", _("Next pair"), "↓", 1))
        for icon_name, name, keys, by in steps:
            step = partial(self.step_wanted.emit, by)
            act = icon_button(icon_name, name, step, kind="normal", size="row", shortcut=keys)
            line.addWidget(act)
        again = icon_button(
            "refresh-cw", _("Look for duplicates again"), self.search_wanted.emit, kind="normal", size="row"
        )
        line.addWidget(again)

    def show_place(self, place: int, count: int) -> None:
        """Say which pair it is."""
        said = _("Pair {place} of {count}").format(place=f"{place:,}", count=f"{count:,}")
        self._place.setText(said if place else "")


class PairHead(QFrame):
    """Score, verdict and reasons at the left; at the right not a duplicate, skip, and merge."""

    merge_wanted = Signal()
    two_wanted = Signal()
    skip_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self.setFixedHeight(60)
        self._score, self._verdict = label("", "score"), label("", "title")
        self._score.setFixedSize(44, 40)
        self._score.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._reasons = ReasonStrip()
        self.two = button(_("Not a duplicate"), self.two_wanted.emit)
        self.two.setToolTip("N")
        self.skip = button(_("Skip for now"), self.skip_wanted.emit)
        self.skip.setToolTip("S")
        self.merge = button(_("Merge"), self.merge_wanted.emit, icon_name="merge", kind="primary")
        self.merge.setToolTip("Ctrl+Enter")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._verdict)
        listed = _("of {most}; listed from {least} on").format(most=MOST, least=MAYBE)
        self._listed = label(listed, "caption")
        words.addWidget(self._listed)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        line.addWidget(self._score)
        line.addLayout(words)
        line.addWidget(self._reasons, 1)
        for each in (self.two, self.skip, self.merge):
            line.addWidget(each)
        line.setSpacing(8)

    def show_pair(self, pair: Pair) -> None:
        """Say how likely a pair is, and why."""
        points = points_of(pair)
        self._score.setText(str(points))
        set_variant(self._score, "tone", "" if pair.level == "likely" else "warning")
        self._score.setAccessibleName(_("{points} of {most} points").format(points=points, most=MOST))
        self._verdict.setText(_(_VERDICTS[pair.level]))
        self._reasons.show_reasons(pair.reasons)

    def set_ready(self, *, ready: bool) -> None:
        """Let one decide, or not while something is under way."""
        for each in (self.two, self.skip, self.merge):
            each.setEnabled(ready)


class ReasonStrip(QWidget):
    """Chips of reasons with their points, as many as fit; all of them in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._reasons: Sequence[Reason] = ()
        self._brush = Brush(self.font())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """Show other reasons."""
        self._reasons = reasons
        said = "\n".join(f"{each.text} {each.points:+d}" for each in reasons)
        self.setToolTip(plain_tooltip(said))
        self.setAccessibleName(said.replace("\n", ", "))
        self.update()

    def sizeHint(self) -> QSize:
        """Stand on one line, or on two where it is narrow."""
        return QSize(200, 2 * HIGH + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits into two lines; one line stands in the middle."""
        _ = event
        painter = QPainter(self)
        lines = self._lines()
        top = (self.height() - len(lines) * HIGH - (len(lines) - 1) * 2) // 2
        for number, line in enumerate(lines):
            for left, each in line:
                self._chip(painter, QRect(left, top + number * (HIGH + 2), self._width(each), HIGH), each)
        painter.end()

    def _lines(self) -> list[list[tuple[int, Reason]]]:
        lines: list[list[tuple[int, Reason]]] = [[]]
        left = 4
        for each in self._reasons:
            width = self._width(each)
            if left + width > self.width() and lines[-1]:
                if len(lines) == 2:
                    break
                lines.append([])
                left = 4
            lines[-1].append((left, each))
            left += width + GAP
        return lines

    def _width(self, reason: Reason) -> int:
        brush = self._brush
        points = brush.width("small-strong", f"{reason.points:+d}")
        return 2 * INSIDE + 6 + points + brush.width("small", reason.text)

    def _chip(self, painter: QPainter, rect: QRect, reason: Reason) -> None:
        brush, points = self._brush, f"{reason.points:+d}"
        brush.box(painter, QRectF(rect.adjusted(0, 1, 0, -1)), 12, "surface", "line")
        width = brush.text(painter, rect.adjusted(INSIDE, 0, 0, 0), reason.text, "small", "text")
        token = "accent" if reason.points > 0 else "warning"
        brush.text(painter, rect.adjusted(INSIDE + width + 6, 0, 0, 0), points, "small-strong", token)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "_brush"):
            self._brush.refresh(self.font())
            self.update()
