"""What a workbook of ours brings along in sheets of its own: own fields, and own and changed options."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import LANGUAGES, N_, said_in
from crm_desktop.exchange.reading.workbook import Row, Sheet, Workbook
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.kind import Context, OwnOption, plain_text
from crm_desktop.fields.own_kinds import OWN_KINDS, read_rules
from crm_desktop.services.option_words import read_tone
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
    told: tuple["LeftOut", ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rules or a tone that a row of such a sheet says and that mean nothing here, and why."""

    sheet: str
    row: int
    column: str
    value: str
    message: str


def is_of_declarations(sheet: Sheet) -> bool:
    """Tell whether a sheet is one of those that `writing.write_declared` writes."""
    return _heads(sheet) in {FIELD_HEADS, OPTION_HEADS} and sheet.name in {
        said_in(language, name) for language in LANGUAGES for name in (FIELDS, OPTIONS)
    }


def declared_in(workbook: Workbook) -> Brought:
    """Read what a workbook of ours brings along; rows that cannot be are left out, as another version may have them."""
    fields: list[OwnField] = []
    options: dict[str, tuple[OwnOption, ...]] = {}
    told: list[LeftOut] = []
    for sheet in filter(is_of_declarations, workbook.sheets):
        for number, row in enumerate(sheet.rows[1:], 2):
            if _heads(sheet) == FIELD_HEADS:
                own, column, value, message = _field(_texts(row, len(FIELD_HEADS)))
                fields += [own] if own is not None else []
            else:
                name, option, column, value, message = _option(_texts(row, len(OPTION_HEADS)))
                if name and option.key:
                    options[name] = (*options.get(name, ()), option)
            if message:
                told.append(LeftOut(sheet.name, number, column, value, message))
    return Brought(tuple(fields), options, tuple(told))


def _field(texts: Sequence[str]) -> tuple[OwnField | None, str, str, str]:
    """Read a field; gives too the column, what it says and why that is left out."""
    entity, key, label, label_en, kind, rules, listed = texts
    if entity not in entities_with_fields() or kind not in OWN_KINDS or not (key and label):
        return None, "", "", ""
    found = OwnField(entity, key, label, label_en, kind, listed=listed == "1")
    try:
        return replace(found, rules=read_rules(found, _said(rules), Context())), "", "", ""
    except InvalidValueError as error:
        return found, "rules", rules, str(error)


def _said(rules: str) -> dict[str, object]:
    """Give rules by name; what is no such text is a rule that no kind has."""
    try:
        said = json.loads(rules or "{}")
    except ValueError:
        return {rules: ""}
    return (
        {name: plain_text(value) for name, value in said.items() if value is not None}
        if isinstance(said, dict)
        else {rules: ""}
    )


def _option(texts: Sequence[str]) -> tuple[str, OwnOption, str, str, str]:
    """Read an option of a list; gives too the column, what it says and why that is left out."""
    name, key, label, label_en, tone, hidden, position = texts
    at = int(position) if position.isdecimal() and len(position) < 10 else None
    option = OwnOption(key, label, label_en, tone, hidden == "1", at)
    try:
        read_tone(tone)
    except InvalidValueError as error:
        return name, replace(option, tone=""), "tone", tone, str(error)
    return name, option, "", "", ""


def _heads(sheet: Sheet) -> tuple[str, ...]:
    return tuple(text for text in _texts(sheet.rows[0], len(sheet.rows[0])) if text) if sheet.rows else ()


def _texts(row: Row, width: int) -> list[str]:
    cells = [*row, *[None] * width][:width]
    return ["" if cell is None else plain_text(cell).strip() for cell in cells]
