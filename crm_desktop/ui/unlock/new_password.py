"""Choosing a password: typed twice, with its strength and the reasons for it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import label, set_variant
from crm_desktop.ui.look.note import IconLabel, icon_label
from crm_desktop.ui.unlock.password_field import PasswordField
from crm_desktop.ui.unlock.strength import ADVICE, WORDS, strength_of
from crm_desktop.ui.unlock.strength_bar import StrengthBar

_TONES = ("error", "error", "warning", "ok", "ok")


class NewPassword(QWidget):
    """Two fields side by side; `changed` tells after each letter, `acceptable` whether both fit."""

    changed = Signal()

    def __init__(self, about_you: Sequence[str] = ()) -> None:
        super().__init__()
        self.about_you = list(about_you)
        self.first, self.second = PasswordField(_("New password")), PasswordField(_("New password again"))
        self._bar = _Judgement()
        self._reasons = [_Reason(text) for text in (_("12+ characters"), _("Not common"), _("No shop name"))]
        self._same = label("", "caption")
        self._build()
        for field in (self.first, self.second):
            field.textChanged.connect(self._look)
        self._look()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(5)
        for column, (text, field) in enumerate(((_("Password"), self.first), (_("Once more"), self.second))):
            grid.addWidget(label(text, "field", buddy=field), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        reasons = QVBoxLayout()
        reasons.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(12)
        for reason in self._reasons:
            row.addWidget(reason)
        row.addStretch()
        reasons.addLayout(row)
        reasons.addWidget(self._same)
        grid.addWidget(self._bar, 2, 0)
        grid.addLayout(reasons, 2, 1)

    @property
    def password(self) -> str:
        """Give what was typed."""
        return self.first.text()

    @property
    def acceptable(self) -> bool:
        """Whether the password may be taken: not too weak, and typed the same twice."""
        return strength_of(self.password, self.about_you).score > 0 and self.password == self.second.text()

    def _look(self) -> None:
        judged = strength_of(self.password, self.about_you)
        self._bar.show_score(judged.score, empty=not self.password)
        for reason, met in zip(self._reasons, (judged.long_enough, judged.uncommon, judged.not_about_you), strict=True):
            reason.show_met(met and bool(self.password))
        again = self.second.text()
        differs = bool(again) and not self.password.startswith(again)
        self._same.setText(_("The two are not the same.") if differs else "")
        self._same.setVisible(differs)
        set_variant(self._same, "role", "error")
        set_variant(self.second, "state", "error" if differs else "")
        self.changed.emit()


class _Judgement(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._bar, self._word, self._advice = StrengthBar(), label("", "ok"), label("", "caption")
        self._word.setProperty("strong", True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._word)
        row.addWidget(self._advice)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self._bar)
        layout.addLayout(row)

    def show_score(self, score: int, *, empty: bool) -> None:
        self._bar.show_score(0 if empty else max(score, 1))
        self._word.setVisible(not empty)
        self._word.setText("" if empty else _(WORDS[score]))
        self._advice.setText(_(ADVICE[1] if empty else ADVICE[score]))
        set_variant(self._word, "role", _TONES[score])


class _Reason(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._icon: IconLabel = icon_label("circle", "muted", 14)
        self._text: QLabel = label(text, "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._icon)
        row.addWidget(self._text)

    def show_met(self, met: bool) -> None:
        self._icon.show_icon("check" if met else "circle", "ok" if met else "muted")
        set_variant(self._text, "role", "ok" if met else "caption")
