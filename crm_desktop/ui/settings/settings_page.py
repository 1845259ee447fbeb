"""The settings: sections at the left, one of them at the right; everything saves at once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import box, icon_button, label
from crm_desktop.ui.look.lead_focus import lead_focus
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.settings.keeper import Keeper, Room
from crm_desktop.ui.settings.section_list import WIDTH, SectionList
from crm_desktop.ui.settings.sections import SECTIONS, Section
from crm_desktop.ui.settings.settings_form import SettingsForm, headed

FORM = 720
ROOM_FOR_BOTH = 860  # of form and what stands beside it; with less it stands below


class SettingsPage(QWidget):
    """`forms` and `panels` by section; a section is built when it is first shown."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.keeper = Keeper(room, self)
        self.forms: dict[str, SettingsForm] = {}
        self.panels: dict[str, QWidget] = {}
        self.beside: dict[str, QWidget] = {}
        self._pages: dict[str, QWidget] = {}
        self.sections = SectionList(SECTIONS)
        self._stack = QStackedWidget()
        self._undo = icon_button("undo-2", _("Undo"), room.undo.trigger, shortcut="Ctrl+Z")
        self._build()
        self.sections.chosen.connect(self.show_section)
        self.sections.wanted.connect(self.go_to)
        room.undo.changed.connect(self._look_at_undo)
        self.keeper.changed.connect(self._count)
        lead_focus(self, self.sections.list)
        self._look_at_undo()
        self._count()
        self.sections.choose(SECTIONS[0].name)

    def _build(self) -> None:
        top = box("top")
        top.setFixedHeight(52)
        head = QHBoxLayout(top)
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(label(_("Settings"), "page-title"))
        head.addStretch()
        head.addWidget(self._undo)
        rail = box("rail")
        rail.setFixedWidth(WIDTH)
        inside = QVBoxLayout(rail)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.sections)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(rail)
        body.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addLayout(body, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed meanwhile."""
        super().showEvent(event)
        self.keeper.wake()

    def _look_at_undo(self) -> None:
        self._undo.setEnabled(self._room.undo.isEnabled())
        self._undo.setToolTip(plain_tooltip(f"{self._room.undo.text().replace('&', '')} (Ctrl+Z)"))

    def _count(self) -> None:
        for section in SECTIONS:
            if section.count is not None:
                self.sections.show_count(section.name, section.count(self.keeper))

    @property
    def section(self) -> str:
        """Name the section that is shown."""
        return self.sections.section

    def show_section(self, name: str) -> None:
        """Show a section, building it the first time."""
        section = next(each for each in SECTIONS if each.name == name)
        if name not in self._pages:
            self._pages[name] = self._made(section)
            self._stack.addWidget(self._pages[name])
        self._stack.setCurrentWidget(self._pages[name])
        if self.sections.section != name:
            self.sections.choose(name)

    def go_to(self, name: str, setting: str) -> None:
        """Show a section and put the focus on one of its settings, else on the first thing in it."""
        self.show_section(name)
        panel = self.panels[name]
        for form in (panel, *panel.findChildren(SettingsForm)):
            if isinstance(form, SettingsForm) and form.go_to(setting):
                return
        panel.setFocus(Qt.FocusReason.TabFocusReason)
        panel.focusNextChild()

    def _made(self, section: Section) -> QWidget:
        if section.panel is not None:
            panel = section.panel(self.keeper)
        else:
            panel = self.forms[section.name] = SettingsForm(section.name, self.keeper, section.own)
        self.panels[section.name] = panel
        shown = headed(_(section.name), _(section.about), panel)
        shown.setMaximumWidth(FORM)
        beside = section.beside(self.keeper) if section.beside is not None else None
        if beside is not None:
            self.beside[section.name] = beside
        return _Spread(shown, beside)


class _Spread(QWidget):
    """A form that scrolls, with a pane at its right where there is room, else below it."""

    def __init__(self, shown: QWidget, beside: QWidget | None) -> None:
        super().__init__()
        self._beside = beside
        held = QWidget()
        self._inner = QBoxLayout(QBoxLayout.Direction.TopToBottom, held)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(0)
        self._inner.addWidget(shown)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(held)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(area, 1)
        if beside is not None:
            self._row.addWidget(beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the pane to where there is room for it."""
        super().resizeEvent(event)
        if self._beside is None:
            return
        wide = self.width() >= ROOM_FOR_BOTH
        if wide == (self._beside.parentWidget() is self):
            return
        self._beside.setMinimumHeight(0 if wide else self._beside.sizeHint().height())
        (self._row if wide else self._inner).addWidget(self._beside)
