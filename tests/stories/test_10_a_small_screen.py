"""In the shop, on the small laptop: another language, the dark look, numbers hidden from the counter, locked."""

from PySide6.QtWidgets import QLabel

from crm_desktop.base.i18n import language
from crm_desktop.ui.look.theme import theme
from tests.stories.owner import Owner


def test_language_look_privacy_and_lock_at_1024_by_680(owner: Owner):
    window = owner.window
    window.resize(1024, 680)
    asked = []
    window.lock_requested.connect(lambda: asked.append(True))
    owner.commands("qsx", "青石巷文具店")
    owner.sees(window.customers.record.isVisible)

    owner.commands("中文")
    owner.sees(lambda: language() == "zh_CN")
    owner.commands("深色")
    owner.sees(lambda: theme() == "dark")
    assert window.customers.record.record_id == 4
    assert window.size().toTuple() == (1024, 680)

    owner.press("Ctrl+Shift+P")
    owner.sees(lambda: any("136****4410" in each.text() for each in window.customers.record.findChildren(QLabel)))
    owner.press("Ctrl+Shift+P")
    owner.sees(lambda: any("136 0000 4410" in each.text() for each in window.customers.record.findChildren(QLabel)))
    owner.press("Ctrl+Shift+P", "Ctrl+Shift+P")  # twice at once: the page is still found
    owner.sees(lambda: window.customers.record.record_id == 4)
    owner.press("Ctrl+L")
    owner.sees(lambda: asked)
