"""A field for a password: an eye to look at it, and a word when caps lock is on."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.tooltip import plain_tooltip


class PasswordField(QLineEdit):
    """Shows dots until the eye is pressed; tells what it can see of caps lock."""

    caps_lock_seen = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_letters)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._show_letters(False)

    def _show_letters(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-off" if shown else "eye", "accent" if shown else "muted"))
        self._eye.setText(_("Hide the password") if shown else _("Show the password"))
        self._eye.setToolTip(plain_tooltip(self._eye.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Watch for letters that come out in the wrong case: Qt does not tell caps lock itself."""
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(letter.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock_seen.emit(False)
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Forget caps lock when the field is left alone."""
        if event.type() == QEvent.Type.EnabledChange:
            self.caps_lock_seen.emit(False)
        super().changeEvent(event)
