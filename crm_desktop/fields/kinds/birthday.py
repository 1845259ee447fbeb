"""A birthday, with or without its year."""

import datetime as dt
import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten
from crm_desktop.fields.kind import Context, Kind, Read, RefusedError, warning
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.written_dates import make_day

_NO_YEAR = re.compile(r"(?:--)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_LUNAR = re.compile(r"农历|阴历|旧历|lunar|[正冬腊]月|初[一二三四五六七八九十]", re.IGNORECASE)
_LEAP_YEAR = 2000


class Birthday(Kind[str]):
    """A solar birthday: `1990-03-05`, or `--03-05` where the year is not known (shown 03-05)."""

    name = "birthday"
    label = N_("Birthday")
    accepts = N_("A day like 1990-03-05, or 03-05 where the year is not known.")
    example = "1990-03-05"

    def __init__(self) -> None:
        super().__init__()
        self._date = Date()

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = raw.strip() if isinstance(raw, str) else ""
        if _LUNAR.search(text):
            message = _(
                "“{raw}” is a day of the lunar calendar; enter the solar day and put the lunar one in the remark."
            )
            raise RefusedError("lunar_birthday", message.format(raw=text))
        if match := _NO_YEAR.fullmatch(text):
            day = make_day(_LEAP_YEAR, int(match[1]), int(match[2]), text)
            return Read(f"--{day:%m-%d}", rewritten(raw, f"{day:%m-%d}", f"--{day:%m-%d}"))
        read = self._date.read(raw, context)
        if read.value is None:
            return Read(None)
        value = self._before(read.value, context.today, text)
        notes = rewritten(raw, value.isoformat()) or (read.notes if not text else ())
        if value > context.today:
            message = _("This birthday is still to come: {day}.").format(day=value.isoformat())
            notes = (*notes, warning("in_the_future", message))
        return Read(value.isoformat(), notes)

    def _before(self, day: dt.date, today: dt.date, text: str) -> dt.date:
        """Take 30/3/5 for 1930: a birthday of two digits lies behind us."""
        two_digits = re.match(r"\d{1,2}\D", text)
        return day.replace(year=day.year - 100) if two_digits and day > today and not re.search(r"\d{4}", text) else day

    def show(self, value: str) -> str:
        return value.removeprefix("--")
