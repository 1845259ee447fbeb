"""The painted list of the history: arrows choose, Enter opens and closes, Ctrl+Enter takes back."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView

from crm_desktop.base.i18n import _
from crm_desktop.ui.history.history_delegate import HistoryDelegate
from crm_desktop.ui.history.history_model import HistoryModel, Index
from crm_desktop.ui.look.brush import Brush

ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
CHEVRON = 36


class HistoryView(QListView):
    """`chosen` tells the piece of work under the cursor (0: none), `acted` the one whose button was pressed."""

    chosen = Signal(int)
    acted = Signal(int)
    record_opened = Signal(str, int)

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self._lines = model
        self._pressed = 0
        self._brush = Brush(self.font())
        self._delegate = HistoryDelegate(self, model, self._brush)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("History"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(20)

    def work_id(self) -> int:
        """Give the piece of work under the cursor, 0 where there is none."""
        return self._work_at(self.currentIndex())

    def go_to(self, work_id: int) -> bool:
        """Put the cursor on a piece of work; tells whether it is there."""
        row = self._lines.row_of(work_id)
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row))
            self.scrollTo(self.currentIndex())
        return row >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell of another piece of work."""
        super().currentChanged(current, previous)
        work_id = self._work_at(current)
        if work_id != self._work_at(previous):
            self.chosen.emit(work_id)

    def _work_at(self, index: Index) -> int:
        if not index.isValid() or index.row() >= len(self._lines.lines):
            return 0
        work = self._lines.lines[index.row()].work
        return work.id if work is not None else 0

    def _activate(self, index: QModelIndex) -> None:
        """Open or close a piece of work, go to a changed record, show more."""
        line = self._lines.lines[index.row()]
        if line.sort == "work":
            self._lines.toggle(index.row())
        elif line.sort == "foot" and line.caption:
            self._lines.show_more(index.row())
            self.go_to(line.work.id if line.work is not None else 0)
        elif line.change is not None:
            self.record_opened.emit(line.change.owner_entity, line.change.owner_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+Enter takes back, the arrows to the sides open and close, Ctrl+C copies."""
        index = self.currentIndex()
        line = self._lines.lines[index.row()] if index.isValid() else None
        if line is None:
            super().keyPressEvent(event)
        elif event.key() in ENTERS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.acted.emit(self.work_id())
        elif event.key() in ENTERS:
            self._activate(index)
        elif event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Left} and line.sort == "work":
            if self._lines.is_open(self.work_id()) != (event.key() == Qt.Key.Key_Right):
                self._lines.toggle(index.row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(line.said())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which painted button was pressed: choosing its row may open the panel and move it."""
        index = self.indexAt(event.position().toPoint())
        on_button = index.isValid() and self._on_button(index, event.position().toPoint())
        self._pressed = self._work_at(index) if on_button and event.button() == Qt.MouseButton.LeftButton else 0
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press a painted button, or open what was clicked at its left edge."""
        place = event.position().toPoint()
        super().mouseReleaseEvent(event)
        index = self.indexAt(QPoint(1, place.y()))
        pressed, self._pressed = self._pressed, 0
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or index != self.currentIndex():
            return
        line = self._lines.lines[index.row()]
        if pressed:
            self.acted.emit(pressed)
        elif line.sort == "foot" or (line.sort == "work" and place.x() < CHEVRON):
            self._activate(index)

    def _on_button(self, index: QModelIndex, place: QPoint) -> bool:
        line = self._lines.lines[index.row()]
        return line.sort == "work" and self._delegate.button_rect(self.visualRect(index)).contains(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._on_button(index, event.position().toPoint()):
            self._activate(index)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "_delegate"):
            self._brush.refresh(self.font())
            self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """Get narrow before the window does."""
        return QSize(360, 120)
