"""No key means two things at once: Qt would call it ambiguous and do neither."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.window.main_window import MainWindow
from crm_desktop.ui.window.sections import SECTIONS

Context = Qt.ShortcutContext


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a key, and where the focus must be for it."""

    key: str
    name: str
    place: QWidget
    context: Context


def clashes(window: QWidget) -> list[tuple[str, str, str]]:
    """Give the keys that two of what is enabled under `window` would answer with the focus in one place."""
    answers = [*_actions(window), *_shortcuts(window)]
    pairs = ((one, other) for one, other in combinations(answers, 2) if one.key == other.key)
    return [(one.key, one.name, other.name) for one, other in pairs if _meet(one, other)]


def _actions(window: QWidget) -> Iterator[Answer]:
    for action in window.findChildren(QAction):
        if not action.isEnabled():
            continue
        menus = [each for each in action.associatedObjects() if isinstance(each, QMenu)]
        widgets = (each for each in action.associatedObjects() if isinstance(each, QWidget))
        owners = [each for each in widgets if each not in menus]
        places = [*(window for _menu in menus[:1]), *(each for each in owners if each.isVisible())]
        for key in action.shortcuts():
            if places:
                yield Answer(key.toString(), action.text(), places[0], action.shortcutContext())


def _shortcuts(window: QWidget) -> Iterator[Answer]:
    for each in window.findChildren(QShortcut):
        place = each.parent()
        if each.isEnabled() and isinstance(place, QWidget) and place.isVisible():
            for key in each.keys():  # noqa: SIM118 - no mapping: Qt's list of keys
                yield Answer(key.toString(), type(place).__name__, place, each.context())


def _meet(one: Answer, other: Answer) -> bool:
    return _reaches(one, other) or _reaches(other, one)


def _reaches(one: Answer, other: Answer) -> bool:
    """Tell whether `one` answers where the focus is in the place of `other`."""
    if one.context in {Context.WindowShortcut, Context.ApplicationShortcut} or one.place is other.place:
        return True
    return one.context == Context.WidgetWithChildrenShortcut and one.place.isAncestorOf(other.place)


def test_no_key_of_a_section_or_a_record_means_two_things(window: MainWindow, qtbot: QtBot):
    found = {}
    for section in SECTIONS:
        window.show_section(section.name)
        qtbot.wait(20)
        found[section.name] = clashes(window)
    window.open_customer(1)
    found["record"] = clashes(window)
    assert {place: pairs for place, pairs in found.items() if pairs} == {}


def test_no_key_means_two_things_with_rows_chosen(window: MainWindow, qtbot: QtBot):
    page = window.customers.list
    qtbot.waitUntil(lambda: bool(page.model.ids))
    for count in (1, 2, len(page.model.ids)):
        page.table._select(set(page.model.ids[:count]))
        assert len(page.deeds.ids()) == count
        assert clashes(window) == []


def test_a_key_with_two_meanings_would_be_found(qtbot: QtBot):
    page = QWidget()
    qtbot.addWidget(page)
    inner = QWidget(page)
    page.show()
    QShortcut(QKeySequence("Ctrl+B"), page)
    QShortcut(QKeySequence("Ctrl+B"), inner, context=Context.WidgetShortcut)
    assert len(clashes(page)) == 1
