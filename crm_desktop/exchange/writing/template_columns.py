"""What a template asks for: the columns of an import, as the declarations lay them out, with what each accepts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import Place, places, write_heading
from crm_desktop.exchange.reading.example_row import example_name
from crm_desktop.fields.declare import Entity, fields_of, layout_of, links_of, stored_fields
from crm_desktop.fields.kind import Cell, Context, Kind, Option, RefusedError
from crm_desktop.services.targets import is_part, parts_of

EXAMPLE_CUSTOMER = N_("Bluestone Stationery")
LISTED = 12  # words that a note names; more are in the drop-down list alone


@dataclass(frozen=True, slots=True)
class Asked:
    """A column of a template: its heading, what belongs together, and how it is filled in."""

    place: Place
    group: str
    heading: str
    note: str
    example: Cell | None
    words: tuple[str, ...]  # to choose from; empty where anything may stand
    only_these: bool  # whether anything but the words is refused


def asked_columns(entity_name: str, context: Context) -> list[Asked]:
    """Give the columns of a template: whose it is, the record itself, its parts, and what is asked for less often."""
    return [_asked(entity_name, places(entity_name)[name], context) for name in dict.fromkeys(_names(entity_name))]


def _names(entity_name: str) -> Iterator[str]:
    entity = entity_named(entity_name)
    for column in links_of(entity):
        owner = column.removesuffix("_id")
        yield from (place.name for place in places(entity_name).values() if place.steps[0] == owner)
    stored = stored_fields(entity)
    sections = [[name for row in each.rows for name in row if name in stored] for each in layout_of(entity).sections]
    yield from sections[0]
    for part in parts_of(entity_name):
        yield from _names_of_part(entity_name, part)
    for section in sections[1:]:
        yield from section


def _names_of_part(entity_name: str, part: type[Entity]) -> Iterator[str]:
    """Give the places of a part: channels by their sorts, an address as a whole, a contact with its own channels."""
    known = places(entity_name)
    name = part.__tablename__
    if part.reach is not None and part.reach.by:
        yield from (each.name for each in known.values() if each.entity == name and len(each.steps) == 1)
        return
    yield name
    if is_part(name) and not part.spreads:
        asked = (f"{name}.{each}" for each in layout_of(part).names() if each != "is_main")
        yield from (each for each in asked if each in known)
        yield from (each.name for each in known.values() if each.steps[0] == name and each.is_value and each.fixed)


def _asked(entity_name: str, place: Place, context: Context) -> Asked:
    declared = fields_of(entity_named(place.entity))[place.field]
    required = place.entity == entity_name and declared.is_needed
    linked = f"{place.steps[0]}_id" in links_of(entity_named(entity_name))
    words = _words(place.kind, context)
    heading = write_heading(place, ())
    return Asked(
        place=place,
        group=place.steps[0] if len(place.steps) > 1 else place.entity,
        heading=f"{heading} *" if required else heading,
        note=_note(place, "" if linked else declared.hint, words, required=required),
        example=_example(place, declared.hint, words, context),
        words=words,
        only_these=bool(getattr(place.kind, "fixed", False)),
    )


def _words(kind: Kind[Any], context: Context) -> tuple[str, ...]:
    """Give what a drop-down list offers: the words of a choice, spelt as an import reads them."""
    offered = getattr(kind, "offered", getattr(kind, "all_options", None))
    options: tuple[Option, ...] = offered(context) if offered else ()
    if kind.name == "yes_no":
        return _("Yes"), _("No")
    return tuple(_readable(kind, each, context) for each in options)


def _readable(kind: Kind[Any], option: Option, context: Context) -> str:
    """Give the label of an option, or its key where the label is written for eyes alone (“CNY Chinese Yuan”)."""
    try:
        read = kind.read(_(option.label), context).value
    except RefusedError:
        return option.key
    return _(option.label) if read == option.key else option.key


def _note(place: Place, hint: str, words: tuple[str, ...], *, required: bool) -> str:
    """Say what a cell of the column accepts, in a few lines."""
    kind = place.kind
    lines = [_("Must be filled in.") if required else "", _(hint), _(kind.accepts)]
    if words and kind.name != "yes_no":
        some = _(", ").join(words[:LISTED]) + ("…" if len(words) > LISTED else "")
        lines.append(_("One of: {words}").format(words=some))
    elif said := EXAMPLE_CUSTOMER if _is_customer(place) else "" if hint else kind.example:
        lines.append(_("For example: {example}").format(example=_(said)))
    return "\n".join(filter(None, lines))


def _example(place: Place, hint: str, words: tuple[str, ...], context: Context) -> Cell | None:
    if _is_customer(place):
        return Cell(example_name(_(EXAMPLE_CUSTOMER)), "@")
    said = "" if hint else words[0] if words and place.kind.name != "yes_no" else _(place.kind.example)
    value = place.kind.read(said, context).value
    return None if value is None else place.kind.cell(value)


def _is_customer(place: Place) -> bool:
    return place.entity == "customer" and place.field == entity_named("customer").title
