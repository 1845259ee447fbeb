"""The user's language: declare texts with `N_`, translate them with `_` when they are shown."""

import gettext
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Literal, Self

from crm_desktop.base.paths import resources

Language = Literal["en", "zh_CN"]
LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")

_current: Language = "en"
_translations: gettext.NullTranslations = gettext.NullTranslations()
_listeners: list[Callable[[], None]] = []
# What is said in a language of its own, on one thread and for a moment: paper in the other language.
_aside: ContextVar[tuple[Language, gettext.NullTranslations] | None] = ContextVar("aside", default=None)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a declared text for translation; it is translated when it is shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as `N_`
    """Mark how one and how many of something are called, both with `{n}`; `counted` says it."""
    return one, many


class Bilingual(str):
    """A text of the user's own, as typed, which may have an `english` one beside it; `_` says the one that fits."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, typed: str, english: str = "") -> Self:
        """Make the text; without an English one it is the same in both languages."""
        made = super().__new__(cls, typed)
        made.english = english
        return made

    def __reduce__(self) -> tuple[type["Bilingual"], tuple[str, str]]:
        return Bilingual, (str(self), self.english)

    def said_in(self, wanted: Language) -> str:
        """Give the text for a language; the typed one where there is no other."""
        return self.english or str(self) if wanted == "en" else str(self)


def _(message: str) -> str:
    """Say `message` (an English text, or one of the user's own) in the current language."""
    if isinstance(message, Bilingual):
        return message.said_in(language())
    return _in_force().gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Say the text for `count` things; both texts may hold `{n}`."""
    return _in_force().ngettext(one, many, count).format(n=count)


def counted(called: tuple[str, str], count: int) -> str:
    """Say how many there are of something that `NN_` declared."""
    return _in_force().ngettext(*called, count).format(n=f"{count:,}")


def _in_force() -> gettext.NullTranslations:
    aside = _aside.get()
    return _translations if aside is None else aside[1]


@cache
def _spoken(wanted: Language) -> gettext.NullTranslations:
    return gettext.translation("crm", resources("locale"), languages=[wanted], fallback=True)


def said_in(wanted: Language, message: str) -> str:
    """Say `message` in a language that need not be the current one, as a file from elsewhere may be in either."""
    if isinstance(message, Bilingual):
        return message.said_in(wanted)
    return _spoken(wanted).gettext(message)


def language() -> Language:
    """Tell the language that texts are shown in."""
    aside = _aside.get()
    return _current if aside is None else aside[0]


@contextmanager
def speaking(wanted: Language) -> Iterator[None]:
    """Say everything in `wanted` inside the block, on this thread only; the window keeps its language."""
    token = _aside.set((wanted, _spoken(wanted)))
    try:
        yield
    finally:
        _aside.reset(token)


def set_language(wanted: Language) -> None:
    """Show all texts in `wanted` from now on and tell those who must write theirs again."""
    global _current, _translations  # noqa: PLW0603 - the language is the process's, like the locale
    _current = wanted
    _translations = (
        gettext.NullTranslations()
        if wanted == "en"
        else gettext.translation("crm", resources("locale"), languages=[wanted])
    )
    for listener in _listeners:
        listener()


def on_language_change(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` after each change of language; returns a function that ends it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def language_of(chosen: str | None) -> Language:
    """Give the language that a setting means: the system's for `system` and for nothing."""
    for known in LANGUAGES:
        if known == chosen:
            return known
    return system_language()


def system_language() -> Language:
    """Tell the language that the system's environment asks for: Chinese or else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "zh_CN" if value.lower().startswith("zh") else "en"
    return "en"
