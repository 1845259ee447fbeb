"""What is typed on a record's page and not saved: facts, contact details, and the words in the composer."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.i18n import _
from crm_desktop.services.drafts import Draft
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.records.channels_card import ChannelsCard
from crm_desktop.ui.records.draft_offer import DraftOffer
from crm_desktop.ui.records.fact_row import FactRow
from crm_desktop.ui.records.keeping_drafts import DraftKeeper
from crm_desktop.ui.records.record_form import RecordForm
from crm_desktop.ui.timeline.composer import Composer

FACTS, CHANNELS, COMPOSER = "facts", "channels", "composer"
Sections = dict[str, dict[str, Any]]


class PageDrafts(QObject):
    """Keeps it under the record's place, and offers it when the page of the record is opened again."""

    changed = Signal(int)  # how many facts differ from what is saved

    def __init__(
        self, workspace: Workspace, form: RecordForm, channels: ChannelsCard, composer: Composer, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._form, self._channels, self._composer = form, channels, composer
        self._offered: Draft | None = None
        self._keeper = DraftKeeper(workspace, "", self._typed, self)
        self.offer = DraftOffer(side=16)
        self.offer.taken.connect(lambda _value: self.go_on())
        self.offer.discarded.connect(self._discard)
        for facts in (form, channels):
            facts.typed.connect(self._touched)
            facts.unsaved_changed.connect(self._touched)
        composer.next_step.changed.connect(self._touched)  # it looks at the text as well
        composer.saved.connect(self._keeper.keep)  # at once: what is saved must not be offered after a crash

    def enter(self, record_id: int) -> None:
        """Begin with a record; what was typed on its page before is offered."""
        self._keeper.move(f"customer/{record_id}")
        self._offered = self._keeper.found()
        self.offer.show_draft(self._offered, self._said(self._offered.value) if self._offered else "")

    def leave(self) -> None:
        """Keep what is typed for a record whose page gives way to another's."""
        self._keeper.move("")
        self._offered = None

    def keep(self) -> None:
        """Keep what is typed now."""
        self._keeper.keep()

    def finish(self) -> None:
        """Keep what is typed, and see it written."""
        self._keeper.finish()

    def go_on(self) -> None:
        """Open what was being edited, as it was typed."""
        draft, self._offered = self._offered, None
        self.offer.show_draft(None)
        if draft is None:
            return
        self._keeper.go_on(draft)
        for name, text in draft.value.get(FACTS, {}).items():
            if name in self._form.rows:
                self._form.open_row(name)
                _take(self._form.rows[name], text)
        rows = {row.name: row for row in self._channels.fact_rows()}
        for name, text in draft.value.get(CHANNELS, {}).items():
            if name in rows:
                rows[name].open()
                _take(rows[name], text)
        if said := draft.value.get(COMPOSER):
            self._composer.show_draft(said)
        self._touched()

    def _discard(self) -> None:
        self._offered = None
        self._keeper.forget()
        self._touched()

    def _touched(self) -> None:
        self._keeper.touch()
        self.changed.emit(len(self._form.unsaved()) + len(self._channels.unsaved()))

    def _typed(self) -> Mapping[str, Any]:
        """Give what is typed; what is still offered is not lost by typing something else."""
        found: Sections = {name: dict(said) for name, said in (self._offered.value if self._offered else {}).items()}
        facts = {row.name: row.field.typed() for row in self._form.unsaved() if row.field is not None}
        channels = {name: row.field.typed() for name, row in self._channels.unsaved().items() if row.field is not None}
        if facts:
            found[FACTS] = {**found.get(FACTS, {}), **facts}
        if channels:
            found[CHANNELS] = {**found.get(CHANNELS, {}), **channels}
        if composer := self._composer.draft():
            found[COMPOSER] = composer
        return found

    def _said(self, value: Mapping[str, Any]) -> str:
        names = [self._form.rows[name].text for name in value.get(FACTS, {}) if name in self._form.rows]
        rows = {row.name: row.text for row in self._channels.fact_rows()}
        names += [rows[name] for name in value.get(CHANNELS, {}) if name in rows]
        if COMPOSER in value:
            names.append(_("a note"))
        return " · ".join(names)


def _take(row: FactRow, text: str) -> None:
    if row.field is not None:
        row.field.editor.take(text)
