"""A field's values as a person sees them: text, tone and tags, choices by their labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.fields.declare import Field
from crm_desktop.fields.kind import Context, Option
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.multi_choice import MultiChoice


class Label(NamedTuple):
    """One tag: what it says and its tone."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Says values of one field; made once for a column or a row, asked for every cell."""

    field: Field
    options: dict[str, Option]

    @classmethod
    def of(cls, field: Field, context: Context) -> "Shown":
        """Prepare a field; users' own options of a choice come from `context`."""
        kind = field.kind
        known = kind.all_options(context) if isinstance(kind, (Choice, MultiChoice)) else ()
        options = {each.key: each for each in known}
        return cls(field, options)

    def text(self, value: Any) -> str:
        """Say a value; nothing for an empty one."""
        if value is None or value == "":
            return ""
        if isinstance(value, list):
            return self.field.kind.show(value)
        option = self.options.get(value) if self.options else None
        return _(option.label) if option else self.field.kind.on_screen(value)

    def whole(self, value: Any) -> str:
        """Say a value with nothing hidden, for what is copied on purpose."""
        option = self.options.get(value) if self.options else None
        return _(option.label) if option else self.field.kind.show(value)

    def tone(self, value: Any) -> str:
        """Give the tone of a choice's value."""
        option = self.options.get(value) if self.options else None
        return option.tone if option else "neutral"

    def labels(self, value: Any) -> list[Label]:
        """Give the tags that stand for a value."""
        if not value:
            return []
        if isinstance(value, str) or not isinstance(value, Sequence):
            return [Label(self.text(value), self.tone(value))]
        if self.options:
            return [Label(self.text(each) if each in self.options else str(each), self.tone(each)) for each in value]
        return [Label(str(each), "neutral") for each in value]
