"""The formats that a list may be written in, as the export dialog offers them."""

from dataclasses import dataclass

from crm_desktop.base.i18n import N_
from crm_desktop.exchange.cards.vcards_of import Version
from crm_desktop.exchange.writing.write_csv import UTF_8


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, a word about it, and what the writer is told."""

    key: str
    label: str
    about: str
    ending: str
    encoding: str = UTF_8
    version: Version | None = None  # of an address book


FORMATS = (
    Format("xlsx", N_("Excel workbook (xlsx)"), N_("Real dates and amounts; phones and codes stay text."), ".xlsx"),
    Format("csv", N_("CSV, UTF-8"), N_("Plain text that Excel, WPS and other programs open."), ".csv"),
    Format("gbk", N_("CSV, GBK"), N_("For older Chinese programs; rare characters may be missing."), ".csv", "gbk"),
    Format(
        "vcard3", N_("Address book, vCard 3.0 (vcf)"), N_("For phones and WeChat: a card for each contact."), ".vcf",
        version="3.0",
    ),
    Format(
        "vcard4", N_("Address book, vCard 4.0 (vcf)"), N_("For newer address books: a card for each contact."), ".vcf",
        version="4.0",
    ),
)  # fmt: skip
