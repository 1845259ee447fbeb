"""The words that company names are made of besides their own: legal forms, trades, common surnames."""

import json
from dataclasses import dataclass
from functools import cache

from crm_desktop.base.paths import resources


@dataclass(frozen=True, slots=True)
class CompanyWords:
    """Words by what they do in a name, all folded; `forms` longest first, `trades` with each two of them together."""

    forms: tuple[str, ...]
    trades: frozenset[str]
    latin_forms: frozenset[str]
    latin_fillers: frozenset[str]
    surnames: frozenset[str]


@cache
def company_words() -> CompanyWords:
    """Read the words from the data file."""
    read = json.loads(resources("data", "company_words.json").read_text("utf-8"))
    trades = frozenset(read["trades"])
    return CompanyWords(
        forms=tuple(sorted(read["forms"], key=len, reverse=True)),
        trades=trades | {first + second for first in trades for second in trades if first != second},
        latin_forms=frozenset(read["latin_forms"]),
        latin_fillers=frozenset(read["latin_fillers"]),
        surnames=frozenset(read["surnames"]),
    )
