"""A card for each kind of record that belongs to this one or points at it, and has no card of its own."""

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import links_of
from crm_desktop.services import records
from crm_desktop.services.lists import Condition, ListQuery, Sort, count, list_ids
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.part_row import PartRow

NEWEST = 3


class Related(NamedTuple):
    """Records of one kind: how many there are, and the titles of the newest."""

    entity: str
    count: int
    titles: tuple[str, ...]


def related(workspace: Workspace, entity_name: str, record_id: int, without: Collection[str]) -> list[Related]:
    """Count what links to a record, kind by kind, leaving out the kinds `without`; those with none are left out."""
    found = []
    with workspace.read() as session:
        for name, entity in all_entities().items():
            column = next((each for each, link in links_of(entity).items() if link.entity == entity_name), "")
            if not column or name in without:
                continue
            query = ListQuery(name, (Condition(column, "=", record_id),), (Sort("id", descending=True),))
            if number := count(session, query):
                newest = list_ids(session, query)[:NEWEST]
                titles = tuple(records.title_of(name, records.get(session, name, each)) for each in newest)
                found.append(Related(name, number, titles))
    return found


class RelatedCards(QWidget):
    """The cards; nothing at all where nothing is related."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_related(self, found: list[Related]) -> None:
        """Show counts and newest titles."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in found:
            entity = entity_named(each.entity)
            card = Card(f"{_(entity.label_many)} {each.count}")
            for title in each.titles:
                row = PartRow(title, icon=entity.icon)
                row.live = False
                row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                row.unsetCursor()
                card.add(row)
            if each.count > len(each.titles):
                more = label(_("and {n} more").format(n=each.count - len(each.titles)), "muted")
                more.setContentsMargins(6, 2, 6, 2)
                card.add(more)
            self._column.addWidget(card)
        self.setVisible(bool(found))
