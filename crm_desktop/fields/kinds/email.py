"""An e-mail address."""

import functools
import json
import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.base.paths import resources
from crm_desktop.fields.clean import refuse_rounded, rewritten, typed
from crm_desktop.fields.kind import Context, Kind, Note, Read, RefusedError, warning
from crm_desktop.fields.masked import mask_mail

# What email-validator would accept unchanged; everything else is asked there, five times slower.
_PLAIN = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!test$|local$|invalid$|onion$|arpa$)[a-z]{2,24}"
)
_LONGEST_LOCAL, _LONGEST = 64, 254
_NAMED = re.compile(r"(?:.*<([^<>\s]+@[^<>\s]+)>|mailto:(.+)|(?:e-?mail|邮箱)\s*:\s*(.+))[;,.]?", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*[;,/、，；\s]\s*")
_WRONG_END = re.compile(r"\.(?:con|cmo|ocm|comm|vom|xom|cim)$")
_FOLDED = str.maketrans({"。": ".", "．": ".", "｡": ".", "＠": "@", "﹫": "@"})


class Email(Kind[str]):
    """An e-mail address: the part before @ as typed, the domain in lower case. No network is asked."""

    name = "email"
    label = N_("E-mail")
    accepts = N_("An e-mail address; several in a cell with “/” between them.")
    example = "hello@bluestone.example.com"

    def parse(self, raw: object, context: Context) -> Read[str]:
        if isinstance(raw, str) and _is_plain(raw):
            return Read(raw, _typo(raw))
        text = refuse_rounded(typed(raw)).translate(_FOLDED)
        if match := _NAMED.fullmatch(text):
            text = (match[1] or match[2] or match[3]).strip()
        text = text.rstrip(";,")
        local, at, domain = text.rpartition("@")
        value = f"{local}@{domain.lower()}"
        if not (at and _is_plain(value)):
            value = _validated(text)
        return Read(value, (*rewritten(raw, value), *_typo(value)))

    def mask(self, value: str) -> str:
        return mask_mail(self.show(value))


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and len(text) <= _LONGEST and text.find("@") <= _LONGEST_LOCAL


def _validated(text: str) -> str:
    """Ask email-validator; raises `RefusedError` with the reason in the user's words."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return str(validate_email(text, check_deliverability=False).normalized)
    except EmailNotValidError:
        code, message = _reason(text)
        raise RefusedError(code, message.format(raw=text), _guess(text)) from None


def _reason(text: str) -> tuple[str, str]:  # noqa: PLR0911 - one return for each reason
    """Say why an address is refused."""
    if "*" in text and "@" in text:
        return "masked", _("“{raw}” is masked; enter it in full.")
    if text.count("@") > 1:
        return "several_addresses", _("There are several addresses here; enter each on its own.")
    if "@" not in text:
        return "no_at", _("“{raw}” has no @; an address is like name@example.com.")
    if any(each.isspace() for each in text):
        return "space", _("An e-mail address has no spaces.")
    if ".." in text:
        return "double_dot", _("“{raw}” has two dots in a row.")
    if "." not in text.rpartition("@")[2].strip("."):
        return "no_dot", _("A dot is missing after the @ in “{raw}”, as in example.com.")
    return "not_an_email", _("“{raw}” is no e-mail address; it should be like name@example.com.")


def _guess(text: str) -> str | None:
    """Give what was probably meant, if that would be accepted."""
    first = _SEVERAL.split(text)[0]
    joined = "".join(text.split())
    local, at, domain = re.sub(r"\.{2,}", ".", first if text.count("@") > 1 else joined).rpartition("@")
    if not at:
        return None
    guess = f"{local.strip('.,<>')}@{_typos().get(domain.lower(), domain.lower().strip('.,-<>'))}"
    return guess if guess != text and _is_plain(guess) else None


def _typo(address: str) -> tuple[Note, ...]:
    """Warn about a domain that is a known slip of the keyboard."""
    local, _at, domain = address.rpartition("@")
    right = _typos().get(domain) or (_WRONG_END.sub(".com", domain) if _WRONG_END.search(domain) else None)
    if not right:
        return ()
    message = _("Is “{domain}” meant to be {right}?").format(domain=domain, right=right)
    return (warning("domain_typo", message, f"{local}@{right}"),)


@functools.cache
def _typos() -> dict[str, str]:
    return dict(json.loads(resources("data", "email_typos.json").read_text("utf-8")))
