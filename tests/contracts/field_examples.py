"""An example for every declared field: what a person types, told by the field's kind."""

from typing import Any

from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Field, stored_fields

BY_KIND = {
    "name": "云杉商行",
    "text": "第 3 号",
    "file_name": "合同 2026.pdf",
    "long_text": "先打电话\n周日不收货",
    "tags": "重点, 批发",
    "serial": "A-7",
    "credit_code": "91350100M000100Y43",
    "bank_account": "6222 0212 0200 1234 561",
    "whole": "30",
    "money": "12000.5",
    "currency": "CNY",
    "url": "https://yunshan.example.com",
    "yes_no": "是",
    "date": "2024-03-05",
    "moment": "2024-03-05 10:30",
    "time": "10:30",
    "birthday": "1990-02-03",
    "country": "CN",
    "postcode": "310002",
    "by_choice": "138 0013 8000",
    "address_text": "浙江省杭州市上城区青石巷 18 号",
}
BY_FIELD = {
    "address.province": "浙江省",
    "address.city": "杭州市",
    "address.district": "上城区",
    "channel.type": "mobile",
    "attachment.sha256": "0" * 64,
    "attachment.size": "1024",
    "customer.language": "普通话",
}


def typed(declared: Field) -> str:
    """Give what a person would type into a field."""
    options: tuple[Any, ...] = getattr(declared.kind, "options", ())
    place = f"{declared.entity}.{declared.name}"
    if place in BY_FIELD:
        return BY_FIELD[place]
    return str(options[-1].key) if options else BY_KIND[declared.kind.name]


def full(entity_name: str) -> dict[str, object]:
    """Give a whole record as it would be typed, every stored field filled."""
    return {name: typed(declared) for name, declared in stored_fields(entity_named(entity_name)).items()}
