"""The settings: each section, the paper below a narrow form, and a window with numbers hidden."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.printing.logo import logo_from_file
from crm_desktop.services import own_fields
from crm_desktop.ui.settings.sections import SECTIONS
from tests.scenes.studio import Studio, frame_of, wait

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect x="1" y="1" width="38" height="38" rx="4"'
    ' fill="none" stroke="#111" stroke-width="2"/><path d="M20 8v24M11 15h18M14 32c0-8 2-12 6-15M26 32c0-8-2-12-6-15"'
    ' fill="none" stroke="#111" stroke-width="2.4"/></svg>'
)
BUSINESS = {
    "business_name": "栖木文化用品商行",
    "business_name_en": "Qimu Stationery",
    "business_invoice_title": "杭州栖木文化用品有限公司",
    "business_credit_code": "91330102MA0000000Y (unverified)",
    "business_phone": "0571-88000218",
    "business_mobile": "13900000218",
    "business_email": "hello@qimu.example.com",
    "business_province": "浙江省",
    "business_city": "杭州市",
    "business_district": "拱墅区",
    "business_address": "小河路 00 号 1 楼",
    "business_bank": "某某银行 拱墅支行",
    "business_account": "6200 0000 0000 0000",
    "area_code": "0571",
}
FIELDS = (
    ("门店面积", "Shop area", "number", {"unit": "㎡", "min": "0", "max": "5000"}),
    ("收货时间", "Delivery hours", "text", {"longest": "50"}),
    ("寄样", "Sample sent", "yes_no", {}),
    ("装修日期", "Fit-out date", "date", {}),
)


def settings(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    workspace = studio.workspace
    if not workspace.settings["business_logo"]:
        (studio.folder / "logo.svg").write_text(LOGO, encoding="utf-8")
        workspace.settings.set(business_logo=logo_from_file(studio.folder / "logo.svg"), **BUSINESS)
        for label, english, kind, rules in FIELDS:
            own_fields.add_field(workspace, "customer", label, kind, label_en=english, rules=rules)
    frame = frame_of(studio)
    frame.show_section("settings")
    page = frame.stack.page("settings")
    for width, height in ((1360, 860), (1024, 680)):
        frame.resize(width, height)
        for section in SECTIONS:
            page.show_section(section.name)
            wait(150)
            yield f"settings-{section.icon}-{width}", frame
    studio.machine.set("privacy", "yes")
    frame.show_section("customers")
    wait(300)
    yield "privacy-list", frame
    frame.open_customer(1)
    wait(300)
    yield "privacy-record", frame
    studio.machine.set("privacy", "no")
