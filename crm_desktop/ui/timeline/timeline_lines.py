"""What a line of the timeline says: an entry or a change in the words and colours that are painted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.timeline import Entry, Source
from crm_desktop.services.timeline_words import sort_of, text_words, title_words, work_words
from crm_desktop.ui.values import dates


@dataclass(frozen=True, slots=True)
class Tag:
    """A small word below the text, with an icon in front."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Line:
    """One painted line; `files` are the attachments under it."""

    title: str = "…"  # what stands there for a record that was removed a moment ago
    when: str = ""
    text: str = ""
    tags: tuple[Tag, ...] = ()
    icon: str = "circle-dashed"
    tone: str = "neutral"
    files: tuple[Mapping[str, Any], ...] = ()
    full_when: str = ""

    def said(self) -> str:
        """Say the whole line in words, for screen readers and copying."""
        names = tuple(str(each["name"]) for each in self.files)
        parts = (self.title, self.when, self.text, *(tag.text for tag in self.tags), *names)
        return " · ".join(part for part in parts if part)


def line_of(entry: Entry, today: dt.date) -> Line:
    """Say an entry: in full, or a piece of work in one quiet line."""
    if entry.work is not None:
        return Line(work_words(entry, seen=True), dates.short(entry.at.date(), today), full_when=dates.full(entry.at))
    stream, option = entry.source.stream, sort_of(entry)
    return Line(
        title_words(entry),
        _when(entry.at, today),
        "" if _is_file(entry.values) else text_words(entry),  # its name stands as a link below
        _tags(entry, today),
        (option.icon if option else stream.icon) or entry.source.entity.icon,
        option.tone if option else stream.tone,
        _files(entry),
        dates.full(entry.at),
    )


def more_words(count: int, *, is_open: bool) -> str:
    """Say what a click on a fold of changes does; nothing where there is no more than one."""
    if not count:
        return ""
    return _("Fold") if is_open else ngettext("Show {n} more change", "Show {n} more changes", count)


def _files(entry: Entry) -> tuple[Mapping[str, Any], ...]:
    """Give the files under an entry; a file that stands for itself is its own."""
    return tuple(row for row in (*(each.values for each in entry.under), entry.values) if _is_file(row))


def _is_file(values: Mapping[str, Any]) -> bool:
    return "sha256" in values


def _tags(entry: Entry, today: dt.date) -> tuple[Tag, ...]:
    """Say what was planned, by the entry itself and by what stands under it."""
    own = _tag(entry.source, entry.values, "", today)
    under = (_tag(each.source, each.values, each.source.stream.text, today) for each in entry.under)
    return tuple(tag for tag in (own, *under) if tag is not None)


def _tag(source: Source, values: Mapping[str, Any], text: str, today: dt.date) -> Tag | None:
    stream = source.stream
    if not stream.done or (not text and (values.get(stream.due) is None or stream.at == stream.done)):
        return None  # nothing planned, or the entry itself says that it was done
    what = str(values.get(text) or "")
    if values.get(stream.done):
        return Tag(_("Task done: {what}").format(what=what) if what else _("Followed up"), "ok", "calendar-check")
    due = dates.due(values[stream.due], today) if values.get(stream.due) is not None else dates.Due("")
    said = " ".join(part for part in (due.text, what) if part)
    message = _("Task made: {what}").format(what=said) if what else _("Next step: {when}").format(when=said)
    return Tag(message, {"late": "danger", "today": "warning"}.get(due.state, "accent"), "calendar-check")


def _when(at: dt.datetime, today: dt.date) -> str:
    return f"{dates.short(at.date(), today)} {dates.weekday(at.date())} {at:%H:%M}"
