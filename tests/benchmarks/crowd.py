"""A file of 100,000 invented customers, with everything that a list shows of them."""

import datetime as dt
import getpass
import hashlib
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, insert

from crm_desktop.entities import all_entities
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import facts, search_index
from crm_desktop.storage.tables import noted_tables
from tests.conftest import PASSWORD

CUSTOMERS = 100_000
INTERACTIONS = 1_000_000
BUSY, MUCH = 1, 10_000  # one customer to whom much was said
CHUNK = 20_000
PLACES = (("浙江省", "杭州市"), ("浙江省", "宁波市"), ("江苏省", "苏州市"), ("四川省", "成都市"), ("广东省", "佛山市"))
FIRST = "光明 禾木 半山 松果 青石 麦田 临江 山城 澄湖 小满 北窗 云杉 长城 和平 乐山 东方 南风 金桥 银河 白鹭".split()  # noqa: SIM905
TRADE = "纸品 文具 家具 五金 茶叶 花店 眼镜 烘焙 书屋 装饰 包装 印刷 电器 服饰 物流".split()  # noqa: SIM905
ENDING = ["有限公司", "商行", "店", "厂", "行", "经营部", "工作室"]
WORDS = ["下周要", "报价", "备货", "对账", "样品", "到货", "运费", "合同", "回款", "发票"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾单仇解"
CLASSES = ("potential", "current", "prime", "quiet", "lost")


def fill_crowd(workspace: Workspace, customers: int = CUSTOMERS, interactions: int = 0) -> None:
    """Write customers and more interactions in bulk, and what follows from them; nothing of it is in the history."""
    tables = {name: entity.__table__ for name, entity in all_entities().items()}
    rows: dict[str, list[dict[str, object]]] = {}
    for table, values in _records(random.Random(7), customers):  # noqa: S311 - invented, not secret
        rows.setdefault(table, []).append(values)
    with workspace.file.engine.begin() as connection:
        for name in ("customer", "contact", "channel", "address", "interaction", "task"):
            connection.execute(insert(tables[name]), rows[name])
        say_much(connection, customers, interactions)
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
            }  # fmt: skip
        if number % 2 and number % 3:
            due = today.date() + dt.timedelta(days=chance.randrange(-5, 60))
            yield "task", {"customer_id": number, "what": f"{pick(TRADE)}报价", "due_on": due}


def crowd_file(customers: int = CUSTOMERS, interactions: int = INTERACTIONS) -> Path:
    """Give a closed file of the crowd with all that was said to them; made once, for all who ask, and never changed.

    It lies under the system's temporary folder; the name tells of numbers and columns. Copy it before changing it.
    """
    columns = "|".join(f"{table.name}.{column.name}" for table in noted_tables() for column in table.columns)
    sort = hashlib.sha256(columns.encode()).hexdigest()[:12]
    place = Path(tempfile.gettempdir()) / f"kebu-crowd-{getpass.getuser()}-{customers}-{interactions}-{sort}"
    if not place.exists():
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            workspace, _recovery = create(Path(folder) / "crowd" / "crowd.kebu", PASSWORD)
            fill_crowd(workspace, customers, interactions)
            workspace.close()
            (Path(folder) / "crowd").rename(place)
    return place / "crowd.kebu"


def say_much(connection: Connection, customers: int, interactions: int, busy: int = BUSY) -> None:
    """Write interactions in bulk: much to one customer, the others to all alike."""
    table = all_entities()["interaction"].__table__
    chance = random.Random(11)  # noqa: S311 - invented, not secret
    now = dt.datetime.now().astimezone().replace(microsecond=0)
    for start in range(0, interactions, CHUNK):
        rows = range(start, min(start + CHUNK, interactions))
        connection.execute(insert(table), [_said(chance, number, customers, now, busy) for number in rows])


def _said(chance: random.Random, number: int, customers: int, now: dt.datetime, busy: int) -> dict[str, object]:
    content = "，".join(
        f"{chance.choice(TRADE)}{chance.choice(WORDS)} {chance.randrange(10, 900)}" for _n in range(1 + number % 6)
    )
    return {
        "customer_id": busy if number < MUCH else 1 + number % customers,
        "channel": chance.choice(("call", "wechat", "visit", "email", "note")),
        "direction": chance.choice(("in", "out")),
        "content": content,
        "happened_at": now - dt.timedelta(minutes=chance.randrange(60 * 24 * 2000)),
    }
