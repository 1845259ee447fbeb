"""The command palette (Ctrl+K): customers, actions and views by a few letters, chosen with the arrows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import _
from crm_desktop.services.search import Hit
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.window.palette_entries import Entry, best
from crm_desktop.ui.window.palette_list import ENTRY, HEAD, ROW, PaletteDelegate, PaletteModel

WIDTH, ROWS_SHOWN, TOP = 620, 12, 84
HITS, ACTIONS = 8, 12
# The menus of an input method or of the field itself, and another program's window, are no leaving.
_NO_LEAVING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class CommandPalette(QFrame):
    """Lies over the window until something is chosen, Esc is pressed or the focus goes elsewhere.

    `offered()` gives what can be chosen now without a search, `find(text)` the records that are found
    (asked beside the window's thread), `open_hit` opens one.
    """

    def __init__(
        self,
        offered: Callable[[], Sequence[Entry]],
        find: Callable[[str], list[Hit]],
        open_hit: Callable[[Hit], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._find, self._open_hit = find, open_hit
        self._entries = list(offered())
        self._hits: list[Entry] = []
        self._lookup: Lookup[list[Hit]] = Lookup(self)
        self.field = QLineEdit()
        self.list = QListView()
        self.model = PaletteModel(self)
        self._hint = label(_("↑ ↓ choose · Enter do it · Esc close"), "caption")
        self._build()
        self._show()

    def _build(self) -> None:
        self.setProperty("role", "palette")
        self.setAccessibleName(_("Command palette"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        self.field.setPlaceholderText(_("Customer, phone, action or view…"))
        self.field.setAccessibleName(_("Command palette"))
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(_("What can be chosen"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys stay in the field, which moves the choice
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(lambda index: self._run(index.data(ENTRY)))
        self._lookup.answered.connect(self._found)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignRight)

    def open(self) -> None:
        """Come up over the window and take the keys."""
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_it(self) -> None:
        """Go away and give the focus back to the page."""
        if self.isVisible():
            self._lookup.stop()
            self.hide()
            self.deleteLater()

    def _typed(self, text: str) -> None:
        if text.strip():
            self._lookup.ask(lambda: self._find(text))
        else:
            self._hits = []
        self._show()

    def _found(self, hits: list[Hit]) -> None:
        self._hits = [
            Entry(
                _("Customers") if hit.entity == "customer" else _("Said and written"),
                hit.title,
                lambda hit=hit: self._open_hit(hit),  # type: ignore[misc] # the hit of this round
                icon("users" if hit.entity == "customer" else "message-circle", "secondary"),
                detail="" if hit.snippet == hit.title else hit.snippet,
            )
            for hit in hits
        ]
        self._show()

    def _show(self) -> None:
        typed = self.field.text().strip()
        self.model.show_entries([*self._hits, *best(self._entries, typed, ACTIONS if typed else len(self._entries))])
        self._move(1, start=-1)
        self._place()

    def _move(self, step: int, start: int | None = None) -> None:
        """Choose the next entry in this direction; heads are passed over, the ends hold."""
        row = self.list.currentIndex().row() if start is None else start
        wanted = [each for each in range(self.model.rowCount()) if self.model.entry(each) is not None]
        if not wanted:
            return
        place = next((number for number, each in enumerate(wanted) if each >= row), 0) if start is None else -1
        chosen = wanted[max(0, min(len(wanted) - 1, place + step))]
        index = self.model.index(chosen)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(self.model.index(0) if chosen == wanted[0] else index)
        entry = self.model.entry(chosen)
        self.field.setAccessibleDescription(entry.text if entry else "")

    def _run(self, entry: Entry | None) -> None:
        if entry is not None:
            self.close_it()
            entry.run()

    def _place(self) -> None:
        width = min(WIDTH, self._window.width() - 48)
        self.setFixedWidth(width)
        rows = sum(HEAD if self.model.entry(row) is None else ROW for row in range(self.model.rowCount()))
        self.list.setFixedHeight(max(ROW, min(rows, ROWS_SHOWN * ROW, self._window.height() - TOP - 140)))
        self.adjustSize()
        self.move((self._window.width() - width) // 2, TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the field that choose; whatever else takes the focus ends the palette."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in _MOVES:
                self._move(_MOVES[Qt.Key(key)])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run(self.list.currentIndex().data(ENTRY))
                return True
            if key == Qt.Key.Key_Escape:
                self.close_it()
                return True
            if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                self._move(1 if key == Qt.Key.Key_Tab else -1)
                return True
        elif (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() not in _NO_LEAVING
        ):
            self.close_it()
        return super().eventFilter(watched, event)
