"""The main window and its pages."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, counted
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services import records
from crm_desktop.services.merge import merge
from crm_desktop.services.work_info import EVERY
from crm_desktop.ui.records.new_record import new_record
from tests.scenes.studio import SHEET, Studio, frame_of, until, wait


def window(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    frame = frame_of(studio)
    wait(400)
    yield "window", frame
    frame.messages.tell(_("Removed {what}").format(what=counted(Customer.counted, 3)), _("Undo"), lambda: None)
    frame.customers.open_record(1)
    wait(300)
    yield "window-record", frame
    frame.resize(1024, 680)
    wait(100)
    yield "window-record-small", frame
    frame.customers.show_list()
    wait(100)
    yield "window-small", frame
    frame.resize(1360, 860)
    frame.show_section("settings")
    yield "window-settings", frame
    frame.stack.page("settings").show_section("Password and lock")
    yield "window-password", frame
    frame.stack.page("settings").show_section("Language and look")
    yield "window-look", frame
    frame.show_section("today")
    wait(1200)
    yield "window-today", frame


def history(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    sheet = studio.folder / "客户名单2026.csv"
    sheet.write_bytes(SHEET.encode("gb18030"))
    workspace = studio.workspace
    records.remove(workspace, "customer", [11])
    workspace.undo()
    batch = run_import(workspace, read_workbook(sheet), ImportChoices(policy="overwrite")).batch
    edits = ((4, {"level": "B", "wechat": "bluestone_04"}), (1, {"level": "C"}), (2, {"remark": "每周二送货"}))
    for record_id, raw in edits:
        records.change(workspace, "customer", record_id, raw)
    frame = frame_of(studio)
    frame.show_section("history")
    page = frame.stack.page("history")
    page.show_work(batch)
    page.model.toggle(page.model.row_of(batch))
    until(page.panel.act.isEnabled)
    yield "history", frame
    frame.resize(1024, 680)
    wait(100)
    yield "history-small", frame
    frame.resize(1360, 860)
    page.filter.choose("remove")
    yield "history-removed", frame
    workspace.undo(batch, drop=EVERY)


TWINS = (
    {
        "name": "青石巷文具", "level": "C", "mobile": "13600004410", "phone": "0571-88004419", "contact": "陈女士",
        "email": "order@bluestone.example", "address": "浙江省杭州市上城区青石巷 18 号", "tags": "学校周边",
        "remark": "送货走后门，先打电话", "source": "exhibition", "industry": "文具零售",
    },
    {"name": "禾木家具", "mobile": "13800001207", "contact": "王女士", "wechat": "hemu_1207"},
    {"name": "半山茶舍", "email": "hello1@example.com", "address": "浙江省绍兴市越城区解放路 9 号", "tags": "茶叶"},
    {"name": "澄湖精品民宿", "phone": "0572-88002049", "address": "浙江省湖州市吴兴区衣裳街 5 号"},
    {"name": "小满花店（温州）", "mobile": "15100007315", "level": "A"},
    {"name": "北窗眼镜", "mobile": "15200003386", "contact": "赵先生"},
)  # fmt: skip


def duplicates(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    workspace = studio.workspace
    ids = [records.add(workspace, "customer", raw).id for raw in TWINS]
    records.change(workspace, "customer", 4, {"remark": "周日不收货", "wechat": "bluestone_4410", "payment_days": "30"})
    note = {"customer_id": ids[0], "channel": "call", "direction": "in", "content": "问学生本的价"}
    records.add(workspace, "interaction", {**note, "happened_at": "2026-11-20 10:30"})
    frame = frame_of(studio)
    frame.show_section("duplicates")
    page = frame.stack.page("duplicates")
    until(lambda: page.looked is not None)
    page.queue.go_to(next(row for row, pair in enumerate(page.model.pairs) if pair.first_id == 4))
    until(lambda: page.looked is not None and page.head.merge.isEnabled())
    yield "duplicates", frame
    page.skip()
    until(page.head.merge.isEnabled)
    page.tell_apart()
    until(page.head.merge.isEnabled)
    frame.resize(1024, 680)
    wait(100)
    yield "duplicates-small", frame
    frame.messages._toast.hide()
    merged = merge(workspace, 2, ids[2])
    records.add(workspace, "interaction", {**note, "customer_id": 2, "happened_at": "2026-11-21 10:30"})
    frame.resize(1360, 860)
    frame.show_work(merged.work_id)
    until(frame.stack.page("history").panel.act.isEnabled)
    yield "history-separate", frame
    workspace.undo(merged.work_id)
    records.remove(workspace, "customer", ids)


def typing(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = new_record(studio.workspace, "customer")
    dialog.show()
    dialog.fields["name"].editor.take("禾木家具")
    dialog.fields["mobile"].editor.take("13600004410")
    wait(900)
    yield "new-customer", dialog
