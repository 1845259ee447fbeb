"""The options of one list: both names, colour, how often used, offered or not, their order."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _, language
from crm_desktop.services import choices
from crm_desktop.services.choices import ListedOption
from crm_desktop.services.option_words import TONES
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.look import tones
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.settings.keeper import Keeper
from crm_desktop.ui.settings.order_table import Cell, Heading, Line, OrderTable

LABEL = 0
TONE_WORDS = {
    "neutral": N_("Grey"), "accent": N_("Jade"), "info": N_("Blue"), "ok": N_("Green"), "warning": N_("Amber"),
    "danger": N_("Red"), "violet": N_("Violet"),
}  # fmt: skip


class OptionsTable(QWidget):
    """Every change is one undoable piece of work; an option in use is replaced before it goes."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._room = keeper.room
        self._list = ""
        self._options: list[ListedOption] = []
        self.table = OrderTable(
            _("Options"),
            (
                Heading(_("Name"), edited=True),
                Heading(_("English name"), edited=True),
                Heading(_("Colour"), 96),
                Heading(_("In use"), 74, right=True),
                Heading(_("Offered"), 72, ticked=True),
            ),
        )
        self.new = QLineEdit()
        self.new.setPlaceholderText(_("A new option"))
        self.new.setAccessibleName(_("A new option"))
        self.new.returnPressed.connect(self._add)
        self.add = button(_("Add"), self._add, icon_name="plus")
        self.told = label("", "error", wrap=True)
        self._lookup: Lookup[list[ListedOption]] = Lookup(self)
        self._lookup.answered.connect(self._show)
        self._build()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.new, 1)
        line.addWidget(self.add)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addLayout(line)
        column.addWidget(self.told)
        column.addStretch(1)
        self.table.edited.connect(self._rename)
        self.table.ticked.connect(lambda key, _at, on: self._change(key, hidden=not on))
        self.table.moved.connect(self._move)
        self.table.menu_wanted.connect(self._menu)

    def show_list(self, name: str) -> None:
        """Show the options of a list; they are counted beside the window."""
        self._list = name

        def read() -> list[ListedOption]:
            with self._room.workspace.read() as session:
                return choices.listed_options(session, name)

        self._lookup.ask(read)

    def _show(self, options: list[ListedOption]) -> None:
        self._options = options
        self.table.show_lines(
            [
                Line(
                    each.key,
                    (
                        Cell(each.label),
                        Cell(each.label_en),
                        Cell(_(TONE_WORDS[each.tone]), swatch(each.tone)),
                        Cell(f"{each.uses:,}"),
                        Cell(on=not each.hidden),
                    ),
                    faint=each.hidden,
                )
                for each in options
            ]
        )

    # --- deeds ---

    def _add(self) -> None:
        text = self.new.text()
        if text.strip() and self._do(lambda: choices.add_option(self._room.workspace, self._list, text)):
            self.new.clear()

    def _rename(self, key: str, column: int, text: str) -> None:
        label, english = (text, None) if column == LABEL else (None, text)
        workspace = self._room.workspace
        self._do(lambda: choices.change_option(workspace, self._list, key, label=label, label_en=english))

    def _change(self, key: str, *, tone: str | None = None, hidden: bool | None = None) -> None:
        self._do(lambda: choices.change_option(self._room.workspace, self._list, key, tone=tone, hidden=hidden))

    def _move(self, key: str, to: int) -> None:
        self._do(lambda: choices.move_option(self._room.workspace, self._list, key, to))

    def _remove(self, key: str, instead: str | None) -> None:
        self._do(lambda: choices.remove_option(self._room.workspace, self._list, key, instead))

    def _do(self, deed: Callable[[], object]) -> bool:
        self.told.setText("")
        try:
            deed()
        except UserFacingError as error:
            self.told.setText(error.message)
            self._show(self._options)
            return False
        self.show_list(self._list)
        return True

    def _menu(self, key: str, where: QPoint) -> None:
        option = next(each for each in self._options if each.key == key)
        menu = QMenu(self)
        row = self.table.currentRow()
        menu.addAction(icon("pencil", "secondary"), _("Rename"), partial(self.table.begin_edit, key))
        colours = menu.addMenu(icon("palette", "secondary"), _("Colour"))
        for tone in TONES:
            action = colours.addAction(swatch(tone), _(TONE_WORDS[tone]), partial(self._change, key, tone=tone))
            action.setCheckable(True)
            action.setChecked(tone == option.tone)
        text = _("Offer again") if option.hidden else _("Hide")
        menu.addAction(icon("eye-off", "secondary"), text, partial(self._change, key, hidden=not option.hidden))
        for said, icon_name, to in ((_("Move up"), "arrow-up", row - 1), (_("Move down"), "arrow-down", row + 1)):
            action = menu.addAction(icon(icon_name, "secondary"), said, partial(self._move, key, to))
            action.setEnabled(0 <= to < len(self._options))
        menu.addSeparator()
        self._add_removing(menu, option)
        menu.popup(where)

    def _add_removing(self, menu: QMenu, option: ListedOption) -> None:
        """Offer to remove an option; one in use asks what its records get instead."""
        if not option.uses:
            menu.addAction(icon("trash-2", "secondary"), _("Remove"), partial(self._remove, option.key, None))
            return
        text = _("Remove; {n} records get instead").format(n=f"{option.uses:,}")
        inner = menu.addMenu(icon("trash-2", "secondary"), text)
        for other in self._options:
            if other.key != option.key and not other.hidden:
                said = (other.label_en or other.label) if language() == "en" else other.label
                inner.addAction(swatch(other.tone), said, partial(self._remove, option.key, other.key))
        if choices.choice_named(self._list).field.nullable:
            inner.addSeparator()
            inner.addAction(_("Nothing"), partial(self._remove, option.key, ""))


def swatch(tone: str) -> QIcon:
    """Make a round sample of a tone; its name always stands beside it."""
    look = tones.tag(tone)
    drawn = QPixmap(QSize(32, 32))
    drawn.setDevicePixelRatio(2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(token(look.front))
    painter.setBrush(token(look.front))
    painter.drawEllipse(QRectF(3, 3, 10, 10))
    painter.end()
    return QIcon(drawn)
