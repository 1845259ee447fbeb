"""The panel under a chip: pick what is asked about, then say what; closing it takes what was said, Esc does not."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.services.conditions.asked import asked
from crm_desktop.services.conditions.tree import Group, Related, Tree
from crm_desktop.services.conditions.words import subject_of
from crm_desktop.ui.editors.editor import ENTER
from crm_desktop.ui.filters.condition_editor import ConditionEditor
from crm_desktop.ui.filters.group_editor import GroupEditor, RelatedEditor
from crm_desktop.ui.filters.offers import Offer, offers
from crm_desktop.ui.filters.picker import OfferPicker
from crm_desktop.ui.filters.tree_editor import Around, TreeEditor
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.popup import Popup

NARROW, WIDE = 300, 400


class FilterPopup(Popup):
    """Asks for a tree; emits `done` once, unless Esc gave it up or nothing was to be read."""

    done = Signal(object)  # a Tree, or None where nothing is asked any more

    def __init__(self, around: Around, parent: QWidget, *, groups: bool) -> None:
        super().__init__(_("Filter"), parent, shows_title=False)
        self._around, self._groups = around, groups
        self._given_up = False
        self._content: QWidget | None = None
        self.editor: TreeEditor | None = None
        self.picker: OfferPicker | None = None
        self._problem = label("", "error", wrap=True)
        self._problem.hide()

    def pick(self) -> None:
        """Let the user pick what to ask about."""
        self.picker = OfferPicker(offers(self._around.entity_name, groups=self._groups))
        self.picker.picked.connect(self._picked)
        self._show("", self.picker)

    def edit(self, tree: Tree) -> None:
        """Let the user change what is asked."""
        entity_name = self._around.entity_name
        if isinstance(tree, Group):
            self.editor, title = GroupEditor(self._around, tree), _("Several conditions")
        elif isinstance(tree, Related):
            self.editor, title = RelatedEditor(self._around, tree), _(entity_named(tree.entity).label_many)
        else:
            self.editor, title = ConditionEditor(self._around, tree), subject_of(asked(entity_name, tree.field))
        self.editor.accepted.connect(self.accept)
        self.editor.changed.connect(self._changed)
        self._show(title, self.editor)

    def accept(self) -> None:
        """Take what was said, if it can be read."""
        try:
            if self.editor is not None:
                self.editor.tree()
        except InvalidValueError as error:
            self._problem.setText(error.message)
            self._problem.show()
            return
        self.close()

    def _picked(self, offer: Offer) -> None:
        self.edit(offer.first_tree(self._around.entity_name))

    def _show(self, title: str, content: QWidget) -> None:
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._problem:
                widget.hide()
                widget.deleteLater()
        if title:
            self.column.addWidget(label(title, "heading"))
        self.column.addWidget(content)
        self.column.addWidget(self._problem)
        if title:
            self.column.addWidget(self._foot())
        self._content = content
        self._fit()
        content.setFocus(Qt.FocusReason.OtherFocusReason)

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 4, 0, 0)
        line.addWidget(label(_("Enter apply · Esc cancel"), "caption"), 1)
        line.addWidget(button(_("Apply"), self.accept, kind="primary", size="row"))
        return foot

    def _changed(self) -> None:
        self._problem.hide()

    def _fit(self) -> None:
        """Be as high as the lines of chips need; Qt's own adjusting does not ask a layout for its height at a width."""
        self.column.activate()
        width = NARROW if isinstance(self._content, (OfferPicker, ConditionEditor)) else WIDE
        flows = self.column.hasHeightForWidth()
        self.setFixedSize(
            width, self.column.totalHeightForWidth(width) if flows else self.column.totalSizeHint().height()
        )

    def event(self, event: QEvent) -> bool:
        """Fit whenever something inside has become larger, smaller or visible."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._content is not None:
            self._fit()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Enter takes what was said."""
        if event.key() == Qt.Key.Key_Escape:
            self._given_up = True
            self.close()
        elif event.key() in ENTER and self.editor is not None:
            self.accept()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell what was said."""
        if not self._given_up and self.editor is not None:
            self._given_up = True
            try:
                self.done.emit(self.editor.tree())
            except InvalidValueError:
                event.accept()  # a click elsewhere with half a value typed changes nothing
        super().closeEvent(event)
