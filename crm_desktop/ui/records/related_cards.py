"""A card for each kind of record that belongs to this one or points at it, and has no card of its own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.services.related import Related
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.part_row import PartRow


class RelatedCards(QWidget):
    """The cards; nothing at all where nothing is related."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_related(self, found: Sequence[Related]) -> None:
        """Show counts and newest titles."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in found:
            entity = entity_named(each.entity)
            card = Card(f"{_(entity.label_many)} {each.count}")
            for title in each.titles:
                row = PartRow(title, icon=entity.icon, live=False)
                card.add(row)
            if each.count > len(each.titles):
                more = label(ngettext("and {n} more", "and {n} more", each.count - len(each.titles)), "muted")
                more.setContentsMargins(6, 2, 6, 2)
                card.add(more)
            self._column.addWidget(card)
        self.setVisible(bool(found))
