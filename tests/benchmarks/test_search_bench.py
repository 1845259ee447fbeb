"""Figures of the search index at 100,000 customers: `pytest -m bench -s tests/benchmarks/test_search_bench.py`."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from sqlalchemy import Connection, insert

from crm_desktop.entities import all_entities
from crm_desktop.services.search import matching_ids, search
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import search_index
from crm_desktop.storage.search_match import Asked

CUSTOMERS = 100_000
PLACES = "杭州|宁波|温州|绍兴|嘉兴|湖州|金华|重庆|长沙|厦门|青岛|苏州|常州|佛山|东莞|成都"
FIRST = "光明|禾木|半山|松果|青石|麦田|临江|山城|澄湖|小满|北窗|云杉|长城|和平|乐山|东方|南风|金桥|银河|白鹭|天目|海曙"
SECOND = "华|兴|达|源|泰|盛|裕|丰|瑞|祥|福|顺|通|恒|嘉|信|德|仁|义|和"
TRADE = "纸品|文具|家具|五金|茶叶|花店|眼镜|烘焙|书屋|装饰|包装|印刷|办公用品|电器|服饰|物流"
ENDING = "有限公司|有限公司|有限公司|有限公司|商行|店|厂|行|经营部|工作室"
LATIN = "Bluestone|Northwind|Riverside|Berglund|Alpine|Harbour|Oakwood|Silverline"
SURNAMES = "王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|胡|朱|高|林|何|郭|马|罗|曾|单|仇|解"
GIVEN = "伟|芳|娜|敏|静|丽|强|磊|军|洋|勇|艳|杰|娟|涛|明|超|秀|霞|平|刚|桂|英|华|玉|兰|飞|建|国|志|文|晓"
DOMAINS = "163.com|163.com|qq.com|qq.com|126.com|sina.com|gmail.com|northwind.example.com|berglund.example.com"
JOBS = "采购|店长|财务|经理|老板|仓管"
MIX = {
    "one character": ["光", "禾", "王", "店", "有", "杭"],
    "two characters": ["光明", "文具", "公司", "长城", "杭州", "张伟"],
    "initials": ["gm", "hm", "zzz", "cqsc", "hzgm", "g", "h"],
    "pinyin": ["guangming", "hemu", "wenju", "chongqing", "youxiangongsi"],
    "last digits": ["1207", "8834", "0136", "90210"],
    "phone's beginning": ["138", "1380", "0571"],
    "e-mail part": ["alpine88", "163.com", "berglund", "zhang99", "northwind10"],
    "latin": ["berg", "Northwind", "b", "river"],
    "two words": ["光明 杭州", "wenju 王", "禾木 1207"],
}


@pytest.fixture
def crowd(workspace: Workspace) -> Workspace:
    with workspace.file.engine.begin() as connection:
        _fill(connection)
    return workspace


@pytest.mark.bench
def test_the_index_of_many_customers(crowd: Workspace):
    everybody = range(1, CUSTOMERS + 1)
    with crowd.file.engine.begin() as connection:
        print(f"\nbuild of {CUSTOMERS:,} customers: {_seconds(lambda: search_index.rebuild(connection)):.1f} s")
        unchanged = _seconds(lambda: search_index.refresh(connection, "customer", everybody))
        print(f"refresh of all, unchanged: {unchanged:.1f} s")
        print(f"refresh of one: {_seconds(lambda: search_index.refresh(connection, 'customer', [7])) * 1000:.1f} ms")
        print(f"check: {_seconds(lambda: search_index.check(connection)):.1f} s")


@pytest.mark.bench
def test_searching_many_customers(crowd: Workspace):
    with crowd.file.engine.begin() as connection:
        search_index.rebuild(connection)
    services: list[float] = []
    bares: list[float] = []
    with crowd.read() as session:
        print()
        for title, queries in MIX.items():
            service = [_seconds(partial(search, session, query)) for query in queries * 8]
            bare = [_seconds(partial(_bare, session.connection(), query)) for query in queries * 8]
            ids = max(_seconds(session.scalars(matching_ids(session, "customer", query)).all) for query in queries)
            print(f"{title:18} service {_ms(service)}   bare {_ms(bare)}   all ids, worst {ids * 1000:.1f} ms")
            services += service
            bares += bare
        print(f"{'all':18} service {_ms(services)}   bare {_ms(bares)}")


def _bare(connection: Connection, text: str) -> None:
    statement = "SELECT rowid FROM search_customer WHERE search_customer MATCH ? ORDER BY rowid DESC LIMIT 50"
    connection.exec_driver_sql(statement, (Asked(text).match,)).all()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ms(times: list[float]) -> str:
    percents = statistics.quantiles(times, n=100, method="inclusive")
    return f"p50 {percents[49] * 1000:6.1f} ms, p95 {percents[94] * 1000:6.1f} ms"


def _fill(connection: Connection) -> None:
    tables = {name: entity.__table__ for name, entity in all_entities().items()}
    rows = list(_records(random.Random(7)))  # noqa: S311 - the same customers each time
    for name in ("customer", "contact", "channel", "address", "interaction"):
        connection.execute(insert(tables[name]), [values for table, values in rows if table == name])


def _records(chance: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    def pick(words: str) -> str:
        return chance.choice(words.split("|"))

    for number in range(1, CUSTOMERS + 1):
        place, trade, of = pick(PLACES), pick(TRADE), {"customer_id": number}
        name = f"{place}{pick(FIRST)}{pick(SECOND)}{trade}{pick(ENDING)}"
        if number % 20 == 0:
            name = f"{pick(LATIN)} {pick(LATIN)} Ltd"
        remark = f"每周{pick('一|二|三|四|五')}送货，{trade}要现货"
        yield "customer", {"id": number, "number": f"KH-{number:05}", "name": name, "tags": [trade], "remark": remark}
        person = pick(SURNAMES) + pick(GIVEN) + pick(GIVEN)
        yield "contact", of | {"id": number, "name": person, "job_title": pick(JOBS)}
        mobile = f"+861{chance.randrange(3, 10)}{chance.randrange(10**9):09}"
        yield "channel", of | {"contact_id": number, "type": "mobile", "value": mobile}
        mail = f"{pick(LATIN).lower()}{number}@{pick(DOMAINS)}"
        yield "channel", of | {"contact_id": None, "type": "email", "value": mail}
        street = f"解放路 {number % 300} 号"
        yield "address", of | {"country": "CN", "province": "浙江省", "city": f"{place}市", "street": street}
        if number % 2:
            said = f"电话里说{trade}下周要{chance.randrange(10, 90)}件，{pick(FIRST)}"
            yield "interaction", of | {"content": said, "channel": "call"}
