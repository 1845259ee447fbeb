"""What the command palette offers: everything in the menus, and what else the window names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from crm_desktop.base.i18n import _
from crm_desktop.fields.fold import folded
from crm_desktop.fields.typed_match import distance


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be chosen: `detail` says where it belongs, `keys` how it is reached without the palette."""

    group: str
    text: str
    run: Callable[[], object]
    icon: QIcon
    detail: str = ""
    keys: str = ""


def actions_in(bar: QMenuBar) -> list[Entry]:
    """Give an entry for every action of the menus that can be done now."""
    return [
        Entry(
            _("Actions"),
            plain(action.text()),
            action.trigger,
            action.icon(),
            detail=" › ".join(path),
            keys=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        )
        for path, action in all_actions(bar)
        if action.isEnabled() and not action.isChecked()
    ]


def all_actions(bar: QMenuBar) -> Iterator[tuple[tuple[str, ...], QAction]]:
    """Give every action of the menus with the titles of the menus that it lies in."""
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            yield from _inside(menu, (plain(menu.title()),))


def _inside(menu: QMenu, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], QAction]]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _inside(inner, (*path, plain(inner.title())))
        elif not action.isSeparator():
            yield path, action


def plain(text: str) -> str:
    """Take mnemonic and dots off a menu's text: “导入表格(&I) …” is 导入表格."""
    bare = text.replace("&&", "\0")
    start = bare.find("(&")
    if start >= 0:
        bare = bare[:start] + bare[bare.find(")", start) + 1 :]
    return bare.replace("&", "").replace("\0", "&").replace("…", "").replace("...", "").strip()


def best(entries: Sequence[Entry], typed: str, limit: int) -> list[Entry]:
    """Give the entries in which every typed word is found, by text, pinyin or initials, the closest first."""
    words = folded(typed).split()
    ranked = [(rank, entry) for entry in entries if (rank := distance(entry.text, entry.detail, words)) is not None]
    return [entry for _rank_, entry in sorted(ranked, key=lambda each: each[0])[:limit]]
