"""A file of 100,000 invented customers, with everything that a list shows of them."""

import datetime as dt
import random
from collections.abc import Iterator

from sqlalchemy import Connection, insert

from crm_desktop.entities import all_entities
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import facts, search_index

CUSTOMERS = 100_000
PLACES = (("浙江省", "杭州市"), ("浙江省", "宁波市"), ("江苏省", "苏州市"), ("四川省", "成都市"), ("广东省", "佛山市"))
FIRST = "光明 禾木 半山 松果 青石 麦田 临江 山城 澄湖 小满 北窗 云杉 长城 和平 乐山 东方 南风 金桥 银河 白鹭".split()  # noqa: SIM905
TRADE = "纸品 文具 家具 五金 茶叶 花店 眼镜 烘焙 书屋 装饰 包装 印刷 电器 服饰 物流".split()  # noqa: SIM905
ENDING = ["有限公司", "商行", "店", "厂", "行", "经营部", "工作室"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾单仇解"
CLASSES = ("potential", "current", "prime", "quiet", "lost")


def fill_crowd(workspace: Workspace, customers: int = CUSTOMERS) -> None:
    """Write the customers in bulk and bring facts and search index after; nothing of it is in the history."""
    tables = {name: entity.__table__ for name, entity in all_entities().items()}
    rows: dict[str, list[dict[str, object]]] = {}
    for table, values in _records(random.Random(7), customers):  # noqa: S311 - invented, not secret
        rows.setdefault(table, []).append(values)
    with workspace.file.engine.begin() as connection:
        for name in ("customer", "contact", "channel", "address", "interaction"):
            connection.execute(insert(tables[name]), rows[name])
        _follow(connection)


def _follow(connection: Connection) -> None:
    for entity in all_entities().values():
        if entity.facts:
            facts.refresh(connection, entity)
    search_index.rebuild(connection)


def _records(chance: random.Random, customers: int) -> Iterator[tuple[str, dict[str, object]]]:
    pick = chance.choice
    today = dt.datetime.now().astimezone().replace(microsecond=0)
    for number in range(1, customers + 1):
        province, city = pick(PLACES)
        yield "customer", {
            "id": number, "number": f"KH-{number:05}", "name": f"{pick(FIRST)}{pick(FIRST)}{pick(TRADE)}{pick(ENDING)}",
            "level": pick("ABC"), "customer_class": pick(CLASSES), "tags": [pick(TRADE), "批发"][: number % 3],
        }  # fmt: skip
        yield "contact", {"id": number, "customer_id": number, "name": f"{pick(SURNAMES)}女士", "is_main": True}
        mobile = f"+861{chance.randrange(3, 10)}{chance.randrange(10**9):09}"
        yield "channel", {"customer_id": number, "type": "mobile", "value": mobile}
        street = f"解放路 {number % 300} 号"
        yield "address", {"customer_id": number, "province": province, "city": city, "street": street}
        if number % 2:
            yield "interaction", {
                "customer_id": number, "channel": "call", "content": f"{pick(TRADE)}下周要{chance.randrange(10, 90)}件",
                "happened_at": today - dt.timedelta(days=chance.randrange(400)),
                "follow_up_on": today.date() + dt.timedelta(days=chance.randrange(-5, 60)) if number % 3 else None,
            }  # fmt: skip
