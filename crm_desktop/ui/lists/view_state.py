"""Which view a list shows, what was changed in it since it was opened, and what that makes of the list."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.services.lists import ListQuery, Sort, Tree
from crm_desktop.services.view_definition import Definition, Density, ViewColumn, still_there
from crm_desktop.services.views import View
from crm_desktop.ui.lists.columns import Column, columns_of, usual_columns

MOST_KEYS = 5
HEIGHTS: dict[Density, int] = {"compact": 28, "standard": 36, "relaxed": 44}


class ViewState(QObject):
    """Holds the chosen view as it is kept, and `now`, what it has become; each change emits what must be done anew."""

    question_changed = Signal()  # other records, or another order
    columns_changed = Signal()
    density_changed = Signal()
    changed = Signal()  # any of them

    def __init__(self, view: View, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.now = view.definition
        self._columns = columns_of(view.entity, self.now.columns)

    @property
    def is_changed(self) -> bool:
        """Tell whether the list is otherwise than the view that is kept."""
        return self.now != self.view.definition

    @property
    def columns(self) -> tuple[Column, ...]:
        """Give the columns of now."""
        return self._columns

    @property
    def row_height(self) -> int:
        """Give the height of a row in pixels."""
        return HEIGHTS[self.now.density]

    def query(self, search: str) -> ListQuery:
        """Give what the list asks of the file."""
        return replace(self.view, definition=self.now).query(search)

    def choose(self, view: View) -> None:
        """Show a view as it is kept."""
        self.view = view
        self._become(view.definition)

    def take(self, view: View) -> None:
        """Look at the kept view anew after it was changed in the file; what was changed here stays."""
        if view.definition == self.view.definition or self.is_changed:
            self.view = view
            self.changed.emit()
        else:
            self.choose(view)

    def become(self, definition: Definition) -> None:
        """Be as a definition says, with the same view behind it."""
        self._become(definition)

    def drop_what_is_gone(self) -> tuple[str, ...]:
        """Go on without the fields that are no longer there; gives what they were called."""
        definition, gone = still_there(self.view.entity, self.now)
        columns = columns_of(self.view.entity, definition.columns)
        if definition != self.now:
            self._become(definition)
        elif columns != self._columns:  # called otherwise, or newly listed
            self._columns = columns
            self.columns_changed.emit()
        return gone

    def revert(self) -> None:
        """Show the view as it is kept."""
        self._become(self.view.definition)

    # --- changes ---

    def set_where(self, where: tuple[Tree, ...]) -> None:
        """Narrow the list to other records."""
        self._become(replace(self.now, where=where))

    def set_group(self, group: str) -> None:
        """Group the list by a field, or not."""
        self._become(replace(self.now, group=group))

    def set_density(self, density: Density) -> None:
        """Make rows lower or higher."""
        self._become(replace(self.now, density=density))

    def sort_by(self, keys: Sequence[Sort]) -> None:
        """Sort by these keys, the first one first."""
        once: dict[str, Sort] = {}
        for key in keys:
            once.setdefault(key.field, key)
        self._become(replace(self.now, sort=tuple(once.values())[:MOST_KEYS]))

    def sort_by_column(self, column: Column) -> None:
        """Sort by a column alone; once more turns the order round."""
        if column.sort:
            first = self.now.sort[0] if self.now.sort else None
            turned = not first.descending if first and first.field == column.sort else column.descending_first
            self.sort_by((Sort(column.sort, turned),))

    def add_sort(self, column: Column) -> None:
        """Sort equal ones by a column too; where it is a key already, turn its order round."""
        if not column.sort:
            return
        keys = {each.field: each for each in self.now.sort}
        there = keys.get(column.sort)
        keys[column.sort] = Sort(column.sort, not there.descending if there else column.descending_first)
        self.sort_by(tuple(keys.values()))

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order; widths that were chosen stay."""
        widths = {each.name: each.width for each in self.now.columns}
        self._set_columns([ViewColumn(key, widths.get(key, 0)) for key in keys])

    def set_width(self, key: str, width: int) -> None:
        """Give a column a width of its own; 0 gives it back its usual one."""
        self._set_columns([replace(each, width=width) if each.name == key else each for each in self._chosen()])

    def move_column(self, place: int, to: int) -> None:
        """Put the column at `place` elsewhere; both are counted from 0."""
        columns = self._chosen()
        columns.insert(to, columns.pop(place))
        self._set_columns(columns)

    def _chosen(self) -> list[ViewColumn]:
        return list(self.now.columns) or [ViewColumn(each.key) for each in usual_columns(self.view.entity)]

    def _set_columns(self, columns: Sequence[ViewColumn]) -> None:
        usual = [ViewColumn(each.key) for each in usual_columns(self.view.entity)]
        if columns:  # a list without columns shows nothing
            self._become(replace(self.now, columns=() if list(columns) == usual else tuple(columns)))

    def _become(self, definition: Definition) -> None:
        before, self.now = self.now, definition
        tell: list[Callable[[], object]] = []
        if before.columns != definition.columns:
            self._columns = columns_of(self.view.entity, definition.columns)
            tell.append(self.columns_changed.emit)
        if before.density != definition.density:
            tell.append(self.density_changed.emit)
        if (before.where, before.sort, before.group) != (definition.where, definition.sort, definition.group):
            tell.append(self.question_changed.emit)
        for each in (*tell, self.changed.emit):
            each()
