"""A phone number: Chinese mobile, landline, 400 and 800, or a foreign one."""

import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields import phone_numbers
from crm_desktop.fields.clean import code_text, rewritten
from crm_desktop.fields.kind import Context, Kind, Note, Read, RefusedError, normalised, warning
from crm_desktop.fields.kinds.country import country_name
from crm_desktop.fields.masked import mask_number

_NUMERIC = re.compile(r"\+?[\d\s().·\-\u2010-\u2015\u2212]+")
_TRUNK = re.compile(r"(?<=\d)\s*\(0\)")  # +46 (0)8 …: the zero is dialled only inside the country


class Phone(Kind[str]):
    """A phone number, kept as E.164 with its extension; numbers without a country are of `Context.region`."""

    name = "phone"
    label = N_("Phone")
    accepts = N_("A number with its area code or country code; several in a cell with “/” between them.")
    example = "0571-88004410"

    def parse(self, raw: object, context: Context) -> Read[str]:
        if context.region == "CN" and isinstance(raw, str) and phone_numbers.MOBILE.fullmatch(raw):
            return Read(f"+86{raw}")  # most cells of most files
        text = code_text(raw)
        number, extension = phone_numbers.split_extension(phone_numbers.without_label(text))
        self._refuse_words(number, text)
        chinese = _chinese_part(number, context)
        if chinese is None:
            value, odd = _foreign(number, text, context)
        else:
            value, odd, extension = self._chinese(chinese, extension, text, context)
        if extension:
            value = f"{value};ext={extension}"
        return Read(value, (*self._told(raw, text, value), *odd))

    def show(self, value: str) -> str:
        return phone_numbers.show_number(value)

    def mask(self, value: str) -> str:
        return mask_number(self.show(value))

    def _refuse_words(self, number: str, text: str) -> None:
        several = phone_numbers.split_numbers(number)
        if len(several) > 1:
            message = _("There are several numbers here; enter each on its own.")
            raise RefusedError("several_numbers", message, several[0].strip())
        if not _NUMERIC.fullmatch(number):
            message = _("“{raw}” is no phone number: it has letters or signs that numbers do not have.")
            raise RefusedError("not_a_phone", message.format(raw=text), phone_numbers.number_inside(number))

    def _chinese(self, part: str, extension: str, text: str, context: Context) -> tuple[str, tuple[Note, ...], str]:
        number = phone_numbers.chinese(phone_numbers.compact(part))
        if number is None and not extension and (split := phone_numbers.chinese_with_dash(part)):
            number, extension = split
        if number is None:
            raise self.refusal(phone_numbers.compact(part), text, context)
        self.accept(number, text)
        odd: tuple[Note, ...] = ()
        if number.short:
            odd = (warning("short_number", _("“{raw}” is a service number, not a customer's own.").format(raw=text)),)
        elif not number.known_area:
            odd = (warning("unknown_area", _("The area code of “{raw}” is not known.").format(raw=text)),)
        return f"+86{number.national}", odd, extension

    def accept(self, number: phone_numbers.ChineseNumber, text: str) -> None:
        """Refuse a Chinese number that this kind does not take."""

    def refusal(self, digits: str, text: str, context: Context) -> RefusedError:
        """Say what is wrong with digits that are no Chinese number."""
        if len(digits) in {7, 8}:
            message = _("“{raw}” has no area code; write it like 0571-88004410.").format(raw=text)
            return RefusedError("no_area_code", message, f"{context.area_code}-{digits}" if context.area_code else None)
        if re.match(r"0?1[3-9]", digits):
            return _mobile_length(digits.lstrip("0"), text)
        message = _("“{raw}” is no phone number: mobiles are like 138 0013 8000, landlines like 0571-88004410.")
        return RefusedError("not_a_phone", message.format(raw=text))

    def _told(self, raw: object, text: str, value: str) -> tuple[Note, ...]:
        if isinstance(raw, str):
            national = value.removeprefix("+86")
            compact = (national, f"0{national}") if not phone_numbers.MOBILE.fullmatch(national) else (national,)
            return rewritten(raw, self.show(value), value, *compact)
        # a number cell has lost the zero of the area code
        shown = self.show(value)
        return normalised(text, shown) if shown[0] == "0" and text[0] != "0" else ()


def _mobile_length(digits: str, text: str) -> RefusedError:
    message = _("“{raw}” has {count} digits; a mobile number has 11.").format(raw=text, count=len(digits))
    return RefusedError("wrong_length", message)


def _chinese_part(number: str, context: Context) -> str | None:
    """Give the number without China's code, or None for one of another country."""
    text = number.strip()
    if text.startswith(("+", "00")) or text[:3] == "(+8":
        digits = phone_numbers.compact(text).lstrip("+0")
        if not digits.startswith("86"):
            return None
        part = re.sub(r"^[(+0\s]*86[)\s-]*(?:\(0\))?", "", text)
        # behind +86 an area code has no zero, known or not
        return part if phone_numbers.chinese(phone_numbers.compact(part)) else f"0{part}"
    if context.region != "CN":
        return None
    digits = phone_numbers.compact(text)
    if digits.startswith("86") and len(digits) > 11 and phone_numbers.chinese(digits[2:]):
        return digits[2:]
    return text


def _foreign(number: str, text: str, context: Context) -> tuple[str, tuple[Note, ...]]:
    import phonenumbers

    dialled = _TRUNK.sub("", number.strip())
    if dialled.startswith("00"):
        dialled = f"+{dialled[2:].strip()}"
    try:
        parsed = phonenumbers.parse(dialled, context.region)
    except phonenumbers.NumberParseException:
        message = _("“{raw}” is no phone number; write it with its country code, like +46 8 123 456 78.")
        raise RefusedError("not_a_phone", message.format(raw=text)) from None
    if not phonenumbers.is_possible_number(parsed):
        country = country_name(phonenumbers.region_code_for_country_code(parsed.country_code or 0))
        message = _("“{raw}” is too short or too long for a number of {country}.").format(raw=text, country=country)
        raise RefusedError("wrong_length", message)
    value = str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    if phonenumbers.is_valid_number(parsed):
        return value, ()
    return value, (
        warning("unusual_number", _("“{raw}” may not be in use: no such number is given out.").format(raw=text)),
    )
