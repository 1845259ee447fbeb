"""What stands in a list without records: why there are none, and the ways to some."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.ui.lists.list_words import ListWords, said, words_of
from crm_desktop.ui.look.controls import button
from crm_desktop.ui.look.empty_state import EmptyState


@dataclass(frozen=True, slots=True)
class Ways:
    """What an empty list can offer; what is None is not offered."""

    clear_search: Callable[[], object] | None = None
    drop_filter: Callable[[], object] | None = None
    show_all: Callable[[], object] | None = None
    import_sheet: Callable[[], object] | None = None
    new: Callable[[], object] | None = None
    samples: Callable[[], object] | None = None


def say_none_yet(state: EmptyState, entity_name: str, ways: Ways) -> None:
    """Say that the file has no such records, and how to begin."""
    words = words_of(entity_name)
    offered = [
        (ways.import_sheet, _("Import a spreadsheet"), "upload"),
        (ways.new, _(words.new), "plus"),
        (ways.samples, _("Load invented samples"), "sparkles"),
    ]
    buttons = _buttons([each for each in offered if each[0] is not None and each[1]])
    state.say(entity_named(entity_name).icon, said(words.none, entity_name), said(words.why_none, entity_name), buttons)


def say_none_found(state: EmptyState, entity_name: str, searched: str, ways: Ways) -> None:
    """Say that nothing fulfils what is asked, and how to ask for more."""
    words: ListWords = words_of(entity_name)
    title = _("Nothing found for “{text}”").format(text=searched) if searched else said(words.none_found, entity_name)
    offered = [
        (ways.clear_search, _("Clear the search"), "x"),
        (ways.drop_filter, _("Take the last filter back"), ""),
        (ways.show_all, said(words.all, entity_name), ""),
    ]
    buttons = _buttons([each for each in offered if each[0] is not None])
    state.say("search", title, said(words.where_searched, entity_name), buttons)


def _buttons(offered: list[tuple[Callable[[], object] | None, str, str]]) -> list[QPushButton]:
    """Make the buttons, the first one as what is meant most."""
    return [
        button(text, act, icon_name=icon_name, kind="normal" if place else "primary")
        for place, (act, text, icon_name) in enumerate(offered)
    ]
