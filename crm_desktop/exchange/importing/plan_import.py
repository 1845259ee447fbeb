"""Says which sheets of a workbook are imported, as which kind of record, and what their columns mean."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from crm_desktop.base.errors import InvalidValueError, NotFoundError, UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.declared_sheets import declared_in, is_of_declarations
from crm_desktop.exchange.headings import is_heading, places, split_numbers
from crm_desktop.exchange.importing.choices import POLICIES, ImportChoices, SheetChoice
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.handed_back import was_handed_back
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.match_columns import DELIBERATE
from crm_desktop.exchange.importing.mend_rows import with_mended
from crm_desktop.exchange.importing.new_fields import new_ones, with_brought, with_new_fields
from crm_desktop.exchange.importing.plan_columns import planned_columns, refuse_constants, with_levels
from crm_desktop.exchange.importing.remembered_columns import Memory
from crm_desktop.exchange.importing.sheet_kinds import OWNER, importable, is_named
from crm_desktop.exchange.reading.find_header import find_table
from crm_desktop.exchange.reading.refusals import too_large
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS, Sheet, Workbook
from crm_desktop.fields import declarations
from crm_desktop.fields.declare import links_of, stored_fields
from crm_desktop.services.targets import is_part

__all__ = ["importable", "plan_sheets", "refuse_missing", "refuse_policies", "tell_left_out"]


def plan_sheets(
    workbook: Workbook, choices: ImportChoices | None = None, memory: Memory | None = None
) -> list[SheetMatch]:
    """Match every sheet that is to be imported, customers first.

    Where no sheet is chosen all visible ones that hold a table count, as what their columns show; `entity` is
    what a single sheet is taken for. `memory` is what a person chose for such sheets before. Raises
    `NotFoundError` and `InvalidValueError` where there is none.
    """
    choices, memory = choices or ImportChoices(), memory or Memory()
    brought = with_brought(declared_in(workbook), memory)
    with declarations.declared(brought):
        found, declared = with_new_fields(_found(workbook, choices, memory), memory)
    with declarations.declared(declared):
        found = [with_levels(with_mended(match, choices.rows)) for match in found]
    if new_ones(declarations.now(), declared) or declared.options is not declarations.now().options:
        found = [replace(match, declared=declared) for match in found]
    return sorted(found, key=lambda match: importable().index(match.entity))


def _found(workbook: Workbook, choices: ImportChoices, memory: Memory) -> list[SheetMatch]:
    """Match the chosen sheets, each as what it holds."""
    entity, sheet = choices.entity, choices.sheet
    entity_named(entity)
    chosen = _chosen(workbook, sheet, choices.sheets)
    found = []
    for each in chosen:
        said = choices.sheets.get(each.name, SheetChoice())
        asked = said.entity or (entity if sheet is not None or entity != OWNER else None)
        if asked is None and len(chosen) == 1:
            match = _match_alone(each, choices, memory)
        else:
            match = _match(each, asked, choices, memory)
        if match is not None and match.table.rows:
            if each.cut and (len(match.table.headings) >= MAX_COLUMNS or len(each.rows) >= MAX_ROWS):
                raise too_large()  # the table itself goes beyond, not some cell far out
            found.append(match)
    if not found and any(each.cut for each in workbook.sheets):
        raise too_large()  # what could be a table lies beyond the limits
    if not found:
        message = _("No table was found: the sheet needs a row of headings such as “Name” and rows below it.")
        raise InvalidValueError(message)
    found = _with_owners(found, chosen, choices, memory)
    refuse_constants(choices, [match.entity for match in found])
    return found


def _chosen(workbook: Workbook, sheet: str | None, choices: Mapping[str, SheetChoice]) -> list[Sheet]:
    if sheet is None:
        taken = {name: choice.taken for name, choice in choices.items() if choice.taken is not None}
        records = [each for each in workbook.sheets if not is_of_declarations(each)]
        return [each for each in records if taken.get(each.name, each.visible) and each.rows]
    for each in workbook.sheets:
        if each.name == sheet:
            return [each]
    known = ", ".join(each.name for each in workbook.sheets)
    raise NotFoundError(_("There is no sheet “{name}”. The workbook has: {known}.").format(name=sheet, known=known))


def _match(sheet: Sheet, entity: str | None, choices: ImportChoices, memory: Memory) -> SheetMatch | None:
    """Match a sheet as what its name and most of its columns speak for; None where it holds no table of ours."""
    tried = [_match_as(sheet, name, choices, memory, entity) for name in ((entity,) if entity else importable())]
    return max((each for each in tried if each is not None), key=_fitness, default=None)


def _match_alone(sheet: Sheet, choices: ImportChoices, memory: Memory) -> SheetMatch | None:
    """Match the only sheet: as customers, unless its name and columns speak of what belongs to them alone.

    A list of which only the refused rows are left is still what its name says.
    """
    own = _match(sheet, OWNER, choices, memory)
    if own is None or not any(is_named(sheet.name, name) for name in importable() if name != OWNER):
        return own  # most are called something else, and each look at a long table takes its time
    other = _match(sheet, None, choices, memory)
    if other is None or not is_named(sheet.name, other.entity):
        return own
    says_only_who = {each.target for each in own.matches if each.target} <= {"name", "number"}
    return other if says_only_who or was_handed_back(other.table.headings) else own


def _match_as(
    sheet: Sheet, entity: str, choices: ImportChoices, memory: Memory, asked: str | None
) -> SheetMatch | None:
    header_row = choices.sheets.get(sheet.name, SheetChoice()).header_row
    table = find_table(sheet, partial(is_heading, entity), header_row)
    if table is None:
        return None
    match = planned_columns(table, entity, choices, memory, alone=bool(asked))
    return match if asked or _is_likely(match) else None


def _with_owners(
    found: list[SheetMatch], chosen: list[Sheet], choices: ImportChoices, memory: Memory
) -> list[SheetMatch]:
    """Where no sheet holds customers, take those of their parts for them: rows that name nobody else add them."""
    if choices.entity != OWNER or any(match.entity == OWNER for match in found):
        return found
    sheets = {sheet.name: sheet for sheet in chosen}
    owners = []
    for match in found:
        said = choices.sheets.get(match.table.sheet, SheetChoice()).entity
        other = None
        if said is None and is_part(match.entity):
            other = _match_as(sheets[match.table.sheet], OWNER, choices, memory, None)
        owners.append(match if other is None or _fitness(other)[-1] < _fitness(match)[-1] else other)
    return owners


def _is_likely(match: SheetMatch) -> bool:
    """Tell whether a sheet may hold such records; one of parts says so by its name or by most of its columns."""
    fits, named, _whole, known = _fitness(match)
    return fits and (named or not is_part(match.entity) or known * 2 > len(match.matches))


def _fitness(match: SheetMatch) -> tuple[bool, bool, bool, int]:
    """Tell whether what a record cannot do without is there, whether the sheet is named so, and what is known."""
    targets = {each.target for each in match.matches if each.target} | set(match.constants)
    known = sum(1 for each in match.matches if each.target and each.reason in {*DELIBERATE, "synonym"})
    named = is_named(match.table.sheet, match.entity)
    return _has_required(match.entity, targets), named, not is_part(match.entity), known


def _has_required(entity: str, targets: set[str]) -> bool:
    declared = entity_named(entity)
    columns = declared.__table__.columns
    needed = [name for name, field in stored_fields(declared).items() if field.is_needed and not field.own]
    needed += [] if is_part(entity) else [declared.title]
    owners = [name for name, link in links_of(declared).items() if link.owned and not columns[name].nullable]
    steps = {target.partition(".")[0] for target in targets if "." in target}
    own = any(split_numbers(target)[0] in places(entity) and "." not in target for target in targets)
    return own and steps.issuperset(name.removesuffix("_id") for name in owners) and targets.issuperset(needed)


def tell_left_out(workbook: Workbook, sheets: Sequence[SheetMatch], choices: ImportChoices) -> list[Problem]:
    """Say which sheets were left out though nobody chose that, and why."""
    taken = {match.table.sheet for match in sheets}
    others = [each for each in workbook.sheets if each.name not in taken and not is_of_declarations(each)]
    left_out = [each for each in others if each.rows and choices.sheet is None]
    told = [
        Problem(each.sheet, each.row, each.column, each.value, "declaration_left_out", each.message, None, "warn")
        for each in declared_in(workbook).told
    ]
    for each in left_out:
        if choices.sheets.get(each.name, SheetChoice()).taken is False:
            continue
        message = _("The sheet was left out: no table that belongs here was found in it.")
        if not each.visible:
            message = _("The sheet is hidden and was left out.")
        told.append(Problem(each.name, 0, "", "", "sheet_left_out", message, None, "warn"))
    return told


def refuse_missing(match: SheetMatch) -> None:
    """Raise `InvalidValueError` where no column brings what a record cannot do without."""
    if _fitness(match)[0]:
        return
    declared = entity_named(match.entity)
    known = places(match.entity)
    title = known[declared.title]
    message = _("No column of “{sheet}” brings “{field}”. Say which one does, for example with --map 'HEADING={name}'.")
    raise InvalidValueError(message.format(sheet=match.table.sheet, field=_(title.labels[-1]), name=title.name))


def refuse_policies(choices: ImportChoices) -> None:
    """Raise `InvalidValueError` for a policy, `UnknownFieldError` for a place of one, that is not there."""
    for policy in (choices.policy, *choices.policies.values()):
        if policy not in POLICIES:
            message = _("“{policy}” is no policy. Known: {known}.")
            raise InvalidValueError(message.format(policy=policy, known=", ".join(POLICIES)))
    for place in choices.policies:
        if not any(place in places(entity) for entity in importable()):
            raise UnknownFieldError(_("There is no field “{name}” to import into.").format(name=place))
