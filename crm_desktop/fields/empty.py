"""Which words of a column say that there is nothing: NULL, N/A, 无, -."""

from collections.abc import Iterable

from crm_desktop.fields.kind import split_words, tidy

_NOTHING = frozenset(
    split_words(
        "null | none | nil | nan | n/a | na | - | -- | --- | — | —— | / | \\ | ."
        " | 无 | 暂无 | 没有 | 空 | 未填 | 未填写"
        " | 未知 | 不详 | (null) | (空) | (无) | <null> | unknown"
    )
)
# A word says something after all beside these: 有 and 无, + and -, the country codes CN and NA.
_ANSWERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("无", "没有"), frozenset({"有", "是", "否"})),
    **dict.fromkeys(("-", "—"), frozenset({"+", "＋"})),
}
_CODES = frozenset({"na"})


def empty_markers(cells: Iterable[object]) -> frozenset[str]:
    """Give the texts of a column, as they stand in its cells (trimmed), that mean nothing there."""
    texts = {cell.strip() for cell in cells if isinstance(cell, str)}
    words = {text for text in texts if tidy(text).casefold() in _NOTHING}
    if not words:
        return frozenset()
    others = {tidy(text).casefold() for text in texts - words} - {""}
    return frozenset(word for word in words if not _says_something(tidy(word).casefold(), others))


def _says_something(word: str, others: set[str]) -> bool:
    if word in _CODES:
        return bool(others) and all(len(other) == 2 and other.isascii() and other.isalpha() for other in others)
    return not _ANSWERS.get(word, frozenset()).isdisjoint(others)
