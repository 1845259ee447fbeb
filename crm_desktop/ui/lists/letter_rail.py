"""The letters at the edge of a list that is sorted by name: a click or a key jumps to the first name of a letter."""

import string
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.brush import Brush, Face

LETTERS = f"#{string.ascii_uppercase}"
WIDTH = 20
LEAST = 11  # pixels of a letter; below it every second one is a dot


class LetterRail(QWidget):
    """Emits `jumped` with a row; letters without names are grey and do nothing."""

    jumped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: Mapping[str, int] = {}
        self._current = "A"
        self._brush = Brush(self.font())
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Letters: type one to go to the first name that begins with it"))
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_letters(self, rows: Mapping[str, int]) -> None:
        """Show which letters there are, and the row where each begins."""
        self._rows = rows
        self.update()

    def letters(self) -> list[str]:
        """Give the letters that lead somewhere."""
        return [each for each in LETTERS if each in self._rows]

    def jump(self, letter: str) -> None:
        """Go to a letter, if names begin with it."""
        if letter in self._rows:
            self._current = letter
            self.setAccessibleDescription(letter)
            self.jumped.emit(self._rows[letter])
            self.update()

    def _place(self, letter: str) -> QRect:
        step = self.height() / len(LETTERS)
        at = LETTERS.index(letter)
        return QRect(0, round(at * step), self.width(), max(round(step), 1))

    def _letter_at(self, y: float) -> str:
        return LETTERS[min(max(int(y * len(LETTERS) / max(self.height(), 1)), 0), len(LETTERS) - 1)]

    def sizeHint(self) -> QSize:
        """Be as high as there is room."""
        return QSize(WIDTH, LEAST * len(LETTERS))

    def minimumSizeHint(self) -> QSize:
        """Never make the window higher."""
        return QSize(WIDTH, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the letters, the hovered and the focused one on a ground."""
        _ = event
        painter = QPainter(self)
        brush = self._brush
        painter.fillRect(self.rect(), brush.colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), brush.colour("line-row"))
        hovered = self._letter_at(self.mapFromGlobal(self.cursor().pos()).y()) if self.underMouse() else ""
        sparse = self.height() < LEAST * len(LETTERS)
        for at, letter in enumerate(LETTERS):
            place, there = self._place(letter), letter in self._rows
            if there and letter == hovered:
                brush.box(painter, QRectF(place).adjusted(2, 0, -2, 0), 4, "hover")
            if self.hasFocus() and letter == self._current:
                brush.box(painter, QRectF(place).adjusted(1, 0, -1, 0), 4, "", "focus")
            text = "·" if sparse and at % 2 and letter != hovered else letter
            face: Face = "badge" if there else "caption"
            left = place.left() + (place.width() - brush.width(face, text)) // 2 + 1
            token = "accent" if there else "line-strong"
            brush.text(painter, QRect(left, place.top(), WIDTH, place.height()), text, face, token)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the letter that is pressed."""
        self.jump(self._letter_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Jump along while the button is held; name the letter where the rail is too low to."""
        letter = self._letter_at(event.position().y())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.jump(letter)
        if self.height() < LEAST * len(LETTERS):
            QToolTip.showText(event.globalPosition().toPoint(), letter, self)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type a letter, or go from one to the next with the arrows."""
        there = self.letters()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        typed = event.text().upper()
        if typed in LETTERS and typed:
            self.jump(typed)
        elif event.key() in steps and there:
            at = there.index(self._current) + steps[Qt.Key(event.key())] if self._current in there else 0
            self.jump(there[min(max(at, 0), len(there) - 1)])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "_brush"):
            self._brush.refresh(self.font())
            self.update()
