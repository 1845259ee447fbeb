"""Countries, currencies, and the provinces, cities and districts of China."""

from collections.abc import Iterable, Mapping
from typing import Any

from crm_desktop.fields import divisions
from crm_desktop.fields.divisions import Place
from crm_desktop.fields.kinds.country import Country
from crm_desktop.fields.kinds.currency import Currency
from crm_desktop.fields.kinds.division import Division
from crm_desktop.ui.editors.completing import CompletingEditor
from crm_desktop.ui.editors.registry import editor_for


@editor_for(Country, Currency)
class CodeEditor(CompletingEditor):
    """Picks by name; the value is a code."""

    kind: Country | Currency

    def texts(self) -> list[str]:
        return [self.kind.show(option.key) for option in self.kind.all_options(self.around.context)]


@editor_for(Division)
class DivisionEditor(CompletingEditor):
    """Offers what lies in the place chosen above: cities of the province, districts of the city."""

    kind: Division

    def texts(self) -> list[str]:
        values = self.around.values()
        if self.kind.level == "province":
            return [place.name for place in divisions.provinces()]
        above = divisions.place_of(_above(values, self.kind.level))
        return list(_inside(above, self.kind.level)) if above is not None else []


def _above(values: Mapping[str, Any], level: str) -> dict[str, Any]:
    names = ("province",) if level == "city" else ("province", "city")
    return {name: values.get(name) for name in names}


def _inside(place: Place, level: str) -> Iterable[str]:
    for part in place.children:
        if part.level == level:
            yield part.name
        else:
            yield from _inside(part, level)
