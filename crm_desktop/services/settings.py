"""Every setting, declared once: what it is called, its kind, its default, and where it is kept."""

import configparser
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.paths import config_folder
from crm_desktop.fields.kind import Context, Kind, Option, RefusedError
from crm_desktop.fields.kinds.bank_account import BankAccount
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.country import Country
from crm_desktop.fields.kinds.credit_code import CreditCode
from crm_desktop.fields.kinds.currency import Currency
from crm_desktop.fields.kinds.division import Division
from crm_desktop.fields.kinds.email import Email
from crm_desktop.fields.kinds.mobile import Mobile
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.picture import Picture
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.url import Url
from crm_desktop.fields.kinds.whole import Whole
from crm_desktop.fields.kinds.yes_no import YesNo

Place = Literal["FILE", "MACHINE"]

LANGUAGES = (Option("system", N_("As the system")), Option("zh_CN", "简体中文"), Option("en", "English"))
THEMES = (Option("system", N_("As the system")), Option("light", N_("Light")), Option("dark", N_("Dark")))
SIZES = (Option("100", "100 %"), Option("115", "115 %"), Option("130", "130 %"))
LETTERHEADS = (
    Option("left", N_("Logo at the left")),
    Option("centre", N_("Centred")),
    Option("text", N_("Text only")),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting. FILE ones are part of the business and travel in the encrypted file."""

    name: str
    kind: Kind[Any]
    label: str
    default: object
    place: Place
    section: str
    hint: str = ""
    shown: bool = True  # False: kept by the program for itself (the window's size)
    required: bool = False  # the program cannot do without a value
    beside: bool = False  # stands in the row of the setting before it

    def read(self, raw: object, context: Context | None = None) -> Any:
        """Turn what was typed into a value; raises `InvalidValueError` where it is refused."""
        value = self.kind.read(raw, context).value
        if value is None and self.required:
            raise RefusedError("required", _("It must not be empty."))
        return value


BUSINESS, LETTERHEAD, NUMBERING = N_("Business profile"), N_("Letterhead"), N_("Numbering")
LOCK, BACKUP = N_("Password and lock"), N_("Backups")
LOOK, REMINDERS, PRIVACY = N_("Language and look"), N_("Reminders"), N_("Privacy")

SETTINGS: tuple[Setting, ...] = (
    Setting("business_logo", Picture(), N_("Logo"), "", "FILE", BUSINESS, N_("PNG, JPG or SVG, 300 dots or more")),
    Setting("business_name", Text(100), N_("Name"), "", "FILE", BUSINESS),
    Setting("business_name_en", Text(100), N_("English name"), "", "FILE", BUSINESS, beside=True),
    Setting("business_invoice_title", Text(100), N_("Invoice title"), "", "FILE", BUSINESS),
    Setting("business_credit_code", CreditCode(), N_("Social credit code"), "", "FILE", BUSINESS),
    Setting("business_tax_number", Text(30), N_("Tax number"), "", "FILE", BUSINESS, beside=True),
    Setting("business_phone", Phone(), N_("Phone"), "", "FILE", BUSINESS),
    Setting("business_mobile", Mobile(), N_("Mobile"), "", "FILE", BUSINESS, beside=True),
    Setting("business_email", Email(), N_("E-mail"), "", "FILE", BUSINESS),
    Setting("business_website", Url(), N_("Web site"), "", "FILE", BUSINESS, beside=True),
    Setting("business_province", Division("province"), N_("Province"), "", "FILE", BUSINESS),
    Setting("business_city", Division("city"), N_("City"), "", "FILE", BUSINESS, beside=True),
    Setting("business_district", Division("district"), N_("District"), "", "FILE", BUSINESS, beside=True),
    Setting("business_address", Text(200), N_("Address"), "", "FILE", BUSINESS, beside=True),
    Setting("business_bank", Text(200), N_("Bank"), "", "FILE", BUSINESS),
    Setting("business_account", BankAccount(), N_("Bank account"), "", "FILE", BUSINESS, beside=True),
    Setting(
        "area_code", Text(5), N_("Area code"), "", "FILE", BUSINESS, N_("Suggested for landlines written without one.")
    ),
    Setting("currency", Currency(), N_("Currency"), "CNY", "FILE", BUSINESS, required=True, beside=True),
    Setting(
        "region", Country(), N_("Region"), "CN", "FILE", BUSINESS,
        N_("Phones and postcodes without a country are read as of this one."), required=True,
    ),
    Setting(
        "letterhead_style", Choice("setting.letterhead", LETTERHEADS, fixed=True), N_("Letterhead"), "left",
        "FILE", LETTERHEAD, required=True,
    ),
    Setting("print_bank_account", YesNo(), N_("Print the bank account"), True, "FILE", LETTERHEAD, N_("On letters")),
    Setting(
        "print_stamp_place", YesNo(), N_("Leave room for a stamp"), True, "FILE", LETTERHEAD, N_("On letters, 38 mm")
    ),
    Setting(
        "print_credit_code", YesNo(), N_("Print the credit code"), False, "FILE", LETTERHEAD, N_("In the letterhead")
    ),
    Setting(
        "customer_prefix", Text(12), N_("Prefix"), "KH-", "FILE", NUMBERING,
        N_("What stands before the number; it may be empty."),
    ),
    Setting("customer_digits", Whole(1, 12), N_("Digits"), 5, "FILE", NUMBERING, required=True),
    Setting(
        "customer_next", Whole(1, 999_999_999), N_("Next number"), 1, "FILE", NUMBERING,
        N_("Numbers that were given already are passed over."), required=True,
    ),
    Setting(
        "auto_lock_minutes", Whole(0, 240), N_("Lock after idle minutes"), 10, "MACHINE", LOCK, N_("0: never."),
        required=True,
    ),
    Setting("backup_folder", Text(1000), N_("Backup folder"), "", "MACHINE", BACKUP, N_("Empty: beside the file.")),
    Setting("second_place", Text(1000), N_("Second place"), "", "MACHINE", BACKUP, N_("A USB stick or another disk.")),
    Setting(
        "language", Choice("setting.language", LANGUAGES, fixed=True), N_("Language"), "system", "MACHINE", LOOK,
        required=True,
    ),
    Setting(
        "theme", Choice("setting.theme", THEMES, fixed=True), N_("Look"), "system", "MACHINE", LOOK, required=True
    ),
    Setting(
        "text_size", Choice("setting.text_size", SIZES, fixed=True), N_("Size of text and controls"), "100",
        "MACHINE", LOOK, N_("From the next start on."), required=True,
    ),
    Setting(
        "remind_at_start", YesNo(), N_("Say what is due when the file is opened"), True, "MACHINE", REMINDERS
    ),
    Setting(
        "remind_days_ahead", Whole(0, 30), N_("Days ahead"), 0, "MACHINE", REMINDERS,
        N_("0: what is due today or overdue."), required=True,
    ),
    Setting(
        "privacy", YesNo(), N_("Hide phones, mail and accounts on the screen"), False, "MACHINE", PRIVACY,
        N_("138****8000. While a field is edited it shows all; exports and paper are never changed."),
    ),
    Setting("first_steps_closed", YesNo(), N_("First steps"), False, "FILE", LOOK, shown=False),
    Setting("last_file", Text(1000), N_("Last opened file"), "", "MACHINE", LOOK, shown=False),
    Setting("window_geometry", Text(4000), N_("Window"), "", "MACHINE", LOOK, shown=False),
)  # fmt: skip


def setting_named(name: str) -> Setting:
    """Give one setting; raises `UnknownFieldError`."""
    for each in SETTINGS:
        if each.name == name:
            return each
    raise UnknownFieldError(_("There is no setting “{name}”.").format(name=name))


class MachineSettings:
    """This computer's settings in a small ini file: the look, never customers' data."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or config_folder() / "kebu.ini"
        self._parser = configparser.ConfigParser(interpolation=None)
        self._parser.read(self._path, encoding="utf-8")
        self._listeners: list[Callable[[str], None]] = []

    def __getitem__(self, name: str) -> Any:
        declared = setting_named(name)
        raw = self._parser.get("kebu", name, fallback=None)
        if raw is None:
            return declared.default
        with suppress(InvalidValueError):  # a line that somebody wrote by hand counts for nothing
            return declared.read(raw)
        return declared.default

    def set(self, name: str, raw: object) -> None:
        """Keep a setting; raises `InvalidValueError` where its kind refuses it."""
        value = setting_named(name).read(raw)
        if not self._parser.has_section("kebu"):
            self._parser.add_section("kebu")
        self._parser.set("kebu", name, "" if value is None else str(value))
        temporary = self._path.with_suffix(".new")
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            self._parser.write(out)
        temporary.replace(self._path)
        for listener in list(self._listeners):
            listener(name)

    def on_change(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call `listener` with the name of each setting that is changed; returns a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
