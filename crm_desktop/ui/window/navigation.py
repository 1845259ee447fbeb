"""The sidebar: the sections with their counts, wide with words or narrow with icons alone."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import _
from crm_desktop.ui.look import icons
from crm_desktop.ui.look.controls import box, label, rule
from crm_desktop.ui.look.fonts import interface_font
from crm_desktop.ui.look.paint import rounded
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.unlock.unlock_form import brand_mark
from crm_desktop.ui.window.sections import SIDEBAR

WIDE, NARROW, ITEM, BADGE = 184, 56, 35, 18
IMPORT = "import"
_NAME, _ICON = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_COUNT, _URGENT = Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3


class Navigation(QWidget):
    """`chosen` tells the section (or `IMPORT`) that was asked for; `show_section` marks where we are."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wide = True
        self._frame = box("side")
        self._top, self._bottom = _NavList(_("Sections")), _NavList(_("Import and settings"))
        for section in SIDEBAR:
            (self._bottom if section.bottom else self._top).add(section.name, section.icon, _(section.label))
        self._bottom.add(IMPORT, "upload", _("Import data"), first=True)
        self._word = label(_("Kebu"), "strong")
        self._build()
        for each in (self._top, self._bottom):
            each.asked.connect(self._ask)

    def _build(self) -> None:
        brand = QHBoxLayout()
        brand.setContentsMargins(8, 0, 8, 11)
        brand.setSpacing(9)
        brand.addWidget(brand_mark(24))
        brand.addWidget(self._word)
        brand.addStretch()
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(0, 12, 0, 8)
        inside.setSpacing(0)
        held = QVBoxLayout()
        held.setContentsMargins(8, 0, 8, 0)
        held.addLayout(brand)
        inside.addLayout(held)
        inside.addWidget(self._top)
        inside.addStretch()
        line = QVBoxLayout()
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(rule())
        inside.addLayout(line)
        inside.addWidget(self._bottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self.setFixedWidth(WIDE)

    def set_wide(self, wide: bool) -> None:
        """Show words, or icons alone whose words are tooltips."""
        if wide == self._wide:
            return
        self._wide = wide
        self._word.setVisible(wide)
        self.setFixedWidth(WIDE if wide else NARROW)
        for each in (self._top, self._bottom):
            each.set_wide(wide)

    def show_section(self, name: str) -> None:
        """Mark the section that is shown."""
        for each in (self._top, self._bottom):
            each.mark(name)

    def show_counts(self, counts: Mapping[str, int], urgent: Mapping[str, int] | None = None) -> None:
        """Show numbers beside sections; those that are `urgent` in red."""
        for each in (self._top, self._bottom):
            each.show_counts({**counts, **(urgent or {})}, frozenset(urgent or ()))

    def _ask(self, name: str) -> None:
        self.chosen.emit(name)


class _NavList(QListWidget):
    """A short list that acts like buttons: a click or Enter asks, the mark follows the page."""

    asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self.setAccessibleName(name)
        self.setItemDelegate(_NavDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.wide = True
        self.itemClicked.connect(self._ask)
        self.itemActivated.connect(self._ask)

    def add(self, name: str, icon_name: str, text: str, *, first: bool = False) -> None:
        item = QListWidgetItem(text)
        item.setData(_NAME, name)
        item.setData(_ICON, icon_name)
        item.setSizeHint(QSize(NARROW, ITEM))
        self.insertItem(0 if first else self.count(), item)
        self.setFixedHeight(ITEM * self.count())

    def mark(self, name: str) -> None:
        self.clearSelection()
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                self.setCurrentRow(row)
                return
        self.setCurrentRow(-1)

    def set_wide(self, wide: bool) -> None:
        self.wide = wide
        for row in range(self.count()):
            item = self.item(row)
            count = item.data(_COUNT)
            words = f"{item.text()} ({count:,})" if count else item.text()
            item.setToolTip(plain_tooltip("" if wide else words))
        self.viewport().update()

    def show_counts(self, counts: Mapping[str, int], urgent: Collection[str]) -> None:
        for row in range(self.count()):
            item = self.item(row)
            item.setData(_COUNT, counts.get(item.data(_NAME)))
            item.setData(_URGENT, item.data(_NAME) in urgent)
        self.set_wide(self.wide)

    def _ask(self, item: QListWidgetItem) -> None:
        self.asked.emit(str(item.data(_NAME)))


class _NavDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        nav = self.parent()
        wide = nav.wide if isinstance(nav, _NavList) else True
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        here = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, rect, state)
        place = rect.x() + 18 if wide else rect.x() + (rect.width() - 16) // 2
        drawn = icons.pixmap(
            index.data(_ICON), "accent" if here else "secondary", 16, painter.device().devicePixelRatio()
        )
        painter.drawPixmap(place, rect.y() + (ITEM - 16) // 2, drawn)
        if wide:
            self._paint_words(painter, rect, index, here)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        card = QRectF(rect).adjusted(8.5, 0.5, -8.5, -1.5)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if state & QStyle.StateFlag.State_Selected:
            rounded(painter, card, 6, token("surface"))
            painter.setPen(QPen(token("focus" if focused else "line"), 2 if focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card, 6, 6)
            painter.fillRect(rect.x(), rect.y() + 8, 3, ITEM - 17, token("accent"))
        elif state & QStyle.StateFlag.State_MouseOver or focused:
            rounded(painter, card, 6, token("hover"))

    def _paint_words(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, here: bool
    ) -> None:
        side = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(interface_font(13, QFont.Weight.DemiBold if here else QFont.Weight.Normal))
        painter.setPen(token("text" if here else "secondary"))
        painter.drawText(rect.adjusted(44, 0, -44, -1), side | Qt.AlignmentFlag.AlignLeft, index.data())
        count = index.data(_COUNT)
        if count and index.data(_URGENT):
            self._paint_urgent(painter, rect, f"{count:,}")
        elif count:
            painter.setFont(interface_font(11))
            painter.setPen(token("secondary" if here else "muted"))
            painter.drawText(rect.adjusted(44, 0, -18, -1), side | Qt.AlignmentFlag.AlignRight, f"{count:,}")

    def _paint_urgent(self, painter: QPainter, rect: QRect, count: str) -> None:
        painter.setFont(interface_font(11, QFont.Weight.DemiBold))
        width = max(BADGE, painter.fontMetrics().horizontalAdvance(count) + 10)
        badge = QRectF(rect.right() - 15 - width, rect.y() + (ITEM - 1 - BADGE) / 2, width, BADGE)
        rounded(painter, badge, BADGE / 2, token("danger"))
        painter.setPen(token("on-danger"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, count)
