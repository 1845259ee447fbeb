"""What was probably meant by a word that is not in a list."""

import difflib
from collections.abc import Iterable


def nearest(text: str, words: Iterable[str]) -> str | None:
    """Give the word of the list most like `text`, if any is like it at all."""
    # one wrong character of two already halves the likeness of a Chinese word
    found = difflib.get_close_matches(text, words, 1, cutoff=0.5 if len(text) <= 3 and not text.isascii() else 0.6)
    return found[0] if found else None
