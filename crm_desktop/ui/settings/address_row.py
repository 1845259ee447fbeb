"""The business's address: province, city and district from a menu, the street typed; or all of it pasted."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.divisions import Place, provinces
from crm_desktop.fields.kinds.address_text import AddressText
from crm_desktop.services.settings import setting_named
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.look.controls import button
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.records.live_field import LiveField
from crm_desktop.ui.settings.keeper import Keeper

LEVELS = ("province", "city", "district")
STREET = "business_address"
PLACE_WIDTH = 190


class AddressRow(QWidget):
    """A whole address in the street's field splits itself when it is left."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper
        self.place = button("", self._open, icon_name="map-pin")
        self.place.setFixedWidth(PLACE_WIDTH)
        self.place.setProperty("side", "left")
        self._menu = QMenu(self)
        setting = setting_named(STREET)
        around = Surroundings(keeper.room.workspace.context)
        self.street = LiveField(setting.kind, _("Street, or the whole address"), around, partial(keeper.judge, STREET))
        control = self.street.editor.focusProxy()
        if control is not None:
            control.setProperty("placeholderText", _("Street and number, or paste all of it"))
        self.street.accepted.connect(self._save)
        self.street.left.connect(self._save)
        self.street.cancelled.connect(self.look)
        self.street.next_wanted.connect(lambda step: self.focusNextPrevChild(step > 0))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.place)
        row.addWidget(self.street, 1)
        self.setFocusProxy(self.street)
        keeper.changed.connect(self._look_if_untouched)
        self.look()

    def look(self) -> None:
        """Show what is kept."""
        names = [str(self._keeper.value(f"business_{level}") or "") for level in LEVELS]
        said = " ".join(dict.fromkeys(name for name in names if name))
        shown = self.place.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, PLACE_WIDTH - 44)
        self.place.setText(shown or _("Province, city …"))
        self.place.setToolTip(plain_tooltip(said))
        self.place.setAccessibleName(_("Province, city and district: {place}").format(place=said or _("none")))
        self.street.show_value(self._keeper.value(STREET) or None)

    def _look_if_untouched(self) -> None:
        if not self.street.touched():
            self.look()

    # --- the menu, level by level ---

    def _open(self) -> None:
        self._fill()
        self._menu.popup(self.place.mapToGlobal(QPoint(0, self.place.height() + 2)))

    def _fill(self) -> None:
        if not self._menu.isEmpty():
            return
        self._menu.addAction(_("None (abroad)"), lambda: self._take(None))
        self._menu.addSeparator()
        for province in provinces():
            self._add_place(self._menu, province)

    def _add_place(self, menu: QMenu, place: Place) -> None:
        if not place.children:
            menu.addAction(place.name, partial(self._take, place))
            return
        inner = menu.addMenu(place.name)
        inner.aboutToShow.connect(partial(self._fill_place, inner, place))

    def _fill_place(self, menu: QMenu, place: Place) -> None:
        if not menu.isEmpty():
            return
        menu.addAction(_("All of {place}").format(place=place.name), partial(self._take, place))
        menu.addSeparator()
        for each in place.children:
            self._add_place(menu, each)

    def _take(self, place: Place | None) -> None:
        path = place.path() if place is not None else {}
        self._keeper.save(**{f"business_{level}": path.get(level, "") for level in LEVELS})
        self.look()

    # --- the street ---

    def _save(self) -> None:
        if not self.street.touched():
            return
        self.street.ask_again()
        if self.street.refused():
            return
        raw = str(self.street.raw())
        split = _split(raw)
        self.street.show_value(self._keeper.value(STREET) or None)
        if split.get("province"):
            named = {f"business_{level}": split.get(level, "") for level in LEVELS}
            self._keeper.save(**{STREET: split.get("street", "")}, **named)
        else:
            self._keeper.save(**{STREET: raw})
        self.look()


def _split(raw: str) -> dict[str, str]:
    try:
        return AddressText().read(raw).value or {}
    except InvalidValueError:
        return {}
