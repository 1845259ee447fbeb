"""The records that were edited after a piece of work: each is kept, or its later edits are undone too."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.work_details import LaterEdit
from crm_desktop.ui.history.words import later_said
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.note import icon_label


class LaterEdits(QFrame):
    """`dropped` are the records (entity, id) whose later edits go too; with `every` unlisted ones go as well."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note-warning")
        self.dropped: set[tuple[str, int]] = set()
        self.every = False
        self._edits: Sequence[LaterEdit] = ()
        self._more = 0
        self._buttons: dict[tuple[str, int], QPushButton] = {}
        self._title, self._text = label("", "warning"), label("", "field", wrap=True)
        self._title.setProperty("strong", True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._all = button("", self._toggle_all, size="row")
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(icon_label("triangle-alert", "warning"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addLayout(self._rows)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    @property
    def kept(self) -> int:
        """Tell how many records are kept because of later edits."""
        return 0 if self.every else len(self._edits) + self._more - len(self.dropped)

    def show_edits(self, edits: Sequence[LaterEdit], more: int, today: dt.date) -> None:
        """Show records to choose from; at first all are kept."""
        self._edits, self._more = edits, more
        self.dropped, self.every = set(), False
        self._buttons = {}
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for edit in edits:
            self._rows.addWidget(self._row(edit, later_said(edit, today)))
        if more:
            self._rows.addWidget(label(ngettext("and {n} more record", "and {n} more records", more), "field"))
        self._all.setVisible(len(edits) + more > 1)
        self._say()
        self.setVisible(bool(edits))

    def take_focus(self) -> bool:
        """Go to the first choice, if there is one."""
        for each in self._buttons.values():
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def toggle(self, entity: str, record_id: int) -> None:
        """Keep a record that was to be undone too, or the other way round."""
        self.dropped ^= {(entity, record_id)}
        self._say()
        self.changed.emit()

    def _toggle_all(self) -> None:
        if self.every or len(self.dropped) == len(self._edits) + self._more:
            self.dropped, self.every = set(), False
        else:
            self.dropped, self.every = {(each.entity, each.record_id) for each in self._edits}, True
        self._say()
        self.changed.emit()

    def _row(self, edit: LaterEdit, said: str) -> QWidget:
        name, what = ElidedLabel("strong"), ElidedLabel("caption")
        for each in (name, what):
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        name.setText(edit.title)
        what.setText(said)
        key = (edit.entity, edit.record_id)
        choose = button("", lambda: self.toggle(*key), size="row")
        self._buttons[key] = choose
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(what)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(8)
        line.addLayout(words, 1)
        line.addWidget(choose)
        return row

    def _say(self) -> None:
        """Say anew what becomes of each."""
        if self.every and {(each.entity, each.record_id) for each in self._edits} != self.dropped:
            self.every = False  # one of them is kept after all
        self._title.setText(_("Edited afterwards: kept") if self.kept else _("Edited afterwards: undone too"))
        self._text.setText(_("Your later work wins. You can undo it too."))
        for edit in self._edits:
            key = (edit.entity, edit.record_id)
            choose, dropped = self._buttons[key], key in self.dropped
            choose.setText(_("Keep") if dropped else _("Undo too"))
            name = _("{title}: keep the later edits") if dropped else _("{title}: undo the later edits too")
            choose.setAccessibleName(name.format(title=edit.title))
        self._all.setText(_("Undo all of them too") if self.kept else _("Keep them all"))
