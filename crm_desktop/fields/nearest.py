"""What was probably meant by a word that is not in a list."""

import difflib
from collections.abc import Iterable, Mapping

from crm_desktop.base.i18n import _, said_in
from crm_desktop.base.said_lists import any_of

_NAMED = 6  # names that are given where none is like the word


def nearest(text: str, words: Iterable[str]) -> str | None:
    """Give the word of the list most like `text`, if any is like it at all."""
    return next(iter(_like(text, words, 1)), None)


def no_such_field(text: str, labels: Mapping[str, str]) -> str:
    """Say that there is no field of this name and which were probably meant: by name, or by label in either language.

    `labels` gives the (untranslated) label of each field by its name.
    """
    names: dict[str, str] = {}
    for name, label in labels.items():
        for word in (name, label, said_in("zh_CN", label), name.rpartition(".")[2]):
            names.setdefault(word.casefold(), name)
    found = dict.fromkeys(names[word] for word in _like(text.casefold(), names, 3))
    message = _("There is no field “{name}” here.").format(name=text)
    if not found:
        some = _(", ").join(list(labels)[:_NAMED])
        return message + " " + _("There are {names} and others.").format(names=some)
    meant = any_of(_("“{name}”").format(name=name) for name in found)
    return message + " " + _("Did you mean {names}?").format(names=meant)


def _like(text: str, words: Iterable[str], count: int) -> list[str]:
    # one wrong character of two already halves the likeness of a Chinese word
    short = len(text) <= 3 and not text.isascii()
    return difflib.get_close_matches(text, words, count, cutoff=0.5 if short else 0.6)
