"""A new customer: in one line, and in the full form."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.ui.records.new_record import new_record
from crm_desktop.ui.records.quick_add_dialog import QuickAddDialog
from tests.scenes.studio import Studio, wait


def adding(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    quick = QuickAddDialog(studio.workspace)
    quick.show()
    wait(100)
    yield "quick-add-empty", quick
    quick.line.setText("王女士 13800001207 禾木家具 浙江省杭州市拱墅区小河路1号 下周三10点回访")
    wait(900)
    yield "quick-add", quick
    quick._forget()
    quick.close()
    form = new_record(studio.workspace, "customer")
    form.show()
    form.fill({"name": "海棠服饰", "contact": "吴女士", "address": "浙江杭州西湖区文三路 90 号 310012"}, [])
    form.more["channel"].add_row({"type": "WeChat", "value": "haitang_2279"})
    form.more["contact"].add_row({"name": "林先生", "mobile": "1500000227"})
    form.more["contact"].rows[0].fields["mobile"].ask_again()
    form.more["address"].add_row({})
    wait(300)
    yield "new-customer-rows", form
    form.drafts.forget()
    form._saved = True
