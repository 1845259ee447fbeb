"""The record as it was at the end of an earlier day: read-only, clearly past, with what differs from now."""

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.errors import NotFoundError, UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import field_named, layout_of, stored_fields
from crm_desktop.services import records
from crm_desktop.services.past import Difference, Past, differences, past_of, restore_day
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.note import icon_label
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.past_cards import interactions_card, parts_card
from crm_desktop.ui.records.past_fact import PastFact
from crm_desktop.ui.values.shown import Shown

SIDE = 320


@dataclass(frozen=True, slots=True)
class _Looked:
    past: Past
    found: list[Difference]


class PastPage(QWidget):
    """Shows one day of one record; `left` leads back to today."""

    left = Signal()
    message = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._entity, self._record_id, self._day = "customer", 0, dt.date.min
        self._lookup: Lookup[_Looked] = Lookup(self)
        self._lookup.answered.connect(self._show)
        self._lookup.failed.connect(self._failed)
        self._runner = Runner(self)
        self.title = label("", "warning")
        self.title.setProperty("strong", True)
        self.told = label("", "warning")
        self.back = button(_("Back to today"), self.left.emit, icon_name="arrow-left", size="row")
        self.restore_all = button(_("Restore all of this day"), self._restore_all, icon_name="undo-2", size="row")
        self.restore_all.setToolTip(
            _("Facts, contacts, contact details and addresses become what they were; calls and files stay.")
        )
        self.columns = [QVBoxLayout() for _column in range(3)]
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        banner = QFrame()
        banner.setProperty("role", "note-warning")
        line = QHBoxLayout(banner)
        line.setContentsMargins(12, 6, 8, 6)
        line.setSpacing(8)
        for told in (icon_label("history", "warning"), self.title, self.told):
            line.addWidget(told)
        line.addStretch(1)
        line.addWidget(self.restore_all)
        line.addWidget(self.back)
        around = QHBoxLayout()
        around.setContentsMargins(16, 10, 16, 10)
        around.addWidget(banner)
        column.addLayout(around)
        body = QHBoxLayout()
        body.setSpacing(0)
        for place, cards in enumerate(self.columns):
            body.addWidget(_scrolled(cards, wide=place == 1), 1 if place == 1 else 0)
        column.addLayout(body, 1)

    def show_day(self, record_id: int, day: dt.date) -> None:
        """Show a customer as it stood at the end of a day."""
        self._record_id, self._day = record_id, day
        self.title.setText(_("As of {day}").format(day=day.isoformat()))
        self.told.setText("")
        self.restore_all.setEnabled(False)
        workspace, entity = self._workspace, self._entity

        def look() -> _Looked:
            with workspace.read() as session:
                past = past_of(session, entity, record_id, day)
                return _Looked(past, differences(session, entity, past))

        self._lookup.ask(look)

    def refresh(self) -> None:
        """Compare with now again."""
        self.show_day(self._record_id, self._day)

    def stop(self) -> None:
        """Ask the file no more; what is being put back comes to its end first."""
        self._runner.close()
        self._lookup.stop()

    def _failed(self, error: UserFacingError) -> None:
        self.message.emit(error.message)
        if isinstance(error, NotFoundError):
            self.left.emit()

    # --- showing ---

    def _show(self, looked: _Looked) -> None:
        past, found = looked.past, looked.found
        count = sum(len(each.fields) or 1 for each in found)
        differs = ngettext("{n} thing is different now", "{n} things are different now", count)
        self.told.setText(differs.format(n=count) if count else _("Nothing of it has changed since."))
        self.restore_all.setEnabled(bool(found))
        for column in self.columns:
            _clear(column)
        own = next((each for each in found if each.entity == self._entity), None)
        for section in self._sections(past, own):
            self.columns[0].addWidget(section)
        self.columns[1].addWidget(interactions_card(past.parts.get("interaction", ())))
        by_part = {name: [each for each in found if each.entity == name] for name in ("channel", "contact", "address")}
        for name, differing in by_part.items():
            self.columns[2].addWidget(parts_card(name, past.parts.get(name, ()), differing, self._workspace.context))
        for column in self.columns:
            column.addStretch(1)
        self.setAccessibleName(f"{self.title.text()}. {self.told.text()}")

    def _sections(self, past: Past, own: Difference | None) -> list[Card]:
        cards = []
        changed = frozenset(own.fields) if own is not None else frozenset()
        entity = entity_named(self._entity)
        for section in layout_of(entity).sections:
            names = [name for row in section.rows for name in row if name in stored_fields(entity)]
            wanted = [name for name in names if name in changed or past.values.get(name) not in (None, "", False, [])]
            if not wanted:
                continue
            card = Card(_(section.title))
            for name in wanted:
                shown = Shown.of(field_named(entity, name), self._workspace.context)
                now = own.now.get(name) if own is not None and own.now is not None and name in changed else None
                row = PastFact(shown, past.values.get(name), now, differs=name in changed)
                row.restore_wanted.connect(self._restore)
                card.add(row)
            cards.append(card)
        return cards

    # --- having it back ---

    def _restore(self, name: str, shown: str) -> None:
        try:
            records.change(self._workspace, self._entity, self._record_id, {name: shown})
        except UserFacingError as error:
            self.message.emit(error.message)
            return
        self.refresh()

    def _restore_all(self) -> None:
        workspace, entity, record_id, day = self._workspace, self._entity, self._record_id, self._day
        self.restore_all.setEnabled(False)

        def leave(_work: int) -> None:
            if (self._record_id, self._day) == (record_id, day):
                self.left.emit()

        self._runner.run(
            lambda _progress: restore_day(workspace, entity, record_id, day),
            owner=self, done=leave, failed=self._not_restored,
        )  # fmt: skip

    def _not_restored(self, error: UserFacingError) -> None:
        self.message.emit(error.message)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to today."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _scrolled(column: QVBoxLayout, *, wide: bool) -> QScrollArea:
    body = QFrame()
    if not wide:
        body.setProperty("role", "pane")
    body.setLayout(column)
    column.setContentsMargins(0, 0, 0, 12)
    column.setSpacing(0)
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not wide:
        area.setProperty("role", "pane")
        area.setFixedWidth(SIDE)
    return area


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
