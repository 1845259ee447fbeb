"""The lists to choose from, one at a time: levels, classes, sources, those of own fields, and the tags in use."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.services.choices import ChoiceList, open_choices
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.settings.keeper import Keeper
from crm_desktop.ui.settings.options_table import OptionsTable
from crm_desktop.ui.settings.settings_form import LABELS
from crm_desktop.ui.settings.tags_table import TagsTable

TAGS = "tags"


class ListsPanel(QWidget):
    """Which list, and below it its options."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.which = QComboBox()
        self.which.setMinimumWidth(240)
        self.which.setAccessibleName(_("List"))
        self.options = OptionsTable(keeper)
        self.tags = TagsTable(keeper)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.options)
        self._stack.addWidget(self.tags)
        line = QHBoxLayout()
        line.setSpacing(12)
        name = label(_("List"), "secondary", buddy=self.which)
        name.setFixedWidth(LABELS)
        line.addWidget(name)
        line.addWidget(self.which)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(line)
        column.addWidget(self._stack)
        self.which.currentIndexChanged.connect(lambda _at: self._show())
        self.setFocusProxy(self.which)
        keeper.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show the lists anew: an own field may have brought one."""
        chosen = self.which.currentData()
        lists = sorted(open_choices().values(), key=lambda each: each.field.entity != "customer")
        wanted = [(each.name, _name(each)) for each in lists] + [(TAGS, _("Tags of customers"))]
        if [self.which.itemData(at) for at in range(self.which.count())] != [key for key, _text in wanted]:
            blocked = self.which.blockSignals(True)
            self.which.clear()
            for key, text in wanted:
                self.which.addItem(text, key)
            self.which.setCurrentIndex(max(self.which.findData(chosen), 0))
            self.which.blockSignals(blocked)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Count anew: customers may have changed."""
        super().showEvent(event)
        self._show()

    def choose(self, key: str) -> None:
        """Show a list (customer.level), or the tags."""
        self.which.setCurrentIndex(self.which.findData(key))

    def _show(self) -> None:
        key = self.which.currentData()
        shown: OptionsTable | TagsTable = self.tags if key == TAGS else self.options
        if isinstance(shown, TagsTable):
            shown.look()
        else:
            shown.show_list(key)
        self._stack.setCurrentWidget(shown)


def _name(chosen: ChoiceList) -> str:
    entity = entity_named(chosen.field.entity)
    return f"{_(chosen.field.label)} · {_(entity.label)}"
