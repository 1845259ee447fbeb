"""What every kind of value can do: read what comes in, show it to a person, write it to a cell."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, ClassVar, Generic, Literal, TypeVar

from sqlalchemy.dialects import sqlite
from sqlalchemy.types import Boolean, String, TypeDecorator, TypeEngine

from crm_desktop.base import clock, privacy
from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, Bilingual, _

Severity = Literal["refuse", "warn", "normalised"]
DateOrder = Literal["ymd", "dmy", "mdy"]
CellValue = str | int | float | Decimal | dt.date | dt.datetime | dt.time | bool | None
V = TypeVar("V")

SPREADSHEET_ERRORS = frozenset(
    {"#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
# Excel keeps 15 digits of a number; what is longer has been rounded before we see it.
TRUSTED_DIGITS = 15
_SQLITE = sqlite.dialect()
_UNBOUNDED = (None, None)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
# Text of these characters alone has nothing to fold; most Chinese text is.
_PLAIN = re.compile(r"[\x00-\x7f\u3001\u3002\u4e00-\u9fff]*")
_ODD_SPACES = "\u00a0\u3000\u2002\u2003\u2009\u202f"
_TIDY: dict[int, str | None] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(space): " " for space in _ODD_SPACES},
    **{ord(character): None for character in _INVISIBLE},
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice: its stored key, its text, and what else people call it."""

    key: str
    label: str
    also: str = ""  # other words for it, between bars
    tone: str = "neutral"  # a theme token: accent, ok, info, warning, danger, violet, neutral
    icon: str = ""
    hidden: bool = False  # shown where it is used, but no longer offered


@dataclass(frozen=True, slots=True)
class OwnOption:
    """What the user made of one option of a choice; for a built-in one empty texts leave it as it is declared."""

    key: str
    label: str = ""
    label_en: str = ""
    tone: str = ""
    hidden: bool = False
    position: int | None = None  # None: behind the others, or where a built-in one is declared

    def over(self, declared: Option | None) -> Option:
        """Give the option as it is to be shown, over the built-in one if it is one."""
        known = declared or Option(self.key, Bilingual(self.label or self.key, self.label_en))
        label = Bilingual(self.label, self.label_en) if self.label else known.label
        return replace(known, label=label, tone=self.tone or known.tone, hidden=self.hidden)


@dataclass(frozen=True, slots=True)
class Context:
    """What the reading of a value depends on besides the value: where and when it is read."""

    region: str = "CN"  # ISO 3166 code of phones and postcodes that name no country
    area_code: str = ""  # the owner's own, used in suggestions only
    currency: str = "CNY"  # ISO 4217
    today: dt.date = field(default_factory=clock.today)
    date_order: DateOrder | None = None  # how 01-03-2024 is meant; None: year first, else ambiguous
    added: Mapping[str, tuple[OwnOption, ...]] = field(default_factory=dict)  # users' own options by list name


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a value: why it is refused, what is odd, or what was tidied.

    `code` is a stable word (`bad_check_digit`), `message` one sentence in the user's language,
    `suggestion` a text the user may take instead.
    """

    severity: Severity
    code: str
    message: str
    suggestion: str | None = None


class RefusedError(InvalidValueError):
    """A value that its kind does not accept; `note` says why and what would be right."""

    def __init__(self, code: str, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.note = Note("refuse", code, message, suggestion)


@dataclass(frozen=True, slots=True)
class Read(Generic[V]):
    """A value that was accepted, with warnings and what was normalised."""

    value: V | None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A typed spreadsheet cell: `value` with an Excel number format (`@` is text)."""

    value: CellValue
    number_format: str = "General"


class Kind(Generic[V]):
    """A kind of value. Subclasses say how it is read (`parse`), shown and written, and what it accepts.

    `read(show(v)).value == v` holds for each value that a kind accepts.
    """

    name: ClassVar[str]
    label: ClassVar[str] = N_("Text")
    accepts: ClassVar[str] = ""  # one sentence to a person who fills in a sheet
    example: ClassVar[str] = ""
    align: ClassVar[Literal["left", "right"]] = "left"
    automatic: ClassVar[bool] = False  # empty means that the program gives a value (the next number)
    needs: str = ""  # the field whose value decides how this one is read (see `within`)
    bounds: "tuple[V | None, V | None]" = (None, None)  # the least and the most that is accepted
    column_type: TypeEngine[V]

    def __init__(self) -> None:
        self.column_type = String()  # type: ignore[assignment] # subclasses that keep no text set their own

    def within(self, values: Mapping[str, Any]) -> "Kind[Any]":  # noqa: ARG002 - for kinds that look at it
        """Give the kind as it is in a record with these values; most kinds are the same everywhere."""
        return self

    def read(self, raw: object, context: Context | None = None) -> Read[V]:
        """Turn a cell, a typed text or an argument into a value; empty gives `Read(None)`.

        Raises `RefusedError` when the kind does not accept it.
        """
        if raw is None or (isinstance(raw, str) and not raw.strip(" \t\r\n\u00a0\u3000\ufeff")):
            return Read(None)
        if isinstance(raw, str) and raw.strip().upper() in SPREADSHEET_ERRORS:
            raise RefusedError(
                "spreadsheet_error",
                _("The sheet holds the error {raw} here; correct the formula or leave the cell empty.").format(
                    raw=raw.strip()
                ),
            )
        read = self.parse(raw, context or Context())
        if self.bounds != _UNBOUNDED and read.value is not None:
            self._refuse_outside(read.value)
        return read

    def parse(self, raw: object, context: Context) -> Read[V]:
        """Read something that is not empty; see `read`."""
        raise NotImplementedError

    def show(self, value: V) -> str:
        """Say `value` to a person, in the current language."""
        return str(value)

    def mask(self, value: V) -> str:
        """Say `value` with what is private in it hidden; most kinds hide nothing."""
        return self.show(value)

    def on_screen(self, value: V) -> str:
        """Say `value` in the window: as `show`, or masked while privacy is on. Paper and sheets take `show`, `cell`."""
        return self.mask(value) if privacy.is_on() else self.show(value)

    def from_db(self, raw: object) -> V | None:
        """Turn what the database holds (as change notes keep it) into a value."""
        read = self.column_type.dialect_impl(_SQLITE).result_processor(_SQLITE, None)
        value: V | None = read(raw) if read else raw  # type: ignore[assignment] # a column holds what its type wrote
        return value

    def to_db(self, value: V | None) -> Any:
        """Turn a value into what the database holds, the opposite of `from_db`."""
        write = self.column_type.dialect_impl(_SQLITE).bind_processor(_SQLITE)
        return write(value) if write else value

    def may_be(self, value: object) -> bool:
        """Tell whether a value is of the type of those of this kind: a kept filter may stem from a field of another."""
        if isinstance(self.column_type, TypeDecorator):
            return True  # read by its own rules, which refuse what is none
        return isinstance(value, self.column_type.python_type) and isinstance(value, bool) == isinstance(
            self.column_type, Boolean
        )

    def cell(self, value: V) -> Cell:
        """Write `value` to a sheet; text cells unless a kind has real numbers or dates."""
        return Cell(self.show(value), "@")

    def _refuse_outside(self, value: Any) -> None:
        least, most = self.bounds
        if (least is None or value >= least) and (most is None or value <= most):
            return
        low, high = ("" if bound is None else self.show(bound) for bound in self.bounds)
        message = _("{value} is outside {least} to {most}.")
        if not high:
            message = _("{value} is less than {least}.")
        elif not low:
            message = _("{value} is more than {most}.")
        raise RefusedError("outside", message.format(value=self.show(value), least=low, most=high))


def split_words(words: str) -> tuple[str, ...]:
    """Split synonyms written as "手机 | mobile phone"."""
    return tuple(word.strip() for word in words.split("|") if word.strip())


def plain_text(raw: object) -> str:
    """Give what a cell holds as the text a person would type: 13800138000.0 becomes 13800138000."""
    if isinstance(raw, bool):
        return "1" if raw else "0"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 10**TRUSTED_DIGITS else repr(raw)
    if isinstance(raw, dt.datetime):
        return raw.isoformat(sep=" ", timespec="minutes")
    if isinstance(raw, (dt.date, dt.time)):
        return raw.isoformat()
    return str(raw)


def tidy(text: str) -> str:
    """Fold widths, odd spaces and invisible characters, as spreadsheets bring them.

    NFKC would also turn ㎡ into m2 and ① into 1; only full-width ASCII and spaces are folded here.
    """
    if _PLAIN.fullmatch(text):
        return text.strip()
    return unicodedata.normalize("NFC", text).translate(_TIDY).strip()


def normalised(before: str, after: str) -> tuple[Note, ...]:
    """Give the note that `before` was read as `after`, or nothing where they are the same."""
    if before == after:
        return ()
    message = _("Written as “{after}”.").format(after=after)
    return (Note("normalised", "normalised", message, after),)


def warning(code: str, message: str, suggestion: str | None = None) -> Note:
    """Give a note that is shown and may be saved."""
    return Note("warn", code, message, suggestion)
