"""What a workbook of ours brings along in sheets of its own: own fields, and own and changed options."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import LANGUAGES, N_, said_in
from crm_desktop.exchange.reading.workbook import Row, Sheet, Workbook
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.kind import Context, OwnOption, plain_text
from crm_desktop.fields.own_kinds import OWN_KINDS, read_rules
from crm_desktop.services.own_fields import entities_with_fields

FIELDS, OPTIONS = N_("Custom fields"), N_("Choices")
# Words of the program, the same in every language: a person does not fill these sheets in.
FIELD_HEADS = ("entity", "key", "label", "label_en", "kind", "rules", "listed")
OPTION_HEADS = ("list", "key", "label", "label_en", "tone", "hidden", "position")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a workbook brings along: own fields, and options by list name."""

    fields: tuple[OwnField, ...] = ()
    options: Mapping[str, tuple[OwnOption, ...]] = field(default_factory=dict)


def is_of_declarations(sheet: Sheet) -> bool:
    """Tell whether a sheet is one of those that `writing.write_declared` writes."""
    return _heads(sheet) in {FIELD_HEADS, OPTION_HEADS} and sheet.name in {
        said_in(language, name) for language in LANGUAGES for name in (FIELDS, OPTIONS)
    }


def declared_in(workbook: Workbook) -> Brought:
    """Read what a workbook of ours brings along; rows that cannot be are left out, as another version may have them."""
    fields: list[OwnField] = []
    options: dict[str, tuple[OwnOption, ...]] = {}
    for sheet in filter(is_of_declarations, workbook.sheets):
        if _heads(sheet) == FIELD_HEADS:
            fields += [found for row in sheet.rows[1:] if (found := _field(_texts(row, len(FIELD_HEADS)))) is not None]
            continue
        for name, option in _options(sheet.rows[1:]):
            options[name] = (*options.get(name, ()), option)
    return Brought(tuple(fields), options)


def _field(texts: Sequence[str]) -> OwnField | None:
    entity, key, label, label_en, kind, rules, listed = texts
    if entity not in entities_with_fields() or kind not in OWN_KINDS or not (key and label):
        return None
    found = OwnField(entity, key, label, label_en, kind, listed=listed == "1")
    said = json.loads(rules) if rules else {}
    with suppress(InvalidValueError):
        return OwnField(entity, key, label, label_en, kind, read_rules(found, said, Context()), listed == "1")
    return found


def _options(rows: Sequence[Row]) -> Iterator[tuple[str, OwnOption]]:
    for row in rows:
        name, key, label, label_en, tone, hidden, position = _texts(row, len(OPTION_HEADS))
        if name and key:
            at = int(position) if position.isdecimal() and len(position) < 10 else None
            yield name, OwnOption(key, label, label_en, tone, hidden == "1", at)


def _heads(sheet: Sheet) -> tuple[str, ...]:
    return tuple(text for text in _texts(sheet.rows[0], len(sheet.rows[0])) if text) if sheet.rows else ()


def _texts(row: Row, width: int) -> list[str]:
    cells = [*row, *[None] * width][:width]
    return ["" if cell is None else plain_text(cell).strip() for cell in cells]
