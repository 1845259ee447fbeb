"""What the two become together, as it would be now: the card, what comes along, and that it can be taken apart."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import field_named
from crm_desktop.services.merge import Preview
from crm_desktop.services.merge_fields import names_field
from crm_desktop.services.merge_parts import Count
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.duplicates.choosing import by_sort
from crm_desktop.ui.look.controls import box, label
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.note import icon_label, note
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.values.shown import Shown
from crm_desktop.ui.values.value_view import Badge

WIDE, SMALL = 288, 256
LABEL_WIDTH = 68
BREAK = "\u200b"  # an address of mail may go on in the next line
LAST = 6  # column of the sum
IN_HEAD = {"name", "level"}


class Fact(NamedTuple):
    """One line of the card; `added` came from the record that goes."""

    label: str
    text: str
    added: bool


class ResultPane(QFrame):
    """Shows the result of every choice at once."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("role", "side-pane")
        self.fit(tight=False)
        self._inside = QWidget()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 14)
        word = _(
            "The history keeps both records as they were. “Separate” there brings the second one back at any time."
        )
        foot.addWidget(note("ok", _("Can be taken apart at any time"), word, icon_name="ungroup"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def fit(self, *, tight: bool) -> None:
        """Leave the two more room where there is little."""
        self.setFixedWidth(SMALL if tight else WIDE)

    def show_result(self, result: Preview) -> None:
        """Show what a merge would give now."""
        place = self._scroll.verticalScrollBar().value()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(label(_("Together"), "heading"))
        column.addWidget(self._card(result))
        counts = [each for each in result.counts if each.total]
        if counts:
            column.addSpacing(6)
            column.addWidget(label(_("What comes along"), "heading"))
            column.addLayout(_counts(counts))
        column.addStretch(1)
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # a scroll area fills it else
        self._scroll.verticalScrollBar().setValue(place)

    def _card(self, result: Preview) -> QFrame:
        made = box("card")
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 11, 12, 11)
        column.setSpacing(4)
        values = {each.name: each.result for each in result.fields}
        level = Shown.of(field_named(Customer, "level"), self._workspace.context)
        badge, name = Badge(20), ElidedLabel("title")
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        name.setText(values["name"])
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(badge)
        head.addWidget(name, 1)
        badge.show_level(level.text(values["level"]), level.tone(values["level"]))
        column.addLayout(head)
        numbers = _("{number} · {old} still finds it").format(
            number=result.kept["number"], old=result.dropped["number"]
        )
        column.addWidget(label(numbers, "caption", wrap=True))
        column.addSpacing(4)
        column.addLayout(_facts(list(facts_of(result))))
        return made


def facts_of(result: Preview) -> Iterator[Fact]:
    """Give the lines of the card: parts by sort, then the fields, without what its head says."""
    for (_entity, name), some in by_sort(result.parts).items():
        for number, part in enumerate(some):
            text = part.kept_text or part.dropped_text
            yield Fact("" if number else name, text, added=part.kept_id is None)
    aliases = names_field(Customer)
    for each in result.fields:
        text = ", ".join(result.other_names) if each.name == aliases else each.result_text
        if text and each.name not in IN_HEAD and (each.name == aliases or not each.same):
            yield Fact(each.label, text, added=each.choice == "drop" and not each.same)


def _facts(facts: Sequence[Fact]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, LABEL_WIDTH)
    grid.setColumnStretch(1, 1)
    for row, fact in enumerate(facts):
        name, text = ElidedLabel("caption"), label(fact.text.replace("@", f"@{BREAK}"), wrap=True)
        name.setText(fact.label)
        name.setFixedWidth(LABEL_WIDTH)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text, row, 1, 1, 1 if fact.added else 2)
        if fact.added:
            mark = icon_label("plus", "accent", 13)
            mark.setToolTip(_("comes along from the other one"))
            mark.setAccessibleName(mark.toolTip())
            grid.addWidget(mark, row, 2, Qt.AlignmentFlag.AlignTop)
    return grid


def _counts(counts: Sequence[Count]) -> QGridLayout:
    """Lay out a + b = c; what both have is counted once, on the side that stays."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, each in enumerate(counts):
        new = each.dropped - each.joined
        grid.addWidget(icon_label(entity_named(each.entity).icon, "muted", 14), row, 0)
        name = label(each.label)
        if each.joined:
            same = ngettext("{n} is the same at both", "{n} are the same at both", each.joined)
            name.setToolTip(plain_tooltip(same))
        grid.addWidget(name, row, 1)
        for column, text in enumerate((f"{each.kept:,}", "+", f"{new:,}", "=", f"{each.total:,}"), 2):
            cell = label(text, "strong" if column == LAST else "muted" if text in "+=" else "secondary")
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(cell, row, column)
    return grid
