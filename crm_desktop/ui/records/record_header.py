"""The head of a record's page: where one is, which record it is, and what can be done with it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import field_named
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import button, icon_button, label
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.icons import icon, pixmap
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.values import dates
from crm_desktop.ui.values.shown import Shown
from crm_desktop.ui.values.value_view import Badge, tag_label

CRUMB_HEIGHT = 36


class Crumbs(QFrame):
    """Customers › view › name, and which of the list it is, with steps to its neighbours."""

    back_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self.setFixedHeight(CRUMB_HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 16, 0)
        line.setSpacing(4)
        back = button(_("Customers"), self.back_wanted.emit, kind="link")
        back.setToolTip(_("Back to the list (Esc)"))
        line.addWidget(back)
        line.addWidget(self._chevron())
        self._view = button("", self.back_wanted.emit, kind="link")
        self._view.setToolTip(plain_tooltip(back.toolTip()))
        self._view.setAccessibleName(_("Back to the view"))
        self._behind_view = self._chevron()
        line.addWidget(self._view)
        line.addWidget(self._behind_view)
        self._name = ElidedLabel("caption")
        line.addWidget(self._name)
        line.addStretch(1)
        self._place = label("", "caption")
        line.addWidget(self._place)
        line.addSpacing(4)
        self._steps = [
            icon_button(
                "chevron-up",
                _("Previous record"),
                lambda: self.step_wanted.emit(-1),
                kind="normal",
                size="row",
                shortcut="Alt+↑",
            ),
            icon_button(
                "chevron-down",
                _("Next record"),
                lambda: self.step_wanted.emit(1),
                kind="normal",
                size="row",
                shortcut="Alt+↓",
            ),
        ]
        for each in self._steps:
            line.addWidget(each)

    def _chevron(self) -> QLabel:
        chevron = QLabel()
        chevron.setPixmap(pixmap("chevron-right", "muted", 14, self.devicePixelRatioF()))
        return chevron

    def show_place(self, name: str, place: int, count: int, view: str = "") -> None:
        """Show a record as the `place`th of `count` in a view; 0 where it is not in the list."""
        self._view.setText(view)
        self._view.setVisible(bool(view))
        self._behind_view.setVisible(bool(view))
        self._name.setText(name)
        self._place.setText(_("{place} of {count}").format(place=f"{place:,}", count=f"{count:,}") if place else "")
        self._steps[0].setEnabled(place > 1)
        self._steps[1].setEnabled(0 < place < count)


class RecordHeader(QFrame):
    """Badge, name and class, a line of circumstances, and the actions."""

    star_wanted = Signal(bool)
    task_wanted = Signal()
    card_wanted = Signal()
    print_wanted = Signal()
    remove_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("role", "top")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 12)
        line.setSpacing(12)
        self._badge = Badge(34)
        line.addWidget(self._badge)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        self._name = ElidedLabel("page-title")
        self._tags = QHBoxLayout()
        self._tags.setSpacing(4)
        upper.addWidget(self._name)
        upper.addLayout(self._tags)
        self._star = icon_button("star", "", lambda: self.star_wanted.emit(not self._starred), size="mark")
        self._starred = False
        upper.addWidget(self._star)
        upper.addStretch(1)
        texts.addLayout(upper)
        self._facts = ElidedLabel("caption")
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        texts.addWidget(self._facts)
        line.addLayout(texts, 1)
        line.setSpacing(12)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(button(_("Add task"), self.task_wanted.emit, icon_name="calendar-check"))
        deeds.addWidget(button(_("Print record"), self.print_wanted.emit, icon_name="printer"))
        code = icon_button("qr-code", _("Card for a phone"), self.card_wanted.emit, kind="normal")
        deeds.addWidget(code)
        self._more = icon_button("ellipsis", _("More"), self._menu, kind="normal")
        deeds.addWidget(self._more)
        line.addLayout(deeds)

    def show_record(self, values: Mapping[str, Any]) -> None:
        """Show whose page it is."""
        context = self._workspace.context
        level = Shown.of(field_named(Customer, "level"), context)
        self._badge.show_level(level.text(values["level"]), level.tone(values["level"]))
        self._name.setText(values["name"])
        while (item := self._tags.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = Shown.of(field_named(Customer, "customer_class"), context)
        for each in shown.labels(values["customer_class"]):
            self._tags.addWidget(tag_label(each.text, each.tone))
        if values["do_not_contact"]:
            self._tags.addWidget(tag_label(_("Do not contact"), "danger"))
        self._show_star(bool(values["starred"]))
        today = context.today
        parts = [
            values.get("region") or "",
            _("customer for {time}").format(time=dates.duration(values["created_on"], today)),
        ]
        if values.get("last_contact"):
            parts.append(_("last contact {when}").format(when=dates.ago(values["last_contact"], today).lower()))
        if values.get("next_step"):
            parts.append(_("next step {when}").format(when=dates.due(values["next_step"], today).text.lower()))
        self._facts.setText(" · ".join([*(part for part in parts if part), values["number"]]))

    def _show_star(self, starred: bool) -> None:
        self._starred = starred
        name = _("Starred; click to take the star away") if starred else _("Star this customer")
        self._star.setIcon(icon("star-filled" if starred else "star", "warning" if starred else "muted"))
        self._star.setAccessibleName(name)
        self._star.setToolTip(plain_tooltip(name))

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(icon("copy", "secondary"), _("Copy name, phone and address"), self.copy_wanted.emit)
        menu.addSeparator()
        menu.addAction(icon("trash-2", "danger"), _("Remove customer"), self.remove_wanted.emit)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))
