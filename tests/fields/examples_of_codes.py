"""Examples of the format rules: codes with check digits."""

from crm_desktop.fields.kinds.bank_account import BankAccount
from crm_desktop.fields.kinds.credit_code import CreditCode
from crm_desktop.fields.kinds.national_id import NationalId
from tests.fields.example_words import Accepted, Examples, N, Refused, plain

CODES: dict[str, Examples] = {
    "credit_code": Examples(
        CreditCode(),
        (
            plain("91110000600037341L", "91110000600037341L"),
            plain("91110000600037341l", "91110000600037341L", *N),
            plain("91110000 600037341L", "91110000600037341L", *N),
            plain("９1110000600037341L", "91110000600037341L", *N),
            Accepted(
                "91110000600037341M（未核实）",
                "91110000600037341M",
                "91110000600037341M (未核实)",
                "91110000600037341M (unverified)",
                ("unverified",),
            ),
        ),
        (
            Refused("91110000600037341", "wrong_length"),
            Refused("9111000060003734号L", "wrong_length"),
            Refused("9111O000600037341L", "bad_check_digit", "91110000600037341L"),
            Refused("911100006000373000", "digits_lost"),
            Refused("9.11100E+17", "digits_lost"),
            Refused("91110000*****7341L", "masked"),
        ),
    ),
    "national_id": Examples(
        NationalId(),
        (
            Accepted("11010519491231002X", "11010519491231002X", *["110105********002X"] * 2),
            Accepted("11010519491231002x", "11010519491231002X", *["110105********002X"] * 2, N),
            Accepted("110105 19491231 002X", "11010519491231002X", *["110105********002X"] * 2, N),
            Accepted("110105491231002", "110105491231002", *["110105*****1002"] * 2),
        ),
        (
            Refused("110105194912310021", "bad_check_digit"),
            Refused("1101051949123100", "wrong_length"),
            Refused("110105********002X", "masked"),
            Refused("110105199003070000", "digits_lost"),
            Refused(110105194912310021.0, "digits_lost"),
            Refused("110105491331002", "impossible_date"),
        ),
        round_trip=False,
    ),
    "bank_account": Examples(
        BankAccount(),
        (
            plain("6222020000112233440", "6222020000112233440"),
            plain("6222 0200 0011 2233 440", "6222 0200 0011 2233 440"),
            plain("1202022609900123456", "1202022609900123456"),
            plain("GB82WEST12345698765432", "GB82WEST12345698765432"),
            plain("6222020000112233441", "6222020000112233441", "bad_check_digit"),
            plain("GB82WEST12345698765431", "GB82WEST12345698765431", "bad_check_digit"),
            plain("工行", "工行", "odd_account"),
        ),
        (
            Refused("6.22202E+18", "digits_lost"),
            Refused(6.22202e18, "digits_lost"),
            Refused("6222 **** **** 3440", "masked"),
            Refused("1" * 61, "too_long", "1" * 60),
        ),
    ),
}
