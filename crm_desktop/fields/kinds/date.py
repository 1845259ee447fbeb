"""A day."""

import datetime as dt
import re

from sqlalchemy.types import Date as DateColumn

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.kind import Cell, Context, Kind, Read, normalised
from crm_desktop.fields.written_dates import from_serial, is_serial, make_day, read_day

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_WITH_TIME = re.compile(r"(.*?\d[日号]?)(?:\s+|T)\d{1,2}[:点时].*")


class Date(Kind[dt.date]):
    """A day, shown YYYY-MM-DD in every language; a time beside it is dropped."""

    name = "date"
    label = N_("Date")
    accepts = N_("A day like 2026-03-01; 2026.3.1 and other spellings are understood.")
    example = "2026-03-01"

    def __init__(self) -> None:
        self.column_type = DateColumn()

    def parse(self, raw: object, context: Context) -> Read[dt.date]:
        if isinstance(raw, dt.datetime):
            day = make_day(raw.year, raw.month, raw.day, str(raw))
            return Read(day, normalised(str(raw), self.show(day)) if raw.time() != dt.time() else ())
        if isinstance(raw, dt.date):
            return Read(make_day(raw.year, raw.month, raw.day, str(raw)))
        if isinstance(raw, (int, float)) and is_serial(raw):
            day = from_serial(int(raw))
            return Read(day, normalised(str(raw), self.show(day)))
        text = typed(raw)
        if not _ISO.fullmatch(text) and (match := _WITH_TIME.fullmatch(text)):
            text = match[1]
        day = read_day(text, context)
        return Read(day, rewritten(raw, self.show(day)))

    def show(self, value: dt.date) -> str:
        return value.isoformat()

    def cell(self, value: dt.date) -> Cell:
        return Cell(value, "yyyy-mm-dd")
