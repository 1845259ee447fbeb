"""The user's own fields in words and icons: what kind they are of, and what their rules say."""

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.own_kinds import OWN_KINDS, list_name, rules_said
from crm_desktop.services.choices import open_choices

NO_RULE = "—"
_SHOWN = 4  # options named in a row
_ICONS = {
    "text": "type", "long_text": "text-align-start", "number": "ruler", "money": "banknote", "date": "calendar",
    "choice": "tag", "multi_choice": "tags", "phone": "phone", "email": "mail", "url": "link", "yes_no": "square-check",
    "customer": "users",
}  # fmt: skip


# Two kinds whose general names mean other things to a person who makes up a field.
_WORDS = {"number": N_("Numeric value"), "text": N_("Line of text")}


def kind_icon(kind: str) -> str:
    """Name the icon of a kind."""
    return _ICONS.get(kind, "type")


def kind_words(kind: str) -> str:
    """Say what a kind is called."""
    return _(_WORDS.get(kind) or OWN_KINDS[kind].label) if kind in OWN_KINDS else kind


def rules_in_words(own: OwnField) -> str:
    """Say a field's rules in one line: m² · 0–5000 · required."""
    said = {name: str(value) for name, value in rules_said(own).items()}
    least, most = said.get("min", ""), said.get("max", "")
    bounds = f"{least}–{most}" if least and most else f"≥ {least}" if least else f"≤ {most}" if most else ""
    longest = _("at most {n} characters").format(n=said["longest"]) if "longest" in said else ""
    required = _("required") if "required" in said else ""
    default = _("else {value}").format(value=said["default"]) if said.get("default") else ""
    parts = ("" if bounds else said.get("unit", ""), bounds, longest, _options(own), required, default)
    return " · ".join(part for part in parts if part) or NO_RULE


def _options(own: OwnField) -> str:
    chosen = open_choices().get(list_name(own)) if own.kind in OWN_KINDS and OWN_KINDS[own.kind].has_options else None
    if chosen is None:
        return ""
    labels = [_(each.label) for each in chosen.choice.offered()]
    return _(", ").join(labels[:_SHOWN]) + (" …" if len(labels) > _SHOWN else "")
