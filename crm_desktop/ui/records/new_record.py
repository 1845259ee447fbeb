"""The form of a new customer: the few things that are known at first, further parts by rows, then everything else."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _, language
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import field_named, layout_of
from crm_desktop.fields.layout import Form, Section
from crm_desktop.services import records
from crm_desktop.services.records import NewPart
from crm_desktop.services.targets import targets
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.records.known_hints import KnownHints
from crm_desktop.ui.records.live_field import LiveField
from crm_desktop.ui.records.more_parts import MORE, MoreParts
from crm_desktop.ui.records.record_dialog import RecordDialog

ROWS = "rows/"  # before the name of a kind of part in a draft
SPLIT = ("country", "province", "city", "district", "street", "postcode")
# What a person has at hand when a customer is new; the rest of the declared form follows.
FIRST: dict[str, tuple[Section, ...]] = {
    "customer": (
        Section(N_("Customer"), "name", "contact | contact.job_title", "mobile | phone", "wechat | email", "address"),
        Section(N_("Classification"), "customer_class | level", "source | industry", "tags", "remark"),
    ),
}


class NewRecordDialog(RecordDialog):
    """The form of a new record, with rows for further numbers, contacts and addresses; all of it is one work."""

    def __init__(self, workspace: Workspace, entity_name: str, parent: QWidget | None = None) -> None:
        self.more: dict[str, MoreParts] = {}
        self.besides: list[NewPart] = []  # what the one line said and the form does not ask
        title = _("New: {kind}").format(kind=_(entity_named(entity_name).label))

        def save(raw: dict[str, object]) -> int:
            return records.add(workspace, entity_name, raw, self.parts()).id

        super().__init__(
            workspace, entity_name, form_of(entity_name), title, save, parent=parent, place=f"new/{entity_name}"
        )

    def extend(self, column: QVBoxLayout, number: int) -> None:
        """Put the rows below the first section."""
        if number:
            return
        self.read_as = label("", "caption", wrap=True)
        self.also = label("", "caption", wrap=True)
        for each in (self.read_as, self.also):
            each.hide()
        self.fields["address"].add_line(self.read_as)
        self.fields["address"].changed.connect(self._show_address)
        self.more = {name: MoreParts(self.workspace, name) for name in MORE}
        for parts in self.more.values():
            parts.accepted.connect(self.accept)
            parts.cancelled.connect(self.reject)
            parts.changed.connect(self.drafts.touch)
            column.addWidget(parts)
        column.addWidget(self.also)

    def parts(self) -> list[NewPart]:
        """Give the parts besides the first of each kind."""
        return [*(part for parts in self.more.values() for part in parts.parts()), *self.besides]

    def judged(self) -> list[LiveField]:
        """Give the fields of the rows too."""
        return [*super().judged(), *(field for parts in self.more.values() for field in parts.judged())]

    def typed(self) -> dict[str, Any]:
        """Give the rows too."""
        typed = super().typed()
        rows = {name: [row.typed() for row in parts.rows if row.raw()] for name, parts in self.more.items()}
        return typed | {f"{ROWS}{name}": said for name, said in rows.items() if said} if not self._saved else {}

    def take_typed(self, typed: Mapping[str, Any]) -> None:
        """Fill the rows too."""
        super().take_typed(typed)
        for name, parts in self.more.items():
            for said in typed.get(f"{ROWS}{name}", ()):
                parts.add_row(said)

    def fill(self, raw: Mapping[str, object], more: Sequence[NewPart]) -> None:
        """Go on with what was typed in one line."""
        self.take_typed(raw)
        for part in more:
            if part.entity in self.more:
                self.more[part.entity].add_row(part.raw)
            else:
                self.besides.append(part)
                said = " ".join(str(part.raw[name]) for name in ("due_on", "due_at", "what") if part.raw.get(name))
                self.also.setText(_("Next step: {when}").format(when=said))
                self.also.show()

    def _show_address(self) -> None:
        """Say what a pasted address was taken for, before it is saved."""
        kind = targets(self.entity_name)["address"].kind
        try:
            found = kind.read(self.fields["address"].raw(), self.workspace.context).value or {}
        except InvalidValueError:
            found = {}  # the field says why
        address = entity_named("address")
        between = "、" if language() == "zh_CN" else ", "
        parts = [f"{_(field_named(address, name).label)} {found[name]}" for name in SPLIT if found.get(name)]
        self.read_as.setVisible(len(parts) > 1)
        self.read_as.setText(_("Read as: {parts}").format(parts=between.join(parts)))


def new_record(workspace: Workspace, entity_name: str, parent: QWidget | None = None) -> NewRecordDialog:
    """Make the dialog of a new record; of a new customer it tells who is there already."""
    dialog = NewRecordDialog(workspace, entity_name, parent)
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
