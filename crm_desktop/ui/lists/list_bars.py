"""The bars around a list: title, search and actions above, views, and totals below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from crm_desktop.base.i18n import _, counted, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.ui.lists.list_words import LISTED_APART, words_of
from crm_desktop.ui.lists.search_field import SearchField
from crm_desktop.ui.look.controls import button, icon_button, label, set_variant
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.key_label import key_label


class TopBar(QFrame):
    """Title, search, duplicates, import, new; the import button loses its text where it is tight."""

    import_wanted = Signal()
    duplicates_wanted = Signal()
    new_wanted = Signal()
    list_wanted = Signal(str)

    def __init__(self, entity_name: str, search: SearchField) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self.setFixedHeight(52)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        title = self._title(entity_name)
        if isinstance(title, QPushButton):  # its text stands where a mere title would
            line.setContentsMargins(8, 0, 16, 0)
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(search, 8)
        line.addStretch(1)
        self._import = button(_("Import"), self.import_wanted.emit, icon_name="upload")
        self._import.setAccessibleName(_("Import"))
        if entity_name == "customer":
            merge = icon_button("merge", _("Possible duplicates"), self.duplicates_wanted.emit, shortcut="Ctrl+D")
            line.addWidget(merge)
            line.addWidget(self._import)
        if new := _(words_of(entity_name).new):
            made = button(new, self.new_wanted.emit, icon_name="plus", kind="primary")
            made.setToolTip("Ctrl+N")
            line.addWidget(made)

    def _title(self, entity_name: str) -> QWidget:
        """Make the title; where there are lists beside this one it leads to them."""
        text = _(entity_named(entity_name).label_many)
        others = ("customer", *LISTED_APART)
        if entity_name not in others:
            return label(text, "page-title")
        made = button(text, kind="title")
        made.setAccessibleName(_("{list}: choose another list").format(list=text))
        menu = QMenu(made)
        for name in others:
            entity = entity_named(name)
            action = menu.addAction(icon(entity.icon, "secondary"), _(entity.label_many))
            action.setCheckable(True)
            action.setChecked(name == entity_name)
            action.triggered.connect(lambda _on, name=name: self.list_wanted.emit(name))
        made.setMenu(menu)
        return made

    def fit(self, *, tight: bool) -> None:
        """Show the import button as an icon alone, or with its word."""
        self._import.setText("" if tight else _("Import"))
        self._import.setToolTip(_("Import") if tight else "")
        set_variant(self._import, "square", "true" if tight else "")


class FootBar(QFrame):
    """How many are selected, how many are shown, and the key of the preview where it is hidden."""

    def __init__(self, entity_name: str) -> None:
        super().__init__()
        self._called = entity_named(entity_name).counted
        self.setProperty("role", "strip")
        self.setFixedHeight(34)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(20)
        self._selected = label("", "field")
        self._shown = label("", "field")
        self._hint = QWidget()
        hint = QHBoxLayout(self._hint)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.setSpacing(6)
        hint.addWidget(key_label(_("Space")))
        hint.addWidget(label(_(words_of(entity_name).space), "caption"))
        for each in (self._selected, self._shown, self._hint):
            line.addWidget(each)
        line.addStretch(1)
        self._sums = QHBoxLayout()
        self._sums.setSpacing(20)
        line.addLayout(self._sums)

    def show_sums(self, sums: Sequence[tuple[str, str]]) -> None:
        """Say what the columns add up to: a label and an amount each."""
        while (item := self._sums.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name, text in sums:
            pair = QWidget()
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(6)
            line.addWidget(label(name, "field"))
            line.addWidget(label(text, "strong"))
            self._sums.addWidget(pair)

    def show_selected(self, count: int) -> None:
        """Say how many are selected."""
        self._selected.setText(ngettext("{n} selected", "{n} selected", count))

    def show_shown(self, shown: int, total: int) -> None:
        """Say how many the list has, and of how many where it is narrowed."""
        whole = counted(self._called, total)
        narrowed = _("Filtered: {shown} of {total}").format(shown=f"{shown:,}", total=whole)
        self._shown.setText(whole if shown == total else narrowed)

    def show_hint(self, *, shown: bool) -> None:
        """Name the key of the preview, or not."""
        self._hint.setVisible(shown)
