"""One of a list of options."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_desktop.base.i18n import N_, _, said_in
from crm_desktop.fields import declarations
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.kind import Context, Kind, Option, OwnOption, Read, RefusedError, split_words
from crm_desktop.fields.nearest import nearest

_SHOWN = 8  # options named in a refusal


@dataclass(frozen=True, slots=True)
class _Known:
    """The options as the user has them: in their order, and their keys by word, case-folded."""

    own: tuple[OwnOption, ...]
    options: tuple[Option, ...]
    by_key: Mapping[str, Option]
    by_word: Mapping[str, str]
    also: frozenset[str]  # words that only say it otherwise


class Choice(Kind[str]):
    """One of `options`, and unless `fixed` of those that users added to the list `list_name`.

    An option is read by its key, by its label in either language, and by its other words. Users may also call
    built-in ones otherwise, put them in another order, and hide them.
    """

    name = "choice"
    label = N_("Choice")

    def __init__(self, list_name: str, options: tuple[Option, ...], *, fixed: bool = False) -> None:
        super().__init__()
        self.list_name = list_name
        self.options = options
        self.fixed = fixed
        self._learnt: dict[bool, _Known] = {}  # with a context and without, as an import asks by turns

    def all_options(self, context: Context | None = None) -> tuple[Option, ...]:
        """Give every option, those that are no longer offered too, in the user's order."""
        return self._known(context).options

    def offered(self, context: Context | None = None) -> tuple[Option, ...]:
        """Give the options to choose from."""
        return tuple(option for option in self.all_options(context) if not option.hidden)

    def parse(self, raw: object, context: Context) -> Read[str]:
        known = self._known(context)
        text = typed(raw)
        word = text.casefold()
        key = known.by_word.get(word)
        if key is None:
            raise _unknown(text, known)
        shown = _(known.by_key[key].label)
        return Read(key, rewritten(raw, shown) if word in known.also or text != raw else ())

    def show(self, value: str) -> str:
        option = self._known(None).by_key.get(value)
        return value if option is None else _(option.label)

    def _known(self, context: Context | None) -> _Known:
        """Give the options of a file: of the one that is open where no context says more."""
        added = declarations.now().options if context is None else context.added
        own = () if self.fixed else added.get(self.list_name, ())
        known = self._learnt.get(context is None)
        if known is None or known.own is not own:
            known = self._learnt[context is None] = _learn(self.options, own)
        return known


def _learn(declared: tuple[Option, ...], own: tuple[OwnOption, ...]) -> _Known:
    built_in = {option.key: option for option in declared}
    places: dict[str, float] = {key: place for place, key in enumerate(built_in)}
    options = dict(built_in)
    for at, each in enumerate(own):
        options[each.key] = each.over(built_in.get(each.key))
        if each.position is not None or each.key not in places:
            places[each.key] = len(places) + at if each.position is None else each.position
    ordered = tuple(sorted(options.values(), key=lambda option: places[option.key]))
    plain = {**_words(declared), **_words(ordered)}  # what an option was called before is still understood
    also = {word.casefold(): each.key for each in reversed(declared) for word in split_words(each.also)}
    return _Known(own, ordered, options, also | plain, frozenset(also.keys() - plain.keys()))


def _unknown(text: str, known: _Known) -> RefusedError:
    options = [option for option in known.options if not option.hidden]
    labels = [_(option.label) for option in options]
    listed = _(", ").join(labels[:_SHOWN]) + ("…" if len(labels) > _SHOWN else "")
    message = _("“{raw}” is not in the list: {known}.").format(raw=text, known=listed)
    word, words = text.casefold(), known.by_word
    inside = (each for each in words if len(each) > 1 and (each in word or (len(word) > 1 and word in each)))
    near = max(inside, key=len, default=None) or nearest(word, words)
    suggested = next((_(option.label) for option in options if near and option.key == words[near]), None)
    return RefusedError("unknown_option", message, suggested)


def _words(options: tuple[Option, ...]) -> dict[str, str]:
    """Give the key by each key and label in both languages, case-folded; earlier options before later."""
    words: dict[str, str] = {}
    for word_of in (
        lambda each: each.key,
        lambda each: said_in("en", each.label),
        lambda each: said_in("zh_CN", each.label),
    ):
        for option in options:
            words.setdefault(word_of(option).casefold(), option.key)
    return words
