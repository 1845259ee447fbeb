"""What an entry of a customer's stream says: its title, its text, and its changes in a sentence."""

from collections.abc import Iterator
from functools import reduce

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.fields.declare import fields_of
from crm_desktop.fields.kind import Kind, Option
from crm_desktop.services.history import FieldChange
from crm_desktop.services.timeline import Entry

BETWEEN = " · "
CHANGES_SAID = 3
SHOWN_BY_FIELDS = "edit"  # the kind of work that its changes say better than its title


def title_words(entry: Entry) -> str:
    """Say what an entry is: Call · Outgoing · Ms. Chen."""
    source = entry.source
    option = sort_of(entry)
    first = _(option.label) if option is not None else _(source.stream.title or source.entity.label)
    return BETWEEN.join((first, *beside_words(entry)))


def beside_words(entry: Entry) -> Iterator[str]:
    """Say the fields and links that stand behind the title."""
    for name in entry.source.stream.beside:
        if name in entry.names:
            yield entry.names[name]
        elif entry.values.get(name) is not None and name in fields_of(entry.source.entity):
            yield _kind(entry, name).on_screen(entry.values[name])


def sort_of(entry: Entry) -> Option | None:
    """Give the option of the choice that an entry's title, icon and tone follow."""
    by = entry.source.stream.by
    options: tuple[Option, ...] = getattr(_kind(entry, by), "options", ()) if by else ()
    return next((option for option in options if option.key == entry.values.get(by)), None)


def text_words(entry: Entry) -> str:
    """Say what is told, with the fields that stand below it by their labels."""
    lines = [_shown(entry, entry.source.stream.text)]
    for name in entry.source.stream.below:
        if said := _shown(entry, name):
            label = _(fields_of(entry.source.entity)[name].label)
            lines.append(_("{label}: {text}").format(label=label, text=said))
    return "\n".join(line for line in lines if line)


def work_words(entry: Entry, *, seen: bool = False) -> str:
    """Say a piece of work: by the fields that it changed where it was an edit of these, else by its title.

    With `seen` what privacy covers on the screen is covered.
    """
    if entry.work is None:
        return ""
    if entry.work.kind != SHOWN_BY_FIELDS or not entry.changes:
        return entry.work.title
    said = [_change_words(change, seen=seen) for change in entry.changes[:CHANGES_SAID]]
    if more := len(entry.changes) - CHANGES_SAID:
        said += [ngettext("{n} more field", "{n} more fields", more)] if more > 0 else []
    return reduce(lambda before, change: _("{before}, {change}").format(before=before, change=change), said)


def _change_words(change: FieldChange, *, seen: bool) -> str:
    before, after = change.seen if seen else (change.before, change.after)
    message = (
        _("{label} from {before} to {after}")
        if before and after
        else _("{label}: {after}")
        if after
        else _("{label} emptied, was {before}")
    )
    return message.format(label=change.label, before=_brief(before), after=_brief(after))


def _brief(said: str, longest: int = 40) -> str:
    line = " ".join(said.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _shown(entry: Entry, name: str) -> str:
    value = entry.values.get(name) if name else None
    return "" if value is None else _kind(entry, name).on_screen(value)


def _kind(entry: Entry, name: str) -> Kind[object]:
    return fields_of(entry.source.entity)[name].kind.within(entry.values)
