"""The look: one set of colours, one sheet, readable everywhere, and it follows the theme at once."""

import re

import pytest
from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton

from crm_desktop.base.i18n import set_language
from crm_desktop.base.paths import resources
from crm_desktop.ui.look import fonts, qt_texts
from crm_desktop.ui.look.controls import button, icon_button, set_variant
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.stylesheet import stylesheet
from crm_desktop.ui.look.theme import apply_theme, on_theme_change, token
from crm_desktop.ui.look.tokens import ThemeName, tokens

THEMES: tuple[ThemeName, ...] = ("light", "dark")
READ_ON = [
    *(
        (text, ground)
        for text in ("text", "secondary", "muted")
        for ground in ("surface", "subtle", "sidebar", "selected")
    ),
    *((tone, f"{tone}-bg") for tone in ("danger", "warning", "ok", "info", "accent", "violet", "neutral")),
    ("on-accent", "accent"),
    ("on-danger", "danger"),
    ("disabled", "disabled-bg"),
    ("surface", "text"),  # the toast
    ("chip-border", "text"),  # its button
]


def _luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_every_text_can_be_read_on_its_ground(theme: ThemeName, text: str, ground: str):
    colours = tokens(theme)
    assert _contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_sheet_names_only_tokens_and_marks_that_exist(theme: ThemeName):
    sheet = stylesheet(tokens(theme))
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_two_themes_have_the_same_tokens():
    assert tokens("light").keys() == tokens("dark").keys()


def test_more_contrast_makes_faint_text_and_lines_stronger():
    plain, strong = tokens("light"), tokens("light", high_contrast=True)
    assert strong["muted"] == plain["secondary"]
    assert strong["line"] == plain["line-strong"]


def test_nothing_is_set_smaller_than_eleven_pixels():
    sheet = resources("themes", "kebu.qss").read_text(encoding="utf-8")
    assert min(int(size) for size in re.findall(r"font-size: (\d+)px", sheet)) >= 11


def test_a_change_of_theme_is_told_and_reaches_colours_and_icons(qapp: QApplication):
    apply_theme(qapp, "light")
    told: list[str] = []
    end = on_theme_change(lambda: told.append(token("surface").name()))
    drawn = icon("check", "accent")
    before = drawn.pixmap(QSize(16, 16)).toImage()
    apply_theme(qapp, "dark")
    after = drawn.pixmap(QSize(16, 16)).toImage()
    end()
    apply_theme(qapp, "light")
    assert told == ["#191f1d"]
    assert before != after


def test_an_icon_is_drawn_sharp_on_a_dense_screen_and_never_larger_than_asked(qapp: QApplication):
    drawn = icon("search", "text", 16)
    assert drawn.pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)
    assert drawn.actualSize(QSize(64, 64)) == QSize(16, 16)


def test_chinese_is_shown_where_the_system_has_no_chinese_font(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QFontDatabase, "families", lambda *_args: ["DejaVu Sans"])
    monkeypatch.setattr("sys.platform", "linux")
    fonts.interface_families.cache_clear()
    try:
        assert fonts.interface_families() == (fonts.SHIPPED,)
        used = QRawFont.fromFont(fonts.interface_font())
        assert used.familyName() == fonts.SHIPPED
        assert all(used.supportsCharacter(ord(letter)) for letter in "客簿怎么用镕")
    finally:
        fonts.interface_families.cache_clear()


def test_a_systems_own_good_font_is_preferred(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QFontDatabase, "families", lambda *_args: ["Inter", "Noto Sans CJK SC"])
    monkeypatch.setattr("sys.platform", "linux")
    fonts.interface_families.cache_clear()
    try:
        assert fonts.interface_families() == ("Inter", "Noto Sans CJK SC")
    finally:
        fonts.interface_families.cache_clear()


def test_figures_are_all_of_one_width(qapp: QApplication):
    metrics = QFontMetrics(fonts.interface_font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_qts_own_buttons_speak_the_programs_language(qapp: QApplication):
    qt_texts.follow_language(qapp)
    set_language("zh_CN")
    chinese = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert chinese.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    set_language("en")
    english = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert english.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"
    assert QLocale().language() == QLocale.Language.English


def test_an_icon_alone_has_a_name_and_a_tooltip(qapp: QApplication):
    made = icon_button("x", "Close", shortcut="Esc")
    assert made.accessibleName() == "Close"
    assert made.toolTip() == "Close (Esc)"


@pytest.mark.parametrize(("size", "height"), [("row", 26), ("normal", 32), ("main", 36)])
def test_buttons_are_as_high_as_the_design_says(qapp: QApplication, size: str, height: int):
    apply_theme(qapp, "light")
    made = button("Save", size=size)
    assert made.sizeHint().height() == height


def test_a_variant_can_change_while_shown(qapp: QApplication):
    apply_theme(qapp, "light")
    made: QPushButton = button("Delete")
    set_variant(made, "kind", "danger")
    made.ensurePolished()
    assert made.palette().buttonText().color() == token("on-danger")
