"""The order of names: as in a phone book that mixes Chinese, read aloud, with other letters."""

import re

from crm_desktop.fields.fold import folded
from crm_desktop.fields.pinyin import HAN, toned

_RUNS = re.compile(f"([{HAN}]+)|([0-9]+)|[^{HAN}0-9]+")


def sort_key(text: str | None) -> str:
    """Give what to compare instead of `text`: pinyin with tones, no case, no accents, 9 before 10."""
    plain = folded(text or "").strip()
    if not plain or (plain.isascii() and plain.isalpha()):
        return plain
    return "".join(_key_of(run) for run in _RUNS.finditer(plain))


def _key_of(run: re.Match[str]) -> str:
    han, digits = run.groups()
    if han:
        # Character by character: all that is read li4 by its character, before anything read lian.
        return "".join(f"{syllable}{character}" for syllable, character in zip(toned(han), han, strict=True))
    if digits:
        number = digits.lstrip("0")
        return f"{min(len(number), 99):02}{number}"
    return run.group()
