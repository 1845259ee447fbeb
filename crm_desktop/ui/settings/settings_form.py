"""The declared settings of one section as a form; each saves itself when it is accepted."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Note, RefusedError
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.services.settings import SETTINGS, MachineSettings, Setting
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.records.live_field import LiveField

LABELS = 116


class SettingsForm(QWidget):
    """Fields by name in `fields`, fixed choices in `choices`."""

    def __init__(self, section: str, about: str, workspace: Workspace, machine: MachineSettings) -> None:
        super().__init__()
        self._workspace, self._machine = workspace, machine
        self.fields: dict[str, LiveField] = {}
        self.choices: dict[str, QComboBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 20)
        layout.setSpacing(2)
        layout.addWidget(label(_(section), "title"))
        layout.addWidget(label(about, "caption"))
        layout.addSpacing(12)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._grid.setColumnStretch(1, 1)
        for setting in SETTINGS:
            if setting.section == section and setting.shown:
                self._add(setting)
        layout.addLayout(self._grid)
        layout.addStretch()

    def _add(self, setting: Setting) -> None:
        row = self._grid.rowCount()
        made = self._choice(setting) if isinstance(setting.kind, Choice) else self._field(setting)
        name = label(_(setting.label), "secondary", buddy=made)
        name.setFixedHeight(32)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        side = Qt.AlignmentFlag.AlignLeft if isinstance(made, QComboBox) else Qt.AlignmentFlag(0)
        self._grid.addWidget(made, row, 1, side)
        if setting.hint:
            self._grid.addWidget(label(_(setting.hint), "caption", wrap=True), row + 1, 1)

    def _field(self, setting: Setting) -> LiveField:
        made = LiveField(
            setting.kind, _(setting.label), Surroundings(self._workspace.context), partial(self._judge, setting)
        )
        made.show_value(self._value(setting) or None)
        save = partial(self._save_field, setting)
        made.accepted.connect(save)
        made.left.connect(save)
        made.cancelled.connect(lambda: made.show_value(self._value(setting) or None))
        made.next_wanted.connect(partial(self._go_on, setting.name))
        self.fields[setting.name] = made
        return made

    def _choice(self, setting: Setting) -> QComboBox:
        made = QComboBox()
        made.setFixedWidth(240)
        made.setAccessibleName(_(setting.label))
        if isinstance(setting.kind, Choice):
            for option in setting.kind.all_options(self._workspace.context):
                made.addItem(_(option.label), option.key)
        made.setCurrentIndex(max(made.findData(self._value(setting)), 0))
        made.activated.connect(lambda _at: self._save(setting, made.currentData()))
        self.choices[setting.name] = made
        return made

    def _value(self, setting: Setting) -> object:
        return (self._workspace.settings if setting.place == "FILE" else self._machine)[setting.name]

    def _judge(self, setting: Setting, raw: object) -> tuple[Note, ...]:
        try:
            return setting.kind.read(raw, self._workspace.context).notes
        except RefusedError as error:
            return (error.note,)
        except InvalidValueError as error:
            return (Note("refuse", error.code, error.message),)

    def _save_field(self, setting: Setting) -> None:
        made = self.fields[setting.name]
        if not made.touched():
            return
        made.ask_again()
        if not made.refused():
            self._save(setting, made.raw())
            notes = made.notes
            made.show_value(self._value(setting) or None)
            made.show_notes(tuple(note for note in notes if note.severity == "warn"))

    def _save(self, setting: Setting, raw: object) -> None:
        if setting.place == "FILE":
            self._workspace.settings.set(**{setting.name: raw})
        else:
            self._machine.set(setting.name, raw)

    def _go_on(self, name: str, step: int) -> None:
        names = list(self.fields)
        place = names.index(name) + step
        if 0 <= place < len(names):
            self.fields[names[place]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextPrevChild(step > 0)
