"""What belonged to a record on an earlier day, as cards: its parts, with what became of them, and what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.entities.channel import TYPES, Channel
from crm_desktop.entities.interaction import CHANNELS
from crm_desktop.fields.declare import field_named, stored_fields
from crm_desktop.fields.kind import Context
from crm_desktop.services.past import Difference
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.part_row import PartRow
from crm_desktop.ui.values import dates
from crm_desktop.ui.values.shown import Shown
from crm_desktop.ui.values.value_view import tag_label

MOST = 60  # interactions in view; the newest of then


def parts_card(name: str, rows: Sequence[Mapping[str, Any]], found: Sequence[Difference], context: Context) -> Card:
    """Show the parts of one kind that were there on the day, with those that came since."""
    by_id = {each.record_id: each for each in found}
    card = Card(f"{_(entity_named(name).label_many)} {len(rows)}".strip())
    for values in rows:
        difference = by_id.get(values["id"])
        tag = "" if difference is None else _("removed since") if difference.now is None else _("changed since")
        lines = [] if difference is None or difference.now is None else [_now_said(name, difference, context)]
        card.add(_part(name, values, tag, lines))
    for each in found:
        if each.then is None and each.now is not None:
            card.add(_part(name, each.now, _("added since"), []))
    if not card.rows():
        hint = label(_("None on this day."), "muted")
        hint.setContentsMargins(6, 2, 6, 2)
        card.add(hint)
    return card


def _part(name: str, values: Mapping[str, Any], tag: str, lines: Sequence[str]) -> PartRow:
    title, quiet = _said(name, values)
    row = PartRow(title, quiet, tag_label(tag, "warning") if tag else "", lines=lines, live=False)
    row.setAccessibleName(", ".join(part for part in (title, quiet, tag, *lines) if part))
    return row


def _now_said(name: str, difference: Difference, context: Context) -> str:
    entity, now = entity_named(name), difference.now or {}
    said = []
    for each in (field_named(entity, each) for each in difference.fields if each in stored_fields(entity)):
        shown = Shown.of(replace(each, kind=each.kind.within(now)), context).text(now[each.name])
        said.append(_("{label}: {value}").format(label=_(each.label), value=shown or _("empty")))
    return _("Now: {value}").format(value=" · ".join(said))


def interactions_card(rows: Sequence[Mapping[str, Any]]) -> Card:
    """Show what was said until then, the newest first."""
    card = Card(_("Timeline until then {n}").format(n=len(rows) or "").strip())
    labels = {option.key: option for option in CHANNELS}
    newest = sorted(rows, key=lambda row: (row["happened_at"], row["id"]), reverse=True)
    for values in newest[:MOST]:
        option = labels[values["channel"]]
        said = " ".join(str(values["content"]).split())
        when = dates.full(values["happened_at"])
        row = PartRow(said, right=when, icon=option.icon, live=False)
        row.setAccessibleName(f"{_(option.label)}, {when}, {said}")
        card.add(row)
    if len(newest) > MOST:
        card.add(label(_("and {n} earlier ones").format(n=len(newest) - MOST), "muted"))
    return card


def _said(name: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """Say which part it is, and one quiet word about it."""
    if name == "channel":
        option = next(each for each in TYPES if each.key == values["type"])
        return field_named(Channel, "value").kind.within(values).on_screen(values["value"]), _(option.label)
    if name == "contact":
        return str(values["name"]), str(values["job_title"] or "")
    names = ("province", "city", "district", "street", "postcode")
    return " ".join(str(values[each]) for each in names if values[each]), ""
