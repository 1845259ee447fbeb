"""Another customer, named by the number of that customer."""

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import code_text, rewritten, too_long
from crm_desktop.fields.kind import Context, Kind, Read

LONGEST = 100  # of a name, by which a customer may be said too


class CustomerNumber(Kind[str]):
    """A customer's number, which stays the same in every copy of the file; whether there is one, services know."""

    name = "customer"
    label = N_("Another customer")
    accepts = N_("The number of another customer, such as KH-00012.")
    example = "KH-00012"

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = " ".join(code_text(raw).split())
        if len(text) > LONGEST:
            raise too_long(text, LONGEST)
        return Read(text, rewritten(raw, text))
