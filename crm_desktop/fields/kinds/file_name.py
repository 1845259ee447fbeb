"""The name of a kept file."""

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import rewritten
from crm_desktop.fields.file_names import file_name
from crm_desktop.fields.kind import Context, Kind, Read, plain_text


class FileName(Kind[str]):
    """A name without folders that every system's disk takes; what none takes is left out."""

    name = "file_name"
    label = N_("File name")
    accepts = N_("A name with its ending, like contract.pdf.")
    example = "contract.pdf"

    def parse(self, raw: object, context: Context) -> Read[str]:
        named = file_name(plain_text(raw))
        return Read(named, rewritten(raw, named))
