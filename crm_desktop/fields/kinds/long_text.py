"""Text of many lines."""

import unicodedata

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import too_long
from crm_desktop.fields.kind import Context, Kind, Read, normalised, plain_text
from crm_desktop.fields.masked import mask_text

LONGEST = 100_000
# A NUL ends a text in SQLite; the other control characters are what Excel writes as _x000B_.
_CONTROL: dict[int, str | None] = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFEFF))


class LongText(Kind[str]):
    """Any text up to 100,000 characters, lines ended by a line feed."""

    name = "long_text"
    label = N_("Long text")
    accepts = N_("Any text; line breaks are kept.")
    example = N_("No deliveries on Sundays.")

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = plain_text(raw).replace("\r\n", "\n").replace("\r", "\n")
        kept = unicodedata.normalize("NFC", text).translate(_CONTROL)
        notes = normalised(text, kept) if any(character in text for character in map(chr, _CONTROL)) else ()
        kept = kept.strip("\n").rstrip()
        if len(kept) > LONGEST:
            raise too_long(kept, LONGEST)
        return Read(kept or None, notes)

    def mask(self, value: str) -> str:
        return mask_text(self.show(value))
