"""Rows of a list edited in place and many at once, and the recycle bin."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.services import records
from crm_desktop.services.bulk_values import Edit
from crm_desktop.ui.lists.bulk_dialog import BulkDialog
from crm_desktop.ui.lists.row_actions import Wish
from tests.scenes.studio import Studio, frame_of, until, wait


def rows(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    frame = frame_of(studio)
    page = frame.customers.list
    until(lambda: len(page.model.ids) == 12)
    page.table.go_to(page.model.ids[2])
    page.deeds.cells.edit_current()
    editor = page.deeds.cells.editor
    editor.findChild(QLineEdit).setText("")
    wait(100)
    yield "rows-edit", frame
    page.deeds.cells.edit(page.model.ids[5], 4)
    yield "rows-tags", frame
    page.deeds.cells.close()
    page.table.selectAll()
    wait(100)
    yield "rows-bulk-bar", frame
    menu = page.deeds.menu()
    page.table.go_to(page.model.ids[0])
    menu = page.deeds.menu()
    menu.popup(page.table.mapToGlobal(page.table.rect().center()))
    wait(100)
    yield "rows-menu", menu
    menu.close()
    page.table.selectAll()
    frame.resize(1024, 680)
    wait(200)
    yield "rows-bulk-bar-small", frame
    frame.close()


def bulk(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    records.change(studio.workspace, "customer", 2, {"currency": "JPY"})
    wish = Wish("customer", list(range(1, 13)), Edit("level", "set", "B"))
    dialog = BulkDialog(studio.workspace, studio.runner, wish)
    dialog.show()
    until(lambda: dialog.plan is not None)
    yield "bulk-level", dialog
    dialog.field.setCurrentIndex(dialog.field.findData("credit_limit"))
    dialog.value.editor.take("1000.50")
    until(lambda: dialog.plan is not None and dialog.plan.refused == 1)
    yield "bulk-refused", dialog
    dialog.field.setCurrentIndex(dialog.field.findData("name"))
    dialog.deed.setCurrentIndex(dialog.deed.findData("replace"))
    wait(400)
    yield "bulk-replace", dialog
    studio.workspace.undo()


def recycle_bin(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    workspace = studio.workspace
    frame = frame_of(studio)
    frame.show_section("bin")
    wait(200)
    yield "bin-empty", frame
    with workspace.read() as session:
        contact = records.parts(session, "customer", 1)["contact"][0]["id"]
    removals = [records.remove(workspace, "customer", [4, 7, 8]), records.remove(workspace, "contact", [contact])]
    removals.append(records.remove(workspace, "customer", [9]))
    page = frame.stack.page("bin")
    until(lambda: len(page.model.records) == 5)
    wait(200)
    yield "bin", frame
    frame.resize(1024, 680)
    page.view.selectAll()
    wait(200)
    yield "bin-small", frame
    for each in reversed(removals):
        workspace.undo(each)
    frame.close()
