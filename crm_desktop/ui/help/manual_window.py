"""The window of the manual: its pages at the left, one of them at the right, a field to search them."""

from pathlib import PurePosixPath

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QShowEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import _, language
from crm_desktop.ui.help.manual import Page, pages, pages_about
from crm_desktop.ui.look.controls import box
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.theme import token

SIZE, RAIL = (920, 680), 232
LINE_PERCENT, PARAGRAPH, ITEM = 140, 8, 30
_NAME = Qt.ItemDataRole.UserRole


class ManualWindow(QDialog):
    """Stays open beside the program; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Kebu manual"))
        self.setModal(False)
        self.resize(*SIZE)
        self.search = QLineEdit()
        self.list = QListWidget()
        self.browser = QTextBrowser()
        self._pages = {page.name: page for page in pages(language())}
        self._build()
        self._fill(tuple(self._pages.values()))

    def _build(self) -> None:
        rail = box("rail")
        rail.setFixedWidth(RAIL)
        left = QVBoxLayout(rail)
        left.setContentsMargins(0, 12, 0, 12)
        left.setSpacing(8)
        self.search.setPlaceholderText(_("Search the manual"))
        self.search.setAccessibleName(_("Search the manual"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._searched)
        self.search.returnPressed.connect(self.browser.setFocus)
        held = QHBoxLayout()
        held.setContentsMargins(12, 0, 12, 0)
        held.addWidget(self.search)
        left.addLayout(held)
        self.list.setProperty("role", "sections")
        self.list.setAccessibleName(_("Pages of the manual"))
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        left.addWidget(self.list, 1)
        self.browser.setAccessibleName(_("Manual page"))
        self.browser.setOpenLinks(False)  # ours lead to other pages, and nothing is fetched from anywhere
        self.browser.anchorClicked.connect(self._follow)
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.browser.setProperty("kind", "bare")
        self.browser.setViewportMargins(28, 16, 28, 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addWidget(self.browser, 1)

    def show_page(self, name: str) -> None:
        """Show the page called `name`, the first one where there is none of that name."""
        self.search.clear()
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(0)

    @property
    def page(self) -> str:
        """Tell which page is shown."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def _fill(self, shown: tuple[Page, ...]) -> None:
        self.list.clear()
        for page in shown:
            item = QListWidgetItem(page.title)
            item.setData(_NAME, page.name)
            item.setSizeHint(QSize(0, ITEM))
            self.list.addItem(item)

    def _searched(self, words: str) -> None:
        self._fill(pages_about(language(), words) if words.strip() else tuple(self._pages.values()))
        if self.list.count():
            self.list.setCurrentRow(0)
            self.browser.find(words.strip())
        else:
            self.browser.setMarkdown(_("The manual has nothing about “{words}”.").format(words=words.strip()))

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.browser.document().setDefaultStyleSheet(f"a {{ color: {token('accent').name()}; }}")
        self.browser.document().setMarkdown(
            self._pages[str(item.data(_NAME))].text, QTextDocument.MarkdownFeature.MarkdownNoHTML
        )
        self._set_apart()
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)

    def _set_apart(self) -> None:
        """Give lines and paragraphs the room that Markdown does not speak of."""
        cursor = QTextCursor(self.browser.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spacing.setBottomMargin(PARAGRAPH)
        cursor.mergeBlockFormat(spacing)

    def _follow(self, url: QUrl) -> None:
        self.show_page(PurePosixPath(url.path()).stem)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the arrows go through the pages."""
        super().showEvent(event)
        self.list.setFocus()
