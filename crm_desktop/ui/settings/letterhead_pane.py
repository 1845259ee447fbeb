"""What the paper looks like: the page as it is printed, the letterhead's style, what else is printed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import LANGUAGES, _, language, speaking
from crm_desktop.fields.kind import Option
from crm_desktop.printing.fonts import paper_font
from crm_desktop.printing.ink import BODY, MM_PER_INCH
from crm_desktop.printing.output import page_image, print_on, set_page
from crm_desktop.printing.page import Page
from crm_desktop.printing.sample import sample_sheets
from crm_desktop.services.settings import LETTERHEADS, setting_named
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.look.painted_tabs import SegmentTabs, Tab
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.settings.keeper import Keeper

WIDTH, PAPER = 348, 306
SMALL_PAGE = Page((132.0, 172.0), (9.0, 9.0, 9.0, 8.0))  # mm: small enough to be read on the screen
ROWS = 7
STYLE = "letterhead_style"
TICKS = ("print_bank_account", "print_stamp_place", "print_credit_code")
SPOKEN = {"zh_CN": "中", "en": "EN"}


class LetterheadPane(QFrame):
    """Everything in it is drawn by the printing code itself, and follows the form at once."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper
        self.drawn = QImage()
        self._drawing: Lookup[QImage] = Lookup(self)
        self.setProperty("role", "side-pane")
        self.setFixedWidth(WIDTH)
        self.spoken = SegmentTabs(_("Language of the paper"))
        self.spoken.show_tabs([Tab(each, SPOKEN[each]) for each in LANGUAGES])
        self.spoken.choose(language())
        self.paper = QLabel()
        self.paper.setProperty("role", "paper")
        self.paper.setAccessibleName(_("The printed page"))
        width, height = SMALL_PAGE.size
        self.paper.setFixedSize(PAPER + 2, round(PAPER * height / width) + 2)
        paper_font(BODY.size)  # loads the font on this thread
        self.styles = {option.key: StyleButton(option) for option in LETTERHEADS}
        self.ticks = {name: QCheckBox(_(setting_named(name).label)) for name in TICKS}
        self.told = label(_("Saved at once · Ctrl+Z undoes"), "caption")
        self.print = button(_("Print test page"), self._print, icon_name="printer", size="row")
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("How it prints"), "heading"))
        head.addStretch(1)
        head.addWidget(self.spoken)
        styles = QHBoxLayout()
        styles.setSpacing(8)
        for each in self.styles.values():
            styles.addWidget(each, 1)
        ticks = QGridLayout()
        ticks.setVerticalSpacing(8)
        ticks.setColumnStretch(0, 1)
        for row, (name, tick) in enumerate(self.ticks.items()):
            ticks.addWidget(tick, row, 0)
            ticks.addWidget(label(_(setting_named(name).hint), "caption"), row, 1)
        held = QWidget()
        inner = QVBoxLayout(held)
        inner.setContentsMargins(20, 12, 19, 12)
        inner.setSpacing(8)
        inner.addLayout(head)
        inner.addWidget(self.paper)
        inner.addSpacing(4)
        inner.addWidget(label(_("Letterhead"), "heading"))
        inner.addLayout(styles)
        inner.addSpacing(4)
        inner.addLayout(ticks)
        inner.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(held)
        footer = box("strip")
        footer.setFixedHeight(50)
        below = QHBoxLayout(footer)
        below.setContentsMargins(20, 0, 16, 0)
        below.addWidget(self.told, 1)
        below.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(footer)

    def sizeHint(self) -> QSize:
        """Ask for the height of everything, for where the pane stands below the form."""
        held = self._area.widget()
        return QSize(WIDTH, (held.sizeHint().height() if held is not None else 0) + 60)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for key, each in self.styles.items():
            group.addButton(each)
            each.clicked.connect(lambda _on, key=key: self._keeper.save(**{STYLE: key}))
        for name, tick in self.ticks.items():
            tick.toggled.connect(lambda on, name=name: self._keeper.save(**{name: on}))
        self.spoken.currentChanged.connect(lambda _at: self._draw())
        self._drawing.answered.connect(self._show_drawn)
        self._keeper.changed.connect(self.look)

    def look(self) -> None:
        """Show style, ticks and paper as the settings say."""
        self.styles[self._keeper.value(STYLE)].setChecked(True)
        for name, tick in self.ticks.items():
            blocked = tick.blockSignals(True)
            tick.setChecked(bool(self._keeper.value(name)))
            tick.blockSignals(blocked)
        self._draw()

    def _draw(self) -> None:
        """Paint the page beside the window; what is typed meanwhile is painted after."""
        scale = self.devicePixelRatioF()
        wanted = next(each for each in LANGUAGES if each == self.spoken.key())
        workspace = self._keeper.room.workspace

        def draw() -> QImage:
            with speaking(wanted):
                sheet = sample_sheets(workspace, SMALL_PAGE, ROWS)[0]
                return page_image(sheet, PAPER * scale / SMALL_PAGE.size[0] * MM_PER_INCH)

        self._drawing.ask(draw)

    def _show_drawn(self, image: QImage) -> None:
        self.drawn = image
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.paper.setPixmap(QPixmap.fromImage(image))

    def _print(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self.told.setText(_("No printer is set up on this computer."))
            return
        wanted = next(each for each in LANGUAGES if each == self.spoken.key())
        with speaking(wanted):
            sheets = sample_sheets(self._keeper.room.workspace)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, sheets[0].page)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            print_on(printer, sheets, sheets[0].part.title)


class StyleButton(QPushButton):
    """A style of the letterhead, drawn small on a piece of paper with its name below."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._key = option.key
        self.setProperty("kind", "card")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(72)
        self.setAccessibleName(_(option.label))
        name = label(_(option.label), "caption")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 46, 4, 5)
        column.addWidget(name)

    def sizeHint(self) -> QSize:
        """Ask for a third of the pane."""
        return QSize(97, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and paper with the logo and the name on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = QRectF(9, 9, self.width() - 18, 34)
        painter.setPen(token("line"))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(paper)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = paper.center().x()
        logo, name = {
            "left": (QRectF(paper.left() + 6, 15, 9, 9), QRectF(paper.left() + 19, 18, 34, 3)),
            "centre": (QRectF(middle - 4.5, 13, 9, 9), QRectF(middle - 17, 26, 34, 3)),
        }.get(self._key, (QRectF(), QRectF(paper.left() + 6, 18, 52, 3)))
        painter.setBrush(Qt.GlobalColor.black)
        if not logo.isNull():
            painter.drawRoundedRect(logo, 2, 2)
        painter.setBrush(Qt.GlobalColor.gray)
        painter.drawRect(name)
        painter.end()


def letterhead_pane(keeper: Keeper) -> QWidget:
    """Make the pane beside the business profile."""
    return LetterheadPane(keeper)
