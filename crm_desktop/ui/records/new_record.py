"""The dialog of a new customer: the few things that are known at first, then everything else."""

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import layout_of
from crm_desktop.fields.layout import Form, Section
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.records.known_hints import KnownHints
from crm_desktop.ui.records.record_dialog import RecordDialog

# What a person has at hand when a customer is new; the rest of the declared form follows.
FIRST: dict[str, tuple[Section, ...]] = {
    "customer": (
        Section(N_("Customer"), "name", "contact | contact.job_title", "mobile | phone", "wechat | email", "address"),
        Section(N_("Classification"), "customer_class | level", "source | industry", "tags", "remark"),
    ),
}


def new_record(workspace: Workspace, entity_name: str, parent: QWidget | None = None, **known: object) -> RecordDialog:
    """Make the dialog of a new record; `known` are links or values that are not asked (customer_id)."""
    entity = entity_named(entity_name)
    title = _("New: {kind}").format(kind=_(entity.label))

    def save(raw: dict[str, object]) -> int:
        return records.add(workspace, entity_name, {**known, **raw}).id

    dialog = RecordDialog(workspace, entity_name, form_of(entity_name), title, save, parent=parent)
    if entity_name == "customer":
        KnownHints(dialog)
    return dialog


def form_of(entity_name: str) -> Form:
    """Give the form of a new record: what comes first, then the declared sections without it."""
    first = FIRST.get(entity_name, ())
    asked = {name for section in first for row in section.rows for name in row}
    rest = []
    for section in layout_of(entity_named(entity_name)).sections:
        rows = [[name for name in row if name not in asked] for row in section.rows]
        if any(rows):
            rest.append(
                Section(section.title if first == () else _more(section.title), *(" | ".join(r) for r in rows if r))
            )
    return Form(*first, *rest)


def _more(title: str) -> str:
    return N_("Names and number") if title == "Customer" else title
