"""One of a list of options, by its label."""

from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.ui.editors.completing import CompletingEditor
from crm_desktop.ui.editors.registry import editor_for


@editor_for(Choice)
class ChoiceEditor(CompletingEditor):
    """Picks an option; whether a new one may be added is the form's to offer."""

    kind: Choice

    def texts(self) -> list[str]:
        return [_(option.label) for option in self.kind.offered(self.around.context)]

    def show_value(self, value: Any) -> None:
        labels = {option.key: _(option.label) for option in self.kind.all_options(self.around.context)}
        self.edit.setText("" if value is None else labels.get(value, str(value)))
