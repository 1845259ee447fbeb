"""Words that mark a record, in their order, each once."""

import re
from collections.abc import Iterable

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import typed
from crm_desktop.fields.columns import WordList
from crm_desktop.fields.kind import Context, Kind, Read, RefusedError, normalised

_SEPARATORS = re.compile(r"[,，、;；\n\r]+")


class Tags(Kind[list[str]]):
    """A list of words, none twice (case apart), separated by , ， 、 or ; ."""

    name = "tags"
    label = N_("Tags")
    accepts = N_("Several words with commas between them.")
    example = N_("Wholesale, Regular")

    def __init__(self, longest: int = 100) -> None:
        self.column_type = WordList()
        self.longest = longest

    def parse(self, raw: object, context: Context) -> Read[list[str]]:
        parts: Iterable[object] = raw if isinstance(raw, (list, tuple)) else [raw]
        given = [word for part in parts for piece in _SEPARATORS.split(_text(part)) if (word := typed(piece))]
        words: dict[str, str] = {}
        for word in given:
            if len(word) > self.longest:
                message = _("The word “{word}…” is too long: at most {longest} characters are kept.")
                raise RefusedError("too_long", message.format(word=word[:12], longest=self.longest))
            words.setdefault(word.casefold(), word)
        value = list(words.values())
        notes = normalised(self.show(given), self.show(value))
        return Read(value or None, notes)

    def show(self, value: list[str]) -> str:
        return "、".join(value)


def _text(part: object) -> str:
    return part if isinstance(part, str) else typed(part)
