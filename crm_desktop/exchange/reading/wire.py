"""How rows travel from the reading child to the program: lines of JSON.

The child digests hostile files, so what it sends is parsed as data and never as objects (no pickle,
no marshal). Dates are the only values JSON does not know.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crm_desktop.exchange.reading.workbook import Row

if TYPE_CHECKING:
    from crm_desktop.fields.kind import CellValue

Message = dict[str, object]
ROWS_PER_LINE = 500
_EXACT = 10**15  # whole numbers up to here are exact: fields.kind.TRUSTED_DIGITS, too heavy for the child to load


def plain(value: object) -> "CellValue":
    """Give a library's cell as one of ours: whole floats as integers, blanks as None.

    Of a float 15 digits are kept, as spreadsheet programs show: 19.99, where 19.990000000000002 is saved.
    """
    match value:
        case None:
            return None
        case str():
            return None if not value or value.isspace() else value
        case int() | float():
            return _number(value)
        case dt.datetime():
            return _moment(value)
        case dt.date() | dt.time():
            return value
    return _duration(value) if isinstance(value, dt.timedelta) else str(value)


def _duration(value: dt.timedelta) -> str:
    """Give hours worked as a sheet shows them: 25:30."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _number(value: float) -> float:
    if isinstance(value, int):
        return value if isinstance(value, bool) or -_EXACT < value < _EXACT else float(value)
    return int(value) if -_EXACT < value < _EXACT and value.is_integer() else float(f"{value:.15g}")


def _moment(value: dt.datetime) -> "CellValue":
    """Give a moment to the second (a day's fraction is not exact), and a midnight as a date."""
    if value.microsecond:
        value = value.replace(microsecond=0) + dt.timedelta(seconds=value.microsecond >= 500_000)
    return value.date() if value.time() == dt.time.min else value


def pack(message: Message | list[Row]) -> bytes:
    """Make one line of a message or of some rows."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=_pack_date)
    return text.encode("utf-8", "replace") + b"\n"


def unpack(line: bytes) -> Message | list[Row]:
    """Read one line that `pack` made; raises ValueError for anything else."""
    message = json.loads(line, object_hook=_unpack_date)
    if not isinstance(message, (dict, list)):
        raise ValueError("neither a message nor rows")  # noqa: TRY004 - a broken line, not a wrong argument
    return message


def chunks(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """Give the rows in pieces of a line each."""
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == ROWS_PER_LINE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _pack_date(value: object) -> Message:
    if isinstance(value, dt.datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, dt.time):
        return {"time": value.isoformat()}
    raise TypeError(type(value).__name__)


def _unpack_date(message: Message) -> object:
    match message:
        case {"date": str(text)}:
            return dt.date.fromisoformat(text)
        case {"datetime": str(text)}:
            return dt.datetime.fromisoformat(text)
        case {"time": str(text)}:
            return dt.time.fromisoformat(text)
    return message
