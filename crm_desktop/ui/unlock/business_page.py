"""Third step of a new file: whose business it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, language
from crm_desktop.ui.look.controls import label

REGIONS = (
    "CN",
    "HK",
    "MO",
    "TW",
    "SG",
    "MY",
    "TH",
    "VN",
    "JP",
    "KR",
    "AU",
    "NZ",
    "US",
    "CA",
    "GB",
    "IE",
    "DE",
    "AT",
    "CH",
    "FR",
)
CURRENCIES = (
    "CNY",
    "HKD",
    "MOP",
    "TWD",
    "SGD",
    "MYR",
    "THB",
    "VND",
    "JPY",
    "KRW",
    "AUD",
    "NZD",
    "USD",
    "CAD",
    "GBP",
    "EUR",
    "CHF",
)
_CURRENCY_OF = {
    "CN": "CNY", "HK": "HKD", "MO": "MOP", "TW": "TWD", "SG": "SGD", "MY": "MYR", "TH": "THB", "VN": "VND", "JP": "JPY",
    "KR": "KRW", "AU": "AUD", "NZ": "NZD", "US": "USD", "CA": "CAD", "GB": "GBP", "CH": "CHF",
}  # fmt: skip


class BusinessPage(QWidget):
    """Name, region, area code, currency; all of it may be left as it is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setMaxLength(100)
        self.region, self.currency = QComboBox(), QComboBox()
        self.area_code = QLineEdit()
        self.area_code.setMaxLength(5)
        self.area_code.setPlaceholderText("0571")
        self._fill()
        self._build()
        self.region.currentIndexChanged.connect(self._follow)

    def _fill(self) -> None:
        from babel import Locale

        locale = Locale.parse(language())
        for code in REGIONS:
            self.region.addItem(locale.territories[code], code)
        for code in CURRENCIES:
            self.currency.addItem(f"{locale.currencies[code]} {code}", code)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(5)
        layout.addWidget(label(_("Your business"), "title"))
        layout.addWidget(
            label(_("Printed on reports and used to read phones. Kept in this file only."), "secondary", wrap=True)
        )
        layout.addSpacing(12)
        layout.addLayout(_field(_("Name of your business"), self.name))
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(_field(_("Region"), self.region, _("How phones and postcodes are read")), 1)
        row.addLayout(_field(_("Area code"), self.area_code, _("For landlines written without one")), 1)
        layout.addLayout(row)
        layout.addSpacing(8)
        half = QHBoxLayout()
        half.setSpacing(20)
        half.addLayout(_field(_("Currency"), self.currency), 1)
        half.addStretch(1)
        layout.addLayout(half)
        layout.addStretch()

    def _follow(self) -> None:
        self.currency.setCurrentIndex(CURRENCIES.index(_CURRENCY_OF.get(self.region.currentData(), "EUR")))

    @property
    def values(self) -> dict[str, object]:
        """Give the settings that were chosen, by name."""
        return {
            "business_name": self.name.text().strip(),
            "region": self.region.currentData(),
            "area_code": self.area_code.text().strip(),
            "currency": self.currency.currentData(),
        }


def _field(name: str, widget: QWidget, caption: str = "") -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(5)
    made.addWidget(label(name, "field", buddy=widget))
    made.addWidget(widget)
    made.addWidget(label(caption, "caption"))
    return made
