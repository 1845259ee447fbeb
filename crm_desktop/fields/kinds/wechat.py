"""A WeChat account."""

import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import code_text, rewritten, too_long
from crm_desktop.fields.kind import Context, Kind, Read, warning
from crm_desktop.fields.masked import mask_account

LONGEST = 100
_ACCOUNT = re.compile(r"[A-Za-z][A-Za-z0-9_-]{5,19}|1[3-9]\d{9}|\+\d{7,15}")


class WeChat(Kind[str]):
    """A WeChat account as typed: 6 to 20 characters that start with a letter, or a phone number."""

    name = "wechat"
    label = N_("WeChat")
    accepts = N_("The WeChat ID, 6 to 20 letters, digits, dashes.")
    example = "bluestone_4410"

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = code_text(raw)
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        notes = rewritten(raw, text)
        if not _ACCOUNT.fullmatch(text):
            message = _(
                "“{raw}” does not look like a WeChat account: 6 to 20 letters and digits, starting with a letter."
            )
            notes = (*notes, warning("odd_wechat", message.format(raw=text)))
        return Read(text, notes)

    def mask(self, value: str) -> str:
        return mask_account(self.show(value))
