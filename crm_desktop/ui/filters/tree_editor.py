"""What every editor of a part of a filter can do, and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.services.conditions.tree import Tree
from crm_desktop.services.workspace import Workspace


class TreeEditor(QWidget):
    """Shows a tree and gives what became of it; `tree` raises `InvalidValueError` for what cannot be read."""

    changed = Signal()
    accepted = Signal()  # Enter

    def tree(self) -> Tree | None:
        """Give what is asked, None while it asks nothing."""
        raise NotImplementedError


class Row(QWidget):
    """A row of chips as an editor of groups sees it."""

    changed = Signal()

    def where(self) -> tuple[Tree, ...]:
        """Give what the chips say."""
        raise NotImplementedError

    def show_where(self, where: tuple[Tree, ...]) -> None:
        """Show other chips."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Around:
    """Where an editor is: the file, whose fields are asked, and how a row of chips for other records is made."""

    workspace: Workspace
    entity_name: str
    make_row: Callable[[str], Row]
