"""Figures of filters, groups and sums; run with `pytest -m bench -s tests/benchmarks/test_filter_bench.py`.

KEBU_BENCH_CUSTOMERS sets another number of customers; each gets ten interactions.
"""

import datetime as dt
import os
import random
import time

import pytest
from sqlalchemy import insert

from crm_desktop.base import clock
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.interaction import Interaction
from crm_desktop.services.groups import grouped, totals
from crm_desktop.services.lists import ListQuery, Sort, list_ids, parse_condition
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import facts
from tests.benchmarks.crowd import CUSTOMERS, fill_crowd

MANY = int(os.environ.get("KEBU_BENCH_CUSTOMERS", CUSTOMERS))
SORT = (Sort("last_contact", descending=True),)
ASKED = (
    "level=A|B", "region~杭州", "last_contact<-90d", "next_step=this_week", "any(level=A; tags=文具; email=)", "email=",
    "no interaction(happened_at=last_90_days)", "count interaction(happened_at=this_month)>2", "count interaction>10",
    "has interaction(content~要; channel=visit)", "has task(done_at=)", "none(level=A; region~杭州)", "tags=文具|批发",
)  # fmt: skip


@pytest.mark.bench
def test_filters_of_many_customers(workspace: Workspace):
    fill_crowd(workspace, MANY)
    chance, now = random.Random(5), clock.now()  # noqa: S311 - invented, not secret
    with workspace.file.engine.begin() as connection:
        for _turn in range(10):
            rows = [
                {
                    "customer_id": number, "channel": chance.choice(("call", "visit")), "content": "下周要货",
                    "happened_at": now - dt.timedelta(days=chance.randrange(700)),
                }
                for number in chance.choices(range(1, MANY + 1), k=MANY)
            ]  # fmt: skip
            connection.execute(insert(Interaction), rows)
        facts.refresh(connection, Customer)
    print(f"\n{MANY:,} customers, about {MANY * 10:,} interactions; processor time")
    with workspace.read() as session:
        for said in ASKED:
            query = ListQuery("customer", (parse_condition(said, "customer", workspace.context),), SORT)
            start = time.process_time()
            found = len(list_ids(session, query))
            print(f"{said:50} {found:>8,} {(time.process_time() - start) * 1000:7.0f} ms")
        for name in ("level", "region", "last_contact"):
            start = time.process_time()
            ids, heads = grouped(session, ListQuery("customer", (), SORT, group=name), workspace.context)
            print(f"in {len(heads)} groups by {name:36} {(time.process_time() - start) * 1000:7.0f} ms")
        start = time.process_time()
        totals(session, ListQuery("customer"), ["credit_limit"], workspace.context)
        print(f"{'sum of the credit limits':58} {(time.process_time() - start) * 1000:7.0f} ms")
    assert len(ids) == MANY
