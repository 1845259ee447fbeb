"""Fields that an import declares: of columns that mean nothing here, and those that a workbook of ours brings along."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from crm_desktop.exchange.declared_sheets import Brought
from crm_desktop.exchange.importing.choices import NEW_FIELD
from crm_desktop.exchange.importing.guess_kind import guessed_kind
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.remembered_columns import Memory
from crm_desktop.fields import declarations
from crm_desktop.fields.declarations import Declarations, OwnField
from crm_desktop.fields.kind import OwnOption
from crm_desktop.services.choices import put_option
from crm_desktop.services.own_fields import LONGEST, put_field
from crm_desktop.services.own_keys import free_key, is_taken, may_be_key


def with_brought(brought: Brought, memory: Memory) -> Declarations:
    """Give the declarations of the file with those that a workbook brings and the file has not."""
    known = declarations.now()
    for each in brought.fields:
        if is_taken(each.entity, (each.label, each.label_en)) is None:
            taken = _taken(known, each.entity, memory)
            fits = may_be_key(each.entity, each.key, taken)
            key = each.key if fits else free_key(each.entity, each.label, taken)
            known = known.with_fields(replace(each, key=key, id=0))
    options = dict(known.options)
    for name, some in brought.options.items():
        there = {option.key for option in options.get(name, ())}
        options[name] = (*options.get(name, ()), *(each for each in some if each.key not in there))
    return Declarations(known.fields, options) if brought.options else known


def with_new_fields(sheets: Sequence[SheetMatch], memory: Memory) -> tuple[list[SheetMatch], Declarations]:
    """Declare a field for every column that is to become one; gives the sheets with these places, and what is declared.

    Columns of one heading in several sheets of one kind become one field; a column without values becomes none.
    """
    known = declarations.now()
    found = []
    for sheet in sheets:
        matches: list[Match] = []
        for match in sheet.matches:
            target = match.target
            if target == NEW_FIELD:
                target, known = _declare(known, sheet, match, memory)
            matches.append(match if target == match.target else replace(match, target=target))
        found.append(replace(sheet, matches=tuple(matches)))
    return found, known


def _declare(known: Declarations, sheet: SheetMatch, match: Match, memory: Memory) -> tuple[str | None, Declarations]:
    cells = [row[match.column] for row in sheet.table.rows]
    label = " ".join(match.heading.split())[:LONGEST]
    if not any(character.isalnum() for character in label) or all(cell is None for cell in cells):
        return None, known
    kind = guessed_kind(cells)
    with declarations.declared(known):
        for each in known.of(sheet.entity):
            if each.id == 0 and each.label.casefold() == label.casefold() and each.kind == kind:
                taken = any(other.target == each.key for other in sheet.matches)
                return (None if taken else each.key), known
        while is_taken(sheet.entity, (label,)) is not None:
            label += " 2"
        key = free_key(sheet.entity, label, _taken(known, sheet.entity, memory))
    return key, known.with_fields(OwnField(sheet.entity, key, label, kind=kind))


def new_ones(before: Declarations, after: Declarations) -> tuple[OwnField, ...]:
    """Give the fields that an import declares."""
    there = {(each.entity, each.key) for each in before.fields}
    return tuple(each for each in after.fields if (each.entity, each.key) not in there)


def keep_declared(connection: Connection, before: Declarations, after: Declarations) -> bool:
    """Declare what an import brings, inside its piece of work; tells whether there was anything."""
    fields = new_ones(before, after)
    for each in fields:
        put_field(connection, each)
    more = list(_new_options(before, after))
    for name, option in more:
        put_option(connection, name, option)
    return bool(fields or more)


def _new_options(before: Declarations, after: Declarations) -> Iterable[tuple[str, OwnOption]]:
    for name, options in after.options.items():
        there = {option.key for option in before.options.get(name, ())}
        yield from ((name, option) for option in options if option.key not in there)


def _taken(known: Declarations, entity: str, memory: Memory) -> frozenset[str]:
    return memory.used(entity) | {each.key for each in known.of(entity)}
