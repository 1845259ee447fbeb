"""One line of text, kept as typed."""

import re
import unicodedata

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import digits_lost, rewritten, too_long, unwrapped
from crm_desktop.fields.kind import Context, Kind, Read, plain_text
from crm_desktop.fields.masked import mask_text

_BREAKS = re.compile(r"\s*[\r\n\t\v\f]+\s*")
_ROUNDED = re.compile(r"[+-]?\d(?:\.\d+)?E\+\d+")
# Chinese punctuation is meant; only letters, digits and spaces of odd widths are folded.
_FOLD: dict[int, str | None] = {
    **{code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    **dict.fromkeys(map(ord, "\u00a0\u3000\u2002\u2003\u2009\u202f"), " "),
    **dict.fromkeys((*range(9), *range(14, 32), 127), None),
    **dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"), None),
}


class Text(Kind[str]):
    """One line of text of at most `longest` characters."""

    name = "text"
    label = N_("Text")

    def __init__(self, longest: int = 200) -> None:
        super().__init__()
        self.longest = longest

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = one_line(raw)
        if len(text) > self.longest:
            raise too_long(text, self.longest)
        return Read(text or None, rewritten(raw, text))

    def mask(self, value: str) -> str:
        return mask_text(self.show(value))


def one_line(raw: object) -> str:
    """Give a cell's text on one line, refusing a number that lost digits."""
    text = raw.strip() if isinstance(raw, str) else plain_text(raw)
    if _ROUNDED.fullmatch(text) or (isinstance(raw, float) and "e+" in text):
        raise digits_lost(raw)
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _BREAKS.sub(" ", text)).translate(_FOLD).strip()
    return unwrapped(text)
