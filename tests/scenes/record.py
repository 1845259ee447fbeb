"""The page of a record: facts being edited, its history, an earlier day, the card for a phone."""

import datetime as dt
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.services import records
from crm_desktop.ui.records.card_code import CardCode
from tests.scenes.studio import Studio, frame_of, until, wait

FACTS = {
    "invoice_title": "杭州青石巷文具有限公司", "payment_days": "30", "source": "fair", "industry": "文教办公",
    "website": "bluestone.example", "remark": "周日不收货；送货走后门，先打电话。",
}  # fmt: skip


def record(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    workspace = studio.workspace
    with workspace.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE work SET at = '2026-10-01T09:00:00+00:00'")
    records.change(workspace, "customer", 4, {**FACTS, "level": "B"})
    records.change(workspace, "customer", 4, {"level": "A", "customer_class": "current"})
    with workspace.read() as session:
        phone, mail = records.parts(session, "customer", 4)["channel"][:2]
    records.change(workspace, "channel", phone["id"], {"verified_on": "2026-11-02", "verified_how": "电话"})
    wechat = records.add(workspace, "channel", {"customer_id": 4, "type": "wechat", "value": "blue"}).id
    second = {"customer_id": 4, "name": "刘先生", "job_title": "仓库", "mobile": "13600004411"}
    contact = records.add(workspace, "contact", second).id
    frame = frame_of(studio)
    frame.customers.list.views.choose("prime")
    wait(200)
    frame.customers.open_record(4)
    page = frame.customers.record
    row = next(each for each in page.channels.fact_rows() if each.name == str(mail["id"]))
    row.open()
    row.field.editor.take("hi@bluestone。example")
    wait(200)
    yield "record", frame
    frame.resize(1024, 680)
    wait(100)
    yield "record-small", frame
    frame.resize(1360, 860)
    page.composer.text.setPlainText("确认 12 月备货：签字笔 40 盒")
    frame.customers.open_record(1)
    frame.customers.open_record(4)
    wait(200)
    yield "record-draft", frame
    page.drafts.offer.discard.click()
    page.changes.show_record(4)
    page.columns.tabs.choose("changes")
    until(lambda: bool(page.changes.model.rows))
    yield "record-history", frame
    page.show_day(dt.date(2026, 10, 1))
    until(page.past.restore_all.isEnabled)
    yield "record-past", frame
    frame.resize(1024, 680)
    wait(100)
    yield "record-past-small", frame
    code = CardCode(workspace, 4, frame)
    code.show()
    wait(100)
    yield "record-code", code
    code.close()
    records.remove(workspace, "channel", [wechat])
    records.remove(workspace, "contact", [contact])
