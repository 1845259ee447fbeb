"""A value whose kind another field of the record says."""

from collections.abc import Mapping
from typing import Any

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import code_text
from crm_desktop.fields.kind import Context, Kind, Read
from crm_desktop.fields.masked import mask_account


class ByChoice(Kind[str]):
    """A value of the kind that the choice in `field` says; read and shown by `kind_for(choice)`."""

    name = "by_choice"
    label = N_("Value")

    def __init__(self, field: str, kinds: Mapping[str, Kind[Any]]) -> None:
        super().__init__()
        self.field = self.needs = field
        self.kinds = kinds

    def kind_for(self, key: object) -> Kind[Any]:
        """Give the kind of the value where the choice is `key`; this kind itself where it is unknown."""
        return self.kinds.get(str(key), self)

    def within(self, values: Mapping[str, Any]) -> Kind[Any]:
        return self.kind_for(values.get(self.field))

    def mask(self, value: str) -> str:
        return mask_account(self.show(value))

    def parse(self, raw: object, context: Context) -> Read[str]:
        return Read(code_text(raw))
