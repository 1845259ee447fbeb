"""The preview shows the very pages that are printed and saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.printing.preview_dialog import PreviewDialog


@pytest.fixture
def long(filled: Workspace) -> Workspace:
    """Give a file whose first customer's report has several pages."""
    records.change(filled, "customer", 1, {"remark": "备注很长。" * 1500})
    return filled


@pytest.fixture
def preview(long: Workspace, qtbot: QtBot) -> Iterator[PreviewDialog]:
    made = opened(long, qtbot, 1)
    yield made
    made.close()


def opened(workspace: Workspace, qtbot: QtBot, *ids: int) -> PreviewDialog:
    made = PreviewDialog(workspace, "customer_report", ids)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.laid_out, timeout=20_000):
        pass
    return made


def test_the_pages_are_shown_and_counted(preview: PreviewDialog):
    assert preview.place.text().startswith("Page 1 of ")
    assert preview.options.subject.text() == "禾木家具行 KH-00001"
    assert darkest(preview) < 100


def test_pages_can_be_turned_by_button_and_by_key(preview: PreviewDialog, qtbot: QtBot):
    qtbot.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    assert preview.place.text().startswith("Page 2 of ")
    qtbot.keyClick(preview.view, Qt.Key.Key_PageUp)
    assert preview.place.text().startswith("Page 1 of ")
    assert not preview.back.isEnabled()
    qtbot.keyClick(preview.view, Qt.Key.Key_End)
    assert not preview.on.isEnabled()


def test_two_pages_stand_beside_each_other(preview: PreviewDialog, qtbot: QtBot):
    qtbot.mouseClick(preview.two, Qt.MouseButton.LeftButton)
    assert preview.place.text().startswith("Page 1–2 of ")


def test_zooming_keeps_the_page_and_the_whole_page_fits_again(preview: PreviewDialog):
    fitting = preview.view.zoom
    preview.view.go_to(1)
    preview.view.zoom_in()
    assert preview.view.zoom == pytest.approx(fitting * 1.2)
    assert preview.view.first_in_view() == 1
    preview.view.zoom_to(0)
    assert preview.view.zoom == pytest.approx(fitting)


def test_another_paper_lays_the_pages_out_again(preview: PreviewDialog, qtbot: QtBot):
    before = len(preview._sheets)
    with qtbot.waitSignal(preview.laid_out, timeout=20_000):
        preview.options.paper.setCurrentIndex(preview.options.paper.findData("A5"))
    assert len(preview._sheets) > before
    with qtbot.waitSignal(preview.laid_out, timeout=20_000):
        preview.options.sideways.click()
    width, height = preview._sheets[0].page.size
    assert width > height


def test_the_saved_pdf_has_the_pages_that_are_shown(preview: PreviewDialog, tmp_path: Path, qtbot: QtBot):
    import pypdf

    with qtbot.waitSignal(preview.saved, timeout=20_000):
        preview.save_pdf(tmp_path / "报告.pdf")
    assert len(pypdf.PdfReader(tmp_path / "报告.pdf").pages) == len(preview._sheets)
    assert "报告.pdf" in preview.options.news.text()


def test_a_pdf_that_cannot_be_written_is_said_and_the_dialog_goes_on(
    preview: PreviewDialog, tmp_path: Path, qtbot: QtBot
):
    preview.save_pdf(tmp_path / "nowhere" / "a.pdf")
    qtbot.waitUntil(lambda: "nowhere" in preview.options.news.text())
    assert preview.options.save.isEnabled()


def test_a_printer_gets_the_same_pages(preview: PreviewDialog, tmp_path: Path, qtbot: QtBot):
    import pypdf

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    with qtbot.waitSignal(preview.printed) as told:
        preview.print_with(printer)
    said = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "paper.pdf").pages]
    assert told.args == [len(said)]
    assert "禾木家具行" in said[0]
    assert float(pypdf.PdfReader(tmp_path / "paper.pdf").pages[0].mediabox.width) == pytest.approx(595, abs=2)


def test_without_a_printer_the_way_out_is_said(preview: PreviewDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    qtbot.mouseClick(preview.options.print, Qt.MouseButton.LeftButton)
    assert "PDF" in preview.options.news.text()


def test_several_records_are_one_document(filled: Workspace, qtbot: QtBot):
    made = opened(filled, qtbot, 1, 2, 3)
    assert len(made._sheets) == 3
    assert made.options.subject.text() == "3 records"
    made.close()


def test_a_record_that_is_gone_is_said_and_nothing_can_be_printed(filled: Workspace, qtbot: QtBot):
    made = PreviewDialog(filled, "customer_report", [999])
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "999" in made.options.news.text())
    assert not made.options.print.isEnabled()
    made.close()


def test_a_preview_closed_at_once_leaves_nothing_running(long: Workspace, qtbot: QtBot):
    made = PreviewDialog(long, "customer_report", list(range(1, 13)))
    qtbot.addWidget(made)
    made.show()
    made.close()
    assert not made._runner.busy


def test_everything_can_be_reached_by_key_and_has_a_name(preview: PreviewDialog):
    from PySide6.QtWidgets import QAbstractButton, QComboBox

    for each in (*preview.findChildren(QAbstractButton), *preview.findChildren(QComboBox)):
        if each.isVisible():
            assert each.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert each.accessibleName() or (isinstance(each, QAbstractButton) and each.text())


def darkest(preview: PreviewDialog) -> int:
    image = preview.view.viewport().grab().toImage().scaled(QSize(200, 200))
    return min(image.pixelColor(x, y).lightness() for x in range(200) for y in range(200))
