"""The sections of the settings, declared: what the page lists, finds and shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import N_
from crm_desktop.services.settings import (
    BACKUP,
    BUSINESS,
    LETTERHEAD,
    LOCK,
    LOOK,
    NUMBERING,
    PRIVACY,
    REMINDERS,
)
from crm_desktop.ui.settings.address_row import AddressRow
from crm_desktop.ui.settings.backup_panel import BackupPanel
from crm_desktop.ui.settings.fields_panel import FieldsPanel, count_fields
from crm_desktop.ui.settings.keeper import Keeper
from crm_desktop.ui.settings.letterhead_pane import letterhead_pane
from crm_desktop.ui.settings.lists_panel import ListsPanel
from crm_desktop.ui.settings.lock_panel import LockPanel
from crm_desktop.ui.settings.logo_row import LogoRow
from crm_desktop.ui.settings.numbering_panel import NumberingPanel
from crm_desktop.ui.settings.settings_form import OwnRow

Panel = Callable[[Keeper], QWidget]

FIELDS, LISTS = N_("Custom fields"), N_("Levels, sources, tags")
YOUR_BUSINESS, FILE, COMPUTER = N_("Your business"), N_("File and security"), N_("This computer")
GROUPS = (YOUR_BUSINESS, FILE, COMPUTER)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page, by the name that its settings give it.

    Without a `panel` it is the form of its settings, some rows of which may be hand-made (`own`, by the
    first setting's name). `beside` stands at the right of it, `holds` names sections whose settings
    are found there, `also` further words it is found by, between bars.
    """

    name: str
    icon: str
    group: str
    about: str
    panel: Panel | None = None
    beside: Panel | None = None
    own: Mapping[str, OwnRow] = field(default_factory=dict)
    holds: tuple[str, ...] = ()
    count: Callable[[Keeper], int] | None = None
    also: str = ""


SECTIONS = (
    Section(
        BUSINESS, "store", YOUR_BUSINESS, N_("Printed on reports and letters. Kept in this file only."),
        beside=letterhead_pane, own={"business_logo": LogoRow, "business_province": AddressRow}, holds=(LETTERHEAD,),
    ),
    Section(
        FIELDS, "list-plus", YOUR_BUSINESS, N_("What you want to know about customers beside what is there already."),
        panel=FieldsPanel, count=count_fields, also=N_("New field | kind | rule"),
    ),
    Section(
        LISTS, "tags", YOUR_BUSINESS, N_("The words to choose from; hidden ones stay where they are used."),
        panel=ListsPanel, also=N_("Level | Class | Source | Tags | colour | option"),
    ),
    Section(
        NUMBERING, "hash", YOUR_BUSINESS, N_("How new customers are numbered; no number is given twice."),
        panel=NumberingPanel,
    ),
    Section(
        LOCK, "lock", FILE, N_("The file is encrypted; locked, it can only be opened with the password."),
        panel=LockPanel, also=N_("Change password | recovery sheet | Lock now"),
    ),
    Section(
        BACKUP, "archive", FILE, N_("Each backup is proven to be whole before it counts."),
        panel=BackupPanel, also=N_("Back up now"),
    ),
    Section(LOOK, "palette", COMPUTER, N_("For this computer; applied at once.")),
    Section(REMINDERS, "bell", COMPUTER, N_("Inside this window only: no name ever shows on a locked screen.")),
    Section(PRIVACY, "eye-off", COMPUTER, N_("For when others can see your screen.")),
)  # fmt: skip
