"""Qt's own texts (buttons, menus of text fields, file dialogs) in the language of the program."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crm_desktop.base.i18n import language, on_language_change

_loaded: list[QTranslator] = []


def follow_language(app: QApplication) -> None:
    """Load Qt's Chinese texts while the program speaks Chinese, now and at each change."""
    _load(app)
    on_language_change(lambda: _load(app))


def _load(app: QApplication) -> None:
    while _loaded:
        app.removeTranslator(_loaded.pop())
    QLocale.setDefault(QLocale(language()))  # calendars and number fields
    if language() == "en":
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        app.installTranslator(translator)
        _loaded.append(translator)
