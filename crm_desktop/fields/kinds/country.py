"""A country or region."""

import functools

from crm_desktop.base.i18n import LANGUAGES, N_, Language, _, language
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.kind import Context, Kind, Option, Read, RefusedError, split_words
from crm_desktop.fields.nearest import nearest

_NO_COUNTRIES = frozenset(split_words("AC | CP | CQ | DG | EA | EU | EZ | IC | QO | TA | UN | XA | XB | ZZ"))
_NAMED: dict[str, dict[Language, str]] = {
    "HK": {"zh_CN": "中国香港", "en": "Hong Kong"},
    "MO": {"zh_CN": "中国澳门", "en": "Macao"},
    "TW": {"zh_CN": "中国台湾", "en": "Taiwan"},
}
_ALSO_TEXT = {
    "CN": "中华人民共和国 | 中国大陆 | 大陆 | 内地"
    " | PRC | P.R. China | P.R.China | mainland China | CHN | People's Republic of China",
    "HK": "香港 | 香港特别行政区 | Hong Kong SAR | Hongkong | Hong Kong, China",
    "MO": "澳门 | 澳门特别行政区 | Macau",
    "TW": "台湾 | 台湾省 | 臺灣 | Taiwan, China",
    "US": "USA | U.S.A. | U.S. | America | United States of America | 美利坚合众国",
    "GB": "UK | U.K. | Great Britain | Britain | England | Scotland | Wales | 英格兰",
    "AE": "UAE | 阿联酋",
    "KR": "Korea | Republic of Korea | 南韩",
    "KP": "朝鲜民主主义人民共和国",
    "RU": "Russian Federation | 俄国 | 俄罗斯联邦",
    "NL": "Holland",
    "CZ": "Czech Republic",
    "TR": "Turkey",
    "MM": "Burma",
    "CI": "Ivory Coast",
    "VN": "Viet Nam",
    "MK": "Macedonia",
    "SZ": "Swaziland",
    "SA": "沙特",
    "DE": "Deutschland",
    "ES": "España",
    "IT": "Italia",
    "BR": "Brasil",
    "CH": "Schweiz",
    "AT": "Österreich",
    "MX": "México",
}
_ALSO = {word.casefold(): code for code, words in _ALSO_TEXT.items() for word in split_words(words)}


class Country(Kind[str]):
    """A country or region by its ISO 3166 code; its names in both languages are understood."""

    name = "country"
    label = N_("Country")
    accepts = N_("A country by its name or its two letters.")

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = typed(raw)
        code = country_code(text)
        if code is None:
            near = _like(text.casefold())
            message = _("“{raw}” is no known country.").format(raw=text)
            raise RefusedError("unknown_country", message, country_name(_known()[near]) if near else None)
        names = (_names("en")[code].casefold(), _names("zh_CN")[code], code.casefold())
        return Read(code, () if text == raw and text.casefold() in names else rewritten(raw, self.show(code)))

    def show(self, value: str) -> str:
        return country_name(value)

    def all_options(self, context: Context | None = None) -> tuple[Option, ...]:
        """Give every country, named in the current language, China first."""
        names = sorted(_names(language()).items(), key=lambda each: (each[0] != "CN", each[1]))
        return tuple(Option(code, name) for code, name in names)


def country_code(text: str) -> str | None:
    """Find the country that a code or a name means."""
    return _known().get(text.casefold())


def country_name(code: str) -> str:
    """Name a country in the current language."""
    return _names(language()).get(code, code)


@functools.cache
def _names(wanted: Language) -> dict[str, str]:
    from babel import Locale

    names = {
        code: str(name)
        for code, name in Locale.parse(wanted).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
    return names | {code: both[wanted] for code, both in _NAMED.items()}


@functools.cache
def _known() -> dict[str, str]:
    """Give the code for each code and name, case-folded."""
    known = {name.casefold(): code for wanted in LANGUAGES for code, name in _names(wanted).items()}
    return known | _ALSO | {code.casefold(): code for code in _names("en")}


@functools.lru_cache(maxsize=1024)
def _like(text: str) -> str | None:
    return nearest(text, _known())
