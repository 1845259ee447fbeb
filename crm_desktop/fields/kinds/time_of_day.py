"""A time of day."""

import datetime as dt

from sqlalchemy.types import Time

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.kind import Context, Kind, Read, RefusedError
from crm_desktop.fields.said_times import TIME, time_of


class TimeOfDay(Kind[dt.time]):
    """A time to the minute, shown 15:20; 下午3点半 and 3:30 pm are understood."""

    name = "time"
    label = N_("Time of day")
    accepts = N_("A time like 15:20.")
    example = "15:20"

    def __init__(self) -> None:
        self.column_type = Time()

    def parse(self, raw: object, context: Context) -> Read[dt.time]:
        if isinstance(raw, (dt.time, dt.datetime)):
            return Read(dt.time(raw.hour, raw.minute))
        text = typed(raw)
        match = TIME.fullmatch(text)
        time = time_of(match) if match else None
        if time is None:
            raise RefusedError("not_a_time", _("“{raw}” is no time; write it like 15:20.").format(raw=text))
        return Read(time, rewritten(raw, self.show(time)))

    def show(self, value: dt.time) -> str:
        return f"{value:%H:%M}"
