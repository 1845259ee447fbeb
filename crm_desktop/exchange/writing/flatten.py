"""Lays a record and its parts out in one row of cells: “Contact 2 mobile” is a column of its own."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import Place, places, write_heading
from crm_desktop.exchange.importing.known_records import Record
from crm_desktop.exchange.writing.table_writer import Column
from crm_desktop.fields.declarations import follows_declarations
from crm_desktop.fields.declare import stored_fields
from crm_desktop.fields.kind import Cell, Kind
from crm_desktop.services.targets import is_part

Spot = tuple[str, tuple[int, ...]]  # a place and its numbers: ("contact.mobile", (2, 1))
CODES = frozenset(
    {"mobile", "phone", "wechat", "qq", "account", "serial", "credit_code", "bank_account", "postcode", "national_id"}
)


def flatten(record: Record, region: str, asked: Collection[str] = ()) -> dict[Spot, Cell]:
    """Give what a record has by place; what an import would assume anyway is left out, unless it is asked for.

    `region` is where the business is: numbers of China name their country where a reader is elsewhere.
    """
    cells: dict[Spot, Cell] = {}
    _put_fields(cells, record, "", (), asked)
    addresses = ordered(record.parts.get("address", ()))
    region = (addresses[0].values.get("country") if addresses else None) or region
    contacts = {each.id: number for number, each in enumerate(ordered(record.parts.get("contact", ())), 1)}
    for name, parts in record.parts.items():
        if not is_part(name):
            continue
        part = entity_named(name)
        by = part.reach.by if part.reach is not None else ""
        counted: dict[str, int] = {}
        for each in ordered(parts):
            owner = contacts.get(each.values.get("contact_id") or 0)
            prefix = f"contact#{owner}." if owner else ""
            step = str(each.values[by]) if by else name
            counted[prefix + step] = counted.get(prefix + step, 0) + 1
            numbers = (owner, counted[prefix + step]) if owner else (counted[prefix + step],)
            _put_fields(cells, each, f"contact.{step}" if owner else step, numbers, asked)
            if region != "CN" and str(each.values.get("value", "")).startswith("+86"):
                spot = (f"contact.{step}" if owner else step, numbers)
                cells[spot] = Cell(f"+86 {cells[spot].value}", cells[spot].number_format)
    return cells


def _put_fields(
    cells: dict[Spot, Cell], record: Record, prefix: str, numbers: tuple[int, ...], asked: Collection[str]
) -> None:
    values, at = record.values, numbers or (1,)
    for name, place, kind, assumed in _ways(record.entity, prefix):
        value = values.get(name)
        if value is None or value == []:
            continue
        if place not in asked and value == (numbers == (1,) if name == "is_main" else assumed):
            continue
        cells[place, at] = (kind.within(values) if kind.needs else kind).cell(value)
    if asked:
        for each in entity_named(record.entity).spreads:
            if prefix in asked and (whole := each.kind.show({name: said for name, said in values.items() if said})):
                cells[prefix, at] = Cell(whole, "@")


@follows_declarations
def _ways(entity_name: str, prefix: str) -> tuple[tuple[str, str, Kind[Any], object], ...]:
    """Give name, place and kind of each field, and what an import gives where its cell is empty (None: nothing)."""
    entity = entity_named(entity_name)
    value, by = (entity.reach.value, entity.reach.by) if entity.reach is not None else ("", "")
    return tuple(
        (
            name,
            name if not prefix else prefix if name == value else f"{prefix}.{name}",
            declared.kind,
            None if name == value or declared.own or callable(declared.default) else declared.default,
        )
        for name, declared in stored_fields(entity).items()
        if not by or name != by
    )


def ordered(parts: Iterable[Record]) -> list[Record]:
    """Order parts as they are shown: the main contact and the primary address first."""
    return sorted(parts, key=lambda each: (not each.values.get("is_main"), not each.values.get("is_primary"), each.id))


def in_order(spots: Iterable[Spot], entity_name: str) -> list[Spot]:
    """Order the columns: own fields, contacts with their channels, loose channels, addresses, as declared."""
    order = {name: at for at, name in enumerate(places(entity_name))}
    roots: dict[str, int] = {}
    for name in order:
        roots.setdefault(name.partition(".")[0], len(roots))

    def key(spot: Spot) -> tuple[object, ...]:
        name, numbers = spot
        place = places(entity_name)[name]
        own = place.entity == entity_name
        return (not own, roots[name.partition(".")[0]], numbers[0], _depth(place, numbers), order[name])

    return sorted(spots, key=key)


def _depth(place: Place, numbers: tuple[int, ...]) -> tuple[bool, str, int]:
    """Put a part's own fields before the parts inside it, and each of those together."""
    inner = len(numbers) > 1
    return inner, place.steps[1] if inner else "", numbers[1] if inner else 0


def columns_for(spots: Iterable[Spot], entity_name: str) -> list[Column]:
    """Give the columns with their headings in the current language."""
    known: Mapping[str, Place] = places(entity_name)
    return [Column(write_heading(known[name], numbers), code=known[name].kind.name in CODES) for name, numbers in spots]
