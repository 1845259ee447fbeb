"""A running number, such as KH-00012."""

from typing import ClassVar

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import code_text, rewritten, too_long
from crm_desktop.fields.kind import Context, Kind, Read

LONGEST = 40


class Serial(Kind[str]):
    """A number that the user gives, or else the program: `prefix` and the next free one."""

    name = "serial"
    label = N_("Number")
    automatic: ClassVar[bool] = True

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = " ".join(code_text(raw).split())
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        return Read(text, rewritten(raw, text))
