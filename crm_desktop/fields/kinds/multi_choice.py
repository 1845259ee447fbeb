"""Several of a list of options."""

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kind import Context, Option, Read, normalised
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.tags import Tags


class MultiChoice(Tags):
    """Several options of the list `list_name`, kept as their keys in the order given."""

    name = "multi_choice"
    label = N_("Several choices")
    accepts = N_("Several words of the list with commas between them.")
    example = ""

    def __init__(self, list_name: str) -> None:
        super().__init__()
        self.each = Choice(list_name, ())
        self.list_name = list_name

    def all_options(self, context: Context | None = None) -> tuple[Option, ...]:
        """Give every option, those that are no longer offered too."""
        return self.each.all_options(context)

    def offered(self, context: Context | None = None) -> tuple[Option, ...]:
        """Give the options to choose from."""
        return self.each.offered(context)

    def parse(self, raw: object, context: Context) -> Read[list[str]]:
        words = super().parse(raw, context).value or []
        keys = list(dict.fromkeys(key for word in words if (key := self.each.read(word, context).value)))
        shown = self.show(keys)
        return Read(keys or None, normalised(_(", ").join(words), shown) if isinstance(raw, str) else ())

    def show(self, value: list[str]) -> str:
        return _(", ").join(self.each.show(key) for key in value)
