"""The heads of the two records over their columns: which of them stays, and the button that swaps them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import field_named
from crm_desktop.services.merge import Preview
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.duplicates.choosing import SIDES
from crm_desktop.ui.duplicates.field_table import LABEL_WIDTH
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.values import dates
from crm_desktop.ui.values.shown import Shown
from crm_desktop.ui.values.value_view import Badge

HEIGHT = 60
EDGES = 22  # of the column of labels


class TwoHeads(QFrame):
    """`swap_wanted` tells that the other record is to stay."""

    swap_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.setFixedHeight(HEIGHT)
        swap = button(_("Swap"), self.swap_wanted.emit, icon_name="arrow-left-right", kind="link")
        swap.setToolTip(_("Let the other one stay"))
        corner = QFrame()
        corner.setFixedWidth(LABEL_WIDTH + EDGES)
        inner = QHBoxLayout(corner)
        inner.setContentsMargins(10, 0, 4, 0)
        inner.addWidget(swap)
        inner.addStretch(1)
        self.sides = {side: RecordHead(workspace, stays=side == "keep") for side in SIDES}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(corner)
        for each in self.sides.values():
            line.addWidget(each, 1)

    def show_two(self, both: Preview) -> None:
        """Show whose columns these are."""
        for head, values in zip(self.sides.values(), (both.kept, both.dropped), strict=True):
            head.show_record(values)


class RecordHead(QFrame):
    """Badge, name, number and since when."""

    def __init__(self, workspace: Workspace, *, stays: bool) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("role", "choice")
        self.setProperty("on", "true" if stays else "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._badge, self.name, self._about = Badge(28), ElidedLabel("strong"), ElidedLabel("caption")
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self.name)
        if stays:
            upper.addWidget(label(_("stays"), "tag-full"))
        upper.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addLayout(upper)
        words.addWidget(self._about)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(11, 0, 10, 0)
        line.setSpacing(9)
        line.addWidget(self._badge)
        line.addLayout(words, 1)

    def show_record(self, values: Mapping[str, Any]) -> None:
        """Show a record."""
        level = Shown.of(field_named(Customer, "level"), self._workspace.context)
        self._badge.show_level(level.text(values["level"]), level.tone(values["level"]))
        self.name.setText(values["name"])
        since = values["created_on"]
        about = [values["number"], _("since {date}").format(date=dates.full(since)) if since else ""]
        self._about.setText(" · ".join(part for part in about if part))
