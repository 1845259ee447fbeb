"""An account at some other service."""

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import code_text, rewritten, too_long
from crm_desktop.fields.kind import Context, Kind, Read
from crm_desktop.fields.masked import mask_account

LONGEST = 100


class Account(Kind[str]):
    """An account as typed, trimmed."""

    name = "account"
    label = N_("Account")
    accepts = N_("An account of any other service.")

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = code_text(raw)
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        return Read(text, rewritten(raw, text))

    def mask(self, value: str) -> str:
        return mask_account(self.show(value))
