"""What was said and done with a customer, newest first, with a filter that counts."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.timeline import Entry
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.painted_tabs import SegmentTabs, Tab
from crm_desktop.ui.timeline.timeline_delegate import TimelineDelegate
from crm_desktop.ui.timeline.timeline_model import CHANNEL_OPTIONS, SYSTEM, TimelineModel


class Timeline(QWidget):
    """Filter and list; Enter or a click on a change opens its fold, on an interaction asks for its editor."""

    interaction_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.model = TimelineModel(self)
        self.view = TimelineList(self.model)
        self.filter = SegmentTabs(_("Show"))
        self._empty = label(_("Nothing yet. Write down the first call or visit above."), "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.filter)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        self.filter.currentChanged.connect(lambda _place: self._filter())
        self.view.opened.connect(self._open)

    def show_entries(self, entries: Sequence[Entry], today: dt.date) -> None:
        """Show another timeline."""
        place = self.view.verticalScrollBar().value()
        self.model.show_entries(entries, today)
        counts = self.model.counts()
        tabs = [Tab("", _("All"), str(counts[""]))]
        tabs += [Tab(key, _(each.label), str(counts[key])) for key, each in CHANNEL_OPTIONS.items() if counts.get(key)]
        tabs += [Tab(SYSTEM, _("Changes"), str(counts[SYSTEM]))] if counts.get(SYSTEM) else []
        self.filter.show_tabs(tabs)
        self.model.show_channel(self.filter.key())
        self.filter.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        self.view.verticalScrollBar().setValue(place)

    def to_start(self) -> None:
        """Go to the newest entry, all channels shown."""
        self.filter.choose("")
        self.view.scrollToTop()

    def _filter(self) -> None:
        self.model.show_channel(self.filter.key())

    def _open(self, index: QModelIndex) -> None:
        line = self.model.lines[index.row()]
        if line.sort == "work":
            self.model.toggle(index.row())
        elif line.entry is not None:
            self.interaction_opened.emit(line.entry.record_id)


class TimelineList(QListView):
    """The painted list."""

    opened = Signal(QModelIndex)

    def __init__(self, model: TimelineModel) -> None:
        super().__init__()
        self._brush = Brush(self.font())
        self._delegate = TimelineDelegate(self, model, self._brush)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(20)
        self.clicked.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid() and self.model().data(index) and self._is_fold(index):
            self.opened.emit(index)

    def _is_fold(self, index: QModelIndex) -> bool:
        model = self.model()
        return isinstance(model, TimelineModel) and model.lines[index.row()].sort == "work"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            QGuiApplication.clipboard().setText(str(self.model().data(self.currentIndex())))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        """Open what is under the pointer."""
        if self.currentIndex().isValid() and not self._is_fold(self.currentIndex()):
            self.opened.emit(self.currentIndex())
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type] # a QMouseEvent

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for the new width."""
        self._delegate.forget()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "_delegate"):
            self._brush.refresh(self.font())
            self._delegate.forget()
            self.viewport().update()
