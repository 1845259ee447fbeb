"""A unified social credit code (GB 32100-2015)."""

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import code_text, digits_lost, rewritten, rounded_to_fifteen
from crm_desktop.fields.kind import Context, Kind, Read, RefusedError, warning

LENGTH = 18
_UNVERIFIED = ("(unverified)", "(未核实)", "(未核實)")
# letters that the code does not have, for the digits or letters they are mistaken for
_MISTAKEN = str.maketrans({"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U"})


class CreditCode(Kind[str]):
    """A code of 18 characters in upper case, its check digit tested.

    A code with a wrong check digit is taken with “(unverified)” behind it, which is how it is shown.
    """

    name = "credit_code"
    label = N_("Credit code")
    accepts = N_("18 digits and capital letters.")

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = code_text(raw)
        bare, unverified = text.casefold(), False
        for mark in _UNVERIFIED:
            if bare.endswith(mark):
                bare, unverified = bare.removesuffix(mark), True
        code = "".join(bare.split()).replace("-", "").upper()
        if len(code) != LENGTH or not code.isascii() or not code.isalnum():
            message = _("A credit code has 18 letters and digits; “{raw}” has {count}.").format(
                raw=text, count=len(code)
            )
            raise RefusedError("wrong_length", message)
        if _is_right(code):
            return Read(code, rewritten(raw, code))
        if unverified:
            return Read(code, (warning("unverified", _("Kept unverified: the check digit does not fit.")),))
        if rounded_to_fifteen(code):
            raise digits_lost(text)
        guess = code.translate(_MISTAKEN)
        kept = _("{code} (unverified)").format(code=code)
        message = _("The check digit of “{raw}” does not fit; compare it with the licence, or keep it as unverified.")
        raise RefusedError("bad_check_digit", message.format(raw=text), guess if _is_right(guess) else kept)

    def show(self, value: str) -> str:
        return value if _is_right(value) else _("{code} (unverified)").format(code=value)


def _is_right(code: str) -> bool:
    from stdnum.cn import uscc

    return bool(uscc.is_valid(code))
