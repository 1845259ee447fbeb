"""A dozen invented customers for tests."""

import datetime as dt

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace

ROWS = (
    ("禾木家具行", "A", "prime", "13800001207", "王女士", "浙江省杭州市上城区清泰街 18 号", "重点, 批发"),
    ("半山茶社", "A", "current", "13900005521", "李先生", "浙江省绍兴市越城区解放路 9 号", "重点"),
    ("松果儿童书屋", "B", "current", "13700008834", "周店长", "浙江省宁波市海曙区药行街 3 号", "零售"),
    ("青石巷文具店", "A", "prime", "13600004410", "陈女士", "浙江省杭州市上城区青石巷 18 号", "重点, 账期30"),
    ("麦田烘焙坊", "B", "potential", "13500009063", "周先生", "浙江省嘉兴市南湖区中山东路 1 号", "零售"),
    ("临江五金建材", "B", "current", "0571-88000136", "采购部", "浙江省杭州市临平区南苑街 6 号", "批发"),
    ("重庆山城火锅", "C", "quiet", "15000002278", "曾女士", "重庆市渝中区解放碑步行街 2 号", "餐饮"),
    ("澄湖民宿", "A", "current", "0572-88002049", "前台", "浙江省湖州市吴兴区衣裳街 5 号", "重点"),
    ("小满花店", "B", "lost", "15100007315", "单女士", "浙江省温州市鹿城区五马街 7 号", "零售"),
    ("北窗眼镜行", "B", "quiet", "15200003386", "赵先生", "浙江省金华市婺城区中山路 4 号", "零售"),
    ("Bluestone Stationery", "A", "current", "+44 20 7946 0018", "Ann Berglund", "", "export"),
    ("云杉装饰工程", "C", "potential", "13400003377", "项目经理", "浙江省杭州市滨江区江南大道 8 号", "工程"),
)


def fill(workspace: Workspace) -> list[int]:
    """Add the dozen through the services, each with a contact, a channel, an address and two interactions."""
    ids = []
    for number, (name, level, category, phone, contact, address, tags) in enumerate(ROWS):
        raw = {"name": name, "level": level, "customer_class": category, "contact": contact, "tags": tags}
        raw["mobile" if phone.startswith("1") else "phone"] = phone
        raw["email"] = f"hello{number}@example.com"
        if address:
            raw["address"] = address
        saved = records.add(workspace, "customer", raw)
        ids.append(saved.id)
        for days in (number, number + 40):
            records.add(
                workspace,
                "interaction",
                {
                    "customer_id": saved.id,
                    "channel": "call",
                    "direction": "out",
                    "content": f"确认备货清单 {days}",
                    "happened_at": f"{dt.date(2026, 11, 20) - dt.timedelta(days=days)} 10:30",
                    **({"task": "2026-12-01"} if days == number else {}),
                },
            )
    return ids
