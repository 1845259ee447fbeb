"""The words of options: what may be typed for one, and that no two of a list are called alike."""

from collections.abc import Sequence

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import Bilingual, _, said_in
from crm_desktop.fields.kind import Option, OwnOption

TONES = ("neutral", "accent", "info", "ok", "warning", "danger", "violet")
_SEPARATORS = frozenset(",，、;；|")  # what parts the words of several choices


def read_text(said: str, *, needed: bool = True) -> str:
    """Read what an option is called; raises `InvalidValueError` where it is empty and must not be."""
    text = " ".join(said.split())
    if needed and not text:
        raise InvalidValueError(_("Type a text for the new option."))
    return text


def read_tone(said: str) -> str:
    """Read a tone, empty for none; raises `InvalidValueError`."""
    if said and said not in TONES:
        message = _("“{tone}” is no colour. Known: {known}.")
        raise InvalidValueError(message.format(tone=said, known=", ".join(TONES)))
    return said


def english_of(option: Option) -> str:
    """Give the English label of an option, empty where the user gave none."""
    return option.label.english if isinstance(option.label, Bilingual) else option.label


def free_key(options: Sequence[Option], text: str) -> str:
    """Give the text itself, with a number behind it where an option had that key before it was renamed."""
    keys = {each.key.casefold() for each in options}
    key, number = text, 1
    while key.casefold() in keys:
        number += 1
        key = f"{text} {number}"
    return key


def refuse_known(options: Sequence[Option], option: OwnOption, *, of_several: bool) -> None:
    """Raise `InvalidValueError` where another option is called so, or where words could not be told apart."""
    words = {word.casefold() for word in (option.label, option.label_en) if word}
    for each in options:
        if each.key != option.key and words & {each.label.casefold(), *(_both(each))}:
            raise InvalidValueError(_("“{text}” is in the list already.").format(text=_(each.label)))
    if of_several and _SEPARATORS & set(option.label + option.label_en):
        raise InvalidValueError(_("Leave commas and bars out of the text; they part one choice from the next."))


def _both(option: Option) -> tuple[str, str]:
    return said_in("en", option.label).casefold(), said_in("zh_CN", option.label).casefold()
