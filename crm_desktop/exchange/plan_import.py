"""Says which sheets of a workbook are imported, as which kind of record, and what their columns mean."""

from collections.abc import Mapping

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.exchange.choices import ColumnKey, ImportChoices
from crm_desktop.exchange.find_header import Table, find_table
from crm_desktop.exchange.headings import known_headings, places, split_numbers
from crm_desktop.exchange.import_result import SheetMatch
from crm_desktop.exchange.match_columns import match_columns
from crm_desktop.exchange.refusals import too_large
from crm_desktop.exchange.workbook import MAX_COLUMNS, MAX_ROWS, Sheet, Workbook
from crm_desktop.fields.declare import links_of, stored_fields

Mapped = Mapping[ColumnKey, str | None]


def importable() -> tuple[str, ...]:
    """Give the kinds of record that a sheet may hold: customers, and what belongs to them but is no part."""
    return tuple(
        name
        for name, entity in all_entities().items()
        if entity.reach is None and entity.searched and (name == "customer" or "customer_id" in links_of(entity))
    )


def plan_sheets(workbook: Workbook, choices: ImportChoices | None = None) -> list[SheetMatch]:
    """Match every sheet that is to be imported, customers first.

    Where no sheet is chosen all visible ones that hold a table count, as what their columns show; `entity` is
    what a single sheet is taken for. Raises `NotFoundError` and `InvalidValueError` where there is none.
    """
    choices = choices or ImportChoices()
    entity, sheet, mapping = choices.entity, choices.sheet, choices.mapping
    entity_named(entity)
    chosen = _chosen(workbook, sheet)
    found = []
    for each in chosen:
        only = entity if sheet is not None or len(chosen) == 1 or entity != "customer" else None
        match = _match(each, only, mapping)
        if match is not None and match.table.rows:
            if each.cut and (len(match.table.headings) >= MAX_COLUMNS or len(each.rows) >= MAX_ROWS):
                raise too_large()  # the table itself goes beyond, not some cell far out
            found.append(match)
    if not found and any(each.cut for each in workbook.sheets):
        raise too_large()  # what could be a table lies beyond the limits
    if not found:
        message = _("No table was found: the sheet needs a row of headings such as “Name” and rows below it.")
        raise InvalidValueError(message)
    order = importable()
    return sorted(found, key=lambda match: (match.entity != "customer", order.index(match.entity)))


def _chosen(workbook: Workbook, sheet: str | None) -> list[Sheet]:
    if sheet is None:
        return [each for each in workbook.sheets if each.visible and each.rows]
    for each in workbook.sheets:
        if each.name == sheet:
            return [each]
    known = ", ".join(each.name for each in workbook.sheets)
    raise NotFoundError(_("There is no sheet “{name}”. The workbook has: {known}.").format(name=sheet, known=known))


def _match(sheet: Sheet, entity: str | None, mapping: Mapped) -> SheetMatch | None:
    """Match a sheet as what most of its columns speak for; None where it holds no table of ours."""
    tried = [_match_as(sheet, name, mapping, entity) for name in ((entity,) if entity else importable())]
    return max((each for each in tried if each is not None), key=_fitness, default=None)


def _match_as(sheet: Sheet, entity: str, mapping: Mapped, asked: str | None) -> SheetMatch | None:
    headings = known_headings(entity)
    table = find_table(sheet, headings.__contains__)
    if table is None:
        return None
    # The choices for all sheets come together: a sheet takes those for its headings that its kind of record has.
    known = places(entity)
    present = {
        key: place
        for key, place in mapping.items()
        if _concerns(key, table, asked) and (asked or place is None or split_numbers(place)[0] in known)
    }
    match = SheetMatch(table, entity, tuple(match_columns(table, entity, present)))
    return match if asked or _fitness(match)[0] else None


def _concerns(key: ColumnKey, table: Table, asked: str | None) -> bool:
    """Tell whether a choice is about this table; one by heading is about each that has it, or the only one."""
    return key[0] == table.sheet if isinstance(key, tuple) else bool(asked) or key in table.headings


def _fitness(match: SheetMatch) -> tuple[bool, int]:
    """Tell whether what a record cannot do without is there, and how many columns are known."""
    targets = {each.target for each in match.matches if each.target}
    known = sum(1 for each in match.matches if each.target and each.reason in {"asked", "synonym"})
    return _has_required(match.entity, targets), known


def _has_required(entity: str, targets: set[str]) -> bool:
    declared = entity_named(entity)
    needed = [
        name
        for name, field in stored_fields(declared).items()
        if field.required and not field.kind.automatic and declared.__table__.columns[name].default is None
    ]
    owners = [name.removesuffix("_id") for name, link in links_of(declared).items() if link.owned]
    linked = all(any(target.startswith(f"{owner}.") for target in targets) for owner in owners)
    return linked and all(name in targets for name in needed)


def refuse_missing(match: SheetMatch) -> None:
    """Raise `InvalidValueError` where no column brings what a record cannot do without."""
    if _fitness(match)[0]:
        return
    declared = entity_named(match.entity)
    known = places(match.entity)
    title = known[declared.title]
    message = _("No column of “{sheet}” brings “{field}”. Say which one does, for example with --map 'HEADING={name}'.")
    raise InvalidValueError(message.format(sheet=match.table.sheet, field=_(title.labels[-1]), name=title.name))
