"""A bank account or card."""

import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import code_text, rewritten, rounded_to_fifteen, too_long
from crm_desktop.fields.kind import Context, Kind, Note, Read, warning
from crm_desktop.fields.masked import mask_account

LONGEST = 60
_CARD = re.compile(
    r"(?:62|60)\d{14,17}|[45]\d{15}"
)  # UnionPay, Visa, Mastercard; accounts of firms have no check digit
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


class BankAccount(Kind[str]):
    """An account number as typed; the check digits of cards and of IBANs are tested."""

    name = "bank_account"
    label = N_("Bank account")
    accepts = N_("The digits of the account; spaces do not matter.")

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = code_text(raw)
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        return Read(text, (*rewritten(raw, text), *_odd(re.sub(r"[\s-]", "", text).upper())))

    def mask(self, value: str) -> str:
        return mask_account(self.show(value))


def _odd(number: str) -> tuple[Note, ...]:
    if not re.search(r"\d{5}", number):
        return (warning("odd_account", _("“{raw}” does not look like an account number.").format(raw=number)),)
    if (_CARD.fullmatch(number) and not _luhn(number)) or (_IBAN.fullmatch(number) and not _iban(number)):
        return (warning("bad_check_digit", _("The check digit of the account does not fit; compare it once more.")),)
    if rounded_to_fifteen(number) and not _CARD.fullmatch(number):
        message = _("The account ends in zeros after its 15th digit; a spreadsheet may have dropped the right ones.")
        return (warning("maybe_digits_lost", message),)
    return ()


def _luhn(number: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(number))


def _iban(number: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(number))
