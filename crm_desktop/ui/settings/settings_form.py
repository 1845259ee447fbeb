"""The declared settings of a section as a form: name | field, two side by side; each saves itself at once."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import _
from crm_desktop.fields.kinds.bank_account import BankAccount
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.credit_code import CreditCode
from crm_desktop.fields.kinds.email import Email
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.whole import Whole
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.services.settings import SETTINGS, Setting, setting_named
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.records.live_field import LiveField
from crm_desktop.ui.settings.keeper import Keeper

LABELS, GAP, NARROW = 88, 10, 110
TICK = 23  # from the edge of a tick to its words
SHORT = 12  # characters of a text whose field is narrow
CHECKED = (Phone, Email, CreditCode)  # kinds whose values are proven, and say so by a tick
ODD = (*CHECKED, BankAccount)  # kinds that may warn of a value that was kept
OwnRow = Callable[[Keeper], QWidget]


def rows_of(section: str) -> list[list[Setting]]:
    """Give the shown settings of a section, row by row."""
    rows: list[list[Setting]] = []
    for setting in SETTINGS:
        if setting.section == section and setting.shown:
            if setting.beside:
                rows[-1].append(setting)
            else:
                rows.append([setting])
    return rows


class SettingsForm(QWidget):
    """Fields by name in `fields`, fixed choices in `choices`, ticks in `ticks`, hand-made rows in `own`."""

    def __init__(self, section: str, keeper: Keeper, own: Mapping[str, OwnRow] | None = None) -> None:
        super().__init__()
        self._keeper = keeper
        self.fields: dict[str, LiveField] = {}
        self.choices: dict[str, QComboBox] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self.own: dict[str, QWidget] = {}
        self._marks: dict[str, QAction] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._grid.setColumnStretch(1, 1)
        for settings in rows_of(section):
            self._add(settings, (own or {}).get(settings[0].name))
        keeper.changed.connect(self.look)

    # --- building ---

    def _add(self, settings: list[Setting], own: OwnRow | None) -> None:
        row = self._grid.rowCount()
        if own is not None:
            made = self.own[settings[0].name] = own(self._keeper)
            self._name(settings[0] if len(settings) == 1 else settings[-1], made, row)
            self._grid.addWidget(made, row, 1)
            return
        if isinstance(settings[0].kind, YesNo):
            self._grid.addWidget(self._tick(settings[0]), row, 0, 1, 2)
        else:
            made = self._control(settings[0])
            self._name(settings[0], made, row)
            line = QHBoxLayout()
            line.setSpacing(GAP)
            for place, setting in enumerate(settings):
                each = made if place == 0 else self._control(setting)
                line.addWidget(each, 0 if _is_narrow(setting) else 1, Qt.AlignmentFlag.AlignTop)
            if all(_is_narrow(setting) for setting in settings):
                line.addStretch(1)
            self._grid.addLayout(line, row, 1)
        hints = " · ".join(_(setting.hint) for setting in settings if setting.hint)
        if hints:
            hint = label(hints, "caption", wrap=True)
            beside_tick = isinstance(settings[0].kind, YesNo)
            hint.setContentsMargins(TICK if beside_tick else 0, 0, 0, 0)
            self._grid.addWidget(hint, row + 1, 0 if beside_tick else 1, 1, 2 if beside_tick else 1)

    def _name(self, setting: Setting, made: QWidget, row: int) -> None:
        name = label(_(setting.label), "secondary", buddy=made, wrap=True)
        name.setFixedWidth(LABELS)
        name.setMinimumHeight(32)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)

    def _control(self, setting: Setting) -> QWidget:
        return self._choice(setting) if isinstance(setting.kind, Choice) else self._field(setting)

    def _field(self, setting: Setting) -> LiveField:
        keeper = self._keeper
        around = Surroundings(keeper.room.workspace.context)
        made = LiveField(setting.kind, _(setting.label), around, partial(keeper.judge, setting.name))
        save = partial(self._save_field, setting.name)
        made.accepted.connect(save)
        made.left.connect(save)
        made.cancelled.connect(partial(self._show, setting))
        made.next_wanted.connect(partial(self._go_on, setting.name))
        edit = made.focusProxy()
        edit = edit.focusProxy() if edit is not None else None
        if isinstance(edit, QLineEdit):
            edit.setPlaceholderText(_(setting.label) if setting.beside else "")
            if isinstance(setting.kind, CHECKED):
                place = QLineEdit.ActionPosition.TrailingPosition
                self._marks[setting.name] = edit.addAction(icon("circle-check", "ok"), place)
        if _is_narrow(setting):
            made.setFixedWidth(NARROW)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)  # others take what room is left
        self.fields[setting.name] = made
        self._show(setting)
        return made

    def _choice(self, setting: Setting) -> QComboBox:
        made = QComboBox()
        made.setMinimumWidth(240)
        made.setAccessibleName(_(setting.label))
        if isinstance(setting.kind, Choice):
            for option in setting.kind.options:
                made.addItem(_(option.label), option.key)
        made.activated.connect(lambda _at: self._keeper.save(**{setting.name: made.currentData()}))
        self.choices[setting.name] = made
        self._show(setting)
        return made

    def _tick(self, setting: Setting) -> QCheckBox:
        made = QCheckBox(_(setting.label))
        made.toggled.connect(lambda on: self._keeper.save(**{setting.name: on}))
        self.ticks[setting.name] = made
        self._show(setting)
        return made

    # --- showing and keeping ---

    def look(self) -> None:
        """Show all values anew; what is being typed stays."""
        for setting in SETTINGS:
            if setting.name not in self.fields or not self.fields[setting.name].touched():
                self._show(setting)

    def _show(self, setting: Setting) -> None:
        name = setting.name
        if name in self.fields:
            self.fields[name].show_value(self._shown(name))
            self._tell_odd(name)
        elif name in self.choices:
            choice = self.choices[name]
            choice.setCurrentIndex(max(choice.findData(self._keeper.value(name)), 0))
        elif name in self.ticks:
            tick = self.ticks[name]
            blocked = tick.blockSignals(True)
            tick.setChecked(bool(self._keeper.value(name)))
            tick.blockSignals(blocked)

    def _shown(self, name: str) -> object:
        value = self._keeper.value(name)
        return None if value == "" else value

    def _tell_odd(self, name: str) -> None:
        """Warn of what is odd about the value that is kept, and tick what is proven."""
        field = self.fields[name]
        kept = self._shown(name) is not None
        notes = self._keeper.judge(name, field.raw()) if kept and isinstance(setting_named(name).kind, ODD) else ()
        odd = tuple(note for note in notes if note.severity == "warn")
        field.show_notes(odd)
        mark = self._marks.get(name)
        if mark is not None:
            mark.setVisible(kept)
            mark.setIcon(icon("triangle-alert", "warning") if odd else icon("circle-check", "ok"))
            mark.setToolTip(plain_tooltip(odd[0].message if odd else _("Checked")))

    def _save_field(self, name: str) -> None:
        field = self.fields[name]
        if not field.touched():
            return
        field.ask_again()
        if not field.refused():
            raw = field.raw()
            field.show_value(self._shown(name))  # what is kept is shown by `look`
            self._keeper.save(**{name: raw})
            self.look()

    def _go_on(self, name: str, step: int) -> None:
        names = list(self.fields)
        place = names.index(name) + step
        if 0 <= place < len(names):
            self.fields[names[place]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextPrevChild(step > 0)

    def go_to(self, name: str) -> bool:
        """Put the focus on a setting; tells whether it is in this form."""
        found = self.fields.get(name) or self.choices.get(name) or self.ticks.get(name) or self.own.get(name)
        if found is not None:
            found.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return found is not None


def _is_narrow(setting: Setting) -> bool:
    """Tell whether the values of a setting are short, so that its field does not fill the row."""
    short = isinstance(setting.kind, Text) and setting.kind.longest <= SHORT
    return short or isinstance(setting.kind, (Choice, Whole))


def headed(title: str, about: str, *parts: QWidget) -> QWidget:
    """Put a section's parts under its title and a word about it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 16, 20, 20)
    column.setSpacing(2)
    column.addWidget(label(title, "title"))
    column.addWidget(label(about, "caption", wrap=True))
    column.addSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made
