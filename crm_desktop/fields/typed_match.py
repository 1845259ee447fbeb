"""How near what was typed is to a text: by its letters, by pinyin, by initials."""

from collections.abc import Sequence
from itertools import accumulate

from crm_desktop.fields.fold import folded
from crm_desktop.fields.pinyin import readings


def distance(text: str, around: str, words: Sequence[str]) -> int | None:
    """Give how far a text is from the typed (folded) words, the least is the closest; None where one is not in it.

    `around` is what stands beside the text and is looked at last.
    """
    plain, beside = folded(text), folded(around)
    ranks: list[int] = []
    for word in words:
        if plain.startswith(word):
            ranks.append(0)
        elif f" {word}" in plain:
            ranks.append(1)
        elif word in plain:
            ranks.append(2)
        elif _sounds(text, word):
            ranks.append(3)
        elif word in beside:
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
