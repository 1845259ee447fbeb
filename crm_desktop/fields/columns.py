"""How values that SQLite does not know are kept: exact decimals, moments with their offset, lists of words."""

import datetime as dt
import json
from decimal import Decimal

from sqlalchemy.engine import Dialect
from sqlalchemy.types import BigInteger, String, TypeDecorator

from crm_desktop.fields.written_dates import local_moment

PLACES = 4
SCALE = 10**PLACES


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as an integer of 10^-4, one scale for every currency; never a float."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Write the value to the database."""
        if value is None:
            return None
        scaled = Decimal(value) * SCALE
        if scaled != (kept := int(scaled)):
            message = f"{value} has more than {PLACES} decimal places"
            raise ValueError(message)
        return kept

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Read the value from the database."""
        return None if value is None else (Decimal(value) / SCALE).normalize() + 0


class IsoMoment(TypeDecorator[dt.datetime]):
    """A moment kept as text with seconds and the offset it was written in: 2026-11-19T15:20:00+08:00."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the value to the database."""
        if value is None:
            return None
        aware = value if value.tzinfo else local_moment(value)
        return aware.isoformat(timespec="seconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Read the value from the database."""
        return None if value is None else dt.datetime.fromisoformat(value)


class WordList(TypeDecorator[list[str]]):
    """A list of words kept as a JSON array, in their order."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the value to the database."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:  # noqa: ARG002
        """Read the value from the database."""
        return None if value is None else [str(word) for word in json.loads(value)]
