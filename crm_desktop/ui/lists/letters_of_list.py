"""The letters beside a list, there while it is in the order of names: which there are is asked beside the window."""

from PySide6.QtCore import QObject

from crm_desktop.services.listable import is_name
from crm_desktop.services.lists import ListQuery, initials
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.lists.letter_rail import LetterRail


class LettersOfList(QObject):
    """Keeps a rail of letters after what the list shows."""

    def __init__(self, workspace: Workspace, rail: LetterRail) -> None:
        super().__init__(rail)
        self._workspace, self._rail = workspace, rail
        self._lookup: Lookup[list[tuple[str, int]]] = Lookup(self)
        self._lookup.answered.connect(lambda letters: rail.show_letters(dict(letters)))

    def follow(self, query: ListQuery, *, grouped: bool) -> None:
        """Show the letters of a list; none where it is in another order or in groups."""
        spelt = bool(query.sort) and is_name(query.entity, query.sort[0].field) and not grouped
        self._rail.setVisible(spelt)
        if spelt:
            self._lookup.ask(lambda: self._initials(query), patience=0)

    def stop(self) -> None:
        """Look at the file no more."""
        self._lookup.stop()

    def _initials(self, query: ListQuery) -> list[tuple[str, int]]:
        with self._workspace.read() as session:
            return initials(session, query)
