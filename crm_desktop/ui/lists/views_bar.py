"""The bar over a list: its views, what was changed in the one that is shown, and the tools of the list."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.views import LONGEST, View
from crm_desktop.ui.lists.fitting_tabs import FittingTabs
from crm_desktop.ui.look.controls import button, icon_button, label, set_variant
from crm_desktop.ui.look.painted_tabs import Tab
from crm_desktop.ui.look.tooltip import plain_tooltip

LEAST = 420
WORDS_FROM = 1100  # narrower bars show their tools as icons
GAP = 4
MARGIN = 12


class ViewsBar(QFrame):
    """Shows views and tools; a name is typed in it, and Enter commits it."""

    preview_wanted = Signal()
    columns_wanted = Signal()
    sort_wanted = Signal()
    density_wanted = Signal()
    export_wanted = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    save_as_wanted = Signal()
    revert_wanted = Signal()
    named = Signal(str)

    def __init__(self, tabs: FittingTabs, *, outward: bool = True) -> None:
        super().__init__()
        self.tabs = tabs
        self.setProperty("role", "top")
        self.setFixedHeight(41)
        self._more = button("", self._show_more, icon_name="ellipsis", kind="ghost", size="row")
        self._add = button(_("Save as view"), self.save_as_wanted.emit, icon_name="plus", kind="ghost", size="row")
        self._add.setAccessibleName(_("Save as view"))
        self._changed = _ChangedNote(self)
        self._is_changed = False
        self.name = _NameField(self.named.emit, self.put_name_away)
        self._tools = [
            self._tool("columns-3", _("Columns"), self.columns_wanted),
            self._tool("arrow-up-down", _("Sort"), self.sort_wanted),
            self._tool("rows-3", _("Density"), self.density_wanted),
        ]
        self.columns, self.sort, self.density = self._tools
        if outward:  # to a spreadsheet and to paper
            self._tools.append(self._tool("download", _("Export"), self.export_wanted))
            self._tools.append(self._tool("printer", _("Print"), self.print_wanted))
        self._preview = icon_button(
            "panel-right", _("Preview"), self.preview_wanted.emit, size="row", shortcut=_("Space")
        )
        self._preview.setCheckable(True)
        self._worded: bool | None = None
        self._build()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        line.setSpacing(GAP)
        for each in (self.tabs, self._more, self._add, self._changed, self.name):
            line.addWidget(each)
        line.addStretch(1)
        for each in (*self._tools, self._preview):
            line.addWidget(each)
        self.name.hide()
        self._changed.hide()
        self._more.hide()

    def _tool(self, icon_name: str, text: str, signal: SignalInstance) -> QPushButton:
        made = button(text, signal.emit, icon_name=icon_name, kind="ghost", size="row")
        made.setAccessibleName(text)
        return made

    # --- showing ---

    def show_views(self, views: Sequence[View], counts: Mapping[str, str], key: str) -> None:
        """Show the views; the one that the list opens with has a star."""
        several = any(each.kept for each in views)
        tabs = [
            Tab(each.key, each.label, counts.get(each.key, ""), "star" if each.first and several else "")
            for each in views
        ]
        self.tabs.show_all(tabs, key)
        self._fit()

    def show_changed(self, *, changed: bool, own: bool) -> None:
        """Say that the view was changed, with the ways to keep that; one's `own` view can be saved as it is."""
        self._is_changed = changed
        self._changed.offer_save(own=own)
        self._show_beside()

    def show_preview(self, *, shown: bool) -> None:
        """Tell whether the preview is there."""
        self._preview.setChecked(shown)

    def ask_name(self, text: str) -> None:
        """Let a name be typed."""
        self.name.show()
        self._show_beside()
        self.name.begin(text)

    def put_name_away(self) -> None:
        """Hide the field of the name again."""
        if self.name.hasFocus():
            self.tabs.setFocus()
        self.name.hide()
        self._show_beside()

    def _show_beside(self) -> None:
        naming = not self.name.isHidden()
        self._changed.setVisible(self._is_changed and not naming)
        self._add.setVisible(not self._is_changed and not naming)
        self._fit()

    # --- room ---

    def _fit(self) -> None:
        worded = self.width() >= WORDS_FROM
        if worded != self._worded:
            self._worded = worded
            for each in (*self._tools, self._add):
                each.setText(each.accessibleName() if worded else "")
                each.setToolTip(plain_tooltip("" if worded else each.accessibleName()))
                set_variant(each, "square", "" if worded else "true")
        others = (self._add, self._changed, self.name, *self._tools, self._preview)
        used = sum(each.sizeHint().width() + GAP for each in others if not each.isHidden())
        room = self.width() - 2 * MARGIN - used - GAP
        if self.tabs.wanted_width() <= room:
            self.tabs.fit(room)
        else:
            self.tabs.fit(room - self._more.sizeHint().width() - GAP)
        hidden = len(self.tabs.hidden_tabs())
        self._more.setText(_("{n} more").format(n=hidden))
        self._more.setAccessibleName(ngettext("{n} more view", "{n} more views", hidden))
        self._more.setVisible(hidden > 0)

    def _show_more(self) -> None:
        menu = QMenu(self)
        for tab in self.tabs.hidden_tabs():
            text = f"{tab.text}\t{tab.count}" if tab.count else tab.text
            menu.addAction(text, partial(self.tabs.choose, tab.key))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def minimumSizeHint(self) -> QSize:
        """Never hold the window wide: tabs and words give way to the room there is."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tabs as there is room for."""
        super().resizeEvent(event)
        self._fit()


class _ChangedNote(QWidget):
    """A dot, a word, and the three ways on."""

    def __init__(self, bar: ViewsBar) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 0, 0)
        line.setSpacing(2)
        mark = label("●", "caption")
        mark.setProperty("tone", "accent")
        mark.setAccessibleName("")
        self._save = button(_("Save"), bar.save_wanted.emit, kind="link", size="row")
        line.addWidget(mark)
        line.addSpacing(3)
        line.addWidget(label(_("View changed"), "caption"))
        line.addWidget(self._save)
        line.addWidget(button(_("Save as …"), bar.save_as_wanted.emit, kind="link", size="row"))
        line.addWidget(button(_("Revert"), bar.revert_wanted.emit, kind="link", size="row"))

    def offer_save(self, *, own: bool) -> None:
        self._save.setVisible(own)


class _NameField(QLineEdit):
    """Enter commits, Esc gives up."""

    def __init__(self, commit: Callable[[str], object], give_up: Callable[[], object]) -> None:
        super().__init__()
        self._commit, self._give_up = commit, give_up
        self.setPlaceholderText(_("Name of the view"))
        self.setAccessibleName(_("Name of the view"))
        self.setMaxLength(LONGEST)
        self.setFixedWidth(180)

    def begin(self, text: str) -> None:
        set_variant(self, "state", "")
        self.setText(text)
        self.selectAll()
        self.setFocus()

    def refuse(self, why: str) -> None:
        set_variant(self, "state", "error")
        self.setToolTip(plain_tooltip(why))
        self.setAccessibleDescription(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._commit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            set_variant(self, "state", "")
            super().keyPressEvent(event)
