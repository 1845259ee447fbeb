"""How the history says what was changed in a declaration of the user's own: a field, or an option of a choice."""

import json
from collections.abc import Mapping
from typing import Any

from crm_desktop.base.i18n import N_, Bilingual, _
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.fields.own_kinds import OWN_KINDS, RULES, rules_said
from crm_desktop.services.choices import open_choices
from crm_desktop.storage.tables import choice_option, own_field

_COLUMNS = {
    "label": N_("Label"),
    "label_en": N_("English label"),
    "kind": N_("Kind"),
    "rules": N_("Rules"),
    "listed": N_("Column of the list"),
    "position": N_("Order"),
    "tone": N_("Colour"),
    "hidden": N_("Hidden"),
}
DECLARING = {own_field.name: N_("Custom field"), choice_option.name: N_("Option")}


def title_of_declaration(row: Mapping[str, Any]) -> str:
    """Say which field or option a row declares."""
    chosen = open_choices().get(row.get("list_name", "")) if not row["label"] else None
    return chosen.choice.show(row["key"]) if chosen else _(Bilingual(row["label"], row["label_en"]))


def declaring_column(column: str) -> str:
    """Say what a column of a declaration is called; empty for what a person does not know."""
    return _(_COLUMNS[column]) if column in _COLUMNS else ""


def declared_said(row: Mapping[str, Any], column: str, value: Any) -> str:
    """Say the value of a column of a declaration; `row` is the declaration as it is now."""
    if column in {"listed", "hidden"}:
        return YesNo().show(bool(value))
    if column == "kind":
        return _(OWN_KINDS[value].label) if value in OWN_KINDS else str(value)
    if column == "rules":
        return rules_text(OwnField(row["entity"], row["key"], row["label"], kind=row["kind"], rules=json.loads(value)))
    return str(value)


def rules_text(own: OwnField) -> str:
    """Say the rules of a field in a line: Least 0 m², Most 5,000 m²."""
    said = rules_said(own).items()
    return _(", ").join(_(RULES[name][0]) + ("" if value is True else f" {value}") for name, value in said)
