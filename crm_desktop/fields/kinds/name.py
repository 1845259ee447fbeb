"""A name of a customer or a person."""

import re
import unicodedata

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import refuse_rounded, rewritten, too_long, typed
from crm_desktop.fields.kind import Context, Kind, Read, RefusedError

LONGEST = 100
_SPACES = re.compile(r" {2,}")


class Name(Kind[str]):
    """A name of 1 to 100 characters, on one line, with at least one letter or digit."""

    name = "name"
    label = N_("Name")
    example = N_("Ms Chen")

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = _SPACES.sub(" ", refuse_rounded(typed(raw)))
        if not text.isprintable() and any(unicodedata.category(each) == "Cc" for each in text):
            one_line = " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in text).split())
            message = _("The name holds a line break or another control character; write it on one line.")
            raise RefusedError("control_characters", message, one_line)
        if not any(each.isalnum() for each in text):
            raise RefusedError(
                "only_punctuation", _("“{raw}” is no name: it has no letter and no digit.").format(raw=text)
            )
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        return Read(text, rewritten(raw, text))
