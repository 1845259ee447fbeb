"""What the command palette offers: everything in the menus, and what else the window names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from crm_desktop.base.i18n import _
from crm_desktop.fields.fold import folded
from crm_desktop.fields.pinyin import readings


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
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry, words)) is not None]
    return [entry for _rank_, entry in sorted(ranked, key=lambda each: each[0])[:limit]]


def _rank(entry: Entry, words: Sequence[str]) -> int | None:
    """Give how far a text is from what was typed, the least is the closest; None where a word is not in it."""
    text, around = folded(entry.text), folded(entry.detail)
    ranks: list[int] = []
    for word in words:
        if text.startswith(word):
            ranks.append(0)
        elif f" {word}" in text:
            ranks.append(1)
        elif word in text:
            ranks.append(2)
        elif _sounds(entry.text, word):
            ranks.append(3)
        elif word in around:
            ranks.append(4)
        else:
            return None
    return sum(ranks)


def _sounds(text: str, word: str) -> bool:
    """Tell whether a text is read, or its initials are, so from some syllable on."""
    for way in readings(text):
        initials = "".join(syllable[0] for syllable in way)
        starts = accumulate((len(syllable) for syllable in way), initial=0)
        spoken = "".join(way)
        if word in initials or any(spoken.startswith(word, start) for start in starts):
            return True
    return False
