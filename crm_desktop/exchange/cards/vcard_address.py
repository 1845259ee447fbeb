"""The address of a card: seven components there, province, city, district and street here."""

import re
from collections.abc import Mapping
from typing import Any

from crm_desktop.exchange.cards.vcard_lines import Property, escaped
from crm_desktop.fields.kinds.country import country_code, country_name

_CJK = re.compile(r"[\u3400-\u9fff]")


def read_address(written: Property) -> dict[str, str]:
    """Give the texts of an address by place; a Chinese one as a whole, for it splits itself."""
    box, extended, street, city, province, postcode, country = [*written.parts(), *[""] * 7][:7]
    lines = ", ".join(filter(None, (box, extended, street)))
    code = country_code(country) if country else None
    found = {"address.type": "home" if written.types == {"HOME"} else "", "address.postcode": postcode}
    if code in {None, "CN"} and _CJK.search(province + city + lines):
        if not (province or city or lines):
            return {}
        return found | {"address.country": country, "address": _whole(province, city, lines.replace(", ", " "))}
    found |= {"address.country": country, "address.province": province, "address.city": city, "address.street": lines}
    return found if any((province, city, lines)) else {}


def _whole(*parts: str) -> str:
    """Put the parts of a Chinese address together; phones like to repeat the city in the street."""
    whole = ""
    for part in parts:
        whole = part if part.startswith(whole) else whole if part and whole.endswith(part) else whole + part
    return whole


def write_address(values: Mapping[str, Any]) -> str:
    """Write an address as the value of ADR."""
    country = values.get("country") or ""
    district, street = values.get("district") or "", values.get("street") or ""
    chinese = country in {"", "CN"} and _CJK.search(district + street)
    line = f"{district}{street}" if chinese else ", ".join(filter(None, (street, district)))
    components = (
        *("", "", line, values.get("city") or "", values.get("province") or "", values.get("postcode") or ""),
        country_name(country) if country else "",
    )
    return ";".join(map(escaped, components))
