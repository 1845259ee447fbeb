"""A customer at a glance: how to reach it, what comes next, what was said last."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.entities.channel import TYPES, Channel
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import field_named
from crm_desktop.fields.masked import text_on_screen
from crm_desktop.services import records
from crm_desktop.services.tasks import OpenTask, open_tasks
from crm_desktop.services.timeline import Entry, entries, keys
from crm_desktop.services.timeline_words import sort_of, title_words
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import button, icon_button, label, rule
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.flow import FlowLayout
from crm_desktop.ui.look.icons import pixmap
from crm_desktop.ui.look.rolling import rolling
from crm_desktop.ui.values import dates
from crm_desktop.ui.values.shown import Shown
from crm_desktop.ui.values.value_view import Badge, tag_label

RECENT = 3
SAID = "interaction"


@dataclass(frozen=True, slots=True)
class GlanceDeeds:
    """What a glance asks for: `log` a call and `add_task` for a customer, `tell` a message, `close` the glance."""

    close: Callable[[], object]
    log: Callable[[int], object]
    add_task: Callable[[int], object]
    tell: Callable[[str], object]


class CustomerGlance(QWidget):
    """Shows one customer; raises `NotFoundError` when it is gone."""

    def __init__(self, workspace: Workspace, record_id: int, deeds: GlanceDeeds) -> None:
        super().__init__()
        self._workspace, self.record_id, self._deeds = workspace, record_id, deeds
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._fill(column)

    def _fill(self, column: QVBoxLayout) -> None:
        with self._workspace.read() as session:
            values = records.get(session, "customer", self.record_id)
            parts = records.parts(session, "customer", self.record_id, without=(SAID,))
            said_keys = [key for key in keys(session, self.record_id) if key.sort == SAID]
            said = entries(session, self.record_id, said_keys[:RECENT])
            steps = open_tasks(session, self.record_id)
        today = self._workspace.context.today
        column.addLayout(self._head(values, parts["channel"]))
        column.addWidget(rule())
        rest = QWidget()
        column.addWidget(rolling(rest), 1)
        column = QVBoxLayout(rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._facts(parts))
        if steps:
            column.addWidget(rule())
            column.addLayout(_section(_("Next steps")))
            for task in steps[:2]:
                column.addLayout(_step(task, today))
            column.addSpacing(10)
        column.addWidget(rule())
        column.addLayout(_section(_("Recent"), str(len(said_keys)) if said else ""))
        for entry in said:
            column.addLayout(self._entry(entry, today))
        if not said:
            nothing = label(_("Nothing was written down yet."), "muted")
            nothing.setContentsMargins(16, 0, 16, 0)
            column.addWidget(nothing)
        column.addStretch(1)

    def _head(self, values: Mapping[str, Any], channels: Sequence[Mapping[str, Any]]) -> QVBoxLayout:
        context = self._workspace.context
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 12)
        head.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        badge = Badge(22)
        level = Shown.of(field_named(Customer, "level"), context)
        badge.show_level(level.text(values["level"]), level.tone(values["level"]))
        line.addWidget(badge)
        name = ElidedLabel("title")
        name.setText(values["name"])
        line.addWidget(name)
        line.addStretch(1)
        line.addWidget(icon_button("x", _("Hide the preview"), self._deeds.close, size="row", shortcut=_("Space")))
        head.addLayout(line)
        tags = FlowLayout(gap=6)
        for name_ in ("customer_class", "tags"):
            for each in Shown.of(field_named(Customer, name_), context).labels(values[name_]):
                tags.addWidget(tag_label(each.text, each.tone))
        number = label(values["number"], "caption")
        number.setFixedHeight(20)
        tags.addWidget(number)
        head.addLayout(tags)
        head.addLayout(self._buttons(channels))
        return head

    def _buttons(self, channels: Sequence[Mapping[str, Any]]) -> FlowLayout:
        deeds, row = self._deeds, FlowLayout(gap=6)
        row.addWidget(button(_("Log call"), partial(deeds.log, self.record_id), icon_name="phone", size="row"))
        wechat = next((each for each in channels if each["type"] == "wechat"), None)
        if wechat is not None:
            copy = button(_("WeChat"), partial(self._copy, wechat), icon_name="copy", size="row")
            copy.setAccessibleName(_("Copy WeChat"))
            copy.setToolTip(_("Copy WeChat"))
            row.addWidget(copy)
        add = partial(deeds.add_task, self.record_id)
        row.addWidget(button(_("Add task"), add, icon_name="calendar-check", size="row"))
        return row

    def _copy(self, channel: Mapping[str, Any]) -> None:
        shown = field_named(Channel, "value").kind.within(channel).on_screen(channel["value"])
        QGuiApplication.clipboard().setText(channel["value"])
        self._deeds.tell(_("Copied: {text}").format(text=shown))

    def _facts(self, parts: Mapping[str, list[dict[str, Any]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, str, bool]] = []
        if parts["contact"]:
            first = parts["contact"][0]
            rows.append((_("Contact"), " · ".join(part for part in (first["name"], first["job_title"]) if part), False))
        kind = field_named(Channel, "value").kind
        labels = {option.key: option.label for option in TYPES}
        own = [each for each in parts["channel"] if each["contact_id"] is None] or parts["channel"]
        for channel in own[:6]:
            shown = kind.within(channel).on_screen(channel["value"])
            text = labels[channel["type"]]
            rows.append((_(text), shown, channel["verified_on"] is not None))
        for address in parts["address"][:1]:
            names = ("province", "city", "district", "street")
            rows.append((_("Address"), " ".join(str(address[name]) for name in names if address[name]), False))
        for number, (text, value, verified) in enumerate(rows):
            key = label(text, "caption")
            key.setFixedWidth(76)
            shown_label = label(value, wrap=True)
            shown_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown_label, number, 1)
            if verified:
                mark = QLabel()
                mark.setPixmap(pixmap("circle-check", "ok", 14, self.devicePixelRatioF()))
                mark.setToolTip(_("Verified"))
                grid.addWidget(mark, number, 2, Qt.AlignmentFlag.AlignTop)
        return grid

    def _entry(self, entry: Entry, today: dt.date) -> QHBoxLayout:
        option = sort_of(entry)
        sort, tone = (option.icon, option.tone) if option else (entry.source.entity.icon, "neutral")
        line = QHBoxLayout()
        line.setContentsMargins(16, 5, 16, 5)
        line.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(pixmap(sort, tone, 14, self.devicePixelRatioF()))
        mark.setFixedSize(QSize(14, 18))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        text = ElidedLabel()
        kind = _(option.label) if option else title_words(entry)
        text.setText(_("{kind}: {text}").format(kind=kind, text=" ".join(text_on_screen(entry.text).split())))
        texts.addWidget(text)
        texts.addWidget(label(dates.ago(entry.at, today), "caption"))
        line.addLayout(texts, 1)
        return line


def _section(title: str, count: str = "") -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(16, 10, 16, 6)
    line.addWidget(label(title, "heading"))
    line.addStretch(1)
    if count:
        line.addWidget(label(count, "caption"))
    return line


def _step(task: OpenTask, today: dt.date) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(16, 3, 16, 3)
    line.setSpacing(8)
    text = ElidedLabel()
    text.setText(text_on_screen(task.what))
    line.addWidget(text)
    line.addStretch(1)
    due = dates.due_at(task.due_on, task.due_at, today)
    line.addWidget(tag_label(due.text, {"late": "danger", "today": "warning"}.get(due.state, "neutral")))
    return line
