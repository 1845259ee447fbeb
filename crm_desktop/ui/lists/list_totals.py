"""What the amounts of a list add up to, asked beside the window and said in words."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.i18n import _
from crm_desktop.fields.kinds.currency import sign_of
from crm_desktop.fields.kinds.money import Money
from crm_desktop.services.groups import Total, summed, totals
from crm_desktop.services.listable import listable
from crm_desktop.services.lists import ListQuery
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup


class Sum(NamedTuple):
    """A column's label and its sums in words."""

    label: str
    text: str


class ListTotals(QObject):
    """Adds up the columns that can be: `shown` gives those of the whole list, and by the key of each group."""

    shown = Signal(object, object)  # tuple[Sum, ...], dict[key, list[str]]

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._entity_name = ""
        self._lookup: Lookup[tuple[list[Total], list[Total]]] = Lookup(self)
        self._lookup.answered.connect(self._say)

    def ask(self, query: ListQuery, fields: Sequence[str]) -> None:
        """Add up again; what cannot be added up is left out."""
        self._entity_name = query.entity
        names, workspace = summed(query.entity, fields), self._workspace
        if not names:
            self._say(([], []))
            return

        def answer() -> tuple[list[Total], list[Total]]:
            context = workspace.context
            with workspace.read() as session:
                every = totals(session, query, names, context)
                return every, totals(session, query, names, context, by_group=True) if query.group else []

        self._lookup.ask(answer, patience=0)

    def stop(self) -> None:
        """Look at the file no more."""
        self._lookup.stop()

    def _say(self, found: tuple[list[Total], list[Total]]) -> None:
        every, by_group = found
        sums = tuple(Sum(_(listable(self._entity_name)[name].label), text) for name, text in self._texts(every).items())
        groups: dict[Any, list[Total]] = {}
        for each in by_group:
            groups.setdefault(each.group, []).append(each)
        self.shown.emit(sums, {key: list(self._texts(some).values()) for key, some in groups.items()})

    def _texts(self, some: Sequence[Total]) -> dict[str, str]:
        """Give the sums by field; currencies are not added to one another."""
        texts: dict[str, list[str]] = {}
        for each in some:
            kind = listable(self._entity_name)[each.field].kind
            shown = kind.within({kind.needs: each.currency}) if isinstance(kind, Money) else kind
            texts.setdefault(each.field, []).append(f"{sign_of(each.currency)}{shown.show(each.amount)}")
        return {name: " + ".join(parts) for name, parts in texts.items()}
