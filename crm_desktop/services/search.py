"""The search box: what records a typed text finds, best first, and where in them it was found."""

from dataclasses import dataclass

from sqlalchemy import Connection, Select, column, false, or_, select, table
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import stored_fields
from crm_desktop.fields.own_values import column_of
from crm_desktop.services.search_snippets import best_answer
from crm_desktop.storage.search_match import Asked
from crm_desktop.storage.search_sources import has_names, searched_entities, titles_of, values_of

FIFTH = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: `field` names where (a part's fields as `contact.name`), `snippet` the text there.

    `score` is 1 for a phone number, 0.9 for the start of the title, down to 0.4. A record that
    belongs to another, as an interaction does, has its owner's title.
    """

    entity: str
    id: int
    title: str
    field: str
    snippet: str
    score: float


def search(session: Session, text: str, limit: int = 50) -> list[Hit]:
    """Give the records in which every word of `text` is found, the newest first among equals.

    Words are Chinese characters, pinyin, initials, the start of a word, or digits of a number. One
    or two letters find names and initials that begin so, and whole words.
    """
    asked = Asked(text)
    if not asked or limit <= 0:
        return []
    connection = session.connection()
    named = [hit for name in searched_entities() if has_names(name) for hit in _hits(connection, name, asked, limit)]
    # What was said and written down has no ranks; it keeps a fifth of the places.
    room = max(limit - len(named), limit // FIFTH)
    unnamed = [name for name in searched_entities() if not has_names(name)]
    others = [hit for name in unnamed for hit in _hits(connection, name, asked, room)][:room]
    named = sorted(named, key=lambda hit: -hit.score)[: limit - len(others)]
    return sorted(named + others, key=lambda hit: -hit.score)


def matching_ids(session: Session, entity: str, text: str) -> Select[tuple[int]]:  # noqa: ARG001 - the query runs in it
    """Make the query for the ids of the records in which every word of `text` is found."""
    asked = Asked(text)
    declared = entity_named(entity).__table__
    if not asked:
        return select(declared.c.id).where(false())
    if entity in searched_entities():
        found = sql(f"search_{entity} MATCH :match").bindparams(match=asked.match)
        return select(column("rowid")).select_from(table(f"search_{entity}")).where(found)
    # Parts have no index of their own (they are found at their owner); few enough to look through.
    kind = entity_named(entity)
    searched = [column_of(kind, name) for name, field in stored_fields(kind).items() if field.search]
    words = (or_(*(each.contains(word, autoescape=True) for each in searched)) for word in text.split())
    return select(declared.c.id).where(*words)


def _hits(connection: Connection, name: str, asked: Asked, limit: int) -> list[Hit]:
    ids = _best_ids(connection, name, asked, limit)
    values, titles = values_of(connection, name, ids), titles_of(connection, name, ids)
    answers = {record_id: best_answer(values.get(record_id, []), asked, name) for record_id in ids}
    hits = [
        Hit(name, record_id, titles.get(record_id, ""), answer.field, answer.snippet, answer.score)
        for record_id, answer in answers.items()
    ]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.id))


def _best_ids(connection: Connection, name: str, asked: Asked, limit: int) -> list[int]:
    """Give at most `limit` ids; where more records match, those of the best ranks."""
    newest = _ids(connection, name, asked.match, limit + 1)
    if len(newest) <= limit or not has_names(name):
        return newest[:limit]
    best = _ids(connection, name, asked.exact_phone, limit) if asked.exact_phone else []
    named = _ids(connection, name, asked.in_names, limit)
    if len(named) == limit:  # else all of them are taken, and how they begin is seen when they are scored
        for start in asked.starts():
            best += _ids(connection, name, start, limit)
            if len(best) >= limit:
                break
    return list(dict.fromkeys(best + named + newest))[:limit]


def _ids(connection: Connection, name: str, match: str, limit: int) -> list[int]:
    statement = f"SELECT rowid FROM search_{name} WHERE search_{name} MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in connection.exec_driver_sql(statement, (match, limit))]
