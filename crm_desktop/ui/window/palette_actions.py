"""Brings the command palette up with what the window offers at the moment."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QMainWindow

from crm_desktop.base.i18n import _
from crm_desktop.services.owners import owner_of, titles
from crm_desktop.services.search import Hit, search
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.window.command_palette import HITS, CommandPalette
from crm_desktop.ui.window.palette_entries import Entry, actions_in

RECENT = 5


class PaletteActions:
    """Opens the palette over a window; remembers which customers were opened last, until the file is closed."""

    def __init__(
        self,
        workspace: Workspace,
        window: QMainWindow,
        open_customer: Callable[[int], object],
        views: Callable[[], Iterable[tuple[str, Callable[[], object]]]],
    ) -> None:
        self._workspace, self._window = workspace, window
        self._open_customer, self._views = open_customer, views
        self._recent: list[int] = []

    def opened(self, record_id: int) -> None:
        """Remember a customer that was opened; 0 is the list."""
        if record_id:
            self._recent = [record_id, *(each for each in self._recent if each != record_id)][:RECENT]

    def show(self) -> CommandPalette:
        """Bring the palette up."""
        palette = CommandPalette(self._offered, self._find, self._open, self._window)
        palette.open()
        return palette

    def _offered(self) -> Sequence[Entry]:
        with self._workspace.read() as session:
            recent = titles(session, "customer", self._recent)
        users, table = icon("users", "secondary"), icon("table", "secondary")
        return [
            *(
                Entry(_("Opened last"), title, lambda each=each: self._open_customer(each), users)  # type: ignore[misc] # the one of this round
                for each, title in recent.items()
            ),
            *(Entry(_("Views"), label, choose, table, detail=_("Customers")) for label, choose in self._views()),
            *actions_in(self._window.menuBar()),
        ]

    def _find(self, text: str) -> list[Hit]:
        with self._workspace.read() as session:
            return search(session, text, HITS)

    def _open(self, hit: Hit) -> None:
        with self._workspace.read() as session:
            self._open_customer(owner_of(session, hit.entity, hit.id))
