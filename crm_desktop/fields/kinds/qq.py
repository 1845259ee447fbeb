"""A QQ number."""

import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import code_text, rewritten, too_long
from crm_desktop.fields.kind import Context, Kind, Read, warning
from crm_desktop.fields.masked import mask_account

LONGEST = 100
_NUMBER = re.compile(r"[1-9]\d{4,11}")
_MAIL = re.compile(r"([1-9]\d{4,11})@qq\.com", re.IGNORECASE)


class QQ(Kind[str]):
    """A QQ number as typed, 5 to 12 digits."""

    name = "qq"
    label = N_("QQ")
    accepts = N_("5 to 11 digits.")
    example = "88004410"

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = code_text(raw)
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        notes = rewritten(raw, text)
        if not _NUMBER.fullmatch(text):
            mail = _MAIL.fullmatch(text)
            message = _("“{raw}” does not look like a QQ number: 5 to 12 digits.").format(raw=text)
            notes = (*notes, warning("odd_qq", message, mail[1] if mail else None))
        return Read(text, notes)

    def mask(self, value: str) -> str:
        return mask_account(self.show(value))
