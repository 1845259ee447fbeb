"""The sections in their groups, and the field that finds them and their settings."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import _
from crm_desktop.services.settings import SETTINGS
from crm_desktop.ui.look.fonts import interface_font
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.settings.sections import GROUPS, Section

WIDTH = 196
ROLE = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 1


class SectionList(QWidget):
    """Emits `chosen(section)`; after a search, `wanted(section, setting)` for Enter."""

    chosen = Signal(str)
    wanted = Signal(str, str)

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections = {each.name: each for each in sections}
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in settings"))
        self.search.setAccessibleName(_("Find in settings"))
        self.search.setProperty("fit", "row")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._enter)
        self.list = QListWidget()
        self.list.setProperty("role", "sections")
        self.list.setAccessibleName(_("Sections of the settings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_CountedDelegate(self.list))
        for group in GROUPS:
            self._add_group(group)
            for section in sections:
                if section.group == group:
                    self._add(section)
        self.list.currentItemChanged.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(10, 0, 10, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def _add_group(self, group: str) -> None:
        item = QListWidgetItem(_(group))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(interface_font(12, QFont.Weight.DemiBold))
        item.setSizeHint(QSize(WIDTH - 20, 30))
        self.list.addItem(item)

    def _add(self, section: Section) -> None:
        item = QListWidgetItem(icon(section.icon, "secondary"), _(section.name))
        item.setData(ROLE, section.name)
        item.setSizeHint(QSize(WIDTH - 20, 31))
        self.list.addItem(item)

    def show_count(self, name: str, count: int) -> None:
        """Show how many things a section holds; none is not shown."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(ROLE) == name:
                item.setData(COUNT, str(count) if count else "")

    @property
    def section(self) -> str:
        """Name the chosen section."""
        item = self.list.currentItem()
        return str(item.data(ROLE) or "") if item is not None else ""

    def choose(self, name: str) -> None:
        """Choose a section."""
        for row in range(self.list.count()):
            if self.list.item(row).data(ROLE) == name:
                self.list.setCurrentRow(row)

    def _chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(ROLE))

    # --- finding ---

    def _narrow(self, text: str) -> None:
        word = text.strip().casefold()
        fits = {name for name, section in self._sections.items() if _fits(section, word)}
        group: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            name = item.data(ROLE)
            if name is None:
                group = item
                item.setHidden(True)
                continue
            item.setHidden(name not in fits)
            if name in fits and group is not None:
                group.setHidden(False)
        if word and fits and self.section not in fits:
            self.choose(next(name for name in self._sections if name in fits))

    def _enter(self) -> None:
        word = self.search.text().strip().casefold()
        section = self._sections.get(self.section)
        if word and section is not None:
            self.wanted.emit(section.name, next((each for each in _settings_of(section, word)), ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc empty the search, and the down key lead into the list."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)


class _CountedDelegate(QStyledItemDelegate):
    """Writes how many things a section holds at its right end."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row as the style does, then the count."""
        super().paint(painter, option, index)
        count = index.data(COUNT)
        if count:
            painter.save()
            painter.setFont(interface_font(12))
            painter.setPen(token("muted"))
            rect: QRect = option.rect
            place = rect.adjusted(0, 0, -10, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            painter.restore()


def _fits(section: Section, word: str) -> bool:
    """Tell whether a section is found by a word, in the language that is shown."""
    own = (_(section.name), _(section.about), _(section.also) if section.also else "")
    return any(word in text.casefold() for text in own) or bool(_settings_of(section, word))


def _settings_of(section: Section, word: str) -> list[str]:
    """Name the section's settings that are called or explained by a word."""
    inside = {section.name, *section.holds}
    return [
        each.name
        for each in SETTINGS
        if each.shown and each.section in inside and word in f"{_(each.label)} {_(each.hint)}".casefold()
    ]
