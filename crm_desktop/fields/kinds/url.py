"""An address on the web."""

import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, too_long, typed
from crm_desktop.fields.kind import Context, Kind, Read, RefusedError

LONGEST = 2000
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?://)?(?!\d+(?:/|$))")
_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59}|\d{1,3})\.?(?::\d{1,5})?", re.IGNORECASE
)


class Url(Kind[str]):
    """A web address, kept with its scheme and the host in lower case."""

    name = "url"
    label = N_("Web address")
    accepts = N_("A web address; https:// may be left out.")
    example = "https://bluestone.example.com"

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = typed(raw).replace("。", ".")
        if any(character.isspace() for character in text):
            raise RefusedError("space", _("A web address has no spaces."), "".join(text.split()))
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        scheme, rest = "https", text
        if match := _SCHEME.match(text):
            scheme, rest = match[1].lower(), text[match.end() :]
        if scheme not in {"http", "https"}:
            message = _("A web address starts with http:// or https://, not with {scheme}:.")
            raise RefusedError("other_scheme", message.format(scheme=scheme))
        host, slash, path = re.split(r"([/?#]|$)", rest, maxsplit=1)
        if "." not in host:
            raise RefusedError(
                "no_dot", _("“{raw}” is no web address: a dot is missing, as in acme.cn.").format(raw=text)
            )
        if not _HOST.fullmatch(host):
            raise RefusedError(
                "not_a_url", _("“{raw}” is no web address; write it like https://acme.cn.").format(raw=text)
            )
        value = f"{scheme}://{host.lower()}{slash}{path}"
        return Read(value, rewritten(raw, value))
