"""Figures of fields of the user's own at 100,000 customers.

Run with `pytest -m bench -s tests/benchmarks/test_own_fields_bench.py`.
"""

import statistics
import time
from collections.abc import Callable

import pytest

from crm_desktop.services.lists import ListQuery, list_ids, list_rows, parse_condition, parse_sort
from crm_desktop.services.own_fields import add_field
from crm_desktop.services.workspace import Workspace
from tests.benchmarks.crowd import CUSTOMERS, fill_crowd

ASKED = (
    ("sorted by a column", (), "-payment_days"),
    ("sorted by an own number", (), "-area"),
    ("sorted by an own text", (), "sign"),
    ("filtered by a column", ("payment_days>=20",), "name"),
    ("filtered by an own number", ("area>=4000",), "name"),
    ("filtered by a part of an own text", ("sign~s1",), "name"),
)


@pytest.mark.bench
def test_lists_by_own_fields(workspace: Workspace):
    fill_crowd(workspace, CUSTOMERS)
    before = time.perf_counter()
    add_field(workspace, "customer", "Area", "number")
    print(f"\n{CUSTOMERS:,} customers\na field declared in {time.perf_counter() - before:.3f} s")
    add_field(workspace, "customer", "Sign", "choice", options=[f"s{number}" for number in range(12)])
    with workspace.file.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE customer SET payment_days = id % 90, custom = json_object('area', (id * 7919 % 5000) * 10000,"
            " 'sign', 's' || (id % 12))"
        )
    with workspace.read() as session:
        for said, where, sort in ASKED:
            conditions = tuple(parse_condition(each, "customer", workspace.context) for each in where)
            query = ListQuery("customer", conditions, (parse_sort(sort, "customer"),))
            print(f"{said}: {_ms(lambda query=query: list_ids(session, query))}")
        page = list_ids(session, ListQuery())[:60]
        print(f"a page of rows: {_ms(lambda: list_rows(session, 'customer', page, ['name', 'area', 'sign']))}")


def _ms(ask: Callable[[], object]) -> str:
    seconds = []
    for _turn in range(7):
        before = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - before)
    return f"{1000 * statistics.median(seconds):.0f} ms"
