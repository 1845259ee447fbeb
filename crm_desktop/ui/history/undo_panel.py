"""Beside the history: what an undo removes, puts back and keeps, with later edits to choose from."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.merged_since import AddedSince
from crm_desktop.services.work_details import LaterEdit
from crm_desktop.services.work_info import EVERY, Drop, UndoLook, WorkInfo
from crm_desktop.ui.history.added_since import AddedChoice
from crm_desktop.ui.history.history_delegate import button_of
from crm_desktop.ui.history.later_edits import LaterEdits
from crm_desktop.ui.history.words import entity_label, main_table
from crm_desktop.ui.look import icons
from crm_desktop.ui.look.controls import button, icon_button, label, rule
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.note import icon_label, note
from crm_desktop.ui.values import dates

WIDTH = 336
PLACES = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at an undo gave: what it does, whose later edits keep some of it, what stays, what was added."""

    look: UndoLook
    later: Sequence[LaterEdit]
    more: int
    stuck: Sequence[tuple[str, str]]  # place and reason
    added: Sequence[AddedSince] = ()  # to a merged record


class UndoPanel(QFrame):
    """Asks for a new look whenever another choice is made; `undo_wanted` and `redo_wanted` say what to do."""

    look_wanted = Signal()
    undo_wanted = Signal(int, object)  # piece of work, Drop
    separate_wanted = Signal(int, str)  # piece of work, Later
    redo_wanted = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        self.work: WorkInfo | None = None
        self.later, self.added = LaterEdits(), AddedChoice()
        self.later.changed.connect(self.look_wanted)
        self._title, self._about = label("", "title"), ElidedLabel("caption")
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._counts, self._rest = QWidget(), QWidget()
        self._hint = label("", "caption", wrap=True)
        self.act = button("", self._act, icon_name="undo-2", kind="primary", size="main")
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 0)
        head.addWidget(self._title, 1)
        head.addWidget(icon_button("x", _("Close this panel"), self.closed.emit, size="row", shortcut="Esc"))
        about = QHBoxLayout()
        about.setContentsMargins(16, 0, 16, 10)
        about.addWidget(self._about, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        for each in (self._counts, self.added, self.later, self._rest):
            column.addWidget(each)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._body = column
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(10)
        foot.addWidget(self._hint)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.act)
        foot.addLayout(acts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(about)
        layout.addWidget(rule())
        layout.addWidget(scroll, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)

    @property
    def drop(self) -> Drop:
        """Give the records whose later edits are to be undone too."""
        return EVERY if self.later.every else frozenset(self.later.dropped)

    def show_work(self, work: WorkInfo) -> None:
        """Begin with a piece of work; what an undo would do is told when it has been looked at."""
        self.work = work
        self.later.show_edits((), 0, dt.date.min)
        self.added.show_added(())
        icon_name, word = button_of(work)
        self._title.setText(_("Undone") if work.undone else _title_of(work))
        self._about.setText(f"{work.title} · {dates.full(work.at)}")
        self._hint.setText(_("Redo does it again.") if work.undone else _("The undo can be undone."))
        self.act.setText(word)
        self.act.setIcon(icons.icon(icon_name, "on-accent", 16, 3))
        self.act.setToolTip("Ctrl+Enter")
        self._show_counts(QWidget())
        self._show_rest(QWidget())
        self.act.setEnabled(work.undone)
        if not work.undone:
            self._show_counts(_note_of_waiting())

    def offer_look(self) -> None:
        """Ask before an undo of very many records is looked at; the button of the row does so too."""
        offer = QWidget()
        column = QVBoxLayout(offer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        said = _("This work is large: to look at its undo takes a while, and nothing else can be changed meanwhile.")
        column.addWidget(label(said, "muted", wrap=True))
        column.addWidget(button(_("See what an undo would do"), self._ask, icon_name="eye"))
        self._show_counts(offer)

    def _ask(self) -> None:
        self._show_counts(_note_of_waiting())
        self.look_wanted.emit()

    def show_looked(self, looked: Looked, today: dt.date, *, first: bool) -> None:
        """Tell what an undo would do; the `first` look at a piece of work brings the later edits to choose from."""
        if first:
            self.later.show_edits(looked.later, looked.more, today)
            self.added.show_added(looked.added)
        self._show_counts(_counts(looked.look, self.later.kept))
        self._show_rest(_stuck(looked.stuck))
        self.act.setEnabled(not looked.look.nothing)
        self._hint.setText(
            _("Later work leaves nothing of it to take back. Choose what to undo too.")
            if looked.look.nothing
            else _("The undo can be undone.")
        )

    def show_kept(self, stuck: Sequence[tuple[str, str]]) -> None:
        """Tell what an undo that was done has kept."""
        self._show_rest(_stuck(stuck))

    def take_focus(self) -> None:
        """Go to what there is to choose, else to the button."""
        if not self.added.take_focus() and not self.later.take_focus():
            self.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self) -> None:
        if self.work is not None and self.work.undone:
            self.redo_wanted.emit(self.work.id)
        elif self.work is not None and self.added.later == "move":
            self.separate_wanted.emit(self.work.id, self.added.later)
        elif self.work is not None:
            self.undo_wanted.emit(self.work.id, self.drop)

    def _show_counts(self, counts: QWidget) -> None:
        self._counts = self._swap(self._counts, counts)

    def _show_rest(self, rest: QWidget) -> None:
        self._rest = self._swap(self._rest, rest)

    def _swap(self, old: QWidget, new: QWidget) -> QWidget:
        self._body.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new


def _title_of(work: WorkInfo) -> str:
    titles = {
        "import": _("Undo this import?"),
        "remove": _("Restore what was removed?"),
        "merge": _("Take this merge apart?"),
    }
    return titles.get(work.kind, _("Undo this work?"))


def _note_of_waiting() -> QWidget:
    return label(_("Looking at what it would change …"), "muted", wrap=True)


def _counts(look: UndoLook, kept: int) -> QWidget:
    """Say what is removed, put back and kept: of the main records first, of what belongs to them below."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    table = main_table({**look.removed, **look.put_back, **look.brought_back})
    sorts: tuple[tuple[str, str, str, Mapping[str, int]], ...] = (
        ("circle-minus", "danger", _("{records}: added ones removed"), look.removed),
        ("undo-2", "info", _("{records}: changed ones put back"), look.put_back),
        ("archive-restore", "ok", _("{records}: removed ones brought back"), look.brought_back),
    )
    for icon, colour, text, counts in sorts:
        if counts.get(table):
            column.addLayout(_count(icon, colour, text.format(records=entity_label(table)), counts[table], strong=True))
    if kept:
        column.addLayout(_count("shield", "warning", _("Kept as they are"), kept, strong=True))
    others = {name for _icon, _colour, _text, counts in sorts for name in counts if name != table}
    if others:
        column.addSpacing(4)
        column.addWidget(label(_("Also undone"), "heading"))
        for name in sorted(others, key=entity_label):
            number = sum(counts.get(name, 0) for _icon, _colour, _text, counts in sorts)
            column.addLayout(_count("file-text", "muted", entity_label(name), number))
    return made


def _count(icon: str, colour: str, text: str, number: int, *, strong: bool = False) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(icon_label(icon, colour, 14))
    line.addWidget(label(text, wrap=True), 1)
    line.addWidget(label(f"{number:,}", "strong" if strong else "secondary"))
    return line


def _stuck(stuck: Sequence[tuple[str, str]]) -> QWidget:
    if not stuck:
        return QWidget()
    said = [f"{place}: {reason}" for place, reason in stuck[:PLACES]]
    if len(stuck) > PLACES:
        said.append(ngettext("and {n} more", "and {n} more", len(stuck) - PLACES))
    number = ngettext("{n} place stays as it is", "{n} places stay as they are", len(stuck))
    return note("info", number, "\n".join(said), icon_name="link")
