"""Rules across the fields of an address."""

import functools
import json
import re
from collections.abc import Mapping
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.base.paths import resources
from crm_desktop.fields.divisions import Place, named, place_of
from crm_desktop.fields.kind import Note, warning
from crm_desktop.fields.nearest import nearest

_SIX = re.compile(r"\d{6}")


def district_fits_city(values: Mapping[str, Any]) -> Note | None:
    """Warn where the district is known elsewhere or not at all; 东莞 and its like have none to check."""
    district = values.get("district")
    city = place_of(values) if district and values.get("city") and _in_china(values) else None
    if not district or city is None or not city.children:
        return None
    inside = [place.name for place in city.children]
    if district in inside:
        return None
    elsewhere = named("district", district)
    message = (
        _("{district} is not in {city} but in {elsewhere}.")
        if len(elsewhere) == 1
        else _("{city} has no district called {district}.")
    ).format(district=district, city=city.name, elsewhere=_above(elsewhere))
    return warning("district_not_in_city", message, None if elsewhere else nearest(district, inside))


def postcode_fits_country(values: Mapping[str, Any]) -> Note | None:
    """Refuse a postcode of China that has not six digits; other countries write theirs as they like."""
    postcode = values.get("postcode")
    if not postcode or not _surely_china(values) or _SIX.fullmatch(postcode):
        return None
    message = _("A Chinese postcode has six digits; “{postcode}” has not.").format(postcode=postcode)
    padded = f"0{postcode}"
    starts = _starts(values)
    guess = padded if _SIX.fullmatch(padded) and padded[:2] in (starts or (padded[:2],)) else None
    return Note("refuse", "bad_postcode", message, guess)


def postcode_fits_province(values: Mapping[str, Any]) -> Note | None:
    """Warn where the postcode belongs to another province; at borders a neighbour's may be right."""
    postcode = values.get("postcode")
    starts = _starts(values) if postcode and _in_china(values) else ()
    if not postcode or not starts or not _SIX.fullmatch(postcode) or postcode[:2] in starts:
        return None
    message = _("Postcodes of {province} start with {starts}, not with {start}.")
    told = message.format(province=values["province"], starts=_(", ").join(starts), start=postcode[:2])
    return warning("postcode_of_another_province", told)


def _above(places: list[Place]) -> str:
    return places[0].parent.full_name() if places and places[0].parent else ""


def _in_china(values: Mapping[str, Any]) -> bool:
    return values.get("country") in {None, "", "CN"}


def _surely_china(values: Mapping[str, Any]) -> bool:
    province = values.get("province")
    if values.get("country"):
        return bool(values["country"] == "CN" and not (province and _has_no_postcodes(province)))
    return bool(province and named("province", province) and not _has_no_postcodes(province))


def _has_no_postcodes(province: str) -> bool:
    """Tell whether the province has postcodes of its own kind or none: 台湾, 香港, 澳门."""
    found = named("province", province)
    return bool(found) and found[0].code not in _postcodes()


def _starts(values: Mapping[str, Any]) -> tuple[str, ...]:
    found = named("province", values.get("province") or "")
    return _postcodes().get(found[0].code, ()) if found else ()


@functools.cache
def _postcodes() -> dict[str, tuple[str, ...]]:
    read = json.loads(resources("data", "postcodes.json").read_text("utf-8"))
    return {code: tuple(starts) for code, starts in read.items()}
