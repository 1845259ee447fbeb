"""Folds what searching and sorting do not tell apart: case, accents, widths."""

import re
import unicodedata

# Text of these characters alone needs no folding beyond its case; most Chinese text is.
_SIMPLE = re.compile(r"[\x00-\x7f\u3001\u3002\u3007\u4e00-\u9fff]*")
_MARKS = re.compile("[\u0300-\u036f]")
# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})


def folded(text: str) -> str:
    """Give `text` in lower case without accents and widths: Ｂｅｒｇｌünd is berglund, Øst is ost."""
    if _SIMPLE.fullmatch(text):
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    # Composed again: kana and hangul keep their parts, which are no accents.
    return unicodedata.normalize("NFC", bare).translate(_LETTERS).casefold()
