"""What the unlock dialog shows; it is built again when the language changes."""

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from crm_desktop.base import clock
from crm_desktop.base.i18n import _, language
from crm_desktop.ui.look.controls import box, button, label, rule, set_variant
from crm_desktop.ui.look.note import icon_label, note
from crm_desktop.ui.look.two_line_button import TwoLineButton
from crm_desktop.ui.unlock.password_field import PasswordField
from crm_desktop.ui.unlock.paths import said_folder, said_size

_LANGUAGES = (("zh_CN", "中文"), ("en", "English"))


class UnlockForm(QWidget):
    """Brand, file, password, other ways in, language."""

    open_asked = Signal()
    recovery_asked = Signal()
    new_asked = Signal()
    other_asked = Signal()
    files_asked = Signal(QWidget)
    language_asked = Signal(str)

    def __init__(self, path: Path | None, *, locked: bool) -> None:
        super().__init__()
        self._locked = locked
        self.password = PasswordField(_("Password"))
        self.password.textEdited.connect(self._forget_error)
        self._file = TwoLineButton("hard-drive", "", "", self._ask_files, leads="chevron-down", quiet=True)
        self._file_error = note("danger", "", "")
        self._caps = label(_("Caps lock is on"), "tag-warning")
        self._caps.hide()
        self.password.caps_lock_seen.connect(self._caps.setVisible)
        self._wrong = _Wrong()
        self._open = button(_("Open"), self.open_asked.emit, kind="primary", size="main")
        self._open.setDefault(True)
        self._build()
        self.show_path(path)

    def _build(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(28, 26, 28, 18)
        body.setSpacing(0)
        body.addLayout(self._brand())
        body.addSpacing(22)
        body.addWidget(label(_("File"), "field", buddy=self._file))
        body.addSpacing(5)
        body.addWidget(self._file)
        body.addSpacing(8)
        body.addWidget(self._file_error)
        body.addSpacing(8)
        heading = QHBoxLayout()
        heading.addWidget(label(_("Password"), "field", buddy=self.password))
        heading.addStretch()
        heading.addWidget(self._caps)
        body.addLayout(heading)
        body.addSpacing(5)
        body.addWidget(self.password)
        body.addWidget(self._wrong)
        body.addSpacing(16)
        body.addWidget(self._open)
        body.addSpacing(22)
        body.addLayout(_divider(_("Forgot the password, or the file does not open")))
        body.addSpacing(12)
        self._recover = TwoLineButton(
            "key-round",
            _("Use recovery code"),
            _("The 8 groups on the recovery sheet; works after password changes too"),
            self.recovery_asked.emit,
        )
        body.addWidget(self._recover)
        body.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(self._footer())

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(brand_mark(44))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(_("Kebu"), "page-title"))
        told = (
            _("Locked. Everything is safe in the file.") if self._locked else _("Your customers, in one encrypted file")
        )
        words.addWidget(label(told, "caption"))
        row.addLayout(words, 1)
        return row

    def _footer(self) -> QFrame:
        footer = box("strip")
        footer.setFixedHeight(46)
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(10)
        row.addWidget(button(_("New file …"), self.new_asked.emit, kind="link"))
        row.addWidget(button(_("Other file …"), self.other_asked.emit, kind="link"))
        row.addStretch()
        row.addWidget(self._languages())
        return footer

    def _languages(self) -> QPushButton:
        made = button(dict(_LANGUAGES)[language()], kind="ghost", size="row", icon_name="languages")
        made.setAccessibleName(_("Language"))
        menu = QMenu(made)
        for key, name in _LANGUAGES:
            menu.addAction(name, partial(self.language_asked.emit, key))
        made.setMenu(menu)
        return made

    def begin(self) -> None:
        """Put the cursor where the work begins."""
        self.password.clear()
        self.password.setFocus()

    def show_path(self, path: Path | None) -> None:
        """Show which file is to be opened; without one, only a new or another file can be asked for."""
        self._forget_error()
        there = path is not None and path.is_file()
        for each in (self.password, self._open, self._recover):
            each.setEnabled(there)
        if path is None:
            self._file.say(_("No file yet"), _("Make a new one, or choose one"))
        elif not there:
            self._file.say(path.name, said_folder(path.parent))
            self.refuse_file(_("This file is not there any more. Was it moved, or is a drive missing?"))
        else:
            about = path.stat()
            changed = _said_moment(dt.datetime.fromtimestamp(about.st_mtime).astimezone())
            told = _("{folder} · {size} · last changed {when}")
            self._file.say(
                path.name, told.format(folder=said_folder(path.parent), size=said_size(about.st_size), when=changed)
            )

    def refuse_password(self, message: str) -> None:
        """Say at the password what is wrong; the file is not to blame."""
        self._wrong.say(message)
        set_variant(self.password, "state", "error")
        self.password.setFocus()
        self.password.selectAll()

    def refuse_file(self, message: str) -> None:
        """Say at the file what is wrong; the password is not to blame."""
        self._file_error.say(message)
        self._file_error.show()
        set_variant(self._file, "state", "error")

    def show_busy(self, busy: bool) -> None:
        """Show that the file is being opened."""
        self.setEnabled(not busy)
        self._open.setText(_("Opening …") if busy else _("Open"))

    def _forget_error(self) -> None:
        self._wrong.hide()
        self._file_error.hide()
        set_variant(self.password, "state", "")
        set_variant(self._file, "state", "")

    def _ask_files(self) -> None:
        self.files_asked.emit(self._file)


class _Wrong(QWidget):
    """An icon and a sentence in the colour of errors, under the field."""

    def __init__(self) -> None:
        super().__init__()
        self._text = label("", "error", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, 0, 0)
        row.setSpacing(6)
        row.addWidget(icon_label("circle-alert", "danger", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, message: str) -> None:
        self._text.setText(message)
        self.show()


def brand_mark(side: int) -> QLabel:
    """Make the square with the program's initial."""
    mark = label(_("K"), "mark")
    mark.setProperty("large", side > 30)
    mark.setFixedSize(side, side)
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return mark


def _divider(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(rule(), 1)
    row.addWidget(label(text, "caption"))
    row.addWidget(rule(), 1)
    return row


def _said_moment(moment: dt.datetime) -> str:
    days = (clock.today() - moment.date()).days
    if days == 0:
        return _("today {time}").format(time=moment.strftime("%H:%M"))
    return _("yesterday") if days == 1 else moment.date().isoformat()
