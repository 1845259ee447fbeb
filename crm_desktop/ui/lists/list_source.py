"""What a list reads and says: the rows of a page, and each cell in words."""

from collections.abc import Sequence
from typing import Any

from crm_desktop.services.listable import listable
from crm_desktop.services.lists import list_rows
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.cells import said_within
from crm_desktop.ui.lists.columns import Column
from crm_desktop.ui.values import dates
from crm_desktop.ui.values.shown import Shown


class ListSource:
    """Reads rows of one entity; `refresh` after options or the language changed."""

    def __init__(self, workspace: Workspace, entity_name: str) -> None:
        self._workspace = workspace
        self._entity_name = entity_name
        self.refresh()

    def refresh(self) -> None:
        """Look anew at what values are called."""
        self.context = self._workspace.context
        self._shown: dict[str, Shown] = {}

    def shown(self, columns: Sequence[Column]) -> list[list[Shown]]:
        """Give, column by column, what says the values of its fields."""
        known = listable(self._entity_name)
        for name in {name for column in columns for name in column.fields} - self._shown.keys():
            self._shown[name] = Shown.of(known[name], self.context)
        return [[self._shown[name] for name in column.fields] for column in columns]

    def rows(self, ids: Sequence[int], fields: Sequence[str]) -> list[tuple[Any, ...]]:
        """Read the values of some records in their order."""
        with self._workspace.read() as session:
            return list_rows(session, self._entity_name, ids, fields)

    def say(self, column: Column, values: Sequence[Any]) -> str:
        """Say a cell in full: whole dates, every tag."""
        if column.look in {"ago", "due"}:
            return dates.full(values[0]) if values[0] else ""
        (shown,) = self.shown((column,))
        if column.look == "within":
            return said_within(shown, values)
        texts = [each.text(value) for each, value in zip(shown, values, strict=True)]
        return " · ".join(text for text in texts if text)
