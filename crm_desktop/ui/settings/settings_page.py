"""The settings: sections at the left, the declared settings of one of them at the right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import N_, _
from crm_desktop.services.settings import BUSINESS, LOOK, MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.controls import box, label
from crm_desktop.ui.look.fonts import interface_font
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.settings.password_section import PasswordSection
from crm_desktop.ui.settings.settings_form import SettingsForm

NAV, FORM = 196, 612
_GROUPS = (
    (N_("Your business"), ((BUSINESS, "store"),)),
    (N_("File and security"), ((N_("Password and sheet"), "lock"),)),
    (N_("This computer"), ((LOOK, "palette"),)),
)
_ABOUT = {
    BUSINESS: N_("Printed on reports and letters. Kept in this file only."),
    LOOK: N_("For this computer; applied at once."),
}


class SettingsPage(QWidget):
    """Everything saves at once; what belongs to the file can be undone."""

    message = Signal(str)

    def __init__(self, workspace: Workspace, machine: MachineSettings, runner: Runner) -> None:
        super().__init__()
        self._sections = QListWidget()
        self._sections.setProperty("role", "sections")
        self._sections.setAccessibleName(_("Sections of the settings"))
        self._sections.setFixedWidth(NAV)
        self._sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self.forms = {name: SettingsForm(name, _(_ABOUT[name]), workspace, machine) for name in (BUSINESS, LOOK)}
        pages: dict[str, QWidget] = {**self.forms, "Password and sheet": PasswordSection(workspace, runner)}
        self._rows: dict[int, int] = {}
        for group, sections in _GROUPS:
            self._add_group(_(group))
            for name, icon_name in sections:
                self._add_section(_(name), icon_name, pages[name])
        self._sections.currentRowChanged.connect(self._show)
        self._build()
        self._sections.setCurrentRow(1)

    def _build(self) -> None:
        top = box("top")
        top.setFixedHeight(52)
        head = QHBoxLayout(top)
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(label(_("Settings"), "page-title"))
        head.addStretch()
        rail = box("rail")
        rail.setFixedWidth(NAV)
        inside = QVBoxLayout(rail)
        inside.setContentsMargins(0, 8, 0, 8)
        inside.addWidget(self._sections)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(rail)
        body.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addLayout(body, 1)

    def _add_group(self, name: str) -> None:
        item = QListWidgetItem(name)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(interface_font(12, QFont.Weight.DemiBold))
        item.setSizeHint(QSize(NAV - 20, 30))
        self._sections.addItem(item)

    def _add_section(self, name: str, icon_name: str, page: QWidget) -> None:
        item = QListWidgetItem(icon(icon_name, "secondary"), name)
        item.setSizeHint(QSize(NAV - 20, 32))
        self._sections.addItem(item)
        self._rows[self._sections.count() - 1] = self._stack.addWidget(_scrolled(page))

    def _show(self, row: int) -> None:
        if row in self._rows:
            self._stack.setCurrentIndex(self._rows[row])

    @property
    def section(self) -> int:
        """Tell which section is shown."""
        return self._sections.currentRow()

    def show_section(self, row: int) -> None:
        """Show a section."""
        self._sections.setCurrentRow(row)


def _scrolled(page: QWidget) -> QScrollArea:
    """Hold a form at the left, no wider than reads well."""
    page.setMaximumWidth(FORM + 40)
    held = QFrame()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(page, 10)
    row.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(held)
    return area
