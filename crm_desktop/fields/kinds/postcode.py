"""A postcode: six digits in China, anything elsewhere."""

from collections.abc import Mapping
from typing import Any

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import code_text, rewritten, too_long
from crm_desktop.fields.kind import Context, Kind, Read, normalised

LONGEST = 20
CHINESE = 6  # digits


class Postcode(Kind[str]):
    """A postcode as text; the country stands in `country_field`, and a rule of the address checks both."""

    name = "postcode"
    label = N_("Postcode")
    accepts = N_("The postcode of the address.")
    example = "310002"

    def __init__(self, country_field: str, country: str | None = None) -> None:
        super().__init__()
        self.country_field = self.needs = country_field
        self.country = country

    def within(self, values: Mapping[str, Any]) -> "Postcode":
        country = values.get(self.country_field) or ("CN" if values.get("province") else None)
        return Postcode(self.country_field, country) if country else self

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = code_text(raw)
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        if self.country == "CN" and isinstance(raw, (int, float)) and len(text) == CHINESE - 1:
            return Read(f"0{text}", normalised(text, f"0{text}"))  # a number cell drops the zero in front
        return Read(text, rewritten(raw, text))
