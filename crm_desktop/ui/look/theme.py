"""The theme in force: which tokens are shown now, and who hears when that changes."""

from collections.abc import Callable
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from crm_desktop.ui.look.fonts import interface_font
from crm_desktop.ui.look.stylesheet import stylesheet
from crm_desktop.ui.look.tokens import ThemeName, tokens

ThemeChoice = Literal["light", "dark", "system"]

_choice: ThemeChoice = "light"
_current: ThemeName = "light"
_high_contrast = False
_listeners: list[Callable[[], None]] = []


def apply_theme(app: QApplication, choice: ThemeChoice) -> None:
    """Show the whole program in `choice` from now on; "system" follows what the system says (`follow_system`)."""
    global _choice, _current, _high_contrast  # noqa: PLW0603 - the theme is the process's, like the language
    _choice = choice
    _current = system_theme() if choice == "system" else choice
    _high_contrast = _wants_contrast()
    shown = f"{_current} {_high_contrast}"
    if app.property("look") == shown:
        return  # to polish every widget anew takes a third of a second, for nothing
    app.setProperty("look", shown)
    _colour.cache_clear()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(interface_font())
    app.setPalette(_palette())
    app.setStyleSheet(stylesheet(tokens(_current, high_contrast=_high_contrast)))
    for listener in tuple(_listeners):
        listener()


def follow_system(app: QApplication) -> None:
    """Look again whenever the system turns dark or light, or asks for more contrast."""

    def look_again() -> None:
        apply_theme(app, _choice)

    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(look_again)
    if hasattr(hints, "accessibility"):  # before Qt 6.10 the system's wish cannot be asked
        hints.accessibility().contrastPreferenceChanged.connect(look_again)


def theme() -> ThemeName:
    """Tell the theme in force."""
    return _current


def system_theme() -> ThemeName:
    """Tell what the system prefers; light where it does not say."""
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def token(name: str) -> QColor:
    """Give the colour of a token in the theme in force."""
    return QColor(_colour(name))


def on_theme_change(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` after each change of theme; returns a function that ends it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


@cache
def _colour(name: str) -> QColor:
    return QColor(tokens(_current, high_contrast=_high_contrast)[name])


def _wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):  # before Qt 6.10 the system's wish cannot be asked
        return False
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for each, name in (
        (role.Window, "surface"),
        (role.Base, "surface"),
        (role.AlternateBase, "subtle"),
        (role.Button, "surface"),
        (role.WindowText, "text"),
        (role.Text, "text"),
        (role.ButtonText, "text"),
        (role.ToolTipBase, "text"),
        (role.ToolTipText, "surface"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on-accent"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "violet"),
        (role.BrightText, "danger"),
        (role.Light, "surface"),
        (role.Midlight, "hover"),
        (role.Mid, "line"),
        (role.Dark, "line-strong"),
        (role.Shadow, "line-strong"),
    ):
        palette.setColor(each, token(name))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, token("disabled"))
    return palette
