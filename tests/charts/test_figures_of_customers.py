"""The three figures of customers count what they say."""

import datetime as dt

import pytest

from crm_desktop.base import clock
from crm_desktop.charts.declare import series_of
from crm_desktop.charts.series import Series
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace

TODAY = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: TODAY)


def numbers(workspace: Workspace, name: str) -> Series:
    with workspace.read() as session:
        return series_of(session, name)


def test_classes_are_counted_in_their_order_and_those_without_come_last(filled: Workspace):
    records.add(filled, "customer", {"name": "尚未分类"})
    series = numbers(filled, "customers_by_class")
    assert dict(zip(series.keys, series.values, strict=True)) == {
        "potential": 2, "current": 5, "prime": 2, "quiet": 2, "lost": 1, "": 1,
    }  # fmt: skip
    assert series.labels[-1] == "No class"


def test_provinces_are_counted_most_first_and_customers_without_address_last(filled: Workspace):
    series = numbers(filled, "customers_by_province")
    assert list(zip(series.labels, series.values, strict=True)) == [("浙江省", 10), ("重庆市", 1), ("No address", 1)]


def test_more_than_eight_provinces_are_joined(workspace: Workspace):
    provinces = ["广东省", "江苏省", "山东省", "浙江省", "河南省", "四川省", "湖北省", "福建省", "湖南省", "安徽省"]
    for weight, province in enumerate(provinces):
        for number in range(12 - weight):
            records.add(workspace, "customer", {"name": f"{province}{number}", "address.province": province})
    series = numbers(workspace, "customers_by_province")
    assert series.labels == (*provinces[:8], "Others")
    assert series.values[-1] == 4 + 3
    assert sum(series.values) == sum(range(3, 13))


def test_new_customers_are_counted_by_month_of_the_last_twelve(workspace: Workspace):
    for number, day in enumerate(["2026-11-01", "2026-11-22", "2026-10-31", "2025-12-01", "2025-11-30", "2024-11-30"]):
        records.add(workspace, "customer", {"name": f"客户 {number}", "created_on": day})
    series = numbers(workspace, "new_customers_per_month")
    assert (series.labels[0], series.labels[-1]) == ("2025-12", "2026-11")
    assert (series.values[0], series.values[-2], series.values[-1]) == (1, 1, 2)
    assert sum(series.values) == 4
    assert series.compared[-1] == 1


def test_without_customers_of_the_year_before_nothing_is_compared(workspace: Workspace):
    records.add(workspace, "customer", {"name": "新客户", "created_on": "2026-11-01"})
    assert numbers(workspace, "new_customers_per_month").compared == ()


def test_a_class_of_the_user_s_own_is_counted_too(workspace: Workspace):
    from crm_desktop.services.choices import add_option

    add_option(workspace, "customer.class", "试用")
    records.add(workspace, "customer", {"name": "试用客户", "customer_class": "试用"})
    series = numbers(workspace, "customers_by_class")
    assert (series.labels[-1], series.values[-1]) == ("试用", 1)
