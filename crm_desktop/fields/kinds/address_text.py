"""A whole address in one text, which splits itself into the fields of an address."""

from collections.abc import Mapping

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, too_long
from crm_desktop.fields.divisions import Place
from crm_desktop.fields.kind import Context, Kind, Note, Read, plain_text, warning
from crm_desktop.fields.kinds.country import country_code, country_name
from crm_desktop.fields.phone_numbers import area_codes
from crm_desktop.fields.split_address import join_address, split_address

LONGEST = 400


class AddressText(Kind[dict[str, str]]):
    """A whole address; the value maps the address's field names to texts, without the empty ones.

    An address that names no Chinese place stays whole in the street.
    """

    name = "address_text"
    label = N_("Address")
    accepts = N_("The whole address in one cell; it splits itself into province, city, district and street.")
    example = N_("18 Qingshi Lane, Hangzhou")

    def parse(self, raw: object, context: Context) -> Read[dict[str, str]]:
        if isinstance(raw, Mapping):
            return Read({str(name): str(part) for name, part in raw.items() if part} or None)
        text = plain_text(raw)
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        split = split_address(raw)
        values = _foreign(split.values)
        return Read(
            values or None, (*rewritten(raw, self.show(values)), *_ambiguous(split.candidates, values, context))
        )

    def show(self, value: dict[str, str]) -> str:
        country = value.get("country")
        if not country or country == "CN":
            return join_address(value)
        parts = (value.get(name) for name in ("street", "district", "city", "province", "postcode"))
        return ", ".join([*filter(None, parts), country_name(country)])


def _foreign(values: dict[str, str]) -> dict[str, str]:
    """Take a country off the end: …, 10115 Berlin, Germany."""
    street, comma, last = values.get("street", "").rpartition(", ")
    code = country_code(last.strip()) if comma and len(values) == 1 and len(last) > 2 else None
    return {"street": street, "country": code} if code and code != "CN" and street.strip() else values


def _ambiguous(candidates: tuple[Place, ...], values: dict[str, str], context: Context) -> tuple[Note, ...]:
    """Ask which of the places of one name is meant, the owner's own city first."""
    if not candidates:
        return ()
    names = [place.full_name() for place in candidates]
    cities = area_codes().get(context.area_code, ("", ()))[1]
    near = next((place for place in candidates if place.path().get("city") in cities), None)
    message = _("There is more than one {name}: {candidates}. Write the city in front.")
    told = message.format(name=candidates[0].name, candidates=_(", ").join(names))
    above = near.parent.full_name() if near and near.parent else ""
    return (warning("ambiguous_place", told, f"{above}{values['street']}" if above else None),)
