"""What a cell's text was meant to be, before spreadsheets and keyboards changed it."""

import re

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import TRUSTED_DIGITS, Note, RefusedError, normalised, plain_text, tidy

_QUOTED = re.compile(r'="(.*)"', re.DOTALL)  # how back-offices keep Excel from counting: ="0571"
_PROTECTED = re.compile(r"'(?=[\d=+\-@])")  # the apostrophe that makes a cell text
_ROUNDED = re.compile(r"[+-]?\d(?:\.\d+)?[eE]\+\d+")
_POINT_ZERO = re.compile(r"(\d+)\.0+")
_MASKED = re.compile(r"[*●•]{2,}")

LITTLE = 1.2  # times as long as a field takes: what is cut off is a slip, not half of a text


def typed(raw: object) -> str:
    """Give the text a person would have typed: odd spaces, full widths and a spreadsheet's quoting undone."""
    return unwrapped(tidy(raw if isinstance(raw, str) else plain_text(raw)))


def unwrapped(text: str) -> str:
    """Take off ="…" and the apostrophe in front, by which sheets keep text from being counted."""
    while text[:1] in {"'", "="}:
        if quoted := _QUOTED.fullmatch(text):
            text = quoted[1].strip()
        elif _PROTECTED.match(text):
            text = text[1:].strip()
        else:
            break
    return text


def code_text(raw: object) -> str:
    """Give the text of a number that is a name (a phone, a code), refusing what lost digits or is masked."""
    if isinstance(raw, (int, float)) and abs(raw) >= 10**TRUSTED_DIGITS:
        raise digits_lost(raw)
    text = refuse_rounded(typed(raw))
    if text[-2:] == ".0" and (whole := _POINT_ZERO.fullmatch(text)):
        return whole[1]
    if _MASKED.search(text):
        raise RefusedError("masked", _("“{raw}” is masked; enter it in full.").format(raw=text))
    return text


def refuse_rounded(text: str) -> str:
    """Give `text` back, unless it is a number as 1.38001E+10."""
    if "+" in text and _ROUNDED.fullmatch(text):
        raise digits_lost(text)
    return text


def digits_lost(raw: object) -> RefusedError:
    """Make the refusal of a number whose last digits a spreadsheet rounded away; they are never guessed."""
    message = _("“{raw}” cannot be trusted: the spreadsheet dropped digits. Enter the number again as text.")
    return RefusedError("digits_lost", message.format(raw=raw))


def rounded_to_fifteen(digits: str) -> bool:
    """Tell whether a long number ends in zeros after its 15th digit, as Excel leaves it."""
    return len(digits) > TRUSTED_DIGITS and digits.isdigit() and not digits[TRUSTED_DIGITS:].strip("0")


def rewritten(raw: object, shown: str, *silent: str) -> tuple[Note, ...]:
    """Give the note that a text was read as `shown`; a number or date cell has no text to rewrite."""
    if not isinstance(raw, str):
        return ()
    text = raw.strip()
    return () if text in silent else normalised(text, shown)


def too_long(text: str, longest: int) -> RefusedError:
    """Make the refusal of a text with more characters than its field takes; a little too long is offered cut."""
    message = _("Too long: {count} characters, at most {longest} are kept.")
    cut = text[:longest].strip() if len(text) <= longest * LITTLE else None
    return RefusedError("too_long", message.format(count=f"{len(text):,}", longest=f"{longest:,}"), cut)
