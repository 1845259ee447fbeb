"""Every setting, declared once: what it is called, its kind, its default, and where it is kept."""

import configparser
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.paths import config_folder
from crm_desktop.fields.kind import Kind, Option
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.currency import Currency
from crm_desktop.fields.kinds.email import Email
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.url import Url
from crm_desktop.fields.kinds.whole import Whole
from crm_desktop.fields.kinds.yes_no import YesNo

Place = Literal["FILE", "MACHINE"]

LANGUAGES = (Option("system", N_("As the system")), Option("zh_CN", "简体中文"), Option("en", "English"))
THEMES = (Option("system", N_("As the system")), Option("light", N_("Light")), Option("dark", N_("Dark")))


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


BUSINESS, LOOK = N_("Business profile"), N_("Language and look")
BACKUP = N_("Backups")

SETTINGS: tuple[Setting, ...] = (
    Setting("business_name", Text(100), N_("Name"), "", "FILE", BUSINESS, N_("Printed on top of each report.")),
    Setting("business_name_en", Text(100), N_("English name"), "", "FILE", BUSINESS),
    Setting("business_invoice_title", Text(100), N_("Invoice title"), "", "FILE", BUSINESS),
    Setting("business_tax_number", Text(30), N_("Tax number"), "", "FILE", BUSINESS),
    Setting("business_phone", Phone(), N_("Phone"), "", "FILE", BUSINESS),
    Setting("business_email", Email(), N_("E-mail"), "", "FILE", BUSINESS),
    Setting("business_website", Url(), N_("Web site"), "", "FILE", BUSINESS),
    Setting("business_address", Text(200), N_("Address"), "", "FILE", BUSINESS),
    Setting("business_bank", Text(200), N_("Bank and account"), "", "FILE", BUSINESS),
    Setting(
        "region",
        Text(2),
        N_("Region"),
        "CN",
        "FILE",
        BUSINESS,
        N_("Phones and postcodes without a country are read as of this one (CN, DE, US …)."),
    ),
    Setting(
        "area_code", Text(5), N_("Area code"), "", "FILE", BUSINESS, N_("Suggested for landlines written without one.")
    ),
    Setting("currency", Currency(), N_("Currency"), "CNY", "FILE", BUSINESS),
    Setting("language", Choice("setting.language", LANGUAGES, fixed=True), N_("Language"), "system", "MACHINE", LOOK),
    Setting("theme", Choice("setting.theme", THEMES, fixed=True), N_("Look"), "system", "MACHINE", LOOK),
    Setting("first_steps_closed", YesNo(), N_("First steps"), False, "FILE", LOOK, shown=False),
    Setting("last_file", Text(1000), N_("Last opened file"), "", "MACHINE", LOOK, shown=False),
    Setting("window_geometry", Text(4000), N_("Window"), "", "MACHINE", LOOK, shown=False),
    Setting("auto_lock_minutes", Whole(0, 240), N_("Lock after idle minutes"), 10, "MACHINE", LOOK, shown=False),
    Setting("backup_folder", Text(1000), N_("Backup folder"), "", "MACHINE", BACKUP, N_("Empty: beside the file.")),
    Setting("second_place", Text(1000), N_("Second place"), "", "MACHINE", BACKUP, N_("A USB stick or another disk.")),
)


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
        return declared.default if raw is None else declared.kind.read(raw).value

    def set(self, name: str, raw: object) -> None:
        """Keep a setting; raises `InvalidValueError` where its kind refuses it."""
        declared = setting_named(name)
        value = declared.kind.read(raw).value
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
