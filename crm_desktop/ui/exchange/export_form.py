"""What is exported, how and where to: the choices of the export dialog."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base import clock
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.base.paths import documents_folder
from crm_desktop.ui.exchange.export_formats import FORMATS, Format
from crm_desktop.ui.lists.listed import Listed
from crm_desktop.ui.look.controls import button, label, set_variant

LISTED, SELECTED, EVERYTHING = range(3)
AS_SEEN, ALL_COLUMNS = range(2)


class ExportForm(QWidget):
    """The choices; `changed` says that one of them was made anew."""

    changed = Signal()

    def __init__(self, listed: Listed) -> None:
        super().__init__()
        self._listed = listed
        self._what, self._columns = QButtonGroup(self), QButtonGroup(self)
        self._format = QComboBox()
        for each in FORMATS:
            self._format.addItem(_(each.label), each.key)
        self._about, self._columns_about, self._replaced = (label("", "caption", wrap=True) for _each in range(3))
        self.path = QLineEdit(str(_folder() / f"{_('customers')} {clock.today().isoformat()}.xlsx"))
        self._build()
        self._format.currentIndexChanged.connect(lambda _at: self._take_format())
        for group in (self._what, self._columns):
            group.idToggled.connect(lambda _id, _on: self._look())
        self.path.textChanged.connect(lambda _text: self._look())
        self._look()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 24, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(18)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(_("Export customers"), "title"), 0, 0, 1, 2)
        listed = self._listed
        whats = (
            (LISTED, _("The list as it is now"), listed.count),
            (SELECTED, _("The selected ones"), len(listed.selected)),
            (EVERYTHING, _("Everything"), listed.total),
        )
        what = _column()
        for key, text, count in whats:
            what.addWidget(self._radio(self._what, key, f"{text} · {_customers(count)}", enabled=count > 0))
        first = next((key for key, _text, count in whats if count), EVERYTHING)
        self._what.button(SELECTED if len(listed.selected) > 1 else first).setChecked(True)
        written = _column()
        written.addWidget(self._format)
        written.addWidget(self._about)
        columns = _column()
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addWidget(self._radio(self._columns, ALL_COLUMNS, _("All that is known")))
        beside.addWidget(self._radio(self._columns, AS_SEEN, _("As in the list")))
        beside.addStretch()
        columns.addLayout(beside)
        columns.addWidget(self._columns_about)
        self._columns.button(ALL_COLUMNS).setChecked(True)
        where = _column()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(button(_("Choose …"), self._choose, icon_name="folder-open"))
        where.addLayout(row)
        where.addWidget(self._replaced)
        self._format.setAccessibleName(_("Format"))
        self.path.setAccessibleName(_("File"))
        parts = ((_("What"), what), (_("Format"), written), (_("Columns"), columns), (_("File"), where))
        for at, (text, layout) in enumerate(parts):
            title = label(text, "field")
            title.setContentsMargins(0, 8 if text in {_("Format"), _("File")} else 1, 0, 0)
            grid.addWidget(title, at + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(layout, at + 1, 1)
        grid.setRowStretch(len(parts) + 1, 1)

    def _radio(self, group: QButtonGroup, key: int, text: str, *, enabled: bool = True) -> QRadioButton:
        made = QRadioButton(text)
        made.setEnabled(enabled)
        group.addButton(made, key)
        return made

    @property
    def format(self) -> Format:
        """Give the chosen format."""
        return FORMATS[self._format.currentIndex()]

    @property
    def what(self) -> int:
        """Tell what is exported: LISTED, SELECTED or EVERYTHING."""
        return self._what.checkedId()

    @property
    def fields(self) -> Sequence[str]:
        """Give the chosen columns; none means all."""
        chosen = self._columns.checkedId() == AS_SEEN and self._columns.button(AS_SEEN).isEnabled()
        return self._listed.fields if chosen else ()

    @property
    def count(self) -> int:
        """Tell how many customers are exported."""
        return (self._listed.count, len(self._listed.selected), self._listed.total)[self.what]

    @property
    def target(self) -> Path:
        """Give the file that is to be written, with the ending of its format."""
        path = Path(self.path.text().strip()).expanduser()
        return path if path.suffix.lower() == self.format.ending else Path(f"{path}{self.format.ending}")

    def choose(self, what: int, format_key: str, columns: int = ALL_COLUMNS) -> None:
        """Make the choices as a person would."""
        self._what.button(what).setChecked(True)
        self._format.setCurrentIndex(self._format.findData(format_key))
        self._columns.button(columns).setChecked(True)

    def _take_format(self) -> None:
        path = Path(self.path.text())
        if path.suffix.lower() in {each.ending for each in FORMATS}:
            self.path.setText(str(path.with_suffix(self.format.ending)))
        self._look()

    def _look(self) -> None:
        """Say what the choices mean, and offer only those that there are."""
        linked = self.what == EVERYTHING and self.format.ending == ".xlsx"
        as_cards = self.format.version is not None
        self._about.setText(_(self.format.about))
        for each in self._columns.buttons():
            each.setEnabled(not as_cards and not linked)
        if linked:
            text = _(
                "Linked sheets of customers and of all that was noted; imported into an empty file they give it all."
            )
        elif as_cards:
            text = _("Names, numbers, addresses, birthdays and remarks, as address books have them.")
        elif self._columns.checkedId() == ALL_COLUMNS:
            text = _("Contacts, numbers and addresses too; imported again it changes nothing.")
        else:
            text = _("To read and to pass on; not all of it can be imported again.")
        self._columns_about.setText(text)
        there = self.path.text().strip() and self.target.is_file()
        self._replaced.setText(_("There is a file of this name; it will be replaced.") if there else "")
        set_variant(self._replaced, "role", "warning")
        self.changed.emit()

    def _choose(self) -> None:
        kinds = f"{_(self.format.label)} (*{self.format.ending})"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Export customers"), str(self.target), kinds)
        if chosen:
            self.path.setText(chosen)


def _folder() -> Path:
    folder = documents_folder().parent
    return folder if folder.is_dir() else Path.home()


def _customers(count: int) -> str:
    return ngettext("{n} customer", "{n} customers", count)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    return column
