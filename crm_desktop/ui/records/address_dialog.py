"""The dialog of an address: a whole one pasted on top splits itself into the fields below."""

from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_
from crm_desktop.fields.layout import Form, Section
from crm_desktop.services.targets import targets
from crm_desktop.ui.records.record_dialog import RecordDialog

WHOLE = "whole"


class AddressDialog(RecordDialog):
    """Shows what the pasted text was taken for before anything is saved."""

    def _build(self, layout: Form, title: str) -> None:
        paste = Section(N_("Paste a whole address"), WHOLE)
        super()._build(Form(paste, *layout.sections), title)
        self.fields[WHOLE].changed.connect(self._split)
        (self.fields[WHOLE] if self._present is None else self.fields["street"]).setFocus()

    def _split(self) -> None:
        kind = targets(self.entity_name)[WHOLE].kind
        try:
            found = kind.read(self.fields[WHOLE].raw(), self.workspace.context).value
        except InvalidValueError:
            return  # the field says why
        for name in ("country", "province", "city", "district", "street", "postcode"):
            value = (found or {}).get(name)
            if value:
                field = self.fields[name]
                field.editor.show_value(value)

    def typed(self) -> dict[str, Any]:
        """Give the fields as a draft keeps them; the pasted text has gone into them."""
        typed = super().typed()
        typed.pop(WHOLE, None)
        return typed

    def raw(self) -> dict[str, object]:
        """Give the fields; the pasted text has gone into them."""
        raw = super().raw()
        raw.pop(WHOLE, None)
        return raw
