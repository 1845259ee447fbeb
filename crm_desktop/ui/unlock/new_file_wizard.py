"""Making a new customer file in four steps."""

from PySide6.QtWidgets import QWidget

from crm_desktop.base import clock
from crm_desktop.base.errors import InvalidValueError, UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.printing.recovery_sheet import RecoverySheet
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.controls import set_variant
from crm_desktop.ui.look.step_dialog import StepDialog
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.unlock.business_page import BusinessPage
from crm_desktop.ui.unlock.doors import Doors
from crm_desktop.ui.unlock.first_customers_page import FirstCustomersPage, FirstWish
from crm_desktop.ui.unlock.password_page import PasswordPage
from crm_desktop.ui.unlock.paths import said_folder
from crm_desktop.ui.unlock.where_page import WherePage

WHERE, PASSWORD, BUSINESS, CUSTOMERS = range(4)
RAIL = 200


class NewFileWizard(StepDialog):
    """The file is made between the password and its sheet; from then on closing means "go on with it".

    `workspace` is None as long as nothing was made.
    """

    def __init__(self, doors: Doors, runner: Runner, parent: QWidget | None = None) -> None:
        steps = (
            (_("Where"), ""),
            (_("Password and sheet"), _("You need both")),
            (_("Your business"), _("Name, region, currency")),
            (_("Customers"), _("A sheet, or a sample")),
        )
        super().__init__(steps, RAIL, parent)
        self.workspace: Workspace | None = None
        self.wish: FirstWish = "nothing"
        self._doors, self._runner, self._busy = doors, runner, False
        self.setWindowTitle(_("New customer file"))
        self.resize(868, 740)
        self.where, self.password, self.business, self.customers = (
            WherePage(), PasswordPage(), BusinessPage(), FirstCustomersPage(),
        )  # fmt: skip
        for page in (self.where, self.password, self.business, self.customers):
            self.pages.addWidget(page)
            page.changed.connect(self._look)
        self.set_rail_note(
            "lock",
            _("Only you can open it"),
            _("The file is on your computer, encrypted as a whole. No server, and nobody to find your password."),
        )
        self.extra.setText(_("Print later"))
        self.next.setDefault(True)  # Enter goes on, wherever the focus is
        self.go(WHERE)

    def go(self, step: int) -> None:
        """Show a step, with what it needs to know of those before."""
        if step == PASSWORD and self.workspace is None:
            self.rail.set_caption(WHERE, said_folder(self.where.path.parent))
            self.password.new_password.about_you = [self.where.path.stem]
            self.password.show_sheet(self._sheet(""))
        super().go(step)
        self._look()
        first = (self.where.name, self.password.new_password.first, self.business.name, self.customers.cards["import"])
        first[step].setFocus()

    def _look(self) -> None:
        made = self.workspace is not None
        texts = (
            _("Next: password"),
            _("Next: your business") if made else _("Make the file"),
            _("Next: customers"),
            _("Begin"),
        )
        self.next.setText(texts[self.step])
        ready = (
            self.where.acceptable,
            self.password.steps.proven if made else self.password.new_password.acceptable,
            True,
            True,
        )
        self.next.setEnabled(ready[self.step] and not self._busy)
        self.back.setVisible(self.step == PASSWORD if not made else self.step == CUSTOMERS)
        self.extra.setVisible(self.step == PASSWORD and made)
        if self.step != PASSWORD:
            self._say("")
        elif not self._busy and self.hint.property("role") != "error":
            self._say(_("Settings can change the password later") if made else "")

    def _say(self, text: str, role: str = "caption") -> None:
        self.hint.setText(text)
        self.hint.setToolTip(plain_tooltip(text))
        set_variant(self.hint, "role", role)

    def _sheet(self, code: str) -> RecoverySheet:
        path = self.where.path
        return RecoverySheet(path.name, said_folder(path.parent), clock.today(), code)

    def on_next(self) -> None:
        """Go on; at the password this makes the file, at the end it closes."""
        if self.step == PASSWORD and self.workspace is None:
            self._make()
        elif self.step == BUSINESS:
            self._keep_business()
        elif self.step == CUSTOMERS:
            self.wish = self.customers.wish
            self.accept()
        else:
            self.go(self.step + 1)

    def on_extra(self) -> None:
        """Leave the sheet for later."""
        self.go(BUSINESS)

    def _make(self) -> None:
        path, password = self.where.path, self.password.new_password.password
        self._busy = True
        self._say(_("Making the file …"))
        self._look()
        self._runner.run(
            lambda _progress: self._doors.create_file(path, password), owner=self, done=self._made, failed=self._failed
        )

    def _made(self, made: tuple[Workspace, str]) -> None:
        self._busy = False
        self.workspace, code = made
        self.password.show_sheet(self._sheet(code))
        self._look()
        self.password.steps.fields[0].setFocus()

    def _failed(self, error: UserFacingError) -> None:
        self._busy = False
        self._say(error.message, "error")
        self._look()

    def _keep_business(self) -> None:
        if self.workspace is None:
            return
        try:
            self.workspace.settings.set(**self.business.values)
        except InvalidValueError as error:
            self._say(error.message, "error")
        else:
            self.go(CUSTOMERS)

    def reject(self) -> None:
        """Close; a file that was made is opened, not lost."""
        if self._busy:
            return
        if self.workspace is not None:
            self.accept()
        else:
            super().reject()
