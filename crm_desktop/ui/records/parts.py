"""Adding, changing and removing the parts of a customer: channels, contacts, addresses, interactions."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import field_named, layout_of
from crm_desktop.fields.layout import Form, Section
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.records.address_dialog import AddressDialog
from crm_desktop.ui.records.record_dialog import RecordDialog
from crm_desktop.ui.values.copying import add_copying

# A new contact is asked for a phone at once; later each channel is a record of its own.
NEW: dict[str, Form] = {
    "contact": Form(
        Section(
            N_("Contact"),
            "name",
            "job_title | department",
            "mobile | phone",
            "wechat | email",
            "gender | birthday",
            "remark",
        ),
    ),
}
DIALOGS: dict[str, type[RecordDialog]] = {"address": AddressDialog}


def add_part(
    workspace: Workspace, entity_name: str, known: Mapping[str, object], parent: QWidget, **first: object
) -> int:
    """Ask for a new part; `known` are its links, `first` what stands in the fields; gives its id or 0."""
    entity = entity_named(entity_name)

    def save(raw: dict[str, object]) -> int:
        return records.add(workspace, entity_name, {**known, **raw}).id

    title = _("New: {kind}").format(kind=_(entity.label))
    kind = DIALOGS.get(entity_name, RecordDialog)
    layout, place = layout_of(entity, NEW.get(entity_name)), _place(entity_name, known)
    dialog = kind(workspace, entity_name, layout, title, save, parent=parent, place=place)
    for name, value in first.items():
        dialog.fields[name].show_value(value)
        dialog.fields[name].editor.changed.emit()
    dialog.exec()
    return dialog.saved_id


def edit_part(workspace: Workspace, entity_name: str, values: Mapping[str, Any], parent: QWidget) -> int:
    """Ask for changes of a part; gives its id when something was saved."""
    entity = entity_named(entity_name)

    def save(raw: dict[str, object]) -> int:
        return records.change(workspace, entity_name, values["id"], raw).id if raw else int(values["id"])

    kind = DIALOGS.get(entity_name, RecordDialog)
    place = f"{entity_name}/{values['id']}"
    dialog = kind(workspace, entity_name, layout_of(entity), _(entity.label), save, values, parent, place)
    dialog.exec()
    return dialog.saved_id


def _place(entity_name: str, known: Mapping[str, object]) -> str:
    """Name where the draft of a new part is kept: at what it will belong to."""
    owners = "/".join(f"{name.removesuffix('_id')}/{value}" for name, value in known.items())
    return f"new/{entity_name}/{owners}"


def part_menu(  # noqa: PLR0917 - what a menu acts upon
    workspace: Workspace, entity_name: str, values: Mapping[str, Any], parent: QWidget, where: QPoint,
    tell: Callable[[str], object], copied: str = "", whole: str = "", more: Callable[[QMenu], object] | None = None,
) -> QMenu:  # fmt: skip
    """Make the menu of a part: copy, edit, make it the first one, what is `more`, remove."""
    menu = QMenu(parent)
    if copied:
        add_copying(menu, copied, whole or copied)
    menu.addAction(_("Edit…"), lambda: edit_part(workspace, entity_name, values, parent))
    first = next((name for name in ("is_main", "is_primary") if name in values), "")
    if first and not values[first]:
        label = _(field_named(entity_named(entity_name), first).label)
        menu.addAction(label, lambda: _told(tell, lambda: make_first(workspace, entity_name, values, first)))
    if more is not None:
        menu.addSeparator()
        more(menu)
    menu.addSeparator()
    menu.addAction(_("Remove"), lambda: _told(tell, lambda: records.remove(workspace, entity_name, [values["id"]])))
    menu.popup(where)
    return menu


def make_first(workspace: Workspace, entity_name: str, values: Mapping[str, Any], flag: str) -> None:
    """Make a part the main or primary one among its customer's (channels: among those of its type)."""
    with workspace.read() as session:
        others = records.parts(session, "customer", values["customer_id"])[entity_name]
    for other in others:
        if other[flag] and other.get("type") == values.get("type"):
            records.change(workspace, entity_name, other["id"], {flag: False})
    records.change(workspace, entity_name, values["id"], {flag: True})


def _told(tell: Callable[[str], object], act: Callable[[], object]) -> None:
    try:
        act()
    except UserFacingError as error:
        tell(error.message)
