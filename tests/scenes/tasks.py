"""Tasks: recognised while something is written down, on a record's page, on the first page, and in their list."""

import datetime as dt
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.base import clock
from crm_desktop.base.i18n import language
from crm_desktop.services import records, tasks
from tests.scenes.studio import Studio, frame_of, until, wait

SAID = {
    "zh_CN": ("确认 12 月备货：签字笔 40 盒，运费各半。周三 10 点回访大单报价", "下周五下午 3 点半送样品，带新目录"),
    "en": (
        "Confirmed the stock for December. Call back on Wed 10 am about the big quote",
        "next Fri 3:30 pm send samples",
    ),
}
PLANNED = {
    "zh_CN": ("催收尾款 12,400 元", "回访：新学期大单报价", "送样品", "续签框架合同"),
    "en": ("Chase the balance of 12,400", "Call about the term order", "Send samples", "Renew the contract"),
}


def to_do(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    workspace = studio.workspace
    before = workspace.history(limit=1)[0].id
    said, line = SAID[language()]
    for number, what in enumerate(PLANNED[language()]):
        for customer, day in ((4, 2 - number), (number + 5, number - 3)):
            due = clock.today() + dt.timedelta(days=day)
            records.add(workspace, "task", {"customer_id": customer, "what": what, "due_on": due, "due_at": "10:00"})
    tasks.finish(workspace, [1, 2])
    frame = frame_of(studio)
    frame.customers.open_record(4)
    page = frame.customers.record
    page.composer.start("call")
    page.composer.text.setPlainText(said)
    wait(300)
    yield "task-typed", frame
    page.composer.minutes.setText("6")
    page.composer.save()
    page.composer.next_step.edit()
    page.composer.next_step.line.setText(line)
    page.tasks.add_one()
    wait(400)
    yield "task-made", frame
    frame.resize(1024, 680)
    wait(200)
    yield "task-made-small", frame
    frame.resize(1360, 860)
    frame.show_section("today")
    until(lambda: len(frame.stack.page("today").to_do.rows()) > 0)
    wait(300)
    yield "task-today", frame
    frame.show_section("tasks")
    wait(500)
    frame.stack.page("tasks").list.table.selectRow(1)
    wait(300)
    yield "task-list", frame
    page.composer.clear()
    for work in workspace.history(limit=50):
        if work.id > before and work.kind != "undo":
            workspace.undo(work.id)
