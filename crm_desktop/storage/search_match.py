"""Turns what a person types into the expressions of the full-text index."""

from functools import cached_property

from crm_desktop.fields.fold import folded
from crm_desktop.storage.search_terms import (
    BORDER,
    LONGEST,
    NAME_COLUMNS,
    SHORT,
    SHORTEST_ENDING,
    is_unspaced,
    runs,
    spaced,
)


class Asked:
    """A typed search: words parted by spaces, all of which must be found.

    No character of it has a meaning of its own; what has neither letters nor digits is left out.
    """

    def __init__(self, text: str) -> None:
        self.words = [parts for word in folded(text).split() if (parts := runs(word))]

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def joined(self) -> str:
        """Give all letters and digits without what stood between them."""
        return "".join("".join(parts) for parts in self.words)

    @cached_property
    def dialled(self) -> tuple[str, ...]:
        """Give the ways to write the phone number that this may be; none if it is no number."""
        return _dialled(self.joined) if self.joined.isdecimal() and len(self.joined) >= SHORTEST_ENDING else ()

    @cached_property
    def match(self) -> str:
        """Give the expression that finds every record with all the words."""
        apart = " AND ".join(_word(parts) for parts in self.words)
        if len(self.words) > 1 and self.dialled:  # a number typed in groups: 138 0013 8000
            return f"({apart}) OR ({' OR '.join(f'phone : {_term(digits)}' for digits in self.dialled)})"
        return f"({apart})"

    @cached_property
    def exact_phone(self) -> str:
        """Give the expression of numbers that end so; "" if this is no number."""
        return " OR ".join(f"phone : {_quoted(digits)}" for digits in self.dialled)

    @cached_property
    def in_names(self) -> str:
        """Give the expression that finds all the words in names."""
        return f"{_filter(NAME_COLUMNS)} ({self.match})"

    def starts(self) -> list[str]:
        """Give the expressions of titles that begin so, of other names, of initials; `in_names` finds all of these."""
        everything = [part for parts in self.words for part in parts]
        rest = "".join(f" AND {_word(parts)}" for parts in self.words[1:])
        found = []
        for column, before in (("lead", "^"), ("lead_other", BORDER), ("abbr", "")):
            start = _start(everything, column, before)
            found.append(f"({start}) OR (({_start(self.words[0], column, before)}){rest})" if rest else start)
        return found


def _start(parts: list[str], column: str, before: str) -> str:
    """Find names that begin so; `before` is what stands before their first word in `name`."""
    joined = "".join(parts)
    if joined.isascii() or len(joined) <= SHORT or not before:
        return f"{column} : {_term(joined[: LONGEST[column]])}"
    words = spaced(" ".join(parts))
    phrase = f"^ {_quoted(words)}" if before == "^" else _quoted(f"{before} {words}")
    # The first two characters are a term, so that 有限公司 is not looked for in half of all names.
    first = f"{column} : {_quoted(parts[0][:SHORT])}"
    return f"({first} AND name : {phrase}{'' if is_unspaced(parts[-1]) else ' *'})"


def _word(parts: list[str]) -> str:
    """Find all parts of a word (zhang, san, hemu), or the word as one (kh00001)."""
    apart = " AND ".join(_run(part) for part in parts)
    if len(parts) == 1 or any(is_unspaced(part) for part in parts):
        return f"({apart})"
    return f"(({apart}) OR {_run(''.join(parts))})"


def _run(run: str) -> str:
    if is_unspaced(run):
        return _quoted(" ".join(run))
    found = [_term(run)]
    for longest in sorted({length for length in LONGEST.values() if length < len(run)}):
        # Where terms are cut the typed word is cut too.
        cut = [column for column, length in LONGEST.items() if length == longest]
        found.append(f"{_filter(cut)} {_term(run[:longest])}")
    if run.isdecimal():
        found += [f"phone : {_term(digits)}" for digits in _dialled(run)[1:]]
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def _dialled(digits: str) -> tuple[str, ...]:
    """Give the digits as dialled and, as phones are kept, without the zeros dialled first."""
    bare = digits.lstrip("0")
    return (digits, bare) if bare != digits and len(bare) >= SHORTEST_ENDING - 1 else (digits,)


def _term(start: str) -> str:
    """Find words that begin with `start`; of few letters only whole words, which names have terms for."""
    return _quoted(start) if len(start) <= SHORT else f"{_quoted(start)} *"


def _filter(columns: list[str] | tuple[str, ...]) -> str:
    return f"{{{' '.join(columns)}}} :"


def _quoted(term: str) -> str:
    return f'"{term}"'  # letters, digits and spaces only, so nothing to escape
