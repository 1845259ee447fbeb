"""Joins what two records say: texts by their lines, lists by their words, and what both say comes once."""

from collections.abc import Iterable, Sequence


def joined_lines(one: str, other: str) -> str:
    """Give the lines of `one`, and below them those of `other` that it has not."""
    said = one.split("\n")
    return "\n".join([one, *(line for line in other.split("\n") if line not in said)])


def joined_words(one: Sequence[str], other: Iterable[str]) -> list[str]:
    """Give the words of both in their order, each once (case apart)."""
    first: dict[str, str] = {}
    for word in (*one, *other):
        first.setdefault(word.casefold(), word)
    return list(first.values())
