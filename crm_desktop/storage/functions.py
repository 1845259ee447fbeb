"""SQL functions of ours, known to every connection: what the declared facts are made of."""

import json
from typing import Any

from crm_desktop.fields.own_values import with_own
from crm_desktop.fields.sort_keys import sort_key


def register(connection: Any) -> None:
    """Teach a fresh sqlcipher connection our functions."""
    connection.create_function("sort_key", 1, sort_key, deterministic=True)
    connection.create_function("region_name", 3, region_name, deterministic=True)
    connection.create_function("with_own", 2, _with_own, deterministic=True)


def _with_own(held: str, changes: str) -> str:
    return with_own(held, json.loads(changes))


def region_name(country: str | None, province: str | None, city: str | None) -> str | None:
    """Say a place in short: 浙江 杭州, or Berlin, DE."""
    if country and country != "CN":
        return ", ".join(part for part in (city or province, country) if part)
    short = [_short(part) for part in (province, city) if part]
    return " ".join(dict.fromkeys(short)) or None


def _short(name: str) -> str:
    for suffix in ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"):
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name.removesuffix(suffix)
    return name
