"""Workbooks as they are once they were read, and what an import left in the file."""

from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from crm_desktop.entities.channel import Channel
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.reading.workbook import Row, Sheet, Workbook
from crm_desktop.services.workspace import Workspace

HEAD: Row = ["客户名称", "联系人", "电话", "备注"]


def book(*rows: Row, head: Row | None = None, **others: list[Row]) -> Workbook:
    """Give a workbook of one sheet, and of more sheets by name."""
    sheets = [Sheet("客户", [head or HEAD, *rows]), *(Sheet(name, rows) for name, rows in others.items())]
    return Workbook(Path("客户.xlsx"), "xlsx", "", tuple(sheets))


def dump(workspace: Workspace) -> dict[str, list[Any]]:
    """Give all rows of all tables that an import touches."""
    tables = ("customer", "contact", "channel", "address", "interaction", "customer_fact")
    with workspace.read() as session:
        return {name: list(session.execute(text(f"SELECT * FROM {name} ORDER BY id"))) for name in tables}


def channels(workspace: Workspace) -> list[tuple[str, str]]:
    """Give type and value of all channels."""
    with workspace.read() as session:
        found = session.execute(select(Channel.type, Channel.value).order_by(Channel.id))
        return [(type_, value) for type_, value in found]


def names(workspace: Workspace) -> list[str]:
    """Give the names of all customers."""
    with workspace.read() as session:
        return list(session.scalars(select(Customer.name).order_by(Customer.id)))


def customer(workspace: Workspace, name: str) -> Customer:
    """Give the one customer of a name."""
    with workspace.read() as session:
        return session.execute(select(Customer).where(Customer.name == name)).scalar_one()
