"""A record of any kind at a glance: what it is called, whose it is, and its fields."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.base.errors import NotFoundError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import stored_fields
from crm_desktop.services.listable import listable, owner_name
from crm_desktop.services.lists import list_rows
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import icon_button, label, rule
from crm_desktop.ui.look.icons import pixmap
from crm_desktop.ui.look.rolling import rolling
from crm_desktop.ui.values.shown import Shown

LONGEST = 2000  # characters of a text; the page of the record shows all


class RecordGlance(QWidget):
    """Shows one record; raises `NotFoundError` when it is gone."""

    def __init__(self, workspace: Workspace, entity_name: str, record_id: int, close: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        entity, known = entity_named(entity_name), listable(entity_name)
        with workspace.read() as session:
            (row,) = list_rows(session, entity_name, [record_id], tuple(known))
        if all(value is None for value in row):
            raise NotFoundError(_("It is no longer there."))
        values = dict(zip(known, row, strict=True))
        context = workspace.context
        texts = {
            name: Shown.of(replace(known[name], kind=known[name].kind.within(values)), context).text(value)[:LONGEST]
            for name, value in values.items()
            if value is not False  # what is not so is not worth a line
        }
        title = texts.get(entity.title, "")
        long_title = stored_fields(entity)[entity.title].kind.name == "long_text"
        owner = texts.get(owner_name(entity_name), "")
        head = owner if long_title else title
        column.addLayout(_head(entity.icon, head, "" if long_title else owner, close))
        column.addWidget(rule())
        left_out = {owner_name(entity_name)} | (set() if long_title else {entity.title})
        facts = [(_(known[name].label), text) for name, text in texts.items() if text and name not in left_out]
        column.addWidget(rolling(_facts(facts)), 1)


def _head(icon_name: str, title: str, owner: str, close: Callable[[], object]) -> QVBoxLayout:
    head = QVBoxLayout()
    head.setContentsMargins(16, 14, 16, 12)
    head.setSpacing(4)
    line = QHBoxLayout()
    line.setSpacing(8)
    mark = QLabel()
    mark.setPixmap(pixmap(icon_name, "accent", 18, mark.devicePixelRatioF()))
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(title, "title", wrap=True), 1)
    close_button = icon_button("x", _("Hide the preview"), close, size="row", shortcut=_("Space"))
    line.addWidget(close_button, 0, Qt.AlignmentFlag.AlignTop)
    head.addLayout(line)
    if owner:
        head.addWidget(label(owner, "secondary", wrap=True))
    return head


def _facts(facts: list[tuple[str, str]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    for number, (name, text) in enumerate(facts):
        key = label(name, "caption", wrap=True)
        key.setFixedWidth(76)
        value = label(text, wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, number, 1)
    grid.setRowStretch(len(facts), 1)
    return box
