"""Hiding how people are reached from who looks over a shoulder: enough stays to tell two numbers apart."""

import re

from crm_desktop.base import privacy

STARS = "****"
_HEAD, _TAIL, _LONG = 3, 4, 8  # digits that stay at both ends of a number with so many digits
_DIGITS = re.compile(r"\d")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# Numbers of phones, accounts and identity cards in running text; not dates, amounts or numbers of orders.
_REACH = re.compile(
    r"(?<![\dA-Za-z.-])(?:\+\d{1,3}[\s-]?)?"
    r"(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]\d{4}[\s-]?\d{3,4}|0\d{9,11}|[48]00-?\d{3}-?\d{4}"
    r"|\d{4}(?:[\s-]?\d{4}){3}(?:[\s-]?\d{1,4})?|\d{17}[\dXx])(?![\d.])"
)


def mask_number(shown: str) -> str:
    """Keep the first and last digits of a number as it is shown: 138****8000, 057****4410."""
    places = [match.start() for match in _DIGITS.finditer(shown)]
    if len(places) < _LONG:
        return STARS + shown[places[-2] :] if len(places) > 4 else STARS
    return shown[: places[_HEAD - 1] + 1].rstrip(" -") + STARS + shown[places[-_TAIL] :]


def mask_account(shown: str) -> str:
    """Keep two characters at both ends of an account's name, or its last four digits."""
    if _DIGITS.search(shown) and len(_DIGITS.findall(shown)) > 10:
        return STARS + shown.rstrip()[-4:]
    return shown[:2] + STARS + shown[-2:] if len(shown) > 5 else STARS


def mask_mail(shown: str) -> str:
    """Keep the first letter and the domain: h****@example.com."""
    name, at, domain = shown.rpartition("@")
    return f"{name[:1]}{STARS}@{domain}" if at else STARS


def mask_text(text: str) -> str:
    """Hide the numbers and addresses that stand in running text."""
    return _REACH.sub(lambda found: mask_number(found[0]), _MAIL.sub(lambda found: mask_mail(found[0]), text))


def text_on_screen(text: str) -> str:
    """Give a text of no declared kind as the window may show it now."""
    return mask_text(text) if privacy.is_on() else text
