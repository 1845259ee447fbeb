"""Which editor a kind of value has; a line edit unless one says it is for the kind."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from crm_desktop.fields.kind import Kind
from crm_desktop.ui import editors
from crm_desktop.ui.editors.editor import Editor, Surroundings

E = TypeVar("E", bound=type[Editor])
_editors: dict[type[Kind[Any]], type[Editor]] = {}


def editor_for(*kinds: type[Kind[Any]]) -> Callable[[E], E]:
    """Say that the decorated editor is the one for `kinds` and the kinds made from them."""

    def declare(editor: E) -> E:
        for kind in kinds:
            _editors[kind] = editor
        return editor

    return declare


def editor_class(kind: type[Kind[Any]]) -> type[Editor]:
    """Find the editor of a kind."""
    editors.load_all()
    return next(_editors[each] for each in kind.__mro__ if each in _editors)


def make_editor(kind: Kind[Any], around: Surroundings, parent: QWidget | None = None) -> Editor:
    """Make an editor for values of `kind`."""
    return editor_class(type(kind))(kind, around, parent)
