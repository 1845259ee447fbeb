"""The words in which the examples of the format rules are written."""

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.fields.kind import Context, Kind, OwnOption


class Accepted(NamedTuple):
    """`raw` is read as `value` and shown so; `codes` are the notes it comes with."""

    raw: object
    value: Any
    zh: str
    en: str
    codes: tuple[str, ...] = ()


class Refused(NamedTuple):
    """`raw` is refused with `code`; `suggestion` is what was probably meant."""

    raw: object
    code: str
    suggestion: str | None = None


class Examples(NamedTuple):
    """The examples of one kind; `round_trip` tells that `read(show(v)) == v`, which a masked number cannot."""

    kind: Kind[Any]
    accepted: tuple[Accepted, ...]
    refused: tuple[Refused, ...]
    round_trip: bool = True


CONTEXT = Context(
    region="CN",
    area_code="0571",
    currency="CNY",
    today=dt.date(2026, 11, 23),
    added={"customer.source": (OwnOption("抖音", "抖音"),)},
)
N = ("normalised",)


def plain(raw: object, value: object, *codes: str) -> Accepted:
    """Give an example that is shown as it is kept, in both languages."""
    return Accepted(raw, value, str(value), str(value), codes)


def at(*parts: int) -> dt.datetime:
    """Give a local moment."""
    return dt.datetime(*parts).astimezone()  # type: ignore[arg-type, misc]


def day(raw: object, iso: str, *codes: str) -> Accepted:
    """Give an example of a date."""
    return Accepted(raw, dt.date.fromisoformat(iso), iso, iso, codes)


def number(raw: object, value: str, shown: str, *codes: str) -> Accepted:
    """Give an example of an exact decimal."""
    return Accepted(raw, Decimal(value), shown, shown, codes)


def yes(raw: object) -> Accepted:
    """Give an example of yes."""
    return Accepted(raw, True, "是", "Yes")


def no(raw: object) -> Accepted:
    """Give an example of no."""
    return Accepted(raw, False, "否", "No")
