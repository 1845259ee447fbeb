"""A mobile number."""

import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kind import Context, RefusedError
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.phone_numbers import MOBILE, ChineseNumber


class Mobile(Phone):
    """A mobile number: 1, 3 to 9 and nine digits in China; foreign numbers with their country code."""

    name = "mobile"
    label = N_("Mobile")
    accepts = N_("Eleven digits from 1, or a number with its country code; several in a cell with “/” between them.")
    example = "138 0013 8000"

    def accept(self, number: ChineseNumber, text: str) -> None:
        if not MOBILE.fullmatch(number.national):
            raise _not_a_mobile(text)

    def refusal(self, digits: str, text: str, context: Context) -> RefusedError:
        return super().refusal(digits, text, context) if re.match(r"0?1[3-9]", digits) else _not_a_mobile(text)


def _not_a_mobile(text: str) -> RefusedError:
    message = _("“{raw}” is no mobile number: those have 11 digits and start with 13 to 19. Enter a landline as phone.")
    return RefusedError("not_a_mobile", message.format(raw=text))
