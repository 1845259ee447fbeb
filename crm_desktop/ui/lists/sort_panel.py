"""By what a list is sorted: the first key, and further ones for records that are equal in it."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.lists import Sort
from crm_desktop.ui.lists.view_state import MOST_KEYS
from crm_desktop.ui.look.controls import button, icon_button, label
from crm_desktop.ui.look.popup import Popup

WIDTH = 440
FIELD, ORDER, REMOVE = 1, 2, 3  # columns of the panel


class SortPanel(Popup):
    """Emits `chosen` with all keys after each change; `fields` are the labels of what can be sorted by."""

    chosen = Signal(object)  # a tuple of Sort

    def __init__(self, fields: Mapping[str, str], keys: Sequence[Sort], parent: QWidget) -> None:
        super().__init__(_("Sort"), parent)
        self._fields = fields
        self._keys = [each for each in keys if each.field in fields]
        self._rows = QWidget()
        self.column.addWidget(self._rows)
        self._add = button(_("Then by another column"), self.add, icon_name="plus", kind="link", size="row")
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(WIDTH)
        self._show()

    def add(self) -> None:
        """Add a key: the first column that is none yet."""
        taken = {each.field for each in self._keys}
        free = next((name for name in self._fields if name not in taken), "")
        if free:
            self._change([*self._keys, Sort(free)], (len(self._keys), FIELD))

    def take_field(self, place: int, field: str) -> None:
        """Sort by another column at this place."""
        keys = [each for number, each in enumerate(self._keys) if number == place or each.field != field]
        at = keys.index(self._keys[place])
        keys[at] = Sort(field, keys[at].descending)
        self._change(keys, (at, FIELD))

    def turn(self, place: int) -> None:
        """Turn the order of a key round."""
        keys = list(self._keys)
        keys[place] = Sort(keys[place].field, not keys[place].descending)
        self._change(keys, (place, ORDER))

    def drop(self, place: int) -> None:
        """Sort by this key no more."""
        self._change([each for number, each in enumerate(self._keys) if number != place], (max(place - 1, 0), REMOVE))

    def begin(self, place: int = 0, column: int = FIELD) -> None:
        """Take the keys at one of the rows, where there is none at the button that adds one."""
        grid = self._rows.layout()
        item = grid.itemAtPosition(place, column) if isinstance(grid, QGridLayout) else None
        widget = item.widget() if item is not None else None
        (self._add if widget is None else widget).setFocus()

    def _change(self, keys: list[Sort], focused: tuple[int, int]) -> None:
        self._keys = keys
        self._show()
        self.begin(*focused)
        self.chosen.emit(tuple(keys))

    def _show(self) -> None:
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        tabs: list[QWidget] = []
        for place, key in enumerate(self._keys):
            title = label(_("By") if place == 0 else _("Then by"), "field")
            grid.addWidget(title, place, 0)
            field = QComboBox()
            for name, text in self._fields.items():
                field.addItem(text, name)
            field.setCurrentIndex(list(self._fields).index(key.field))
            field.setAccessibleName(_("Sort key {n}").format(n=place + 1))
            field.activated.connect(lambda _at, place=place, field=field: self.take_field(place, field.currentData()))
            grid.addWidget(field, place, FIELD)
            text = _("Descending") if key.descending else _("Ascending")
            mark = "arrow-down" if key.descending else "arrow-up"
            order = button(text, partial(self.turn, place), icon_name=mark, kind="ghost", size="row")
            grid.addWidget(order, place, ORDER)
            remove = icon_button("x", _("Remove this key"), partial(self.drop, place), size="row")
            grid.addWidget(remove, place, REMOVE)
            tabs += [field, order, remove]
        self.column.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows
        for before, after in pairwise([*tabs, self._add]):
            self.setTabOrder(before, after)
        self._add.setVisible(len(self._keys) < min(MOST_KEYS, len(self._fields)))
        self.adjustSize()
