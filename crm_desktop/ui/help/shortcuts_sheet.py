"""All keys on one sheet: those of the menus, and those that count in one place."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.help.keys import ELSEWHERE
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.key_label import key_label

SIZE, COLUMNS = (860, 620), 2

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]  # title, (keys, what they do)


class ShortcutsSheet(QDialog):
    """Shows the keys of the menus, given by menu, and of every place; Esc or ? closes it."""

    def __init__(self, menus: Mapping[str, Sequence[tuple[str, str]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.resize(*SIZE)
        elsewhere = [(_(each.place), [(keys, _(does)) for keys, does in each.keys]) for each in ELSEWHERE]
        self.groups: Groups = [*((title, keys) for title, keys in menus.items() if keys), *elsewhere]
        self._build()

    def _build(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(_("Keys"))
        area.setWidget(self._sheet())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addStretch()
        foot.addWidget(button(_("Close"), self.accept, kind="primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(24, 20, 24, 8)
        row.setSpacing(40)
        for groups in _shared_out(self.groups):
            column = QVBoxLayout()
            column.setSpacing(20)
            for title, keys in groups:
                column.addLayout(_group(title, keys))
            column.addStretch()
            row.addLayout(column, 1)
        return sheet


def _group(title: str, keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(6)
    grid.setHorizontalSpacing(16)
    grid.addWidget(label(title, "heading"), 0, 0, 1, 2)
    for number, (key, does) in enumerate(keys, 1):
        grid.addWidget(label(does), number, 0)
        grid.addWidget(key_label(key), number, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return grid


def _shared_out(groups: Groups) -> list[list[tuple[str, Sequence[tuple[str, str]]]]]:
    """Share the groups out over the columns in their order, about as many lines in each."""
    lines = sum(len(keys) + 2 for _title, keys in groups)
    columns: list[list[tuple[str, Sequence[tuple[str, str]]]]] = [[]]
    filled = 0
    for title, keys in groups:
        if filled >= lines / COLUMNS * len(columns) and len(columns) < COLUMNS:
            columns.append([])
        columns[-1].append((title, keys))
        filled += len(keys) + 2
    return columns
