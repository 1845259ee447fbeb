"""The history of a record: every change of a fact, each value to be had back, and the door to any earlier day."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.fields.kinds.date import Date
from crm_desktop.services import records
from crm_desktop.services.history import FieldChange, RecordWork, record_history
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.editors.registry import make_editor
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.records.changes_model import FACT, THROUGH, WHEN, ChangesModel, rows_of

LIMIT = 200
ROW_HEIGHT = 32
SHOWN = 24  # characters of a value on the button that brings it back
Fact = tuple[str, int, str]  # entity, record, field


class ChangesTab(QWidget):
    """Looks when it is first shown, and again after each change of the record."""

    day_wanted = Signal(object)
    message = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._record_id = 0
        self._works: list[RecordWork] = []
        self._stale = False
        self._fact: Fact | None = None
        self._lookup: Lookup[list[RecordWork]] = Lookup(self)
        self.model = ChangesModel(self)
        self.facts = QComboBox()
        self.day = make_editor(Date(), Surroundings(workspace.context, compact=True))
        self.table = QTableView()
        self.restore = button("", self.restore_current, icon_name="undo-2", size="row")
        self._empty = label(_("Nothing was changed yet."), "muted")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(6)
        self.facts.setAccessibleName(_("Which fact"))
        self.facts.setProperty("fit", "row")
        self.facts.setMinimumWidth(150)
        self.facts.activated.connect(self._choose)
        head.addWidget(self.facts)
        head.addStretch(1)
        head.addWidget(label(_("As it was on"), "field"))
        self.day.name(_("The day on which to see the record"))
        self.day.setFixedWidth(140)
        self.day.accepted.connect(self._ask_day)
        self.day.next_wanted.connect(lambda step: self.focusNextPrevChild(step > 0))
        head.addWidget(self.day)
        head.addWidget(button(_("Show"), self._ask_day, size="row"))
        column.addLayout(head)
        column.addWidget(self._empty)
        self._prepare_table()
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.restore)
        foot.addStretch(1)
        self._that_day = button(_("Show the record as of this day"), self._ask_row_day, kind="link")
        foot.addWidget(self._that_day)
        column.addLayout(foot)
        self._lookup.answered.connect(self._show)
        self._lookup.failed.connect(lambda error: self.message.emit(error.message))
        self._show_deeds()

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("Changes of this record"))
        table.setProperty("role", "framed")
        table.setCornerButtonEnabled(False)
        table.setShowGrid(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for section, width in ((WHEN, 100), (FACT, 96), (THROUGH, 150)):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, width)
        table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_deeds())
        table.doubleClicked.connect(lambda _index: self.restore_current())
        table.installEventFilter(self)

    # --- showing ---

    def show_record(self, record_id: int) -> None:
        """Show the changes of a record, now or when the tab is shown."""
        if record_id != self._record_id:
            self._record_id, self._fact = record_id, None
        self._stale = True
        if self.isVisible():
            self._look()

    def show_fact(self, fact: Fact) -> None:
        """Show the changes of one fact."""
        self._fact = fact
        self._look()

    def stop(self) -> None:
        """Ask the file no more."""
        self._lookup.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Look, if something changed since."""
        super().showEvent(event)
        if self._stale:
            self._look()

    def _look(self) -> None:
        self._stale = False
        workspace, record_id = self._workspace, self._record_id

        def works() -> list[RecordWork]:
            with workspace.read() as session:
                return record_history(session, "customer", record_id, limit=LIMIT)

        self._lookup.ask(works)

    def _show(self, works: list[RecordWork]) -> None:
        self._works = works
        known: dict[Fact, str] = {}
        for row in rows_of(works):
            if row.change is not None:
                known.setdefault((row.change.entity, row.change.record_id, row.change.field), row.change.label)
        self.facts.clear()
        self.facts.addItem(_("All facts"), None)
        for fact, name in known.items():
            self.facts.addItem(name, fact)
        if self._fact is not None and self._fact not in known:
            self.facts.addItem(_("This fact"), self._fact)
        place = next((at for at in range(self.facts.count()) if self.facts.itemData(at) == self._fact), 0)
        self.facts.setCurrentIndex(place)
        self._fill()

    def _choose(self, place: int) -> None:
        self._fact = self.facts.itemData(place)
        self._fill()

    def _fill(self) -> None:
        rows = rows_of(self._works, self._fact)
        self.model.show_rows(rows, self._workspace.context.today)
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.clearSpans()
        for place, row in enumerate(rows):
            if row.change is None:
                self.table.setSpan(place, FACT, 1, THROUGH - FACT + 1)
        if rows:
            self.table.setCurrentIndex(self.model.index(0, FACT))
        self._show_deeds()

    # --- what can be done ---

    def current(self) -> FieldChange | None:
        """Give the change that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.rows[row].change if 0 <= row < len(self.model.rows) else None

    def restore_current(self) -> None:
        """Put the value before the chosen change back, as work of its own."""
        change = self.current()
        if change is None:
            return
        try:
            records.change(self._workspace, change.entity, change.record_id, {change.field: change.before})
        except UserFacingError as error:
            self.message.emit(error.message)

    def _show_deeds(self) -> None:
        change = self.current()
        self.restore.setEnabled(change is not None)
        said = " ".join((change.seen[0] if change else "").split())
        said = said if len(said) <= SHOWN else said[: SHOWN - 1] + "…"
        if change is None:
            self.restore.setText(_("Restore this value"))
        else:
            self.restore.setText(_("Restore “{value}”").format(value=said) if said else _("Make it empty again"))
        self._that_day.setEnabled(self.table.currentIndex().isValid())

    def _ask_day(self) -> None:
        day = Date().read(self.day.raw(), self._workspace.context) if str(self.day.raw()).strip() else None
        if day is not None and day.value is not None:
            self.day_wanted.emit(day.value)

    def _ask_row_day(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            self.day_wanted.emit(self.model.rows[row].work.at.astimezone().date())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Restore with Enter."""
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            self.restore_current()
            return True
        return super().eventFilter(watched, event)
