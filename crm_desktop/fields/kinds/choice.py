"""One of a list of options."""

import functools
import gettext

from crm_desktop.base.i18n import N_, _
from crm_desktop.base.paths import resources
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.kind import Context, Kind, Option, Read, RefusedError, split_words
from crm_desktop.fields.nearest import nearest

_SHOWN = 8  # options named in a refusal


class Choice(Kind[str]):
    """One of `options`, and unless `fixed` of those that users added to the list `list_name`.

    An option is read by its key, by its label in either language, and by its other words.
    """

    name = "choice"
    label = N_("Choice")

    def __init__(self, list_name: str, options: tuple[Option, ...], *, fixed: bool = False) -> None:
        super().__init__()
        self.list_name = list_name
        self.options = options
        self.fixed = fixed
        self._labels = {option.key: option.label for option in options}
        self._by_word: dict[str, str] = {}
        self._also: frozenset[str] = frozenset()

    def all_options(self, context: Context | None = None) -> tuple[Option, ...]:
        """Give the declared options and then the user's own."""
        return (*self.options, *self._added(context))

    def parse(self, raw: object, context: Context) -> Read[str]:
        if not self._by_word:
            self._learn()
        text = typed(raw)
        word = text.casefold()
        key = self._by_word.get(word)
        if key is None:
            key = _words(self._added(context)).get(word)
        if key is None:
            raise self._unknown(text, context)
        notes = rewritten(raw, self.show(key)) if word in self._also or text != raw else ()
        return Read(key, notes)

    def show(self, value: str) -> str:
        return _(self._labels[value]) if value in self._labels else value

    def _added(self, context: Context | None) -> tuple[Option, ...]:
        return () if self.fixed or context is None else context.added.get(self.list_name, ())

    def _learn(self) -> None:
        """Index the options' words; keys and labels go before other words, earlier options before later."""
        plain = _words(self.options)
        also = {word.casefold(): each.key for each in reversed(self.options) for word in split_words(each.also)}
        self._also = frozenset(also.keys() - plain.keys())
        self._by_word = also | plain

    def _unknown(self, text: str, context: Context) -> RefusedError:
        options = self.all_options(context)
        labels = [_(option.label) for option in options]
        known = _(", ").join(labels[:_SHOWN]) + ("…" if len(labels) > _SHOWN else "")
        message = _("“{raw}” is not in the list: {known}.").format(raw=text, known=known)
        words = self._by_word | _words(self._added(context))
        word = text.casefold()
        inside = (each for each in words if len(each) > 1 and (each in word or (len(word) > 1 and word in each)))
        near = max(inside, key=len, default=None) or nearest(word, words)
        suggested = next((_(option.label) for option in options if near and option.key == words[near]), None)
        return RefusedError("unknown_option", message, suggested)


def _words(options: tuple[Option, ...]) -> dict[str, str]:
    """Give the key by each key and label in both languages, case-folded."""
    words: dict[str, str] = {}
    for word_of in (lambda each: each.key, lambda each: each.label, lambda each: _chinese().gettext(each.label)):
        for option in options:
            words.setdefault(word_of(option).casefold(), option.key)
    return words


@functools.cache
def _chinese() -> gettext.NullTranslations:
    return gettext.translation("crm", resources("locale"), languages=["zh_CN"], fallback=True)
