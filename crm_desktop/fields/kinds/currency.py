"""A currency."""

import functools

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.kind import Context, Kind, Option, Read, RefusedError, split_words
from crm_desktop.fields.nearest import nearest

# What stands beside an amount, upper-cased, and the currencies that it may mean, the usual one first.
SIGNS: dict[str, tuple[str, ...]] = {
    sign: tuple(codes.split())
    for signs, codes in {
        "¥ | ￥": "CNY JPY",
        "元 | 圆 | 块": "CNY HKD TWD MOP JPY KRW USD",
        "$": "USD HKD AUD CAD SGD NZD TWD MOP",
        "RMB | 人民币": "CNY",
        "US$ | 美元 | 美金": "USD",
        "HK$ | 港币 | 港元": "HKD",
        "€ | 欧元": "EUR",
        "£ | 英镑": "GBP",
        "日元 | 円": "JPY",
        "NT$ | 新台币 | 台币": "TWD",
        "A$ | 澳元": "AUD",
        "C$ | 加元": "CAD",
        "₩ | 韩元": "KRW",
        "₽ | 卢布": "RUB",
    }.items()
    for sign in split_words(signs)
}
_ALSO = {"DOLLAR": "USD", "DOLLARS": "USD", "EURO": "EUR", "EUROS": "EUR", "YUAN": "CNY", "YEN": "JPY"}
USUAL = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "AUD", "CAD", "SGD")


class Currency(Kind[str]):
    """A currency by its ISO 4217 code; names in both languages and signs are understood."""

    name = "currency"
    label = N_("Currency")
    accepts = N_("A currency by its code, like CNY or USD.")
    example = "CNY"

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = typed(raw)
        code = _known().get(text.upper())
        if code is None:
            near = nearest(text.upper(), _known())
            message = _("“{raw}” is no known currency; use a code like CNY or USD.").format(raw=text)
            raise RefusedError("unknown_currency", message, _known()[near] if near else None)
        return Read(code, rewritten(raw, code))

    def all_options(self, context: Context | None = None) -> tuple[Option, ...]:
        """Give the currencies that are offered first, by code and name."""
        return tuple(Option(code, f"{code} {currency_name(code)}") for code in USUAL)


def sign_of(code: str) -> str:
    """Give what stands before an amount: the shortest sign that means this currency first, else its code."""
    signs = [sign for sign, codes in SIGNS.items() if codes[0] == code and not sign.isalpha()]
    return min(signs, key=len) if signs else f"{code} " if code else ""


def currency_name(code: str) -> str:
    """Name a currency in the current language."""
    from babel import Locale

    from crm_desktop.base.i18n import language

    return str(Locale.parse(language()).currencies.get(code, code))


@functools.cache
def _known() -> dict[str, str]:
    """Give the code for each code, name and sign, upper-cased."""
    from babel import Locale
    from babel.numbers import list_currencies

    names = [Locale.parse(locale).currencies for locale in ("en", "zh_CN")]
    known = {name.upper(): code for table in names for code, name in sorted(table.items(), reverse=True)}
    known |= {sign: codes[0] for sign, codes in SIGNS.items()} | _ALSO
    return known | {code: code for code in list_currencies()}
