"""A province, a city or a district."""

import functools
from collections.abc import Mapping
from typing import Any

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, too_long, typed
from crm_desktop.fields.divisions import PSEUDO, Level, every, lies_in, named
from crm_desktop.fields.kind import Context, Kind, Note, Read, warning
from crm_desktop.fields.nearest import nearest

LONGEST = 60
_ABOVE: dict[Level, str] = {"province": "", "city": "province", "district": "city"}


class Division(Kind[str]):
    """A province, city or district by its full name; short names of one meaning are completed.

    What the table does not know is kept as typed: addresses may be foreign, and districts are renamed.
    The fields of the levels above must be named after them.
    """

    name = "division"
    label = N_("Region")

    def __init__(self, level: Level, within: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self.level = level
        self.needs = _ABOVE[level]
        self.above = within or {}

    def within(self, values: Mapping[str, Any]) -> "Division":
        above = {level: values[level] for level in ("province", "city") if level != self.level and values.get(level)}
        return Division(self.level, above) if above and self.needs else self

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = typed(raw)
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        if self.level == "city" and text in PSEUDO and self.above.get("province"):
            text = self.above["province"]  # the statistics' 市辖区 stands for the municipality
        names = self._meant(text)
        if len(names) == 1:
            full = names.pop()
            return Read(full, rewritten(raw, full))
        return Read(text, (*rewritten(raw, text), *self._unknown(text, names)))

    def _meant(self, text: str) -> set[str]:
        """Give the full names that the text may stand for, which lie in the levels above if those are known."""
        found = named(self.level, text, self.above)
        names = {place.name for place in found}
        if self.above and not all(lies_in(place, self.above) for place in found):
            return names & {text}
        if self.level == "city" and not self.above and text not in names:
            names |= {place.name for place in named("province", text) if len(place.children) > 1}  # 海南, 吉林
        return names

    def _unknown(self, text: str, names: set[str]) -> tuple[Note, ...]:
        if self.level == "district" and self.above.get("city"):
            return ()  # the rule of the address says where it is, or what the city has
        if names:
            message = _("“{raw}” may be {names}; write the full name.").format(
                raw=text, names=_(", ").join(sorted(names))
            )
            return (warning("ambiguous_place", message),)
        if text.isascii() or not any("\u4e00" <= each <= "\u9fff" for each in text):
            return ()
        message = _("“{raw}” is in no list of Chinese regions.").format(raw=text)
        return (warning("unknown_place", message, _like(text, self.level)),)


@functools.lru_cache(maxsize=4096)  # five milliseconds a name, and a column repeats its names
def _like(text: str, level: Level) -> str | None:
    return nearest(text, every(level))
