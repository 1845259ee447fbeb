"""A small picture that is kept as text, such as a logo."""

import base64
import binascii
import re
from pathlib import PurePath

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kind import Context, Kind, Read, RefusedError

LARGEST = 400_000  # bytes; each change of it is kept in the notes
_KEPT = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=\s]+)")
_NAMES = {"png": "PNG", "jpeg": "JPG", "svg+xml": "SVG"}


class Picture(Kind[str]):
    """A PNG, JPG or SVG as a data URI (RFC 2397) of at most `LARGEST` bytes; shown as its format and size."""

    name = "picture"
    label = N_("Picture")
    accepts = N_("A PNG, JPG or SVG file.")

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = str(raw).strip()
        match = _KEPT.fullmatch(text)
        if match is None:
            raise RefusedError("not_a_picture", _("A picture is a PNG, JPG or SVG file."))
        try:
            data = base64.b64decode(match[2], validate=False)
        except binascii.Error:
            raise RefusedError("not_a_picture", _("The picture is cut off; choose its file again.")) from None
        return Read(data_uri(data))

    def show(self, value: str) -> str:
        match = _KEPT.fullmatch(value)
        return f"{_NAMES[match[1]]} · {round(len(picture_bytes(value)) / 1024) or 1} KB" if match else ""


def data_uri(data: bytes, name: str = "") -> str:
    """Write a picture's bytes as text; raises `RefusedError` for what is no PNG, JPG or SVG, or too large."""
    kind = _format_of(data)
    if kind is None:
        said = PurePath(name).name if name else _("This")
        raise RefusedError("not_a_picture", _("“{name}” is no PNG, JPG or SVG picture.").format(name=said))
    if len(data) > LARGEST:
        message = _("A picture may have {n} KB at most; save it smaller.")
        raise RefusedError("too_large", message.format(n=LARGEST // 1000))
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def picture_bytes(kept: str) -> bytes:
    """Give the bytes of a kept picture."""
    return base64.b64decode(kept.partition(",")[2])


def _format_of(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "svg+xml" if head.startswith(b"<") and b"<svg" in head else None
