"""A customer's card as a code on the screen: the camera of a phone takes it into its address book."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, language
from crm_desktop.exchange.cards.small_cards import SmallCard, small_cards
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.shortcut import shortcut

SIDE = 420  # pixels of the screen; a usual code of 77 modules has five for each
QUIET = 4  # modules of white around, as the standard asks


class CodeView(QWidget):
    """Paints a code black on white in every theme: cameras read nothing else as surely."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[bytes, ...] = ()

    def show_text(self, text: str) -> None:
        """Show the code of a text."""
        import segno

        self._rows = tuple(bytes(row) for row in segno.make(text, error="m", micro=False, encoding="utf-8").matrix)
        across = len(self._rows) + 2 * QUIET
        side = max(SIDE // across, 3) * across  # whole pixels, so that no module is blurred
        self.setFixedSize(QSize(side, side))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the modules."""
        _ = event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        module = self.width() // (len(self._rows) + 2 * QUIET)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRect((x + QUIET) * module, (y + QUIET) * module, module, module)
                    painter.fillRect(place, QColor(Qt.GlobalColor.black))
        painter.end()


class CardCode(QDialog):
    """Shows the cards of a customer, one at a time; Esc closes. Raises `NotFoundError`."""

    def __init__(self, workspace: Workspace, customer_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[SmallCard] = small_cards(workspace, customer_id)
        self.code = CodeView()
        self.left_out = label("", "caption", wrap=True)
        self._whom = QComboBox()
        self._build()
        self._show(0)

    def _build(self) -> None:
        self.setWindowTitle(_("Card for a phone"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        self._whom.setAccessibleName(_("Whose card"))
        self._whom.addItems([card.name for card in self.cards])
        self._whom.currentIndexChanged.connect(self._show)
        self._whom.setVisible(len(self.cards) > 1)
        self._name = label("", "title")
        self._name.setVisible(len(self.cards) == 1)
        column.addWidget(self._name)
        column.addWidget(self._whom)
        column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label(_("Point the camera of a phone at the code to add this card."), "caption", wrap=True))
        column.addWidget(self.left_out)
        line = QHBoxLayout()
        line.addWidget(button(_("Copy the vCard"), self.copy, icon_name="copy"))
        line.addStretch(1)
        line.addWidget(button(_("Close"), self.reject))
        column.addLayout(line)
        shortcut(self, "Ctrl+C", self.copy)

    @property
    def card(self) -> SmallCard:
        """Give the card that is shown."""
        return self.cards[max(self._whom.currentIndex(), 0)]

    def copy(self) -> None:
        """Copy the card as text."""
        QGuiApplication.clipboard().setText(self.card.text)

    def _show(self, _place: int) -> None:
        card = self.card
        self._name.setText(card.name)
        self.code.show_text(card.text)
        self.code.setAccessibleName(_("QR code with the card of {name}").format(name=card.name))
        between = "、" if language() == "zh_CN" else ", "
        self.left_out.setVisible(bool(card.left_out))
        self.left_out.setText(_("Not in the code, for want of room: {what}").format(what=between.join(card.left_out)))
        self.adjustSize()
