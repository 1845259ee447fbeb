"""The different texts of a column of choices: what each is read as, and which become new options of the list."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from crm_desktop.exchange.headings import places, split_numbers
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.read_column import AS_NEW, ColumnReader, word_of
from crm_desktop.exchange.reading.find_header import Table, filled
from crm_desktop.fields.kind import Context, Kind, OwnOption, RefusedError, plain_text, tidy
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.services.choices import put_option


@dataclass(frozen=True, slots=True)
class ChoiceText:
    """One text of a column: how often it stands there and what it is read as, None where it is not known.

    `suggestion` is the option that was probably meant, `is_new` tells that the text becomes an option.
    """

    text: str
    count: int
    read_as: str | None
    suggestion: str | None = None
    is_new: bool = False


def choice_texts(sheet: SheetMatch, column: int, context: Context) -> list[ChoiceText]:
    """Give the different texts of a column of choices, the unknown and the frequent first; else nothing.

    `context` is that of the file; `new_options` need not be in it.
    """
    match = sheet.matches[column]
    kind = _kind(match, sheet.entity)
    if kind is None:
        return []
    cells = [row[column] for row in sheet.table.rows if filled(row, column)]
    counted = Counter(tidy(plain_text(cell)) for cell in cells)
    place = places(sheet.entity)[split_numbers(match.target or "")[0]]
    reader = ColumnReader(match, place, cells, with_options(context, new_options([sheet], context)))
    empty = reader.count.taken_as_empty
    texts = [_look(reader, text, count, kind) for text, count in counted.items() if text not in empty]
    return sorted(texts, key=lambda each: (each.read_as is not None, -each.count, each.text))


def _look(reader: ColumnReader, text: str, count: int, kind: Choice) -> ChoiceText:
    value, notes = reader.look(text, {})
    is_new = reader.match.values.get(word_of(text)) == AS_NEW
    if value is None:
        refusal = next((note for note in notes if note.severity == "refuse"), None)
        return ChoiceText(text, count, None if refusal else "", refusal.suggestion if refusal else None)
    return ChoiceText(text, count, kind.show(value), is_new=is_new)


def new_options(sheets: Iterable[SheetMatch], context: Context) -> dict[str, tuple[OwnOption, ...]]:
    """Give the options that an import adds, by list: texts marked as new, and what every row is to have."""
    found: dict[str, dict[str, OwnOption]] = {}
    for kind, text in _new_texts(sheets):
        if not kind.fixed and not _reads(kind, text, context):
            label = " ".join(text.split())
            found.setdefault(kind.list_name, {}).setdefault(label.casefold(), OwnOption(label, label))
    return {name: tuple(options.values()) for name, options in found.items()}


def _new_texts(sheets: Iterable[SheetMatch]) -> Iterator[tuple[Choice, str]]:
    for sheet in sheets:
        for match in sheet.matches:
            kind = _kind(match, sheet.entity)
            if kind is not None and AS_NEW in match.values.values():
                yield from ((kind, text) for text in _marked(match, sheet.table))
        for place, text in sheet.constants.items():
            meant = places(sheet.entity)[split_numbers(place)[0]].kind
            if isinstance(meant, Choice):
                yield meant, text


def _marked(match: Match, table: Table) -> Iterator[str]:
    for row in table.rows:
        if filled(row, match.column) and match.values.get(word_of(row[match.column])) == AS_NEW:
            yield tidy(plain_text(row[match.column]))


def _kind(match: Match, entity: str) -> Choice | None:
    kind = places(entity)[split_numbers(match.target)[0]].kind if match.target else None
    return kind if isinstance(kind, Choice) else None


def _reads(kind: Kind[str], text: str, context: Context) -> bool:
    try:
        kind.read(text, context)
    except RefusedError:
        return False
    return True


def with_options(context: Context, options: Mapping[str, tuple[OwnOption, ...]]) -> Context:
    """Give the context in which the new options are known."""
    added = {name: (*context.added.get(name, ()), *more) for name, more in options.items()}
    return replace(context, added={**context.added, **added})


def keep_options(connection: Connection, options: Mapping[str, tuple[OwnOption, ...]]) -> None:
    """Add the new options to their lists, as a part of the piece of work that is open."""
    for name, more in options.items():
        for option in more:
            put_option(connection, name, option)
