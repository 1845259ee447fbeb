"""The files of a customer in the window: dropped, pasted, opened as private copies, seen small."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services.attachments import Incoming, attachments_of
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.records.attachments_card import FileRow
from crm_desktop.ui.records.record_page import RecordPage
from crm_desktop.ui.timeline.drop_files import DropFiles
from crm_desktop.ui.timeline.thumbnails import small_image
from crm_desktop.ui.values.files import file_icon, size_words
from tests.exchange.mails import mail


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace) -> Iterator[RecordPage]:
    made = RecordPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 806)
    made.show()
    made.open_record(4)
    yield made
    made.stop()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    shown: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(Path(url.toLocalFile())) or True)
    return shown


def drop(place: DropFiles, *paths: Path) -> None:
    """Let the place see what it sees of a drop; Qt itself sends none without a pointer that drags."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    widget = place.parent()
    for kind in (QDragEnterEvent, QDropEvent):
        at = QPoint(20, 20) if kind is QDragEnterEvent else QPointF(20, 20)
        assert place.eventFilter(widget, kind(at, action, data, button, none))


def names(workspace: Workspace) -> list[str]:
    with workspace.read() as session:
        return [row["name"] for row in attachments_of(session, 4)]


def rows(page: RecordPage) -> list[FileRow]:
    return [row for row in page.attachments.rows() if isinstance(row, FileRow)]


def attached(qtbot: QtBot, page: RecordPage, *files: Incoming) -> FileRow:
    page.attachments.take(files)
    qtbot.waitUntil(lambda: not page.files.busy)
    page.refresh()
    return rows(page)[0]


def test_files_dropped_on_the_card_are_attached_as_they_are(
    qtbot: QtBot, page: RecordPage, filled: Workspace, tmp_path: Path
):
    paths = [tmp_path / "合同.pdf", tmp_path / "mail.eml"]
    paths[0].write_bytes(b"%PDF" * 500_000)
    paths[1].write_bytes(mail())
    drop(page.attachments.drop, *paths)
    qtbot.waitUntil(lambda: len(names(filled)) == 2)
    page.refresh()
    assert [row.accessibleName() for row in rows(page)] == ["mail.eml, 1 KB", "合同.pdf, 2.0 MB"]
    assert page.attachments._title.text() == "Attachments 2"
    filled.undo()
    assert names(filled) == []


def test_a_mail_dropped_on_the_timeline_stands_there(qtbot: QtBot, page: RecordPage, filled: Workspace, tmp_path: Path):
    path = tmp_path / "mail.eml"
    path.write_bytes(mail())
    for place in page.drops:
        drop(place, path)
        qtbot.waitUntil(lambda: not page.files.busy)
    qtbot.waitUntil(lambda: filled.history(limit=1)[0].title == "Added by drop: Hello")
    with qtbot.waitSignal(page.timeline.model.modelReset):
        page.refresh()
    assert page.timeline.filter.texts()[:3] == ["All 4", "Call 2", "Mail 1"]


def test_what_is_too_large_is_said_and_nothing_waits(qtbot: QtBot, page: RecordPage, filled: Workspace, tmp_path: Path):
    path = tmp_path / "film.mp4"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with qtbot.waitSignal(page.message) as told:
        drop(page.drops[0], path)
    assert "files up to 100 MB are kept" in told.args[0]
    assert names(filled) == []


def test_a_picture_is_pasted(qtbot: QtBot, page: RecordPage, filled: Workspace):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    page.attachments.drop.paste()
    qtbot.waitUntil(lambda: len(names(filled)) == 1)
    assert names(filled)[0].endswith(".png")


def test_a_row_opens_a_private_copy_that_goes_with_the_page(qtbot: QtBot, page: RecordPage, opened: list[Path]):
    row = attached(qtbot, page, Incoming("合同.pdf", data=b"%PDF"))
    with qtbot.waitSignal(page.message) as told:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert opened[0].read_bytes() == b"%PDF"
    assert "not kept" in told.args[0]
    page.stop()
    assert not opened[0].exists()


def test_a_program_is_not_started_without_a_question(
    qtbot: QtBot, page: RecordPage, opened: list[Path], monkeypatch: pytest.MonkeyPatch
):
    row = attached(qtbot, page, Incoming("invoice.pdf.exe", data=b"MZ"))
    asked: list[str] = []
    monkeypatch.setattr(page.files, "_is_wanted", lambda name: asked.append(name) or False)
    row.activated.emit()
    assert asked == ["invoice.pdf.exe"]
    assert not page.files.busy
    assert opened == []


def test_delete_removes_a_file_and_the_menu_offers_the_rest(qtbot: QtBot, page: RecordPage, filled: Workspace):
    row = attached(qtbot, page, Incoming("合同.pdf", data=b"%PDF"))
    with filled.read() as session:
        menu = page.attachments.menu_of(attachments_of(session, 4)[0])
    assert [action.text() for action in menu.actions() if action.text()] == ["Open", "Save as…", "Rename…", "Remove"]
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert names(filled) == []
    filled.undo()
    assert names(filled) == ["合同.pdf"]


def test_pictures_are_shown_small_as_they_come(qtbot: QtBot, page: RecordPage):
    with qtbot.waitSignal(page.timeline.pictures.arrived):
        attached(qtbot, page, Incoming("照片.png", data=png(40, 30)))
    mark, _values = next(iter(page.attachments._rows_of.values()))[0]
    assert mark.pixmap().width() == 30


@pytest.mark.parametrize(("side", "colours", "is_shown"), [(3000, 2, True), (20_000, 2, False), (40_000, 0, False)])
def test_a_huge_picture_is_decoded_small_or_not_at_all(qapp: QApplication, side: int, colours: int, is_shown: bool):
    small = small_image(gigantic_png(side, colours), QSize(64, 44))
    assert small.isNull() is not is_shown
    assert not is_shown or small.size() == QSize(64, 44)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"GIF89a\xff\xff\xff\xff"])
def test_what_is_no_picture_gives_none(qapp: QApplication, data: bytes):
    assert small_image(data, QSize(64, 44)).isNull()


def test_files_are_told_apart_by_icon_and_size():
    assert [file_icon(name) for name in ("a.PDF", "b.xlsx", "c.zip", "d.eml", "e")] == [
        "file-text", "file-spreadsheet", "archive", "mail", "file",
    ]  # fmt: skip
    assert [size_words(size) for size in (0, 900, 420_400, 999_600, 1_840_000)] == [
        "1 KB",
        "1 KB",
        "420 KB",
        "1.0 MB",
        "1.8 MB",
    ]


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def gigantic_png(side: int, colours: int) -> bytes:
    """Give a small file of side × side black pixels, grey (one bit each) or in colour (three bytes each)."""

    def chunk(sort: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + sort + data + zlib.crc32(sort + data).to_bytes(4, "big")

    size, row = side.to_bytes(4, "big"), 1 + (side * 3 if colours else side // 8)
    rows = zlib.compressobj(1)
    data = b"".join(rows.compress(bytes(row)) for _row in range(min(side, 3000))) + rows.flush()
    head = chunk(b"IHDR", size + size + bytes((8 if colours else 1, colours, 0, 0, 0)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")
