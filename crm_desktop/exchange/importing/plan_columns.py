"""Brings together what is known of a sheet's columns: a person's choices, the remembered ones, presets, headings."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.exchange.headings import no_such_place, places, split_numbers, with_numbers
from crm_desktop.exchange.importing.choices import NEW_FIELD, ColumnKey, ImportChoices
from crm_desktop.exchange.importing.chosen_columns import chosen_columns
from crm_desktop.exchange.importing.export_preset import Preset
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.leftovers import keep_leftovers
from crm_desktop.exchange.importing.match_columns import match_columns
from crm_desktop.exchange.importing.presets import find_preset
from crm_desktop.exchange.importing.read_column import word_of
from crm_desktop.exchange.importing.remembered_columns import Memory
from crm_desktop.exchange.importing.sheet_kinds import OWNER
from crm_desktop.exchange.importing.sheet_levels import fill_levels
from crm_desktop.exchange.reading.find_header import Table


def planned_columns(table: Table, entity: str, choices: ImportChoices, memory: Memory, *, alone: bool) -> SheetMatch:
    """Say what the columns of a table mean, taken for a kind of record.

    `alone` tells that the choices can be about no other sheet; otherwise each sheet takes those that its kind
    of record has.
    """
    preset = find_preset(table) if entity == OWNER else None
    kept = memory.of(table, entity)
    told = {
        **(preset.told(table) if preset else {}),
        **{at: (place, "remembered") for at, place in kept.places.items()},
    }
    asked = chosen_columns(choices.mapping, table, alone)
    known = places(entity)
    fresh = {at for at, place in asked.items() if place == NEW_FIELD}
    mapping: dict[ColumnKey, str | None] = {
        (table.sheet, at): None if at in fresh else place
        for at, place in asked.items()
        if alone or not place or at in fresh or split_numbers(place)[0] in known
    }
    values: dict[int, Mapping[str, str]] = {
        **(preset.values_of(table) if preset else {}), **kept.values, **chosen_columns(choices.values, table, alone)
    }  # fmt: skip
    orders = {**kept.date_orders, **chosen_columns(choices.date_orders, table, alone)}
    matches = keep_leftovers(match_columns(table, entity, mapping, told=told), entity, choices.leftover)
    return SheetMatch(
        table,
        entity,
        tuple(
            replace(
                match,
                target=NEW_FIELD if match.column in fresh else match.target,
                values={word_of(text): said for text, said in values.get(match.column, {}).items()},
                date_order=orders.get(match.column),
            )
            for match in matches
        ),
        constants=_constants(entity, choices, preset),
        preset=preset.name if preset else "",
        people=preset.people if preset else False,
    )


def _constants(entity: str, choices: ImportChoices, preset: Preset | None) -> dict[str, str]:
    """Give what every row has: what the preset says, and what a person says for this kind of record."""
    known = places(entity)
    said = {with_numbers(*split_numbers(place)): text for place, text in choices.constants.items()}
    ours = {place: text for place, text in said.items() if split_numbers(place)[0] in known}
    if choices.entity != entity:
        first = places(choices.entity)
        ours = {place: text for place, text in ours.items() if split_numbers(place)[0] not in first}
    merged = {**(preset.constants if preset else {}), **ours}
    return {place: text.strip() for place, text in merged.items() if text.strip()}


def refuse_constants(choices: ImportChoices, entities: Iterable[str]) -> None:
    """Raise `UnknownFieldError` for a constant at a place that no sheet has."""
    for place in choices.constants:
        if not any(split_numbers(place)[0] in places(entity) for entity in entities):
            raise UnknownFieldError(no_such_place(place, choices.entity))


def with_levels(sheet: SheetMatch) -> SheetMatch:
    """Give a sheet with the customer's name in each of its rows, and with what there is to tell of it."""
    preset = find_preset(sheet.table) if sheet.preset else None
    lines = preset is not None and preset.orders
    table, notes = fill_levels(sheet.table, sheet.matches, sheet.entity, lines=lines, people=sheet.people)
    told = (*table.told, *((preset.note(),) if preset else ()), *notes)
    return replace(sheet, table=replace(table, told=told)) if told != table.told else sheet
